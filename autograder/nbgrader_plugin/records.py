"""What ``nbgrader autograde`` leaves behind, written in bulk: rows in the gradebook, graded notebooks."""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from autograder.course import Chapter
from autograder.grading.grader import Graded
from autograder.submission import read_plain_file

from .directory import course_directory, released_notebook
from .gradebook import GradebookWriter
from .notebook import graded_notebook


class Records:
    """The gradebook and the graded notebooks of a course. A context manager."""

    def __init__(self, root: Path) -> None:
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
        """
        student = graded.submission.student
        submitted = self._folder(self._directory.submitted_directory, student, chapter)
        timestamp = self._directory.get_existing_timestamp(str(submitted))
        self._writer.record(chapter, graded.verdict, timestamp)
        self._write_notebook(chapter, submitted, graded)

    def _folder(self, step: str, student: str, chapter: Chapter) -> Path:
        return Path(self._directory.format_path(step, student, chapter.folder))

    def _write_notebook(self, chapter: Chapter, submitted: Path, graded: Graded) -> None:
        """Replace the folder of the graded notebook, in one step."""
        source = graded.submission.source.decode("utf-8", errors="replace")
        own = read_plain_file(submitted / f"{chapter.folder}.ipynb")
        released = released_notebook(self._directory, chapter.folder, chapter.folder)
        notebook = graded_notebook(own, released, graded.verdict, source)
        place = self._folder(self._directory.autograded_directory, graded.submission.student, chapter)
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=place.parent, prefix="."))
        fresh.chmod(0o755)
        (fresh / f"{chapter.folder}.ipynb").write_text(
            json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
        (fresh / chapter.filename).write_bytes(graded.submission.source)
        for name in ("timestamp.txt", "submission_secret.txt"):
            if (data := read_plain_file(submitted / name)) is not None:
                (fresh / name).write_bytes(data)
        shutil.rmtree(place, ignore_errors=True)
        fresh.rename(place)
