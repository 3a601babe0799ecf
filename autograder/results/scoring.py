"""From passed and failed tests to marks.

An exercise's mark is its points times the weighted share of its tests that passed, to
two decimals. A *gate* is a test without which the exercise makes no sense: while one
fails, the exercise earns nothing, so that returning the input does not collect marks
for having the right shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.course import Chapter, Exercise

from .outcome import NOT_STARTED, CheckResult, Outcome

DONE, PARTLY, WRONG, NOT_BEGUN = "done", "partly", "wrong", "not-started"
REFUSED, UNCHECKED = "refused", "could-not-be-checked"


@dataclass(frozen=True)
class Mark:
    """The mark of one exercise, and what it is made of."""

    exercise: Exercise
    score: float
    state: str
    checks: tuple[CheckResult, ...]
    given: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[CheckResult, ...]:
        """The tests that did not pass."""
        return tuple(check for check in self.checks if not check.passed)

    @property
    def codes(self) -> tuple[str, ...]:
        """How its tests failed, each way once."""
        return tuple(dict.fromkeys(check.code for check in self.failed))


def marks(chapter: Chapter, outcome: Outcome, *, refused: bool = False) -> tuple[Mark, ...]:
    """The marks of a submission, one per exercise of the chapter, in its order.

    Args:
        chapter: what the submission should contain.
        outcome: what the tests found.
        refused: whether the files themselves could not be taken, so that nothing was run.
    """
    return tuple(_mark(exercise, outcome, refused) for exercise in chapter.exercises)


def _mark(exercise: Exercise, outcome: Outcome, refused: bool) -> Mark:
    checks = tuple(check for check in outcome.checks if check.exercise == exercise.name)
    share = passed_share(checks)
    score = round(exercise.points * share, 2)
    state = REFUSED if refused else _state(checks, share)
    return Mark(exercise, score, state, checks, tuple(outcome.given.get(exercise.name, ())))


def passed_share(checks: Sequence[CheckResult]) -> float:
    """The weighted share of tests passed, from 0 to 1; 0 while a gate is shut or without tests."""
    total = sum(check.weight for check in checks)
    if not total or any(check.gate and not check.passed for check in checks):
        return 0.0
    return sum(check.weight for check in checks if check.passed) / total


def _state(checks: Sequence[CheckResult], share: float) -> str:
    if not checks:
        return UNCHECKED
    if all(check.passed for check in checks):
        return DONE
    if not share and all(check.passed or check.code == NOT_STARTED for check in checks):
        return NOT_BEGUN
    return PARTLY if share else WRONG
