"""Hand in many made-up modules at once, and see what marks the hidden tests give them.

Everything an author wants to know about a suite is asked in this way: by the real
engine, in the jail, so that an answer holds for real submissions too. One pool serves
all trials of a run; starting graders takes longer than most trials.
"""

from __future__ import annotations

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
from autograder.reference import source_of
from autograder.results.scoring import Mark, marks

T = TypeVar("T")

console = Console(highlight=False)
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


class Trials:
    """Grades trials; a context manager that keeps its graders alive between runs."""

    def __init__(self, chapters: Sequence[Chapter], *, level: str | None = None, jobs: int | None = None) -> None:
        self._pool = Pool(chapters, choose(level), jobs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._pool.close()

    def grade(self, trials: Iterable[Trial[T]], title: str = "") -> Iterator[tuple[T, tuple[Mark, ...]]]:
        """Grade trials, with a bar on standard error; results come in any order.

        Args:
            trials: the modules.
            title: what the bar says; no bar without.

        Raises:
            TrialLost: one could not be graded.
        """
        waiting = list(trials)
        tasks = (
            (trial, Task(trial.chapter.folder, trial.source.encode(), {}, trial.seed, trial.only)) for trial in waiting
        )
        with _bar(shown=bool(title)) as bar:
            row = bar.add_task(title, total=len(waiting))
            for trial, outcome in self._pool.examine(tasks):
                if outcome is None:
                    raise TrialLost(f"{trial.chapter.folder}: the grader was lost twice with {trial.about}")
                bar.advance(row)
                yield trial.about, marks(trial.chapter, outcome)


def reference_trial(chapter: Chapter, about: T, seed: int = 0) -> Trial[T]:
    """What a perfect student hands in."""
    return Trial(about, chapter, source_of(chapter.reference), seed)


def mark_of(exercise: str, found: Iterable[Mark]) -> Mark:
    """The mark of one exercise."""
    return next(mark for mark in found if mark.exercise.name == exercise)


def lost(found: Iterable[Mark]) -> frozenset[str]:
    """The exercises that did not get full marks."""
    return frozenset(mark.exercise.name for mark in found if mark.score < mark.exercise.points)


def complain(messages: Iterable[str]) -> None:
    """Print what is wrong, one line each."""
    for message in messages:
        console.print(message, style="red", markup=False, soft_wrap=True)


def _bar(*, shown: bool) -> Progress:
    columns: tuple[Any, ...] = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=_err, transient=True, disable=not (shown and _err.is_terminal))
