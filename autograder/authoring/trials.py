"""Hand in many made-up modules at once, and see what marks the hidden tests give them.

Everything an author wants to know about a suite is asked in this way: by the real
engine, in the jail, so that an answer holds for real submissions too. One pool serves
all trials of a run; starting graders takes longer than most trials. A caller that has
a cache gets from it what was graded under the same key before.
"""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from autograder.course import Chapter
from autograder.engine.pool import Pool
from autograder.engine.task import Task
from autograder.jail.levels import choose
from autograder.proxy.errors import WorkerTimedOut
from autograder.reference import source_of
from autograder.results.key import engine_id, key_of, suite_sha256
from autograder.results.outcome import Outcome
from autograder.results.scoring import Mark, marks
from autograder.submission import Submission

from .cache import Cache

T = TypeVar("T")

#: What took this share of its time may turn out otherwise on a machine that is less busy, or more.
_NEAR_THE_LIMIT = 0.5

_err = Console(stderr=True, highlight=False)


class TrialLost(RuntimeError):
    """The grader failed on a module, so nothing can be said about the suite."""


@dataclass(frozen=True)
class Trial(Generic[T]):
    """A module to hand in.

    Attributes:
        about: what the caller knows it by.
        chapter: the chapter that it is handed in for.
        source: the module's text.
        seed: the class's seed.
        only: exercises to examine; all of the chapter by default.
    """

    about: T
    chapter: Chapter
    source: str
    seed: int = 0
    only: tuple[str, ...] = ()

    @property
    def task(self) -> Task:
        """The trial as graders take it."""
        return Task(self.chapter.folder, self.source.encode(), {}, self.seed, self.only)


class Trials:
    """Grades trials; a context manager that keeps its graders alive between runs."""

    def __init__(
        self,
        chapters: Sequence[Chapter],
        *,
        level: str | None = None,
        jobs: int | None = None,
        cache: Cache | None = None,
    ) -> None:
        """Prepare; graders start when the first trial needs them.

        Args:
            chapters: those that trials are handed in for.
            level: the level of isolation, by default the strongest.
            jobs: how many graders.
            cache: where outcomes are looked up and kept; by default everything is graded.
        """
        self._level = choose(level)
        self._pool = Pool(chapters, self._level, jobs)
        self._cache = cache
        if cache is not None:
            self._states = {chapter.folder: _state(chapter) for chapter in chapters}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._pool.close()

    def live(self) -> Self:
        """The same graders without the cache."""
        live = copy.copy(self)
        live._cache = None
        return live

    def grade(self, trials: Iterable[Trial[T]], title: str = "") -> Iterator[tuple[T, tuple[Mark, ...]]]:
        """Grade trials, with a bar on standard error; results come in any order.

        Args:
            trials: the modules.
            title: what the bar says; no bar without.

        Raises:
            TrialLost: one could not be graded.
        """
        waiting = list(trials)
        with _bar(shown=bool(title)) as bar:
            row = bar.add_task(title, total=len(waiting))
            for trial, outcome in self._outcomes(waiting):
                bar.advance(row)
                yield trial.about, marks(trial.chapter, outcome)

    def _outcomes(self, trials: Sequence[Trial[T]]) -> Iterator[tuple[Trial[T], Outcome]]:
        new = []
        for trial in trials:
            if (known := self._recall(trial)) is not None:
                yield trial, known
            else:
                new.append(trial)
        graded = []
        for trial, outcome in self._pool.examine((trial, trial.task) for trial in new):
            if outcome is None:
                raise TrialLost(f"{trial.chapter.folder}: the grader was lost twice with {trial.about}")
            graded.append((trial, outcome))
            yield trial, outcome
        self._keep(graded)

    def _recall(self, trial: Trial[Any]) -> Outcome | None:
        if self._cache is None:
            return None
        fact = self._cache.read(trial.chapter.folder, self._states[trial.chapter.folder], self._key(trial))
        try:
            outcome = None if fact is None else Outcome.from_wire(fact)
        except (KeyError, TypeError):
            outcome = None
        self._cache.counts["trials from the cache" if outcome else "trials graded"] += 1
        return outcome

    def _keep(self, graded: Iterable[tuple[Trial[Any], Outcome]]) -> None:
        """Keep outcomes, but for those that the clock had a say in; none where files were edited since the start."""
        if self._cache is None:
            return
        now = {chapter: _state(chapter) for chapter in {trial.chapter for trial, _ in graded}}
        for trial, outcome in graded:
            folder, state = trial.chapter.folder, now[trial.chapter]
            if state == self._states[folder] and not self._is_near_a_limit(outcome):
                self._cache.write(folder, state, self._key(trial), outcome.to_wire())

    def _is_near_a_limit(self, outcome: Outcome) -> bool:
        slow = outcome.seconds > _NEAR_THE_LIMIT * self._pool.limits["total_seconds"]
        return slow or any(check.code == WorkerTimedOut.code for check in outcome.checks)

    def _key(self, trial: Trial[Any]) -> str:
        work = Submission("", trial.chapter.folder, trial.source.encode())
        key = key_of(work, trial.chapter, limits=self._pool.limits, isolation=self._level, seed=trial.seed)
        return hashlib.sha256(json.dumps([vars(key), trial.only], sort_keys=True).encode()).hexdigest()[:32]


def _state(chapter: Chapter) -> str:
    """A digest of what grades a chapter, from the files as they are now."""
    now = f"{engine_id.__wrapped__()} {suite_sha256.__wrapped__(chapter)}"
    return hashlib.sha256(now.encode()).hexdigest()[:16]


def reference_trial(chapter: Chapter, about: T, seed: int = 0) -> Trial[T]:
    """What a perfect student hands in."""
    return Trial(about, chapter, source_of(chapter.reference), seed)


def mark_of(exercise: str, found: Iterable[Mark]) -> Mark:
    """The mark of one exercise."""
    return next(mark for mark in found if mark.exercise.name == exercise)


def lost(found: Iterable[Mark]) -> frozenset[str]:
    """The exercises that did not get full marks."""
    return frozenset(mark.exercise.name for mark in found if mark.score < mark.exercise.points)


def _bar(*, shown: bool) -> Progress:
    columns: tuple[Any, ...] = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=_err, transient=True, disable=not (shown and _err.is_terminal))
