"""Which exercises can notice a fault: only their tests need to run.

The hidden tests of an exercise take some names from the student's module, and what these
names define uses others. A fault in the body of a function that none of them leads to is
never executed there: those tests do what they do with the reference, under the same seed.
So they are left out, which makes a mutant several times cheaper. A fault that shows when
the module is imported can be noticed everywhere.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from autograder.course import Chapter
from autograder.engine.collect import Check
from autograder.reference import source_of

from .mutants import Mutant, uses_of
from .rehearsal import reference_of, rehearse


class Reach:
    """For each definition of a chapter's reference, the exercises whose hidden tests can lead to it."""

    def __init__(self, chapter: Chapter, seed: int) -> None:
        source = source_of(chapter.reference)
        tree, uses = ast.parse(source), uses_of(source)
        self._names = tuple(exercise.name for exercise in chapter.exercises)
        self._reached = {name: _closure(taken, uses) for name, taken in _taken(chapter, seed).items()}
        self._imported = _closure(_run_on_import(tree.body), uses)
        self._functions = {
            node.name: isinstance(node, ast.FunctionDef)
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
        }

    def of(self, mutant: Mutant) -> tuple[str, ...]:
        """The exercises that can notice a mutant; all of them where it cannot be told."""
        if not self._is_in_a_body(mutant) or mutant.definition in self._imported:
            return self._names
        return tuple(name for name in self._names if mutant.definition in self._reached.get(name, ()))

    def _is_in_a_body(self, mutant: Mutant) -> bool:
        """Whether the changed statement runs only when a function is called."""
        if mutant.before.startswith(("def ", "class ", "@")):
            return False
        return self._functions.get(mutant.where, "." in mutant.where)


def _taken(chapter: Chapter, seed: int) -> Mapping[str, frozenset[str]]:
    """The names that the hidden tests of each exercise take from the student's module."""
    taken: dict[str, set[str]] = {}
    student = _Noting(reference_of(chapter))

    @contextmanager
    def watch(check: Check) -> Iterator[None]:
        student.noted = taken.setdefault(check.exercise, set())
        yield

    rehearse(chapter, seed, watch, student)
    return {name: frozenset(names) for name, names in taken.items()}


class _Noting:
    """A module that notes what is taken from it."""

    def __init__(self, module: Any) -> None:
        self._module = module
        self.noted: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.noted.add(name)
        return getattr(self._module, name)


def _closure(names: Iterable[str], uses: Mapping[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    pending = set(names)
    while pending:
        name = pending.pop()
        found.add(name)
        pending |= uses.get(name, set()) - found
    return frozenset(found)


def _run_on_import(body: Iterable[ast.AST]) -> set[str]:
    """The names that are looked up when the module is imported: everywhere but in the bodies of functions."""
    found: set[str] = set()
    pending = list(body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.FunctionDef):
            pending += [*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)]
        else:
            pending += ast.iter_child_nodes(node)
    return found
