"""What a person looked at and let pass: ``tests/mutants/<chapter>.toml``, each entry with its reason.

``[[equivalent]]`` is a mutant that keeps every promise of the docstring. ``[[trivial]]``
is a trivial answer that is the right one, as "its negative" is for an exercise that asks
for the negative.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course import Chapter

CATALOGUE = Path("tests", "mutants")


@dataclass(frozen=True)
class Equivalent:
    """A mutant that may live."""

    where: str
    before: str
    after: str
    reason: str
    nth: int = 1

    @property
    def id(self) -> tuple[str, str, str, int]:
        """Which mutant is meant."""
        return self.where, self.before, self.after, self.nth

    def __str__(self) -> str:
        return f"{self.where}: {self.before}  →  {self.after}"


@dataclass(frozen=True)
class RightAnswer:
    """A trivial answer that may earn marks; ``answer`` is one of ``trivial.ANSWERS``."""

    exercise: str
    answer: str
    reason: str

    @property
    def id(self) -> tuple[str, str]:
        """Which answer to which exercise is meant."""
        return self.exercise, self.answer


@dataclass(frozen=True)
class Reviewed:
    """All entries of a chapter."""

    equivalents: tuple[Equivalent, ...] = ()
    answers: tuple[RightAnswer, ...] = ()


def read_reviewed(chapter: Chapter, root: Path) -> Reviewed:
    """The entries of a chapter; none when it has no file.

    Args:
        chapter: the chapter.
        root: the project's folder.

    Raises:
        ValueError: the file or an entry is malformed, has no reason, or is there twice.
    """
    path = root / CATALOGUE / f"{chapter.folder}.toml"
    if not path.is_file():
        return Reviewed()
    try:
        tables: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        if unknown := sorted(tables.keys() - {"equivalent", "trivial"}):
            raise ValueError(f"unknown table [[{unknown[0]}]]; there are [[equivalent]] and [[trivial]]")
        equivalents = tuple(Equivalent(**entry) for entry in tables.get("equivalent", []))
        answers = tuple(RightAnswer(**entry) for entry in tables.get("trivial", []))
    except (TypeError, ValueError) as error:
        raise ValueError(f"{path}: {error}") from None
    entries: tuple[Equivalent | RightAnswer, ...] = (*equivalents, *answers)
    if any(not entry.reason.strip() for entry in entries):
        raise ValueError(f"{path}: every entry needs its reason")
    if len({entry.id for entry in entries}) < len(entries):
        raise ValueError(f"{path}: the same entry appears twice")
    return Reviewed(equivalents, answers)
