"""What a verdict depends on, as a key: the same key gives the same verdict, on any machine.

A verdict whose key is today's need not be made again. The key must therefore see
everything that can change a mark, and should see nothing else: a hidden test that is
edited regrades its own chapter, a command line that is edited regrades nothing. Both
lists are short because whole rooms of the package are taken; a room that nobody
thought of counts for the engine, which errs on the safe side.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from autograder import __version__
from autograder.course import Chapter
from autograder.reference import module_files
from autograder.submission import Submission
from autograder.versions import numpy_version, python_version

_PACKAGE = Path(__file__).resolve().parent.parent

#: Rooms of the package that cannot change a mark. The suites count for their own chapters.
_CANNOT_MATTER = frozenset(
    ("commands", "authoring", "sample", "release", "nbgrader_plugin", "reports", "export", "similar.py", "health.py")
)
_COUNTED_ELSEWHERE = frozenset(("suites", "_course"))

#: Why a submission is graded again, by the part of the key that differs; the first that differs is told.
_REASONS = {
    "submission_sha256": "other files were handed in",
    "suite_sha256": "the hidden tests, the reference or the points have changed",
    "engine": "the grader has changed",
    "limits": "the limits have changed",
    "isolation": "the isolation level has changed",
    "seed": "the seed has changed",
    "python": "the Python version has changed",
    "numpy": "the NumPy version has changed",
}


@dataclass(frozen=True)
class Key:
    """What a verdict depends on."""

    submission_sha256: str
    suite_sha256: str
    engine: str
    limits: Mapping[str, float]
    isolation: str
    seed: int
    python: str
    numpy: str

    def change_since(self, verdict: Mapping[str, Any]) -> str:
        """Why a verdict does not hold under this key; "" when it does."""
        data = verdict["extra_data"]
        for name, reason in _REASONS.items():
            if data.get(name) != getattr(self, name):
                return reason
        return "" if data["complete"] else "it could not be graded the last time"


def key_of(submission: Submission, chapter: Chapter, *, limits: Mapping[str, float], isolation: str, seed: int) -> Key:
    """The key under which a submission is graded now."""
    return Key(
        submission_sha256=submission.sha256,
        suite_sha256=suite_sha256(chapter),
        engine=engine_id(),
        limits=limits,
        isolation=isolation,
        seed=seed,
        python=python_version(),
        numpy=numpy_version(),
    )


@cache
def suite_sha256(chapter: Chapter) -> str:
    """A digest of what grades this chapter: hidden tests, reference, earlier modules, exercises and points."""
    shared = [chapter.suite.with_name("conftest.py"), chapter.reference.with_name("__init__.py")]
    files = [chapter.suite, chapter.reference, *module_files(chapter.reference).values(), *shared]
    digest = _digest((path.name, path) for path in files if path.is_file())
    digest.update(repr(chapter.exercises).encode())
    return digest.hexdigest()


@cache
def engine_id() -> str:
    """The engine's version with a digest of its code."""
    digest = _digest((path.relative_to(_PACKAGE).as_posix(), path) for path in _engine_files())
    return f"{__version__}+{digest.hexdigest()[:16]}"


def _engine_files() -> Iterator[Path]:
    for entry in sorted(_PACKAGE.iterdir()):
        if entry.name not in _CANNOT_MATTER | _COUNTED_ELSEWHERE:
            files = sorted(entry.rglob("*")) if entry.is_dir() else [entry]
            yield from (file for file in files if file.is_file() and "__pycache__" not in file.parts)


def _digest(files: Iterable[tuple[str, Path]]) -> hashlib._Hash:
    digest = hashlib.sha256()
    for name, path in files:
        data = path.read_bytes()
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest
