"""The course as its lesson notebooks describe it: chapters, exercises, points.

nbgrader takes points and cell names from the notebooks, so they are the one place
where those stand; everything else asks here.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

_CHAPTER = re.compile(r"ch\d\d_(?P<name>[a-z_0-9]+)")
_PACKAGE = Path(__file__).resolve().parent


class CourseError(ValueError):
    """The course's own files are wrong; the message names the file and the remedy."""


@dataclass(frozen=True)
class Exercise:
    """One function or class to write, and what it is worth."""

    name: str
    points: float


@dataclass(frozen=True)
class Chapter:
    """One assignment: ``folder`` is nbgrader's name for it, ``name`` the student's module."""

    folder: str
    name: str
    title: str
    exercises: tuple[Exercise, ...]

    @property
    def points(self) -> float:
        """The marks of all exercises together."""
        return sum(exercise.points for exercise in self.exercises)

    @property
    def filename(self) -> str:
        """The file that a student hands in."""
        return f"{self.name}.py"

    @property
    def notebook(self) -> str:
        """The lesson."""
        return f"{self.folder}.ipynb"

    @property
    def checks(self) -> str:
        """The tests that students get."""
        return f"test_{self.name}.py"

    @property
    def suite(self) -> Path:
        """The hidden tests."""
        return _PACKAGE / "suites" / f"test_{self.name}.py"

    @property
    def reference(self) -> Path:
        """The reference module."""
        import solutions

        return Path(solutions.__path__[0]).resolve() / self.filename


class Course:
    """The chapters below a folder ``source/``."""

    def __init__(self, source: Path) -> None:
        self.source = source

    @cached_property
    def chapters(self) -> Mapping[str, Chapter]:
        """Chapters by folder name, in order.

        Raises:
            CourseError: a notebook is missing or malformed.
        """
        folders = sorted(path for path in self.source.iterdir() if _CHAPTER.fullmatch(path.name))
        return {folder.name: read_chapter(folder) for folder in folders}

    def select(self, names: tuple[str, ...] = ()) -> tuple[Chapter, ...]:
        """Chapters by folder name, or all.

        Raises:
            CourseError: if there is none of that name; the message has the nearest name.
        """
        unknown = [name for name in names if name not in self.chapters]
        if unknown:
            meant = [folder for name in unknown if (folder := self._nearest(name))]
            if len(meant) == len(unknown):
                remedy = f"did you mean {', '.join(meant)}?"
            else:
                remedy = f"the course has {', '.join(self.chapters)}"
            raise CourseError(f"there is no chapter {', '.join(unknown)}; {remedy}")
        return tuple(self.chapters[name] for name in names or self.chapters)

    def _nearest(self, name: str) -> str | None:
        """The chapter that a wrong name is most like: ``ch1``, ``neuron`` and ``ch01_nueron`` are ``ch01_neuron``."""
        aliases = {
            alias: folder
            for folder, chapter in self.chapters.items()
            for alias in (folder, chapter.name, f"ch{int(folder[2:4])}")
        }
        return next((aliases[alias] for alias in difflib.get_close_matches(name, aliases, n=1)), None)


def find_course(start: Path | None = None) -> Course:
    """The course that a folder belongs to, else the one that came with this package.

    Args:
        start: where to look, upwards; the working directory by default.
    """
    if (root := find_root(start)) is not None:
        return Course(root / "source")
    for source in (_PACKAGE.parent / "source", _PACKAGE / "_course" / "source"):
        if source.is_dir():
            return Course(source)
    raise CourseError("the course's folder source/ is missing; reinstall zerokara")


def find_root(start: Path | None = None) -> Path | None:
    """The nbgrader course folder that a folder belongs to: it has a configuration and chapters."""
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        source = folder / "source"
        if (folder / "nbgrader_config.py").is_file() and source.is_dir() and _has_chapters(source):
            return folder
    return None


def _has_chapters(source: Path) -> bool:
    return any(_CHAPTER.fullmatch(path.name) for path in source.iterdir())


def read_chapter(folder: Path) -> Chapter:
    """Read a chapter's title, exercises and points from its lesson notebook.

    Raises:
        CourseError: the notebook is missing or malformed.
    """
    match = _CHAPTER.fullmatch(folder.name)
    if match is None:
        raise CourseError(f"{folder}: a chapter's folder is named chNN_name")
    path = folder / f"{folder.name}.ipynb"
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except FileNotFoundError:
        raise CourseError(f"{path}: the lesson notebook is missing") from None
    except (ValueError, KeyError, TypeError) as error:
        raise CourseError(f"{path}: not a notebook: {error}") from None
    return Chapter(folder.name, match["name"], _title(cells) or folder.name, _exercises(cells, path))


def _title(cells: list[Any]) -> str:
    for cell in cells:
        for line in "".join(cell["source"]).splitlines():
            if cell["cell_type"] == "markdown" and line.startswith("# "):
                return line[2:].strip()
    return ""


def _exercises(cells: list[Any], path: Path) -> tuple[Exercise, ...]:
    exercises = []
    for cell in cells:
        grading = cell["metadata"].get("nbgrader", {})
        if grading.get("grade"):
            name, points = grading.get("grade_id"), grading.get("points")
            if not isinstance(name, str) or not isinstance(points, int | float) or points <= 0:
                raise CourseError(f"{path}: the grade cell {name!r} needs a name and points above 0")
            exercises.append(Exercise(name, float(points)))
    return tuple(exercises)
