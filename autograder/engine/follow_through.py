"""Follow-through marking: what a failed exercise may be given, in which order, and in whose words it is told.

An exercise is only ever given others that stand before it in one fixed order, so that two exercises
that are defined by each other cannot both be earned, and it is never given itself.
"""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from autograder.guest.references import references_between
from autograder.reference import source_of
from autograder.results.outcome import CheckResult

from .task import Assignment


@cache
def reference_needs(assignment: Assignment) -> Mapping[str, frozenset[str]]:
    """For each exercise, the others that the reference's definition builds on."""
    tree = ast.parse(source_of(Path(assignment.reference)))
    found = references_between(tree, assignment.exercises, assignment.name)
    return {name: frozenset(others) for name, others in found.items()}


def needed(references: Mapping[str, Sequence[str]], ours: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    """For each exercise, what may have to be given: what it builds on, and what the reference of that builds on."""
    own = {name: frozenset(references.get(name, ())) & ours.keys() for name in ours}
    return {name: others.union(*(ours[other] for other in others)) - {name} for name, others in own.items()}


def in_order(
    exercises: Sequence[str], needs: Mapping[str, frozenset[str]], references: Mapping[str, Sequence[str]]
) -> list[str]:
    """The exercises, each after what it needs; in the chapter's order where that is a circle."""
    known = {name: frozenset(references.get(name, ())) & needs.keys() for name in needs}
    for graph in (needs, known):
        with contextlib.suppress(CycleError):
            return list(TopologicalSorter({name: sorted(graph[name]) for name in exercises}).static_order())
    return list(exercises)


def without_words(again: CheckResult, before: CheckResult) -> CheckResult:
    """A result of the second run, in the words of the first: the second worker held the reference."""
    if again.passed:
        return again
    return replace(again, message="This check failed.") if before.passed else before
