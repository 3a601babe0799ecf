"""Grade the same work again and again with other random numbers: no verdict may turn.

    python -m autograder.authoring.flakes [CHAPTER...] [--runs N] [--seed FIRST]

Each run has a class seed of its own. The reference and every right variant must keep all
marks under all of them, every wrong variant must lose some. The graders stay alive over
all runs, so that a test which remembers something is caught, too.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from autograder.course import Chapter, find_course
from autograder.results.scoring import Mark

from .trials import Trial, Trials, complain, console, lost, reference_trial
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


def repeat(chapter: Chapter, root: Path, trials: Trials, seeds: Sequence[int]) -> tuple[int, list[Flake]]:
    """Grade everything of a chapter under each seed.

    Args:
        chapter: the chapter.
        root: the project's folder.
        trials: the graders.
        seeds: class seeds.

    Returns:
        How many submissions were graded, and the verdicts that turned.
    """
    variants = list(find_variants(chapter, root))
    works = [trial for seed in seeds for trial in _works(chapter, variants, seed)]
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


def main(arguments: Sequence[str]) -> int:
    """Print the table; exit status 1 when a verdict turned."""
    parser = argparse.ArgumentParser(prog="flakes", description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("chapters", nargs="*", metavar="CHAPTER")
    parser.add_argument("--runs", type=int, default=50, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="FIRST", help="class seed of the first run")
    options = parser.parse_args(arguments)
    course = find_course()
    chapters = course.select(tuple(options.chapters))
    seeds = range(options.seed, options.seed + options.runs)
    table = Table(box=None, title="Repeated runs", title_justify="left")
    for heading in ("chapter", "runs", "graded", "turned"):
        table.add_column(heading, justify="left" if heading == "chapter" else "right")
    found: list[Flake] = []
    with Trials(chapters) as trials:
        for chapter in chapters:
            graded, flakes = repeat(chapter, course.source.parent, trials, seeds)
            table.add_row(chapter.folder, str(len(seeds)), str(graded), str(len(flakes)))
            found += flakes
    console.print(table)
    for work, count in Counter(flake.work for flake in found).most_common():
        first = next(flake for flake in found if flake.work == work)
        complain([f"{first} ({count} of {len(seeds)} runs)"])
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
