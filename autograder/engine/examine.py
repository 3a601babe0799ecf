"""Run the hidden tests of a chapter against one submission."""

from __future__ import annotations

import ast
import contextlib
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from autograder.guest.module import references_between
from autograder.jail.zygote import Zygote, ZygoteLost
from autograder.outcome import NOT_RUN, NOT_STARTED, RAISED, UNEXPECTED, WARNED, CheckResult, Outcome
from autograder.proxy import Budget, Limits, Session
from autograder.proxy.errors import (
    Failure,
    StudentError,
    TestTimedOut,
    WorkerTimedOut,
    clean_text,
    places,
    student_error,
)
from autograder.reference import definitions, earlier_modules, source_of
from autograder.scoring import passed_share

from .plugin import Check
from .task import Assignment, Task

_MAX_PRINTS = 4000
_MAX_MESSAGE = 1500
_MAX_ERRORS = 5
_SHORTEST_CALL = 0.25
_LARGEST_SHARE = 0.4


class Examiner:
    """Examines submissions of the chapters that a grader has collected."""

    def __init__(self, checks: Sequence[Check], assignments: Iterable[Assignment], limits: Limits) -> None:
        self._limits = limits
        self._assignments = {assignment.folder: assignment for assignment in assignments}
        self._checks = {
            folder: sorted(
                (check for check in checks if check.chapter == folder),
                key=lambda check: assignment.exercises.index(check.exercise),
            )
            for folder, assignment in self._assignments.items()
        }

    def examine(self, task: Task, zygote: Zygote) -> Outcome:
        """Run every test of the task's chapter.

        Raises:
            ZygoteLost: the zygote failed; the submission must be examined again.
        """
        checks = [check for check in self._checks[task.chapter] if not task.only or check.exercise in task.only]
        return Examination(task, self._assignments[task.chapter], checks, zygote, self._limits).run()


