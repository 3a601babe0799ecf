"""Load a student's module from bytes, one statement at a time.

A whole-file ``exec`` stops at the first error, and then one bad line near the top costs
every exercise below it. Here each top-level statement runs by itself: what fails is
noted and costs only what needs it.

For follow-through marking some exercises can be *frozen*: in the moment when the
student's module would bind such a name, it is bound to a given definition instead.
Everything that the student's code then looks up under that name, base classes and
default arguments included, is the given definition.
"""

from __future__ import annotations

import ast
import contextlib
import importlib.abc
import importlib.util
import signal
import sys
from collections.abc import Iterator, Mapping, MutableMapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec
from types import FrameType, ModuleType
from typing import Any

from .failure import describe

_STATEMENT_SECONDS = 2.0


@dataclass(frozen=True)
class Delivery:
    """What the grader hands to a worker: source texts as bytes, never paths."""

    name: str
    source: bytes
    helpers: Mapping[str, bytes] = field(default_factory=dict)
    earlier: Mapping[str, bytes] = field(default_factory=dict)
    exercises: Sequence[str] = ()
    frozen: Sequence[str] = ()
    frozen_source: bytes = b""

    @property
    def filename(self) -> str:
        """How the module's file is called in tracebacks."""
        return f"{self.name}.py"


@dataclass
class Loaded:
    """A module after loading, with what went wrong on the way."""

    module: ModuleType
    sources: dict[str, str]
    errors: list[dict[str, Any]]
    references: dict[str, list[str]]
    earlier: EarlierModules


def load(delivery: Delivery) -> Loaded:
    """Execute the delivered module. Never raises for anything that the module does."""
    module = ModuleType(delivery.name)
    module.__file__ = delivery.filename
    earlier = EarlierModules(delivery.earlier)
    loaded = Loaded(module, {delivery.filename: _text(delivery.source)}, [], {}, earlier)
    loaded.sources.update({f"{name}.py": _text(source) for name, source in delivery.helpers.items()})
    sys.modules[delivery.name] = module
    sys.meta_path.insert(0, earlier)
    sys.meta_path.append(_Finder(delivery.helpers, ""))
    try:
        tree = ast.parse(delivery.source, delivery.filename)
    except BaseException as error:
        loaded.errors.append(describe(error, loaded.sources))
        return loaded
    loaded.references = references_between(tree, delivery.exercises, delivery.name)
    namespace = _Namespace(vars(module), Given(delivery, vars(module)))
    _execute(tree, delivery.filename, vars(module), namespace, loaded)
    namespace.given.complete()
    return loaded


def _execute(tree: ast.Module, filename: str, variables: dict[str, Any], namespace: _Namespace, loaded: Loaded) -> None:
    flags = _future_flags(tree)
    missing = namespace.given.names.difference(*map(_defined, tree.body))
    for statement in tree.body:
        namespace.given.supply(missing & _mentioned(statement))
        try:
            code = compile(ast.Module([statement], []), filename, "exec", flags, dont_inherit=True)
            with _time_limit(_STATEMENT_SECONDS):
                exec(code, variables, namespace)
        except BaseException as error:
            loaded.errors.append(describe(error, loaded.sources))
            namespace.given.supply(_defined(statement))


class _Namespace(MutableMapping[str, Any]):
    """The module's variables as its top-level statements see them, with given definitions in the place of some."""

    def __init__(self, variables: dict[str, Any], given: Given) -> None:
        self.given = given
        self._variables = variables

    def __getitem__(self, name: str) -> Any:
        return self._variables[name]

    def __setitem__(self, name: str, value: Any) -> None:
        if name not in self.given.names or not self.given.define(name):
            self._variables[name] = value

    def __delitem__(self, name: str) -> None:
        if name not in self.given.names:
            del self._variables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._variables)

    def __len__(self) -> int:
        return len(self._variables)


class Given:
    """Definitions that replace the student's, each at the moment when the student's would be bound.

    They have variables of their own, where the exercises that are not given are the student's.
    """

    def __init__(self, delivery: Delivery, variables: dict[str, Any]) -> None:
        self.names = frozenset(delivery.frozen)
        self._own = [name for name in delivery.exercises if name not in self.names]
        self._module = variables
        self._variables: dict[str, Any] = {"__name__": delivery.name, "__builtins__": __builtins__}
        self._definitions: dict[str, ast.stmt] = {}
        self._defined: set[str] = set()
        self._begun: set[str] = set()
        self._members: dict[str, dict[str, Any]] = {}
        self._prepare(ast.parse(delivery.frozen_source))

    def _prepare(self, tree: ast.Module) -> None:
        """Run what the definitions need, and keep the definitions themselves for later."""
        self._flags = _future_flags(tree)
        for statement in tree.body:
            name = getattr(statement, "name", "")
            if name in self.names:
                self._definitions[name] = statement
            else:
                self._run(statement)

    def define(self, name: str) -> bool:
        """Bind the given definition of ``name`` after those that it builds on; False when something is missing."""
        if name not in self._defined:
            if name in self._begun:
                return False
            self._begun.add(name)
            self.supply(_mentioned(self._definitions[name]) - {name})
            self._begun.discard(name)
            self._lend()
            try:
                self._run(self._definitions[name])
            except (NameError, KeyError):
                return False
            self._module[name] = self._variables[name]
            self._defined.add(name)
            self._members[name] = _members(self._variables[name])
        return True

    def supply(self, names: Set[str]) -> None:
        """Bind those that the student's module fails to define, before what builds on them is defined."""
        for name in sorted(self.names & names):
            self.define(name)

    def complete(self) -> None:
        """Bind what the student's module never defined, and undo what it changed behind our back."""
        for name in sorted(self.names):
            if self.define(name):
                self._module[name] = self._variables[name]
                _restore(self._variables[name], self._members[name])
        self._lend()

    def _lend(self) -> None:
        self._variables.update({name: self._module[name] for name in self._own if name in self._module})

    def _run(self, statement: ast.stmt) -> None:
        code = compile(ast.Module([statement], []), "<given>", "exec", self._flags, dont_inherit=True)
        exec(code, self._variables)


