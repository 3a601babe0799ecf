"""Who runs in the race: the engine in its jail, and the same hidden tests without any isolation.

Each contestant gets the same submissions and the same seeds, has one process per core,
fixed to it, and is ready before its clock starts. Each tells what passed: a pace means
nothing beside another that was reached by judging otherwise.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait

from autograder.course import Chapter
from autograder.engine.pool import Pool, usable_cores
from autograder.engine.task import Task
from autograder.jail.levels import PROCESS, available

from .suite import HiddenTest, Run, by_call, by_pytest, collect, verdicts


@dataclass(frozen=True)
class Judgement:
    """What a contestant made of a submission.

    Attributes:
        passed: for each exercise, which of its tests passed.
        given: the exercises that passed more because others were given; only the engine does that.
    """

    passed: Mapping[str, tuple[bool, ...]]
    given: frozenset[str] = frozenset()

    @classmethod
    def of(cls, checks: Sequence[tuple[str, bool]], given: Sequence[str] = ()) -> Judgement:
        """Put results together that came test by test."""
        passed: dict[str, tuple[bool, ...]] = {}
        for exercise, result in checks:
            passed[exercise] = (*passed.get(exercise, ()), result)
        return cls(passed, frozenset(given))


@dataclass(frozen=True)
class Lap:
    """One class graded: how long it took, and what was found."""

    seconds: float
    judgements: Sequence[Judgement]


@dataclass(frozen=True)
class Contestant:
    """A way to grade a class."""

    name: str
    grade: Callable[[Chapter, Sequence[str]], Lap] = field(repr=False)


class ContestantFailed(RuntimeError):
    """A contestant could not grade a submission, so that there is nothing to compare."""


def _in_the_engine(chapter: Chapter, works: Sequence[str], level: str) -> Lap:
    judgements: dict[int, Judgement] = {}
    with Pool([chapter], level) as pool:
        pool.start()
        started = time.perf_counter()
        for number, outcome in pool.examine((n, Task(chapter.folder, work.encode())) for n, work in enumerate(works)):
            if outcome is None:
                raise ContestantFailed(f"{chapter.folder}: the engine lost submission {number}")
            checks = [(check.exercise, check.passed) for check in outcome.checks]
            judgements[number] = Judgement.of(checks, tuple(outcome.given))
        seconds = time.perf_counter() - started
    return Lap(seconds, [judgements[number] for number in range(len(works))])


def _in_process(chapter: Chapter, works: Sequence[str], run: Run) -> Lap:
    judgements: dict[int, Judgement] = {}
    waiting = iter(enumerate(works))
    with ExitStack() as stack:
        connections = [_start(stack, chapter, run, core) for core in usable_cores()]
        try:
            for connection in connections:
                connection.recv()  # ready
            started = time.perf_counter()
            busy = [connection for connection in connections if _give(connection, waiting)]
            while busy:
                ready = wait(busy)
                for connection in [one for one in busy if one in ready]:
                    number, checks = connection.recv()
                    judgements[number] = Judgement.of(checks)
                    if not _give(connection, waiting):
                        busy.remove(connection)
            seconds = time.perf_counter() - started
        except EOFError:
            raise ContestantFailed(f"{chapter.folder}: a process without isolation has ended") from None
    return Lap(seconds, [judgements[number] for number in range(len(works))])


def _start(stack: ExitStack, chapter: Chapter, run: Run, core: int) -> Connection:
    """Start a process on a core; it ends when the connection is closed."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, chapter, run, core), daemon=True)
    process.start()
    theirs.close()
    stack.callback(process.join)
    stack.enter_context(ours)
    return ours


def _give(connection: Connection, waiting: Iterator[tuple[int, str]]) -> bool:
    """Hand over the next submission; False if there is none."""
    job = next(waiting, None)
    if job is not None:
        connection.send(job)
    return job is not None


def _serve(connection: Connection, chapter: Chapter, run: Run, core: int) -> None:
    """A process without isolation: collect once, then run the tests of submission after submission."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the command's; it closes the connection
    os.sched_setaffinity(0, {core})
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what submissions print

    def serve(tests: Sequence[HiddenTest]) -> None:
        connection.send("ready")
        while True:
            try:
                number, source = connection.recv()
            except EOFError:
                return
            connection.send((number, verdicts(tests, chapter, source, run)))

    collect(chapter, serve)


def isolated() -> Contestant:
    """The engine at the strongest level that the machine has."""
    level = available()[0]
    return Contestant(f"isolated engine ({level})", lambda chapter, works: _in_the_engine(chapter, works, level))


def unjailed() -> Contestant:
    """The engine at level process: what the jail itself costs."""
    return Contestant("engine, level process", lambda chapter, works: _in_the_engine(chapter, works, PROCESS))


def pytest_pool() -> Contestant:
    """pytest's protocol in the process that imported the student's module."""
    return Contestant("in-process pytest pool", lambda chapter, works: _in_process(chapter, works, by_pytest))


def bare_functions() -> Contestant:
    """The test functions called one after the other: the least that judging can cost."""
    return Contestant("bare test functions", lambda chapter, works: _in_process(chapter, works, by_call))


def disagreements(laps: Mapping[str, Lap]) -> Iterator[tuple[int, str]]:
    """Where contestants judge a submission otherwise than the first one did, as its number and a sentence.

    An exercise that somebody passed with other exercises given is compared by how much
    passed: whoever does not give must not find more than whoever does.

    Args:
        laps: each contestant's, of the same class; the first is compared with all others.
    """
    (first, lap), *others = laps.items()
    for name, other in others:
        for number, (ours, theirs) in enumerate(zip(lap.judgements, other.judgements, strict=True)):
            for exercise in sorted(ours.passed.keys() | theirs.passed.keys()):
                mine, their = ours.passed.get(exercise, ()), theirs.passed.get(exercise, ())
                if exercise in ours.given and exercise not in theirs.given:
                    agree = len(mine) == len(their) and sum(mine) >= sum(their)
                else:
                    agree = mine == their
                if not agree:
                    counts = f"{sum(mine)} of {len(mine)} tests by {first}, {sum(their)} of {len(their)} by {name}"
                    yield number, f"submission {number}, {exercise}: {counts}"
