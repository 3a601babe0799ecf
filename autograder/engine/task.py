"""What a grader is told: once about the suites, then about each submission."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from autograder.course import Chapter
from autograder.submission import Submission


@dataclass(frozen=True)
class Assignment:
    """A chapter as the grader needs it."""

    folder: str
    name: str
    exercises: tuple[str, ...]
    suite: str
    reference: str

    @classmethod
    def of(cls, chapter: Chapter) -> Assignment:
        """The grader's view of a chapter."""
        names = tuple(exercise.name for exercise in chapter.exercises)
        return cls(chapter.folder, chapter.name, names, str(chapter.suite), str(chapter.reference))


@dataclass(frozen=True)
class Settings:
    """What a grader process is started with."""

    level: str
    assignments: Sequence[Assignment]
    core: int | None = None
    call_seconds: float = 2.0
    total_seconds: float = 10.0
    memory: int = 512 << 20

    @property
    def limits(self) -> Mapping[str, float]:
        """What a submission may use."""
        return {"call_seconds": self.call_seconds, "total_seconds": self.total_seconds, "memory": self.memory}

    def to_wire(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Settings:
        """The settings that ``to_wire`` took apart."""
        assignments = tuple(Assignment(**{**one, "exercises": tuple(one["exercises"])}) for one in data["assignments"])
        return cls(**{**data, "assignments": assignments})


@dataclass(frozen=True)
class Task:
    """One submission to examine; ``only`` some of its exercises, if an author asks for that."""

    chapter: str
    source: bytes
    helpers: Mapping[str, bytes] = field(default_factory=dict)
    seed: int = 0
    only: Sequence[str] = ()

    @classmethod
    def of(cls, submission: Submission, seed: int) -> Task:
        """The task of examining a submission, whose texts are UTF-8 from here on."""
        helpers = {name: text.encode() for name, text in submission.helper_texts.items()}
        return cls(submission.chapter, submission.text.encode(), helpers, seed)


def seed_of(seed: int, test: str) -> int:
    """A test's own seed: 32 bits that depend on the class's seed and the test's name only."""
    return int.from_bytes(hashlib.sha256(f"{seed}/{test}".encode()).digest()[:4], "little")
