"""Collect the hidden suites with pytest, once for all submissions, and run their tests one by one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from autograder.guest.alarm import time_limit
from autograder.proxy import Session
from autograder.proxy.errors import TestTimedOut
from autograder.proxy.stage import stage

from .task import Assignment, seed_of

_GRACE_SECONDS = 2.0
_ENDLESS = "The test did not come to an end with what your code returned. Is it endless?"


class SuiteBroken(RuntimeError):
    """A hidden test failed outside its body: a fault of the grader, never of the student."""


@dataclass(frozen=True)
class Check:
    """A collected hidden test, with what its ``exercise`` mark says."""

    item: pytest.Function
    chapter: str
    exercise: str
    title: str
    weight: float
    gate: bool
    seconds: float | None
    promise: tuple[str, ...]

    def run(self, session: Session, seed: int, seconds: float) -> BaseException | None:
        """Run the test against a session, each call in at most ``seconds``; returns what it raised, or None."""
        stage.student, stage.earlier = session.student, session.earlier
        stage.seed = seed_of(seed, self.item.name)
        students = seed_of(seed, f"{self.item.name}/student")  # another one, so that it tells nothing of our inputs
        session.begin_test(students, seconds, watch_arguments="untouched" in self.promise)
        recorder = self.item.config.stash[_RECORDER]
        recorder.error = None
        try:
            with time_limit(session.seconds_left + _GRACE_SECONDS, TestTimedOut(_ENDLESS)):
                runtestprotocol(self.item, nextitem=None, log=False)
            if recorder.error is not None and recorder.phase != "call":
                raise SuiteBroken(f"{self.item.nodeid}: {recorder.phase}: {recorder.error!r}") from recorder.error
            return recorder.error
        finally:
            recorder.error = None
            stage.clear()


def check_of(item: pytest.Function, assignments: Iterable[Assignment]) -> Check:
    """Read a collected test's mark.

    Raises:
        ValueError: if it has no mark, or its chapter lacks the exercise that the mark names.
    """
    mark = item.get_closest_marker("exercise")
    chapter = next(a for a in assignments if Path(a.suite) == item.path)
    if mark is None or len(mark.args) != 1 or mark.args[0] not in chapter.exercises:
        raise ValueError(f"{item.nodeid}: every hidden test needs @exercise(NAME) with an exercise of {chapter.folder}")
    title = (item.function.__doc__ or item.name.removeprefix("test_").replace("_", " ")).strip().splitlines()[0]
    options = {"weight": 1.0, "gate": False, "seconds": None, "promise": (), **mark.kwargs}
    if isinstance(options["promise"], str):
        options["promise"] = (options["promise"],)
    return Check(item, chapter.folder, mark.args[0], title, **options)


class Recorder:
    """Keeps what a test raised instead of building a report with a traceback, which costs more than the test."""

    def __init__(self) -> None:
        self.error: BaseException | None = None
        self.phase = ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[Any]) -> pytest.TestReport:
        """Note the first error of setup, call and teardown."""
        if call.excinfo is not None and self.error is None:
            self.error = call.excinfo.value
            self.phase = call.when
        outcome = "failed" if call.excinfo else "passed"
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, call.when)  # type: ignore[arg-type]


_RECORDER = pytest.StashKey[Recorder]()


class Collector:
    """Runs ``serve`` with the collected tests in place of pytest's own loop."""

    def __init__(self, assignments: Iterable[Assignment], serve: Callable[[Sequence[Check]], None]) -> None:
        self._assignments = tuple(assignments)
        self._serve = serve
        self._broken: list[str] = []
        self.failure: BaseException | None = RuntimeError("pytest did not collect the hidden suites")

    def pytest_configure(self, config: pytest.Config) -> None:
        """Register the mark and the recorder."""
        config.addinivalue_line("markers", "exercise(name, weight, gate, seconds, promise): what a test counts for")
        config.stash[_RECORDER] = Recorder()
        config.pluginmanager.register(config.stash[_RECORDER])

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what could not be collected."""
        if report.failed:
            self._broken.append(f"{report.nodeid}: {report.longreprtext}")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Serve submissions until there are no more; what goes wrong is kept for the caller."""
        try:
            if self._broken:
                raise ValueError("\n".join(self._broken))
            items = [item for item in session.items if isinstance(item, pytest.Function)]
            self._serve([check_of(item, self._assignments) for item in items])
        except BaseException as error:
            self.failure = error
        else:
            self.failure = None
        return True


def collect(assignments: Sequence[Assignment], serve: Callable[[Sequence[Check]], None]) -> None:
    """Collect the hidden suites with pytest and hand them to ``serve``.

    Raises:
        Exception: whatever went wrong in collecting, or in ``serve``.
    """
    arguments = [
        *("-p", "no:terminal", "-p", "no:cacheprovider", "-p", "no:doctest", "-p", "no:logging"),
        *("--assert=plain", "--capture=no", "--noconftest", "--import-mode=importlib", "--strict-markers"),
        *("-c", os.devnull, "--rootdir", os.path.dirname(assignments[0].suite)),  # noqa: PTH120
        *("-p", "autograder.engine.fixtures"),
        *(assignment.suite for assignment in assignments),
    ]
    collector = Collector(assignments, serve)
    pytest.main(arguments, plugins=[collector])
    if collector.failure is not None:
        raise collector.failure
