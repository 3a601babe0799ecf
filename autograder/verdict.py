"""The record of a submission's marks: one JSON file, written once, in Gradescope's schema.

A verdict carries the key that it was made under: submission, suite, engine and seed.
The same key gives the same verdict, so a verdict with the right key need not be made
again, and one can be made again to prove it.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from . import __version__
from .course import Chapter
from .feedback import explain, explain_module
from .outcome import Outcome
from .scoring import DONE, marks
from .submission import Submission

_PACKAGE = Path(__file__).resolve().parent
_MAX_NAME = 220
_ENGINE = ("guest", "jail", "proxy", "engine", "checks", "scoring.py", "feedback.py", "verdict.py")


@dataclass(frozen=True)
class Key:
    """What a verdict depends on."""

    submission_sha256: str
    suite_sha256: str
    engine: str
    seed: int
    isolation: str

    def matches(self, verdict: Mapping[str, Any]) -> bool:
        """Whether a verdict was made under this key and is not one that could not be completed."""
        data = verdict.get("extra_data", {})
        return bool(data.get("complete")) and all(data.get(name) == value for name, value in vars(self).items())


def key_of(submission: Submission, chapter: Chapter, seed: int, isolation: str) -> Key:
    """The key under which a submission is graded now."""
    return Key(submission.sha256, suite_sha256(chapter), engine_id(), seed, isolation)


@cache
def suite_sha256(chapter: Chapter) -> str:
    """A digest of a chapter's hidden tests, its reference, and its exercises' points."""
    digest = hashlib.sha256(repr(chapter.exercises).encode())
    for path in (chapter.suite, chapter.reference):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def engine_id() -> str:
    """The engine's version with a digest of its code."""
    digest = hashlib.sha256()
    for name in _ENGINE:
        path = _PACKAGE / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(file.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:12]}"


def make_verdict(
    submission: Submission, chapter: Chapter, outcome: Outcome, key: Key, problem: str = ""
) -> dict[str, Any]:
    """The verdict on a submission.

    Args:
        submission: what was handed in.
        chapter: the chapter it was handed in for.
        outcome: what the tests found.
        key: what it was made under.
        problem: how the grader failed, or "".
    """
    results = marks(chapter, outcome, refused=bool(submission.problem))
    tests = [
        {
            "name": mark.exercise.name,
            "score": mark.score,
            "max_score": mark.exercise.points,
            "status": "passed" if mark.state == DONE else "failed",
            "output": explain(mark, problem or submission.problem),
            "extra_data": {
                "state": mark.state,
                "checks": [[check.title, check.passed] for check in mark.checks],
                "codes": list(mark.codes),
                "given": list(mark.given),
            },
        }
        for mark in results
    ]
    return {
        "score": round(sum(mark.score for mark in results), 2),
        "output": explain_module(chapter, outcome, problem or submission.problem),
        "tests": tests,
        "extra_data": {
            "student": submission.student,
            "chapter": chapter.folder,
            "max_score": chapter.points,
            "complete": not problem,
            **vars(key),
            "prints": outcome.output,
            "seconds": round(outcome.seconds, 3),
            "graded_at": datetime.now(UTC).isoformat(timespec="seconds"),
        },
    }


class VerdictStore:
    """Verdicts below a folder: ``<chapter>/<student>.json``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, chapter: str, student: str) -> Path:
        """Where a verdict is stored."""
        name = f"{student}.json"
        if len(os.fsencode(name)) > _MAX_NAME:
            name = f"{student[:40]}-{hashlib.sha256(os.fsencode(student)).hexdigest()[:16]}.json"
        return self.folder / chapter / name

    def read(self, chapter: str, student: str) -> dict[str, Any] | None:
        """A verdict, or None when there is none or it cannot be read."""
        try:
            verdict = json.loads(self.path(chapter, student).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return verdict if isinstance(verdict, dict) else None

    def write(self, verdict: Mapping[str, Any]) -> Path:
        """Store a verdict at once or not at all."""
        data = verdict["extra_data"]
        path = self.path(data["chapter"], data["student"])
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(verdict, ensure_ascii=False, indent=1) + "\n"
        write_atomically(path, text.encode("utf-8", "backslashreplace"), mode=0o640)  # the seed in it is secret
        return path


def write_atomically(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write a file under a temporary name, then rename it; an earlier file stays until then."""
    fd, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with open(fd, "wb") as file:  # noqa: PTH123 - opened by descriptor
            file.write(data)
        os.chmod(temporary, mode)  # noqa: PTH101
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        os.unlink(temporary)  # noqa: PTH108
        raise
