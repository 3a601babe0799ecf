"""``autograded/<student>/<chapter>/``: the graded notebook, the module, and the files that nbgrader expects beside."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from autograder.course import Chapter
from autograder.grading.grader import Graded
from autograder.results.store import write_atomically
from autograder.submission import NOTEBOOK, Folder, Refused, Submission, open_submission

from .companions import Companions, is_usable
from .directory import released_notebook
from .notebook import graded_notebook

_UNFINISHED = ".graded-"


class GradedFolders:
    """The graded folders of a course; one process at a time writes."""

    def __init__(self, directory: CourseDirectory, submitted: Path) -> None:
        self._directory = directory
        self._submitted = submitted
        self.companions = cache(lambda chapter: Companions(submitted, chapter))

    def write(self, chapter: Chapter, graded: Graded, handed_in: datetime | None) -> None:
        """Replace a student's folder in one step.

        Raises:
            autograder.submission.Unreadable: this account cannot read the student's notebook.
            OSError: it cannot be written.
        """
        student = graded.submission.student
        own = _notebook(self._submitted, graded.submission, chapter)
        released = released_notebook(self._directory, chapter.folder, chapter.folder)
        notebook = graded_notebook(own, released, graded.verdict, graded.submission)
        text = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
        place = self._place(self._directory.autograded_directory, student, chapter)
        beside = self.companions(chapter).files(student, handed_in, place)
        _replace(
            place,
            {
                chapter.notebook: text.encode("utf-8", "replace"),
                chapter.filename: graded.submission.source,
                **beside,
            },
        )
        _complete(self._place(self._directory.feedback_directory, student, chapter), beside)

    def _place(self, step: str, student: str, chapter: Chapter) -> Path:
        return Path(self._directory.root, self._directory.format_path(step, student, chapter.folder))


def _notebook(submitted: Path, submission: Submission, chapter: Chapter) -> bytes | None:
    """The notebook that came with the module; None if there is none, or it is not an ordinary file."""
    if submission.refused:
        return None
    try:
        with open_submission(submitted, submission.student, chapter.folder) as folder:
            return _ordinary(folder, chapter.notebook)
    except Refused:
        return None


def _ordinary(folder: Folder, name: str) -> bytes | None:
    try:
        return folder.read(name, NOTEBOOK)
    except Refused:
        return None


def _replace(place: Path, files: Mapping[str, bytes]) -> None:
    """Put a folder in the place of an earlier one; whatever goes wrong, there is a whole one or none."""
    place.parent.mkdir(parents=True, exist_ok=True)
    for left in place.parent.glob(f"{_UNFINISHED}*"):  # by a run that was killed
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=_UNFINISHED, ignore_cleanup_errors=True) as scratch:
        fresh = Path(scratch, "fresh")
        fresh.mkdir(mode=0o755)
        for name, data in files.items():
            (fresh / name).write_bytes(data)
        if place.exists():
            place.rename(Path(scratch, "earlier"))
        fresh.rename(place)


def _complete(feedback: Path, beside: Mapping[str, bytes]) -> None:
    """Add to an earlier page of feedback what it lacks to be released; what is there belongs to that page."""
    if feedback.is_dir():
        for name, data in beside.items():
            if not is_usable(feedback / name):
                write_atomically(feedback / name, data)
