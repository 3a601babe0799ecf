"""Grade every variant of ``tests/variants`` through the real engine.

A variant is another implementation of one exercise: ``wrong_…`` by somebody who
misunderstood something, ``right_…`` by somebody with another style. Put in the place of
the exercise in the reference module, a wrong one must lose marks in that exercise and
in no other, and the student must read something useful; a right one must keep all.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import click

from autograder.course import Chapter
from autograder.reference import source_of
from autograder.results.scoring import Mark

from . import messages
from .report import Report, chapters_argument, selected
from .trials import Trial, Trials, lost, mark_of

CATALOGUE = Path("tests", "variants")


@dataclass(frozen=True)
class Variant:
    """One other implementation of an exercise."""

    chapter: Chapter
    exercise: str
    name: str
    thought: str
    source: str

    @property
    def is_right(self) -> bool:
        """Whether it deserves full marks."""
        return self.name.startswith("right_")

    def __str__(self) -> str:
        return f"{self.chapter.folder}/{self.exercise}.py {self.name}"


@dataclass(frozen=True)
class Finding:
    """What the hidden tests made of a variant: the marks of all exercises that were examined."""

    variant: Variant
    marks: tuple[Mark, ...]

    @property
    def own(self) -> Mark:
        """The mark of the exercise that it is a variant of."""
        return mark_of(self.variant.exercise, self.marks)

    @property
    def is_named(self) -> bool:
        """Whether the verdict tells this mistake from others."""
        return messages.names_the_mistake(self.own)

    @property
    def complaint(self) -> str:
        """How the marks differ from the right ones, or ""."""
        costs, own = lost(self.marks), self.variant.exercise
        if self.variant.is_right:
            said = "; ".join(mark.failed[0].message for mark in self.marks if mark.failed)
            return f"right, but loses marks in {', '.join(sorted(costs))}: {said}" if costs else ""
        if own not in costs:
            return "wrong, but keeps all marks"
        return f"costs marks in {', '.join(sorted(costs - {own}))}, too" if costs - {own} else ""


def find_variants(chapter: Chapter, root: Path) -> Iterator[Variant]:
    """The variants of a chapter.

    Args:
        chapter: the chapter.
        root: the project's folder.

    Raises:
        ValueError: a file or a definition is not named as it must be.
    """
    names = [exercise.name for exercise in chapter.exercises]
    for path in sorted((root / CATALOGUE / chapter.folder).glob("*.py")):
        if path.stem not in names:
            raise ValueError(f"{path}: {chapter.folder} has no exercise {path.stem}")
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        shared = [statement for statement in tree.body if not _is_variant(statement)]
        for statement in tree.body:
            if isinstance(statement, ast.FunctionDef | ast.ClassDef) and _is_variant(statement):
                thought = ast.get_docstring(statement) or ""
                name = statement.name
                yield Variant(chapter, path.stem, name, thought, _module_with(chapter, path.stem, statement, shared))


def _is_variant(statement: ast.stmt) -> bool:
    return getattr(statement, "name", "").startswith(("wrong_", "right_"))


def _module_with(
    chapter: Chapter, exercise: str, variant: ast.FunctionDef | ast.ClassDef, shared: Sequence[ast.stmt]
) -> str:
    """The reference module with one exercise replaced, and the variant's own imports and helpers before it."""
    tree = ast.parse(source_of(chapter.reference))
    named = ast.parse(ast.unparse(variant).replace(variant.name, exercise)).body
    body: list[ast.stmt] = []
    for statement in tree.body:
        body += [*shared, *named] if getattr(statement, "name", "") == exercise else [statement]
    return ast.unparse(ast.Module(body, []))


def grade_variants(
    variants: Iterable[Variant],
    seed: int = 0,
    *,
    trials: Trials | None = None,
    title: str = "",
    whole: bool = True,
) -> Iterator[Finding]:
    """Grade variants, all in one run, each as if a student had handed it in.

    Args:
        variants: what to grade.
        seed: the class's seed.
        trials: graders that run already; started for this run by default.
        title: what the bar says; no bar without.
        whole: examine the whole module, to see whether a variant costs other exercises marks.
    """
    variants = list(variants)
    chapters = list(dict.fromkeys(variant.chapter for variant in variants))
    if not variants:
        return
    with nullcontext(trials) if trials else Trials(chapters) as graders:
        handed_in = [
            Trial(variant, variant.chapter, variant.source, seed, () if whole else (variant.exercise,))
            for variant in variants
        ]
        for variant, marks in graders.grade(handed_in, title):
            yield Finding(variant, marks if whole else (mark_of(variant.exercise, marks),))


@click.command("variants", short_help="Grade every variant, print the error rates.")
@chapters_argument
def command(names: tuple[str, ...]) -> None:
    """Grade every variant of tests/variants and print the error rates.

    A wrong variant must lose marks in its own exercise and in no other, and the student
    must read something useful; a right one must keep all marks.

    \b
    Example:
      python -m autograder.authoring variants ch03_activations
    """
    course, chapters = selected(names)
    headings = ("wrong", "found", "missed", "named", "right", "kept", "rejected")
    with Report("Variants", headings, chapters) as report, Trials(chapters) as trials:
        for chapter in report:
            variants = find_variants(chapter, course.source.parent)
            findings = list(grade_variants(variants, trials=trials, title=f"{chapter.folder}: variants"))
            complaints = [f"{finding.variant}: {finding.complaint}" for finding in findings if finding.complaint]
            report.row(chapter, counts_of(findings), [*complaints, *poor_messages(chapter, findings)])


def counts_of(findings: Sequence[Finding]) -> tuple[int, int, int, int, int, int, int]:
    """Wrong ones: how many, found, missed, named. Right ones: how many, kept, rejected."""
    wrong = [finding for finding in findings if not finding.variant.is_right]
    right = [finding for finding in findings if finding.variant.is_right]
    missed, rejected = (sum(bool(finding.complaint) for finding in group) for group in (wrong, right))
    named = sum(finding.is_named for finding in wrong)
    return len(wrong), len(wrong) - missed, missed, named, len(right), len(right) - rejected, rejected


def poor_messages(chapter: Chapter, findings: Sequence[Finding], seed: int = 0) -> list[str]:
    """What students would read and that says nothing, or too much.

    Args:
        chapter: the chapter of all findings.
        findings: what the suite made of the variants under this seed.
        seed: the class's seed.
    """
    expected = messages.expected_numbers(chapter, seed)
    return [
        f"{finding.variant}: {flaw}"
        for finding in findings
        for check in finding.own.failed
        for flaw in messages.flaws(check, expected.get((check.exercise, check.title), ()))
    ]
