"""Load a student's module from bytes, one statement at a time.

A whole-file ``exec`` stops at the first error, and then one bad line near the top costs
every exercise below it. Here each top-level statement runs by itself: what fails is
noted and costs only what needs it.
"""

from __future__ import annotations

import ast
import importlib.abc
import importlib.util
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from .alarm import time_limit
from .delivery import Delivery
from .failure import describe_failure
from .given import Given, Namespace, future_flags
from .references import defined, mentioned, references_between

_STATEMENT_SECONDS = 2.0
_STILL_RUNNING = f"this statement was still running after {_STATEMENT_SECONDS:g} seconds"


@dataclass
class Loaded:
    """A module after loading, with what went wrong on the way."""

    module: ModuleType
    sources: dict[str, str]
    errors: list[dict[str, Any]]
    references: dict[str, list[str]]
    earlier: EarlierFinder


def load(delivery: Delivery) -> Loaded:
    """Execute the delivered module. Never raises for anything that the module does."""
    module = ModuleType(delivery.name)
    module.__file__ = delivery.filename
    earlier = EarlierFinder(delivery.earlier)
    loaded = Loaded(module, {delivery.filename: _text(delivery.source)}, [], {}, earlier)
    loaded.sources.update({f"{name}.py": _text(source) for name, source in delivery.helpers.items()})
    sys.modules[delivery.name] = module
    sys.meta_path.insert(0, earlier)
    sys.meta_path.append(_Finder(delivery.helpers, ""))
    try:
        tree = ast.parse(_text(delivery.source), delivery.filename)  # from text, in which a coding line means nothing
    except BaseException as error:
        loaded.errors.append(describe_failure(error, loaded.sources))
        return loaded
    loaded.references = references_between(tree, delivery.exercises, delivery.name)
    namespace = Namespace(vars(module), Given(delivery, vars(module)))
    _execute(tree, delivery.filename, vars(module), namespace, loaded)
    namespace.given.complete()
    return loaded


def _execute(tree: ast.Module, filename: str, variables: dict[str, Any], namespace: Namespace, loaded: Loaded) -> None:
    flags = future_flags(tree)
    missing = namespace.given.names.difference(*map(defined, tree.body))
    for statement in tree.body:
        namespace.given.supply(missing & mentioned(statement))
        try:
            code = compile(ast.Module([statement], []), filename, "exec", flags, dont_inherit=True)
            with time_limit(_STATEMENT_SECONDS, TimeoutError(_STILL_RUNNING)):
                exec(code, variables, namespace)
        except BaseException as error:
            loaded.errors.append(describe_failure(error, loaded.sources))
            namespace.given.supply(defined(statement))


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Import modules and packages from bytes, found by their path without ``.py``: ``mine``, ``tools/shapes``."""

    def __init__(self, sources: Mapping[str, bytes], origin: str) -> None:
        self._sources = sources
        self._origin = origin

    def find_spec(self, fullname: str, where: Any, target: Any = None) -> ModuleSpec | None:  # noqa: ARG002
        path = fullname.replace(".", "/")
        is_module = path in self._sources and f"{path}/__init__" not in self._sources
        is_package = not is_module and any(name.startswith(f"{path}/") for name in self._sources)
        if not is_module and not is_package:
            return None
        return importlib.util.spec_from_loader(fullname, self, origin=self._origin, is_package=is_package)

    def create_module(self, spec: ModuleSpec) -> None:  # noqa: ARG002
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Execute the module; a folder without ``__init__.py`` is a package with nothing in it."""
        path = module.__name__.replace(".", "/")
        name = f"{path}/__init__" if f"{path}/__init__" in self._sources else path
        module.__file__ = f"{name}.py"
        code = compile(_text(self._sources.get(name, b"")), module.__file__, "exec", dont_inherit=True)
        exec(code, vars(module))


class EarlierFinder(_Finder):
    """The finished modules of earlier chapters, for the student's imports and for the tests' own use."""

    def __init__(self, sources: Mapping[str, bytes]) -> None:
        super().__init__(sources, "earlier chapters")
        self._ours: dict[str, ModuleType] = {}

    def exec_module(self, module: ModuleType) -> None:
        """Execute the module, and keep what it defines before anybody can change it."""
        super().exec_module(module)
        ours = self._ours[module.__name__] = ModuleType(module.__name__)
        vars(ours).update(vars(module))

    def get(self, name: str) -> ModuleType:
        """A module as it was made, whatever the student's code has put under its name since.

        Raises:
            AttributeError: the chapter builds on no such module.
        """
        if name not in self._ours:
            spec = self.find_spec(name, None)
            if spec is None:
                raise AttributeError(f"this chapter builds on no module {name}")
            module = importlib.util.module_from_spec(spec)
            sys.modules.setdefault(name, module)
            self.exec_module(module)
        return self._ours[name]


def _text(source: bytes) -> str:
    return source.decode("utf-8-sig", errors="replace")
