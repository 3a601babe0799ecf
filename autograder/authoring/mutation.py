"""Introduce one small fault at a time into the reference and check that each one costs the right marks.

A mutant must lose marks in its own exercise and in no other. One that keeps all marks is
either equivalent (it does what the reference does, or what the docstring allows as well),
and then stands with the reason in ``tests/mutants/<chapter>.toml``, or shows a hole in
the hidden tests. What was found goes to ``docs/accuracy.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from autograder.course import Chapter, Course
from autograder.reference import source_of

from . import accuracy
from .cache import Cache
from .due import WHOLE, Key, Part
from .mutants import Mutant, mutants_of, owners
from .reach import Reach
from .report import Report, chapters_argument, selected
from .reviewed import CATALOGUE, Equivalent, read_reviewed
from .trials import Trial, Trials, lost
from .trivial import best_of, grade_guesses
from .trivial import complaints as trivial_complaints
from .variants import counts_of, find_variants, grade_variants

#: A mutant that ends so may leave nothing of the submission's time to other exercises; it is examined in all.
_SPENDING = frozenset({"time-limit", "process-ended"})


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
                said.append(f"{file}: {problem}: {one}")
        return said


def chapter_mutants(chapter: Chapter) -> list[Mutant]:
    """All mutants of a chapter's reference."""
    return mutants_of(source_of(chapter.reference))


def grade_mutants(
    chapter: Chapter, root: Path, trials: Trials, seed: int = 0, part: Part = WHOLE, *, everywhere: bool = False
) -> Result:
    """Grade the mutants of a chapter.

    Args:
        chapter: the chapter.
        root: the project's folder.
        trials: the graders.
        seed: the class's seed.
        part: which mutants; all by default.
        everywhere: examine every exercise, those too that cannot notice the mutant.
    """
    everyone = chapter_mutants(chapter)
    mutants = part.of(everyone)
    left_out = {mutant.id for mutant in everyone} - {mutant.id for mutant in mutants}
    owning = owners(source_of(chapter.reference), (exercise.name for exercise in chapter.exercises))
    costs = _costs(chapter, mutants, trials, seed, everywhere=everywhere)
    fates = (Fate(mutant, owning.get(mutant.definition, frozenset()), costs[mutant]) for mutant in mutants)
    reviewed = read_reviewed(chapter, root).equivalents
    return Result(chapter, tuple(fates), tuple(one for one in reviewed if one.id not in left_out))


def _costs(
    chapter: Chapter, mutants: Sequence[Mutant], trials: Trials, seed: int, *, everywhere: bool
) -> Mapping[Mutant, frozenset[str]]:
    """The exercises that each mutant costs marks."""
    title, all_names = f"{chapter.folder}: mutants", tuple(exercise.name for exercise in chapter.exercises)
    reach = None if everywhere else Reach(chapter, seed)
    examined = {mutant: reach.of(mutant) if reach else all_names for mutant in mutants}
    handed_in = (Trial(mutant, chapter, mutant.source, seed, only) for mutant, only in examined.items())
    costs: dict[Mutant, frozenset[str]] = {}
    spent: list[Mutant] = []
    for mutant, marks in trials.grade(handed_in, title):
        own = [mark for mark in marks if mark.exercise.name in examined[mutant]]
        costs[mutant] = lost(own)
        if len(own) < len(all_names) and any(not _SPENDING.isdisjoint(mark.codes) for mark in own):
            spent.append(mutant)
    again = (Trial(mutant, chapter, mutant.source, seed) for mutant in spent)
    return costs | {mutant: lost(marks) for mutant, marks in trials.grade(again, title)}


@click.command("mutation", short_help="Put in small faults, write docs/accuracy.md.")
@chapters_argument
@click.option("--again", is_flag=True, help="Measure chapters whose figures are up to date, too.")
@click.option("--kept", is_flag=True, help="Take what `make test` and `make slow` have graded already.")
def command(names: tuple[str, ...], again: bool, kept: bool) -> None:
    """Put small faults into the reference, see that each costs marks, and write docs/accuracy.md.

    A mutant that keeps every promise of the docstring goes, with the reason, into
    tests/mutants/CHAPTER.toml. A chapter that stands as it was measured is left out, so a
    run that was stopped goes on where it was. What the tests have graded under the same key
    is graded again, unless you pass --kept.

    \b
    Examples:
      python -m autograder.authoring mutation                            what changed since it was measured
      python -m autograder.authoring mutation ch03_activations --again   one chapter in any case
      python -m autograder.authoring mutation --kept                     only what `make slow` left to do
    """
    course, chapters = selected(names)
    root = course.source.parent
    keys = {chapter: Key.of(chapter, root) for chapter in chapters}
    recorded = accuracy.recorded(root)
    changes = {chapter: key.change_since(recorded.get(chapter.folder)) for chapter, key in keys.items()}
    wanted = tuple(chapter for chapter in chapters if again or changes[chapter])
    for chapter in chapters:
        click.echo(f"{chapter.folder}: {changes[chapter] or 'as it was measured'}", err=True)
    headings = ("mutants", "equivalent", "found", "missed", "share found")
    cache = Cache.of_project(root) if kept else None
    with Report("Mutants", headings, wanted, kept=str(accuracy.PAGE)) as report, Trials(wanted, cache=cache) as trials:
        for chapter in report:
            result = grade_mutants(chapter, root, trials)
            counts = len(result.fates), len(result.equivalent), result.found, len(result.missed)
            share = accuracy.percent(result.found, result.found + len(result.missed))
            report.row(chapter, (*counts, share), measure(course, result, trials, keys[chapter]))


def measure(course: Course, result: Result, trials: Trials, key: Key) -> list[str]:
    """Grade a chapter's variants and trivial answers too, and write all its figures down.

    Returns:
        What is to be done; while that is anything, the page does not record the key.
    """
    chapter, root = result.chapter, course.source.parent
    reviewed = read_reviewed(chapter, root)
    variants = list(grade_variants(find_variants(chapter, root), trials=trials, title=f"{chapter.folder}: variants"))
    earned = grade_guesses(chapter, trials)
    complaints = [
        *result.complaints,
        *(f"{finding.variant}: {finding.complaint}" for finding in variants if finding.complaint),
        *trivial_complaints(chapter, earned, reviewed.answers),
    ]
    wrong, _, missed, named, right, _, rejected = counts_of(variants)
    best = best_of(earned, reviewed.answers)
    figures = accuracy.Figures(
        wrong=wrong,
        wrong_missed=missed,
        named=named,
        right=right,
        rejected=rejected,
        found=result.found,
        equivalent=len(result.equivalent),
        mutants_missed=len(result.missed),
        trivial=round(100 * best.share) if best else 0,
    )
    section = accuracy.Section(tuple(_explained(result)), reviewed.answers, None if complaints else key)
    accuracy.write(root, chapter.folder, figures, section, course.chapters)
    return complaints


def _explained(result: Result) -> Iterator[accuracy.Explained]:
    """The mutants that keep their marks, with the reasons."""
    reasons = {one.id: one.reason for one in result.equivalents}
    for fate in result.fates:
        if fate in result.equivalent or fate in result.missed:
            mutant = fate.mutant
            yield accuracy.Explained(mutant.where, mutant.before, mutant.after, reasons.get(mutant.id, "**missed**"))
