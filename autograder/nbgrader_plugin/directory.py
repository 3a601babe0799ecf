"""A course folder as nbgrader sees it: where things are, and who handed in."""

from __future__ import annotations

import unicodedata
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.coursedir import CourseDirectory
from traitlets import TraitError
from traitlets.config import Config

from autograder.course import Course, find_root
from autograder.grading.classroom import Classroom, UsageError

from .configuration import ConfigurationError, read_configuration


def course_directory(root: Path) -> tuple[CourseDirectory, Config]:
    """nbgrader's view of a course folder, and its configuration.

    Raises:
        autograder.nbgrader_plugin.configuration.ConfigurationError: the configuration cannot be used.
    """
    config = read_configuration(root)
    try:
        return CourseDirectory(config=config), config
    except TraitError as error:
        raise ConfigurationError(f"the configuration of {root}: {error}") from None


def classroom_of(submitted: Path | None = None, start: Path | None = None) -> Classroom:
    """The classroom of the nbgrader course that a folder belongs to.

    Args:
        submitted: where the submissions are, if that is not where nbgrader collects them.
        start: the folder; the working directory by default.

    Raises:
        UsageError: it belongs to none, or there is no such folder of submissions.
        autograder.nbgrader_plugin.configuration.ConfigurationError: the configuration cannot be used.
    """
    root = find_root(start)
    if root is None:
        raise UsageError(
            "this is not a course folder (nbgrader_config.py and source/ are missing); pass --submitted DIR"
            if submitted is None
            else "--gradebook needs a course folder (one with nbgrader_config.py)"
        )
    if submitted is not None and not submitted.is_dir():
        raise UsageError(f"{submitted} is not a folder")
    directory, _ = course_directory(root)
    return Classroom(Course(root / "source"), submitted or root / directory.submitted_directory, root)


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
