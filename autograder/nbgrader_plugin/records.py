"""What ``nbgrader autograde`` leaves behind, written in bulk: rows in the gradebook, graded notebooks."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from autograder.course import Chapter
from autograder.grading.grader import Graded
from autograder.submission import NOTEBOOK, SECRET, TIMESTAMP, Folder, Refused, Submission, open_submission

from .directory import course_directory, released_notebook
from .gradebook import GradebookWriter
from .notebook import graded_notebook
from .times import handed_in_at

_STAMP, _SECRET = "timestamp.txt", "submission_secret.txt"


class CourseRecords:
    """The gradebook and the graded notebooks of a course. A context manager."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._directory, self._config = course_directory(root)
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        writer = GradebookWriter(self._directory.db_url, self._directory.course_id, self._config)
        self._writer = self._stack.enter_context(writer)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, traceback)

    def write(self, chapter: Chapter, graded: Graded) -> None:
        """Record one verdict.

        Raises:
            autograder.nbgrader_plugin.gradebook.NotInGradebook: the chapter was never released.
            autograder.submission.Unreadable: this account cannot read a file beside the module.
        """
        beside = self._beside(chapter, graded.submission)
        stamp = beside.get(_STAMP)
        self._writer.record(chapter, graded.verdict, handed_in_at(stamp) if stamp else None)
        self._write_notebook(chapter, beside, graded)

    def _beside(self, chapter: Chapter, submission: Submission) -> dict[str, bytes]:
        """The files that came with the module, as far as they are there and ordinary, by name."""
        limits = {f"{chapter.folder}.ipynb": NOTEBOOK, _STAMP: TIMESTAMP, _SECRET: SECRET}
        if submission.refused:
            return {}
        submitted = self._root / self._directory.submitted_directory
        try:
            with open_submission(submitted, submission.student, chapter.folder) as folder:
                found = {name: _ordinary(folder, name, limit) for name, limit in limits.items()}
        except Refused:
            return {}
        return {name: data for name, data in found.items() if data is not None}

    def _folder(self, step: str, student: str, chapter: Chapter) -> Path:
        return Path(self._directory.format_path(step, student, chapter.folder))

    def _write_notebook(self, chapter: Chapter, beside: Mapping[str, bytes], graded: Graded) -> None:
        """Replace the folder of the graded notebook, in one step."""
        own = beside.get(f"{chapter.folder}.ipynb")
        released = released_notebook(self._directory, chapter.folder, chapter.folder)
        notebook = graded_notebook(own, released, graded.verdict, graded.submission)
        place = self._folder(self._directory.autograded_directory, graded.submission.student, chapter)
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=place.parent, prefix="."))
        fresh.chmod(0o755)
        (fresh / f"{chapter.folder}.ipynb").write_text(
            json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
        (fresh / chapter.filename).write_bytes(graded.submission.source)
        for name in beside.keys() & {_STAMP, _SECRET}:
            (fresh / name).write_bytes(beside[name])
        shutil.rmtree(place, ignore_errors=True)
        fresh.rename(place)


def _ordinary(folder: Folder, name: str, limit: int) -> bytes | None:
    """An ordinary file's bytes; None if there is none."""
    try:
        return folder.read(name, limit)
    except Refused:
        return None
