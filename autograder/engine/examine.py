"""Run the hidden tests of a chapter against one submission."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from autograder.guest.delivery import Delivery
from autograder.jail.launch import Zygote, ZygoteLost
from autograder.proxy import Budget, Limits, Session
from autograder.proxy.errors import (
    Failure,
    StudentError,
    TestTimedOut,
    WorkerTimedOut,
)
from autograder.reference import definitions, earlier_modules
from autograder.results.outcome import NOT_RUN, CheckResult, Outcome
from autograder.results.scoring import passed_share

from .collect import Check
from .follow_through import in_order, needed, reference_needs, without_words
from .judge import judge, load_error, result_of
from .task import Assignment, Task

_MAX_PRINTS = 4000
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
            postponed = self._run(session, self._checks, problem, references, postpone=True)
            given = self._follow_through(references)
            last = [check for check in postponed if check.exercise not in given]
            self._run(session, last, problem, {}, postpone=False)
        finally:
            session.close()
        return Outcome(
            checks=[self._results[check] for check in self._checks],
            load_errors=[load_error(error) for error in session.report.errors[:_MAX_ERRORS]],
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
        delivery = Delivery(
            name=chapter.name,
            source=self._task.source,
            helpers=dict(self._task.helpers),
            earlier={name: text.encode() for name, text in earlier_modules(reference).items()},
            exercises=list(chapter.exercises),
            frozen=sorted(frozen),
            frozen_source=given.encode(),
        )
        return Session(self._zygote, delivery, self._limits, self._budget)

    def _run(
        self,
        session: Session,
        checks: Sequence[Check],
        problem: str,
        references: Mapping[str, Sequence[str]],
        *,
        postpone: bool,
    ) -> list[Check]:
        """Run tests in one session; with ``postpone``, returns those that wait for the end, out of time for now.

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
                self._results[check] = result_of(check, NOT_RUN, problem or self._no_time())
            elif slow.intersection((check.exercise, *references.get(check.exercise, ()))):
                self._results[check] = result_of(check, NOT_RUN, self._no_time())
                postponed.append(check)
            else:
                self._results[check] = self._run_one(session, check, slow)
        return postponed if postpone else []

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
            self._prints += session.conversation.output
        return judge(check, error)

    def _start(self, session: Session) -> str:
        """Start a session's worker; a sentence when the module cannot even be loaded."""
        try:
            session.start(self._task.seed)
        except (Failure, StudentError) as error:
            return str(error)
        self._prints += session.conversation.output
        return ""

    def _no_time(self) -> str:
        return f"Not run: the time of this submission ({self._limits.total_seconds:g} seconds) was used up."

    # Follow-through -----------------------------------------------------------

    def _follow_through(self, references: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
        """Run a failed exercise again with the failed ones that it builds on replaced by the reference.

        With them go the failed ones that the reference's own definitions build on.
        """
        failed = {check.exercise for check, result in self._results.items() if not result.passed}
        needs = needed(references, reference_needs(self._assignment))
        order = in_order(self._assignment.exercises, needs, references)
        given: dict[str, list[str]] = {}
        for exercise in (name for name in order if name in failed):
            own = [check for check in self._checks if check.exercise == exercise]
            first = {check: self._results[check] for check in own}
            before = set(order[: order.index(exercise)])
            frozen = frozenset(failed & before & needs[exercise])
            if not frozen:
                continue
            session, prints = self._session(frozen), self._prints
            try:
                self._run(session, own, self._start(session), {}, postpone=False)
            finally:
                session.close()
                self._prints = prints  # a worker that held the reference is not quoted
            again = [self._results[check] for check in own]
            if passed_share(again) > passed_share(list(first.values())):
                self._results.update({check: without_words(self._results[check], first[check]) for check in own})
                given[exercise] = sorted(frozen)
                if all(result.passed for result in again):
                    failed.discard(exercise)  # it was right; what builds on it may keep it
            else:
                self._results.update(first)
        return given
