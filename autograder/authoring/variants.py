"""Grade every variant of ``tests/variants`` through the real engine.

A variant is another implementation of one exercise: ``wrong_…`` by somebody who
misunderstood something, ``right_…`` by somebody with another style. Put in the place of
the exercise in the reference module, a wrong one must lose marks in that exercise and
in no other, a right one must keep all.

    python -m autograder.authoring.variants [CHAPTER...]
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.course import Chapter, find_course
from autograder.engine.pool import Pool
from autograder.engine.task import Task
from autograder.jail.levels import choose
from autograder.outcome import Outcome
from autograder.reference import source_of
from autograder.scoring import Mark, marks

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


@dataclass(frozen=True)
class Finding:
    """What the hidden tests made of a variant."""

    variant: Variant
    marks: tuple[Mark, ...]

    @property
    def complaint(self) -> str:
        """How the marks differ from the deserved ones, or ""."""
        lost = {mark.exercise.name for mark in self.marks if mark.score < mark.exercise.points}
        own = self.variant.exercise
        if self.variant.is_right:
            said = "; ".join(mark.failed[0].message for mark in self.marks if mark.failed)
            return f"right, but loses marks in {', '.join(sorted(lost))}: {said}" if lost else ""
        if own not in lost:
            return "wrong, but keeps all marks"
        return f"costs marks in {', '.join(sorted(lost - {own}))}, too" if lost - {own} else ""


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


def grade_variants(variants: Iterable[Variant], seed: int = 0, level: str | None = None) -> Iterator[Finding]:
    """Grade variants, all in one run, each as if a student had handed it in."""
    variants = list(variants)
    chapters = list(dict.fromkeys(variant.chapter for variant in variants))
    with Pool(chapters, choose(level)) as pool:
        tasks = ((variant, Task(variant.chapter.folder, variant.source.encode(), seed=seed)) for variant in variants)
        for variant, outcome in pool.examine(tasks):
            yield Finding(variant, marks(variant.chapter, outcome or Outcome(())))


def main(arguments: Sequence[str]) -> int:
    """Print the table; exit status 1 when a variant does not get what it deserves."""
    course = find_course()
    chapters = course.select(tuple(arguments))
    console = Console(highlight=False)
    table = Table(box=None, title="Variants", title_justify="left")
    for heading in ("chapter", "wrong", "found", "missed", "right", "kept", "rejected"):
        table.add_column(heading, justify="left" if heading == "chapter" else "right")
    complaints = []
    for chapter in chapters:
        findings = list(grade_variants(find_variants(chapter, course.source.parent)))
        wrong = [finding for finding in findings if not finding.variant.is_right]
        right = [finding for finding in findings if finding.variant.is_right]
        missed, rejected = (sum(bool(finding.complaint) for finding in group) for group in (wrong, right))
        cells = (len(wrong), len(wrong) - missed, missed, len(right), len(right) - rejected, rejected)
        table.add_row(chapter.folder, *map(str, cells))
        complaints += [finding for finding in findings if finding.complaint]
    console.print(table)
    for finding in complaints:
        variant = finding.variant
        console.print(
            f"{variant.chapter.folder}/{variant.exercise}.py {variant.name}: {finding.complaint}", style="red"
        )
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