def _members(definition: Any) -> dict[str, Any]:
    """What a class consists of, before the student's module can add to it."""
    return dict(vars(definition)) if isinstance(definition, type) else {}


def _restore(definition: Any, members: Mapping[str, Any]) -> None:
    """Take back what the student's module put into a given class, as in ``Layer.forward = my_forward``."""
    if isinstance(definition, type):
        for name, value in list(vars(definition).items()):
            with contextlib.suppress(AttributeError, TypeError):  # what Python itself keeps there cannot be set
                if name not in members:
                    delattr(definition, name)
                elif value is not members[name]:
                    setattr(definition, name, members[name])


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Import modules from bytes."""

    def __init__(self, sources: Mapping[str, bytes], origin: str) -> None:
        self._sources = sources
        self._origin = origin

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:  # noqa: ARG002
        if fullname not in self._sources:
            return None
        return importlib.util.spec_from_loader(fullname, self, origin=self._origin)

    def create_module(self, spec: ModuleSpec) -> None:  # noqa: ARG002
        return None

    def exec_module(self, module: ModuleType) -> None:
        name = module.__name__
        exec(compile(self._sources[name], f"{name}.py", "exec", dont_inherit=True), vars(module))


class EarlierModules(_Finder):
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


def _future_flags(tree: ast.Module) -> int:
    import __future__

    flags = 0
    for statement in tree.body:
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            for alias in statement.names:
                feature = getattr(__future__, alias.name, None)
                flags |= getattr(feature, "compiler_flag", 0)
    return flags


def references_between(tree: ast.Module, exercises: Sequence[str], module: str) -> dict[str, list[str]]:
    """Which exercises each exercise refers to, directly or through the module's other names.

    Args:
        tree: the module.
        exercises: the names to look for.
        module: the module's own name, by which it may import itself.
    """
    aliases = {module} | {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name == module
    }
    direct: dict[str, set[str]] = {}
    for statement in tree.body:
        names = _mentioned(statement, aliases)
        for name in _defined(statement) | (_added_to(statement) & set(exercises)):
            direct.setdefault(name, set()).update(names)
    return {name: sorted(_reachable(name, direct) & set(exercises) - {name}) for name in exercises}


def _mentioned(statement: ast.stmt, modules: Set[str] = frozenset()) -> set[str]:
    """Names that a statement uses, also as attributes of the module itself."""
    nodes = list(ast.walk(statement))
    own = {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules
    }
    return own | {node.id for node in nodes if isinstance(node, ast.Name)}


def _defined(statement: ast.AST) -> set[str]:
    """Names that a top-level statement binds in the module."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {statement.name}
    if isinstance(statement, ast.Lambda):
        return set()
    names = {statement.id} if isinstance(statement, ast.Name) and isinstance(statement.ctx, ast.Store) else set()
    return names.union(*map(_defined, ast.iter_child_nodes(statement)))


def _added_to(statement: ast.stmt) -> set[str]:
    """Names to which a statement adds something: ``Layer.forward = f``, or a decorator that says ``Layer``."""
    targets = [node.value for node in ast.walk(statement) if isinstance(node, ast.Attribute) and _is_stored(node)]
    decorators = getattr(statement, "decorator_list", [])
    return {node.id for part in [*targets, *decorators] for node in ast.walk(part) if isinstance(node, ast.Name)}


def _is_stored(node: ast.Attribute) -> bool:
    return isinstance(node.ctx, ast.Store)


def _reachable(name: str, direct: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    pending = [name]
    while pending:
        for other in direct.get(pending.pop(), ()):
            if other not in found:
                found.add(other)
                pending.append(other)
    return found


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Interrupt Python code that runs too long; the grader's deadline covers the rest."""

    def interrupt(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001
        raise TimeoutError(f"this statement was still running after {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _text(source: bytes) -> str:
    return source.decode("utf-8-sig", errors="replace")
