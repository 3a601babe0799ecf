"""A course folder as nbgrader sees it: where things are, and who handed in."""

from __future__ import annotations

import unicodedata
from fnmatch import fnmatchcase
from pathlib import Path

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


def assignments_asked_for(directory: CourseDirectory) -> list[str]:
    """The folders in ``source/`` that nbgrader's argument names, which may be a pattern as in a shell."""
    source = Path(directory.root) / directory.source_directory
    if not source.is_dir():
        return []
    return sorted(
        path.name for path in source.iterdir() if path.is_dir() and matches(path.name, directory.assignment_id)
    )


def matches(name: str, pattern: str) -> bool:
    """Whether a name is the one asked for, or one of those; however its accents are composed."""
    name, pattern = (unicodedata.normalize("NFC", text) for text in (name, pattern))
    return name == pattern or fnmatchcase(name, pattern)
