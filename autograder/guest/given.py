"""Definitions that take the place of a student's own, for follow-through marking.

Some exercises can be *frozen*: in the moment when the student's module would bind such
a name, it is bound to a given definition instead. Everything that the student's code
then looks up under that name, base classes and default arguments included, is the given
definition.
"""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterator, Mapping, MutableMapping, Set
from typing import Any

from .delivery import Delivery
from .references import mentioned


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
        self._flags = future_flags(tree)
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
            self.supply(mentioned(self._definitions[name]) - {name})
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


class Namespace(MutableMapping[str, Any]):
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


def future_flags(tree: ast.Module) -> int:
    """The compiler's flags for what a module imports from ``__future__``."""
    import __future__

    flags = 0
    for statement in tree.body:
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            for alias in statement.names:
                feature = getattr(__future__, alias.name, None)
                flags |= getattr(feature, "compiler_flag", 0)
    return flags
