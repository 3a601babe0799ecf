"""Where a student stands in a chapter: what the tests gave, and what the course makes of it.

A verdict says what a submission earned in the hidden tests. The mark that counts may be
another: an instructor gave points by hand, the work came late, an extension was granted.
Whoever knows the gradebook fills a standing in; whoever shows marks reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self


@dataclass(frozen=True)
class Points:
    """The points of one exercise.

    Attributes:
        name: the exercise.
        auto: what the tests gave; None for what only a person grades.
        manual: what a person gave; it takes the place of ``auto``.
        extra: extra credit, which a person may add to either.
    """

    name: str
    auto: float | None
    manual: float | None = None
    extra: float | None = None

    @property
    def score(self) -> float:
        """The points that count; without any, extra credit does not count either, as in nbgrader."""
        given = self.auto if self.manual is None else self.manual
        return 0.0 if given is None else given + (self.extra or 0.0)


@dataclass(frozen=True)
class Standing:
    """A student's standing in a chapter.

    Attributes:
        exercises: their points, in the order of the gradebook.
        penalty: what is taken off for lateness.
        handed_in: when the work came, in UTC; None when that is not known.
        extension: how much longer than the others the student had.
        on_roster: whether the course knows the student by more than the name of a folder; None without a gradebook.
    """

    student: str
    chapter: str
    exercises: tuple[Points, ...]
    penalty: float = 0.0
    handed_in: datetime | None = None
    extension: timedelta | None = None
    on_roster: bool | None = None

    @classmethod
    def of(cls, verdict: Mapping[str, Any]) -> Self:
        """The standing where there is no gradebook: what the tests gave, and nothing else."""
        data = verdict["extra_data"]
        points = tuple(Points(test["name"], test["score"]) for test in verdict["tests"])
        return cls(data["student"], data["chapter"], points)

    @property
    def raw_score(self) -> float:
        """The points of all exercises together."""
        return round(sum(points.score for points in self.exercises), 2)

    @property
    def score(self) -> float:
        """The mark that counts: never below 0."""
        return round(max(0.0, self.raw_score - self.penalty), 2)

    def to_json(self) -> dict[str, Any]:
        """Plain data, for other programs."""
        return {
            "score": self.score,
            "raw_score": self.raw_score,
            "penalty": self.penalty,
            "handed_in": self.handed_in.isoformat() if self.handed_in else None,
            "extension_seconds": self.extension.total_seconds() if self.extension else None,
            "on_roster": self.on_roster,
            "exercises": [{**vars(points), "score": points.score} for points in self.exercises],
        }
