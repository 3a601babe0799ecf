"""``nbgrader generate_assignment`` as the whole build of a release.

``ReleaseFiles`` hands the files made for a chapter to nbconvert's writer. It makes and
checks them when nbgrader constructs it, which is before nbgrader removes an earlier
release: what is wrong stops the build while the old release still stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor

from autograder.course import Chapter, Course, CourseError, is_exercise
from autograder.release.files import release_files
from autograder.release.leak import LeakError


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
                    self._refuse_changed_cells(chapter)
                    self._files[folder] = release_files(chapter, course.source / folder)
        except (CourseError, LeakError) as error:
            self.log.error("%s", error)
            raise NbGraderException(str(error)) from None

    def _refuse_changed_cells(self, chapter: Chapter) -> None:
        """nbgrader would fail halfway, after it removed the release; so say it now."""
        converter = self.parent.parent
        if getattr(converter, "no_database", False):
            return
        with Gradebook(self._coursedir.db_url, self._coursedir.course_id) as gradebook:
            try:
                notebook = gradebook.find_notebook(chapter.folder, chapter.folder)
            except MissingEntry:
                return
            recorded = {cell.name for cell in (*notebook.grade_cells, *notebook.task_cells)}
            submissions = len(notebook.submissions)
        present = {cell.name for cell in (*chapter.exercises, *chapter.for_people)}
        if submissions and recorded != present:
            changed = ", ".join(sorted(recorded ^ present))
            raise CourseError(
                f"{chapter.folder}: the exercises changed ({changed}), but {submissions} submissions are recorded. "
                "Take the change back, or start a new gradebook. The release stays as it was."
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
