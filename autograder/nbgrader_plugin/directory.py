"""A course folder as nbgrader sees it: where things are, and who handed in."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.course import Course, find_root
from autograder.grading.classroom import Classroom, UsageError


def course_directory(root: Path) -> tuple[CourseDirectory, Config]:
    """nbgrader's view of a course folder, and its configuration."""
    config = Config(PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config())
    config.CourseDirectory.root = str(root)
    return CourseDirectory(config=config), config


def classroom_of(start: Path | None = None) -> Classroom:
    """The classroom of the nbgrader course that a folder belongs to.

    Raises:
        UsageError: if it belongs to none.
    """
    root = find_root(start)
    if root is None:
        raise UsageError(
            "this is not a course folder (nbgrader_config.py and source/ are missing); pass --submitted DIR"
        )
    directory, _ = course_directory(root)
    return Classroom(Course(root / "source"), root / directory.submitted_directory, root)


def released_notebook(directory: CourseDirectory, assignment: str, notebook: str) -> dict[str, Any]:
    """The notebook that students got, with nbgrader's checksums; the source's when it was never released."""
    places = [
        Path(directory.format_path(step, ".", assignment)) / f"{notebook}.ipynb"
        for step in (directory.release_directory, directory.source_directory)
    ]
    place = next(filter(Path.is_file, places), places[-1])
    return _read_notebook(place, place.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _read_notebook(place: Path, _time: int) -> dict[str, Any]:
    return dict(nbformat.read(place, as_version=4))
