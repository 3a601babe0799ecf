"""Grade the same work again and again with other random numbers: no verdict may turn.

Each run has a class seed of its own. The reference and every right variant must keep all
marks under all of them, every wrong variant must lose some. The graders stay alive over
all runs, so that a test which remembers something is caught, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from autograder.course import Chapter
from autograder.results.scoring import Mark

from .due import WHOLE, Part
from .report import Report, chapters_argument, selected
from .trials import Trial, Trials, lost, reference_trial
from .variants import Variant, find_variants


@dataclass(frozen=True)
class Flake:
    """A verdict that turned."""

    chapter: Chapter
    work: str
    seed: int
    said: str

    def __str__(self) -> str:
        return f"{self.chapter.folder}, seed {self.seed}: {self.work}: {self.said}"


def repeat(
    chapter: Chapter, root: Path, trials: Trials, seeds: Sequence[int], part: Part = WHOLE
) -> tuple[int, list[Flake]]:
    """Grade everything of a chapter under each seed.

    Args:
        chapter: the chapter.
        root: the project's folder.
        trials: the graders.
        seeds: class seeds.
        part: which of all these runs; all by default.

    Returns:
        How many submissions were graded, and the verdicts that turned.
    """
    variants = list(find_variants(chapter, root))
    works = part.of(trial for seed in seeds for trial in _works(chapter, variants, seed))
    flakes = []
    for (work, seed), marks in trials.grade(works, f"{chapter.folder}: {len(seeds)} runs"):
        said = _turned(work, marks)
        if said:
            flakes.append(Flake(chapter, str(work or "the reference"), seed, said))
    return len(works), sorted(flakes, key=lambda flake: (flake.work, flake.seed))


def _works(chapter: Chapter, variants: Sequence[Variant], seed: int) -> Iterator[Trial[tuple[Variant | None, int]]]:
    yield reference_trial(chapter, (None, seed), seed)
    for variant in variants:
        yield Trial((variant, seed), chapter, variant.source, seed, only=(variant.exercise,))


def _turned(work: Variant | None, marks: Sequence[Mark]) -> str:
    """How a verdict differs from the right one, or ""."""
    costs = lost(marks)
    if work is None or work.is_right:
        return "; ".join(f"{check.title}: {check.message}" for mark in marks for check in mark.failed)
    return "" if work.exercise in costs else "wrong, but keeps all marks"


@click.command("flakes", short_help="Grade everything with other random numbers.")
@chapters_argument
@click.option("--runs", type=click.IntRange(1), default=50, show_default=True, metavar="N", help="How often.")
@click.option("--seed", type=int, default=1, show_default=True, metavar="FIRST", help="Class seed of the first run.")
def command(names: tuple[str, ...], runs: int, seed: int) -> None:
    """Grade everything again and again with other random numbers; no verdict may turn.

    \b
    Examples:
      python -m autograder.authoring flakes ch03_activations             50 runs
      python -m autograder.authoring flakes --runs 5 --seed 1000         5 runs of each chapter, with new seeds
    """
    course, chapters = selected(names)
    seeds = range(seed, seed + runs)
    with Report("Repeated runs", ("runs", "graded", "turned"), chapters) as report, Trials(chapters) as trials:
        for chapter in report:
            graded, flakes = repeat(chapter, course.source.parent, trials, seeds)
            report.row(chapter, (runs, graded, len(flakes)), _complaints(flakes, runs))


def _complaints(flakes: Sequence[Flake], runs: int) -> Iterator[str]:
    """One line for each work that turned, the most frequent first."""
    for work, count in Counter(flake.work for flake in flakes).most_common():
        first = next(flake for flake in flakes if flake.work == work)
        yield f"{first} ({count} of {runs} runs)"
