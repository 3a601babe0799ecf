"""The classes that are graded: texts of submissions, made so that no two are the same file."""

from __future__ import annotations

from pathlib import Path

from autograder.authoring.variants import find_variants
from autograder.course import Chapter, find_course
from autograder.reference import source_of

ROOT = Path(__file__).resolve().parent.parent
CHAPTERS = find_course(ROOT).chapters


def equal_class(chapter: Chapter, count: int) -> list[str]:
    """The reference, handed in by everybody."""
    return _distinct([source_of(chapter.reference)] * count)


def mixed_class(chapter: Chapter, count: int) -> list[str]:
    """The reference, and mistakes and styles of ``tests/variants``, spread evenly over the catalogue."""
    variants = [variant.source for variant in find_variants(chapter, ROOT)]
    wanted = max(count - 1, 0)
    spread = [variants[number * len(variants) // wanted] for number in range(wanted)]
    return _distinct([source_of(chapter.reference), *spread])


def looping_class(chapter: Chapter, count: int) -> list[str]:
    """The reference, but for every tenth student, whose first exercise never returns."""
    source = source_of(chapter.reference)
    loop = f"{source}\ndef {chapter.exercises[0].name}(*args, **kwargs):\n    while True:\n        pass\n"
    return _distinct([loop if number % 10 == 0 else source for number in range(count)])


def _distinct(works: list[str]) -> list[str]:
    """Add a comment to each, so that nothing of one is kept for another."""
    return [f"{work}\n# {number}\n" for number, work in enumerate(works)]