class Examination:
    """One submission: its own module first, then what follow-through marking adds, then what ran out of time."""

    def __init__(
        self, task: Task, assignment: Assignment, checks: Sequence[Check], zygote: Zygote, limits: Limits
    ) -> None:
        self._task = task
        self._assignment = assignment
        self._checks = checks
        self._zygote = zygote
        self._limits = limits
        self._budget = Budget(limits.total_seconds)
        self._results: dict[Check, CheckResult] = {}
        self._slow: set[str] = set()
        self._spent: dict[str, float] = {}
        self._prints = ""

    def run(self) -> Outcome:
        """The outcome of all tests."""
        started = time.monotonic()
        session = self._session()
        try:
            problem = self._start(session)
            references = session.report.references
            postponed = self._run(session, self._checks, references, problem)
            given = self._follow_through(references)
            self._run(session, [check for check in postponed if check.exercise not in given], {}, problem)
        finally:
            session.close()
        return Outcome(
            checks=[self._results[check] for check in self._checks],
            load_errors=[_load_error(error) for error in session.report.errors[:_MAX_ERRORS]],
            given=given,
            output=self._prints[:_MAX_PRINTS],
            seconds=time.monotonic() - started,
        )

    # One worker ---------------------------------------------------------------

    def _session(self, frozen: frozenset[str] = frozenset()) -> Session:
        """A session with the submission's module, some exercises of which may be the reference's."""
        chapter = self._assignment
        reference = Path(chapter.reference)
        given = definitions(reference, frozenset(chapter.exercises), frozen) if frozen else ""
        delivery = {
            "name": chapter.name,
            "source": self._task.source,
            "helpers": dict(self._task.helpers),
            "earlier": {name: text.encode() for name, text in earlier_modules(reference).items()},
            "exercises": list(chapter.exercises),
            "frozen": sorted(frozen),
            "frozen_source": given.encode(),
        }
        return Session(self._zygote, delivery, self._limits, self._budget)

    def _run(
        self, session: Session, checks: Sequence[Check], references: Mapping[str, Sequence[str]], problem: str
    ) -> list[Check]:
        """Run tests in one session; returns those that wait because their exercise has run out of time.

        Once a test of an exercise has run out of time, or the exercise has used up its share,
        its other tests wait, and so do those of every exercise that builds on it, so that
        they cannot eat up the time of exercises that have nothing to do with it.
        """
        postponed = []
        slow: set[str] = set()
        for check in checks:
            if not problem and not session.is_alive:
                problem = self._start(session)
            if problem or self._budget.seconds <= 0:
                self._results[check] = _result(check, NOT_RUN, problem or self._no_time())
            elif slow.intersection((check.exercise, *references.get(check.exercise, ()))):
                self._results[check] = _result(check, NOT_RUN, self._no_time())
                postponed.append(check)
            else:
                self._results[check] = self._run_one(session, check, slow)
        return postponed if references else []

    def _run_one(self, session: Session, check: Check, slow: set[str]) -> CheckResult:
        seconds = check.seconds or self._limits.call_seconds
        if self._slow:
            left = len({other.exercise for other in self._checks if other not in self._results}) or 1
            seconds = max(min(seconds, self._budget.seconds / left), _SHORTEST_CALL)
        started, before = time.monotonic(), self._budget.seconds
        error = check.run(session, self._task.seed, seconds)
        if isinstance(error, ZygoteLost | KeyboardInterrupt):
            raise error
        if isinstance(error, TestTimedOut):
            self._budget.seconds -= time.monotonic() - started
        self._spent[check.exercise] = self._spent.get(check.exercise, 0.0) + before - self._budget.seconds
        too_much = self._spent[check.exercise] > _LARGEST_SHARE * self._limits.total_seconds
        if too_much or isinstance(error, WorkerTimedOut | TestTimedOut):
            slow.add(check.exercise)
            self._slow.add(check.exercise)
        if len(self._prints) < _MAX_PRINTS:
            self._prints += session.output
        return _judge(check, error)

    def _start(self, session: Session) -> str:
        """Start a session's worker; a sentence when the module cannot even be loaded."""
        try:
            session.start(self._task.seed)
        except (Failure, StudentError) as error:
            return str(error)
        self._prints += session.output
        return ""

    def _no_time(self) -> str:
        return f"Not run: the time of this submission ({self._limits.total_seconds:g} seconds) was used up."

    # Follow-through -----------------------------------------------------------

    def _follow_through(self, references: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
        """Run a failed exercise again with the failed ones that it builds on replaced by the reference.

        With them go the failed ones that the reference's own definitions build on. An exercise
        is only ever given others that stand before it in one fixed order, so that two exercises
        that are defined by each other cannot both be earned, and it is never given itself.
        """
        failed = {check.exercise for check, result in self._results.items() if not result.passed}
        needed = _needed(references, _reference_needs(self._assignment))
        order = _order(self._assignment.exercises, needed, references)
        given: dict[str, list[str]] = {}
        for exercise in (name for name in order if name in failed):
            own = [check for check in self._checks if check.exercise == exercise]
            first = {check: self._results[check] for check in own}
            before = set(order[: order.index(exercise)])
            frozen = frozenset(failed & before & needed[exercise])
            if not frozen:
                continue
            session, prints = self._session(frozen), self._prints
            try:
                self._run(session, own, {}, self._start(session))
            finally:
                session.close()
                self._prints = prints  # a worker that held the reference is not quoted
            again = [self._results[check] for check in own]
            if passed_share(again) > passed_share(list(first.values())):
                self._results.update({check: _without_words(self._results[check], first[check]) for check in own})
                given[exercise] = sorted(frozen)
                if all(result.passed for result in again):
                    failed.discard(exercise)  # it was right; what builds on it may keep it
            else:
                self._results.update(first)
        return given


@cache
def _reference_needs(assignment: Assignment) -> Mapping[str, frozenset[str]]:
    """For each exercise, the others that the reference's definition builds on."""
    tree = ast.parse(source_of(Path(assignment.reference)))
    found = references_between(tree, assignment.exercises, assignment.name)
    return {name: frozenset(others) for name, others in found.items()}


def _needed(
    references: Mapping[str, Sequence[str]], reference_needs: Mapping[str, frozenset[str]]
) -> Mapping[str, frozenset[str]]:
    """For each exercise, what may have to be given: what it builds on, and what the reference of that builds on."""
    own = {name: frozenset(references.get(name, ())) & reference_needs.keys() for name in reference_needs}
    return {name: others.union(*(reference_needs[other] for other in others)) - {name} for name, others in own.items()}


def _order(
    exercises: Sequence[str], needed: Mapping[str, frozenset[str]], references: Mapping[str, Sequence[str]]
) -> list[str]:
    """The exercises, each after what it needs; in the chapter's order where that is a circle."""
    known = {name: frozenset(references.get(name, ())) & needed.keys() for name in needed}
    for graph in (needed, known):
        with contextlib.suppress(CycleError):
            return list(TopologicalSorter({name: sorted(graph[name]) for name in exercises}).static_order())
    return list(exercises)


def _without_words(again: CheckResult, before: CheckResult) -> CheckResult:
    """A result of the second run, in the words of the first: the second worker held the reference."""
    if again.passed:
        return again
    return replace(again, message="This check failed.") if before.passed else before


def _judge(check: Check, error: BaseException | None) -> CheckResult:
    """What a test's error means for the student."""
    if error is None:
        return _result(check)
    if isinstance(error, NotImplementedError) and isinstance(error, StudentError):
        return _result(check, NOT_STARTED, _not_started(error))
    if isinstance(error, AttributeError) and isinstance(error, StudentError) and not error.places:
        return _result(check, RAISED, f"{error.message}. The docstring promises it, under exactly this name.")
    if isinstance(error, StudentError):
        return _result(check, RAISED, f"Your code raised {error}.")
    if isinstance(error, Failure):
        return _result(check, error.code, str(error))
    if isinstance(error, RuntimeWarning):
        text = f"NumPy warned: {error}. A stable formula never gets there."
        return _result(check, WARNED, text)
    if isinstance(error, AssertionError):
        return _result(check, "wrong-value", str(error))
    return _result(
        check, UNEXPECTED, f"The result could not be used ({type(error).__name__}): check its type and shape."
    )


def _not_started(error: StudentError) -> str:
    """Which function is still a stub: of a class, one method may be done and another not."""
    where = f"`{error.places[-1].function}`" if error.places else "it"
    return f"Not started: {where} still raises NotImplementedError."


def _result(check: Check, code: str = "", message: str = "") -> CheckResult:
    """A test's result; a message may quote names and keys of the student's choosing, so it is cleaned."""
    said = clean_text(message, _MAX_MESSAGE)
    return CheckResult(check.exercise, check.title, not code, check.weight, check.gate, code, said)


def _load_error(report: Mapping[str, object]) -> str:
    """An error at the top level of the module, in one or two lines."""
    try:
        error = student_error(report)
        place = places(report)[-1:]
    except (TypeError, ValueError, KeyError):
        return "The module could not be loaded."
    text = f"{error.name}: {error.message}" if isinstance(error, StudentError) else str(error)
    if not place:
        return text
    caret = f"\n    {place[0].text}\n    {' ' * (place[0].column - 1)}^" if place[0].column else ""
    return f"{place[0]}: {text}{caret}"
