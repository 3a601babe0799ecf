"""How much of a chapter CI measures: everything when something changed, else a tenth.

``docs/accuracy.md`` records what each chapter was measured with. A chapter that stands
as it was measured is only sampled: a tenth of its mutants and of its repeated runs,
drawn by the commit. The same commit draws the same tenth everywhere, the next commit
another one, so that everything is looked at again and again, and a run stays short
however many chapters there are.
"""

from __future__ import annotations

import hashlib
import math
import random
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self, TypeVar

from autograder.course import Chapter
from autograder.results.key import engine_id, suite_sha256

from .reviewed import CATALOGUE as REVIEWED
from .variants import CATALOGUE as VARIANTS

T = TypeVar("T")

_HERE = Path(__file__).parent
_MACHINES = ("mutants.py", "operators.py", "trivial.py")  # they write what is handed in
_SHARE = 10
_KEY = re.compile(r"suite (?P<suite>\S+), engine (?P<engine>\S+), answers (?P<answers>\S+)")


@dataclass(frozen=True)
class Key:
    """What the figures of a chapter depend on.

    Attributes:
        suite: the chapter's part of a verdict's key.
        engine: the engine's part.
        answers: a digest of what is handed in: variants, reviewed mutants, and what makes mutants.
    """

    suite: str
    engine: str
    answers: str

    @classmethod
    def of(cls, chapter: Chapter, root: Path) -> Self:
        """The key that a measurement would have now."""
        digest = hashlib.sha256()
        for path in _answers(chapter, root):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
        return cls(suite_sha256(chapter)[:16], engine_id(), digest.hexdigest()[:16])

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The key in a text, or None."""
        match = _KEY.search(text)
        return cls(**match.groupdict()) if match else None

    def __str__(self) -> str:
        return ", ".join(f"{field.name} {getattr(self, field.name)}" for field in fields(self))

    def change_since(self, recorded: Key | None) -> str:
        """What differs from a recorded key, in words; "" when nothing does."""
        if recorded is None:
            return "it was not measured yet"
        changed = [field.name for field in fields(self) if getattr(self, field.name) != getattr(recorded, field.name)]
        return f"changed since it was measured: {', '.join(changed)}" if changed else ""


def _answers(chapter: Chapter, root: Path) -> Iterator[Path]:
    yield from (_HERE / name for name in _MACHINES)
    yield from sorted((root / VARIANTS / chapter.folder).glob("*.py"))
    yield from (root / REVIEWED).glob(f"{chapter.folder}.toml")


@dataclass(frozen=True)
class Part:
    """Which of many things are examined.

    Attributes:
        reason: why all of them, or why not.
        seed: what a tenth is drawn by; None for all of them.
    """

    reason: str = "asked for"
    seed: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether everything is examined."""
        return self.seed is None

    def of(self, things: Iterable[T]) -> list[T]:
        """The things to examine, in their order."""
        everything: Sequence[T] = list(things)
        if self.seed is None:
            return list(everything)
        count = math.ceil(len(everything) / _SHARE)
        chosen = random.Random(self.seed).sample(range(len(everything)), count)
        return [everything[index] for index in sorted(chosen)]


WHOLE = Part()


def due(chapter: Chapter, now: Key, recorded: Key | None, commit: str) -> Part:
    """What to examine of a chapter.

    Args:
        chapter: the chapter.
        now: its key as it is.
        recorded: its key when it was measured.
        commit: what a tenth is drawn by.
    """
    if change := now.change_since(recorded):
        return Part(change)
    return Part(
        f"as it was measured; a tenth, drawn by the commit {commit[:12] or 'unknown'}", f"{commit} {chapter.folder}"
    )


def commit_of(root: Path) -> str:
    """The commit that is checked out; "" outside a repository."""
    try:
        found = subprocess.run(
            ["git", "-C", str(root), "rev-parse", "HEAD"], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return ""
    return found.stdout.strip() if found.returncode == 0 else ""
