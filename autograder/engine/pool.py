"""Graders side by side: start them, feed them, replace those that are lost.

The pool lives in the caller's process (``zerokara grade``, nbgrader, a cluster's
worker). It never runs a test and never decodes what a student's process wrote; it sees
outcomes as plain data.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from autograder.course import Chapter
from autograder.jail.levels import NoIsolationError
from autograder.results.outcome import Outcome

from .pipe import get_message, put_message
from .task import Assignment, Settings, Task

T = TypeVar("T")

_START_SECONDS = 120.0
_GRACE_SECONDS = 20.0
_ATTEMPTS = 2


class GraderFailed(RuntimeError):
    """Graders cannot be started: a broken suite, a missing isolation level. The text says which."""


class Pool:
    """A fixed number of graders for some chapters; a context manager."""

    def __init__(self, chapters: Sequence[Chapter], level: str, jobs: int | None = None, **limits: float) -> None:
        cores = usable_cores()
        self._settings = Settings(level, tuple(map(Assignment.of, chapters)), **limits)  # type: ignore[arg-type]
        self._cores = [cores[index % len(cores)] for index in range(jobs or len(cores))]
        self._lanes: list[_Lane] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    @property
    def limits(self) -> Mapping[str, float]:
        """What a submission may use, as a verdict's key names it."""
        return self._settings.limits

    def close(self) -> None:
        """End all graders."""
        for lane in self._lanes:
            lane.close()
        self._lanes.clear()

    def examine(self, tasks: Iterable[tuple[T, Task]]) -> Iterator[tuple[T, Outcome | None]]:
        """Examine submissions; outcomes come as they are ready, in any order.

        Args:
            tasks: pairs of anything that names the submission, and its task; taken as needed.

        Yields:
            The name and the outcome, or None when a submission was lost twice with its
            grader, which is never the student's fault.

        Raises:
            GraderFailed: if no grader can be started.
        """
        waiting = deque[tuple[T, Task, int]]()
        source = iter(tasks)
        selector = selectors.DefaultSelector()
        busy: dict[_Lane, tuple[T, Task, int]] = {}
        first = next(source, None)
        if first is None:
            return
        waiting.append((*first, 1))
        self.start()
        idle = list(self._lanes)
        with selector:
            while True:
                while idle and (job := _next_job(waiting, source)):
                    lane = idle.pop()
                    lane.give(job[1])
                    busy[lane] = job
                    selector.register(lane.connection, selectors.EVENT_READ, lane)
                if not busy:
                    return
                for lane in self._ready(selector, busy):
                    name, task, attempt = busy.pop(lane)
                    selector.unregister(lane.connection)
                    outcome = lane.take()
                    if outcome is None:
                        lane = self._replace(lane)
                        if attempt < _ATTEMPTS:
                            waiting.append((name, task, attempt + 1))
                            idle.append(lane)
                            continue
                    idle.append(lane)
                    yield name, outcome

    def _ready(self, selector: selectors.BaseSelector, busy: Iterable[_Lane]) -> list[_Lane]:
        """Lanes that have something to say, or are overdue and therefore lost."""
        now = time.monotonic()
        patience = min(lane.overdue_at for lane in busy) - now
        ready = [key.data for key, _ in selector.select(max(patience, 0))]
        now = time.monotonic()
        return ready or [lane for lane in busy if lane.overdue_at <= now]

    def start(self) -> None:
        """Start the graders that are missing; the first submission would do it.

        Raises:
            GraderFailed: if no grader can be started.
        """
        missing = self._cores[len(self._lanes) :]
        lanes = [_Lane(self._settings_on(core)) for core in missing]
        try:
            for lane in lanes:
                lane.await_ready()
        except BaseException:
            for lane in lanes:
                lane.close()
            raise
        self._lanes += lanes

    def _settings_on(self, core: int) -> Settings:
        return replace(self._settings, core=core if len(self._cores) <= len(usable_cores()) else None)

    def _replace(self, lane: _Lane) -> _Lane:
        lane.close()
        new = _Lane(lane.settings)
        self._lanes[self._lanes.index(lane)] = new
        new.await_ready()
        return new


def _next_job(waiting: deque[tuple[T, Task, int]], source: Iterator[tuple[T, Task]]) -> tuple[T, Task, int] | None:
    if waiting:
        return waiting.popleft()
    following = next(source, None)
    return (*following, 1) if following else None


class _Lane:
    """One grader process and the socket to it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.overdue_at = 0.0
        self.connection, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "autograder.engine.process", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=None if os.environ.get("ZEROKARA_DEBUG") else subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=_environment(),
                start_new_session=True,
            )
        self.connection.settimeout(_START_SECONDS)
        with contextlib.suppress(OSError):
            put_message(self.connection, settings.to_wire())

    def await_ready(self) -> None:
        """Wait until the grader has collected its suites.

        Raises:
            GraderFailed: if it could not be started.
        """
        try:
            answer = get_message(self.connection)
        except (EOFError, OSError) as error:
            status = self._process.poll()
            raise GraderFailed(f"a grader ended while starting (exit status {status}): {error}") from error
        if "broken" in answer:
            raise GraderFailed(answer["broken"].removeprefix(f"{NoIsolationError.__name__}: "))

    def give(self, task: Task) -> None:
        """Hand the grader a submission."""
        self.connection.settimeout(_GRACE_SECONDS)
        self.overdue_at = time.monotonic() + 2 * self.settings.total_seconds + _GRACE_SECONDS
        with contextlib.suppress(OSError):
            put_message(self.connection, asdict(task))

    def take(self) -> Outcome | None:
        """The grader's outcome; None when the grader is lost."""
        if self.overdue_at <= time.monotonic():
            return None
        try:
            answer: dict[str, Any] = get_message(self.connection)
        except (EOFError, OSError):
            return None
        return Outcome.from_wire(answer) if "checks" in answer else None

    def close(self) -> None:
        """End the grader and everything that it started."""
        self.connection.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        if self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


def usable_cores() -> list[int]:
    """The cores that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def _environment() -> dict[str, str]:
    """The grader's environment: this package, and none of the caller's settings that could change a verdict."""
    root = str(Path(__file__).resolve().parent.parent.parent)
    paths = [root, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTEST_ADDOPTS": "",
        "PYTHONHASHSEED": "0",
        "PYTHONOPTIMIZE": "",
        "PYTHONWARNINGS": "",
        "TZ": "UTC",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
    }
