"""Introduce one small fault at a time into the reference and check that each one costs the right marks.

    python -m autograder.authoring.mutation [CHAPTER...]

A mutant must lose marks in its own exercise and in no other. One that keeps all marks is
either equivalent (it does what the reference does, or what the docstring allows as well),
and then stands with the reason in ``tests/mutants/<chapter>.toml``, or shows a hole in
the hidden tests. What was found goes to ``docs/accuracy.md``.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from autograder.course import Chapter, Course, find_course
from autograder.reference import source_of

from . import accuracy
from .mutants import Mutant, mutants_of, owners
from .trials import Trial, Trials, complain, console, lost
from .trivial import grade_guesses
from .variants import counts_of, find_variants, grade_variants

CATALOGUE = Path("tests", "mutants")


@dataclass(frozen=True)
class Equivalent:
    """A mutant that may live, because somebody looked at it."""

    where: str
    before: str
    after: str
    reason: str
    nth: int = 1

    @property
    def id(self) -> tuple[str, str, str, int]:
        """Which mutant is meant."""
        return self.where, self.before, self.after, self.nth


@dataclass(frozen=True)
class Fate:
    """What became of a mutant: the exercises that it may cost, and those that it did."""

    mutant: Mutant
    own: frozenset[str]
    costs: frozenset[str]

    @property
    def survives(self) -> bool:
        """Whether its own exercise kept all marks."""
        return not self.costs & self.own


@dataclass(frozen=True)
class Result:
    """What became of the mutants of a chapter."""

    chapter: Chapter
    fates: tuple[Fate, ...]
    equivalents: tuple[Equivalent, ...]

    @property
    def equivalent(self) -> tuple[Fate, ...]:
        """Survivors that somebody has explained."""
        known = {one.id for one in self.equivalents}
        return tuple(fate for fate in self.fates if fate.survives and fate.mutant.id in known)

    @property
    def missed(self) -> tuple[Fate, ...]:
        """Mutants that did not get their due: unexplained survivors, and those that cost others marks."""
        known = {one.id for one in self.equivalents}
        return tuple(
            fate for fate in self.fates if fate.costs - fate.own or (fate.survives and fate.mutant.id not in known)
        )

    @property
    def found(self) -> int:
        """How many lost marks where they should."""
        return len(self.fates) - len(set(self.missed) | set(self.equivalent))

    @property
    def complaints(self) -> list[str]:
        """What the author has to do about it."""
        folder, file = self.chapter.folder, CATALOGUE / f"{self.chapter.folder}.toml"
        survivors = {fate.mutant.id for fate in self.fates if fate.survives}
        mutants = {fate.mutant.id for fate in self.fates}
        said = []
        for fate in self.missed:
            if others := ", ".join(sorted(fate.costs - fate.own)):
                said.append(f"{folder}: costs marks in {others}, too: {fate.mutant}")
            else:
                said.append(f"{folder}: no hidden test finds the mutant {fate.mutant}")
        for one in self.equivalents:
            if one.id not in survivors:
                problem = "is found now, so it is not equivalent" if one.id in mutants else "there is no such mutant"
                said.append(f"{file}: {problem}: {one.where}: {one.before}  →  {one.after}")
        return said


def chapter_mutants(chapter: Chapter) -> list[Mutant]:
    """All mutants of a chapter's reference."""
    return mutants_of(source_of(chapter.reference))


def read_equivalents(chapter: Chapter, root: Path) -> tuple[Equivalent, ...]:
    """The reviewed mutants of a chapter.

    Raises:
        ValueError: an entry is not as it must be.
    """
    path = root / CATALOGUE / f"{chapter.folder}.toml"
    if not path.is_file():
        return ()
    try:
        entries = tuple(Equivalent(**entry) for entry in tomllib.loads(path.read_text("utf-8")).get("equivalent", []))
    except (TypeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path}: {error}") from None
    if any(not entry.reason.strip() for entry in entries):
        raise ValueError(f"{path}: every entry needs its reason")
    if len({entry.id for entry in entries}) < len(entries):
        raise ValueError(f"{path}: the same entry appears twice")
    return entries


def grade_mutants(chapter: Chapter, root: Path, trials: Trials, seed: int = 0) -> Result:
    """Grade all mutants of a chapter."""
    mutants = chapter_mutants(chapter)
    owning = owners(source_of(chapter.reference), (exercise.name for exercise in chapter.exercises))
    handed_in = [Trial(number, chapter, mutant.source, seed) for number, mutant in enumerate(mutants)]
    costs = {number: lost(marks) for number, marks in trials.grade(handed_in, f"{chapter.folder}: mutants")}
    fates = (
        Fate(mutant, owning.get(mutant.definition, frozenset()), costs[number]) for number, mutant in enumerate(mutants)
    )
    return Result(chapter, tuple(fates), read_equivalents(chapter, root))


def main(arguments: Sequence[str]) -> int:
    """Print the table and write the figures down; exit status 1 when a mutant or a variant does not get its due."""
    course = find_course()
    chapters = course.select(tuple(arguments))
    root = course.source.parent
    table = Table(box=None, title="Mutants", title_justify="left")
    for heading in ("chapter", "mutants", "equivalent", "found", "missed", "share found"):
        table.add_column(heading, justify="left" if heading == "chapter" else "right")
    complaints: list[str] = []
    with Trials(chapters) as trials:
        for chapter in chapters:
            result = grade_mutants(chapter, root, trials)
            counts = len(result.fates), len(result.equivalent), result.found, len(result.missed)
            share = accuracy.percent(result.found, result.found + len(result.missed))
            table.add_row(chapter.folder, *map(str, counts), share)
            complaints += result.complaints
            complaints += publish(course, result, trials)
    console.print(table)
    complain(complaints)
    return 1 if complaints else 0


def publish(course: Course, result: Result, trials: Trials) -> list[str]:
    """Write a chapter's figures down, with those of its variants and trivial answers; returns what these lack."""
    chapter, root = result.chapter, course.source.parent
    variants = list(grade_variants(find_variants(chapter, root), trials=trials, title=f"{chapter.folder}: variants"))
    earned = grade_guesses(chapter, trials)
    wrong, _, missed, named, right, _, rejected = counts_of(variants)
    figures = accuracy.Figures(
        wrong=wrong,
        wrong_missed=missed,
        named=named,
        right=right,
        rejected=rejected,
        found=result.found,
        equivalent=len(result.equivalent),
        mutants_missed=len(result.missed),
        trivial=round(100 * max(one.share for one in earned)),
    )
    reasons = {one.id: one.reason for one in result.equivalents}
    lines = [
        accuracy.Explained(mutant.where, mutant.before, mutant.after, reasons.get(mutant.id, "**missed**"))
        for mutant in (fate.mutant for fate in result.fates if fate in result.equivalent or fate in result.missed)
    ]
    accuracy.write(root, chapter.folder, figures, lines, course.chapters)
    return [
        *(f"{finding.variant}: {finding.complaint}" for finding in variants if finding.complaint),
        *(one.complaint for one in earned if one.complaint),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
