"""``nbgrader generate_assignment`` as the whole build of a release.

``ReleaseFiles`` hands the files made for a chapter to nbconvert's writer. It makes and
checks them when nbgrader constructs it, before anything is written, also into the gradebook.

nbgrader removes an earlier release before it makes the new one, and removes the new one if it fails
halfway. So it works on a copy, which takes the place of the release when everything went well.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor

from autograder.course import Chapter, Course, CourseError, is_exercise
from autograder.release.files import release_files
from autograder.release.leak import LeakError

from .cells import changes, kinds_in_gradebook, kinds_in_lesson
from .directory import assignments_asked_for
from .folders import replace_folder, work_beside
from .replaced import replace

_nbgraders_start = GenerateAssignment.start


def keep_releases_until_replaced() -> None:
    """Let nbgrader generate on a copy, whoever starts its converter: the command or the button."""
    replace(GenerateAssignment, "start", _start)


def _start(self: GenerateAssignment) -> None:
    directory = self.coursedir
    released = directory.release_directory
    with work_beside(Path(directory.root) / released) as folder:
        places = _places(directory, str(folder))
        for place, copy in places.items():
            if place.is_dir():
                shutil.copytree(place, copy, symlinks=True)
        directory.release_directory = str(folder)
        try:
            _nbgraders_start(self)
        finally:
            directory.release_directory = released
        for place, copy in places.items():
            if copy.is_dir():
                replace_folder(copy, place)


def _places(directory: Any, folder: str) -> dict[Path, Path]:
    """Where the releases are that nbgrader was asked for, and where in a folder their copies are."""
    names = assignments_asked_for(directory)
    steps = (directory.release_directory, folder)
    places, copies = ([Path(directory.format_path(step, ".", name)) for name in names] for step in steps)
    return dict(zip(places, copies, strict=True))


class ReleaseFiles(NbGraderPreprocessor):  # type: ignore[misc]
    """Adds stub, earlier modules and the students' ``conftest.py`` to a chapter's release."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._files: dict[str, Mapping[str, bytes]] = {}
        if self._coursedir is not None:
            self._prepare()

    @cached_property
    def _coursedir(self) -> Any:
        converter = getattr(self.parent, "parent", None)
        return getattr(converter, "coursedir", None)

    def _prepare(self) -> None:
        """Make the files of the chapters that are to be released.

        Raises:
            NbGraderException: nothing may be released; the text says why and what to do.
        """
        course = Course(Path(self._coursedir.root) / self._coursedir.source_directory)
        wanted = self._coursedir.assignment_id
        try:
            for folder, chapter in course.chapters.items():
                if wanted in (folder, "*"):
                    self._refuse_changed_cells(chapter, course.source)
                    self._files[folder] = release_files(chapter, course.source / folder)
        except (CourseError, LeakError) as error:
            self.log.error("%s", error)
            raise NbGraderException(str(error)) from None

    def _refuse_changed_cells(self, chapter: Chapter, source: Path) -> None:
        """nbgrader would fail halfway, with words that do not help; so say it now."""
        converter = self.parent.parent
        if getattr(converter, "no_database", False):
            return
        with Gradebook(self._coursedir.db_url, self._coursedir.course_id) as gradebook:
            try:
                notebook = gradebook.find_notebook(chapter.folder, chapter.folder)
            except MissingEntry:
                return
            recorded, submissions = kinds_in_gradebook(notebook), len(notebook.submissions)
        lesson = json.loads((source / chapter.folder / chapter.notebook).read_text(encoding="utf-8"))
        changed = changes(recorded, kinds_in_lesson(lesson["cells"]))
        if submissions and changed:
            raise CourseError(
                f"{chapter.folder}: cells of the lesson changed ({'; '.join(changed)}), but the gradebook holds marks "
                f"of {submissions} submissions for the cells as they were. The release stays. Take the change back. "
                f"Or, to keep it, let the gradebook forget the chapter, with its due date and all points given by hand "
                f"(nbgrader db assignment remove {chapter.folder} --force); then generate it, and "
                f"zerokara grade {chapter.folder} writes the marks of what was handed in."
            )

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Hand the files over; the notebook stays as it is."""
        files = self._files.get(resources["nbgrader"]["assignment"], {})
        resources["outputs"] = {**(resources.get("outputs") or {}), **files}
        return nb, resources


class KeepExerciseCells(ClearSolutions):  # type: ignore[misc]
    """Stock ``ClearSolutions``, except for the cells of exercises: their answer stands in the module."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Note which chapter it is, then go on as nbgrader does."""
        self._is_chapter = resources["nbgrader"]["assignment"] in self._chapters
        return super().preprocess(nb, resources)  # type: ignore[no-any-return]

    def preprocess_cell(self, cell: NotebookNode, resources: Any, cell_index: int) -> tuple[NotebookNode, Any]:
        """Leave an exercise's cell as it is."""
        if self._is_chapter and is_exercise(cell):
            return cell, resources
        return super().preprocess_cell(cell, resources, cell_index)  # type: ignore[no-any-return]

    @cached_property
    def _chapters(self) -> Mapping[str, Chapter]:
        coursedir = self.parent.parent.coursedir
        return Course(Path(coursedir.root) / coursedir.source_directory).chapters
