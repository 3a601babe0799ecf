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

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

from autograder.course import Chapter, Course, CourseError, is_exercise
from autograder.release.files import release_files
from autograder.release.leak import LeakError

#: nbgrader's kinds of cells; once there are submissions it accepts no change of their names.
_KINDS = {
    "grade_cells": is_grade,
    "solution_cells": is_solution,
    "task_cells": is_task,
    "source_cells": lambda cell: is_grade(cell) or is_solution(cell) or is_locked(cell) or is_task(cell),
}


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
                    self._refuse_changed_cells(chapter, course.source / folder)
                    self._files[folder] = release_files(chapter, course.source / folder)
        except (CourseError, LeakError) as error:
            self.log.error("%s", error)
            raise NbGraderException(str(error)) from None

    def _refuse_changed_cells(self, chapter: Chapter, lesson: Path) -> None:
        """nbgrader would fail halfway, after it removed the release; so say it now."""
        converter = self.parent.parent
        if getattr(converter, "no_database", False):
            return
        with Gradebook(self._coursedir.db_url, self._coursedir.course_id) as gradebook:
            try:
                notebook = gradebook.find_notebook(chapter.folder, chapter.folder)
            except MissingEntry:
                return
            recorded = {kind: {cell.name for cell in getattr(notebook, kind)} for kind in _KINDS}
            submissions = len(notebook.submissions)
        cells = nbformat.read(lesson / chapter.notebook, as_version=4).cells
        present = {
            kind: {cell.metadata.nbgrader.grade_id for cell in filter(test, cells)} for kind, test in _KINDS.items()
        }
        changed = {name for kind in _KINDS for name in recorded[kind] ^ present[kind]}
        if submissions and changed:
            raise CourseError(
                f"{chapter.folder}: cells were added, removed or made another kind ({', '.join(sorted(changed))}), "
                f"but {submissions} submissions are recorded. Take the change back, or remove the chapter with all its "
                f"marks first (nbgrader db assignment remove {chapter.folder} --force). The release stays as it was."
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
