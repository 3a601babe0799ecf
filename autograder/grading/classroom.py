"""One grading run: which submissions there are, and where their marks go.

Nothing here knows nbgrader; a course of nbgrader's comes from ``nbgrader_plugin.directory``.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from autograder.course import Chapter, Course, CourseError, find_course
from autograder.submission import Submission, Unreadable, find_submissions, read_submission, same_id

from .grader import Graded, Grader


class UsageError(ValueError):
    """What was asked for does not exist; the message says what does."""


class Classroom:
    """A course and what its students handed in."""

    def __init__(self, course: Course, submitted: Path, root: Path | None = None) -> None:
        """Put a classroom together.

        Args:
            course: the chapters.
            submitted: nbgrader's layout, ``<student>/<chapter>/<module>.py``.
            root: the course's folder when it is nbgrader's, else None.
        """
        self.course = course
        self.submitted = submitted
        self.root = root

    @classmethod
    def of_folder(cls, submitted: Path) -> Self:
        """A folder of submissions, without nbgrader.

        Raises:
            UsageError: if there is no such folder.
        """
        if not submitted.is_dir():
            raise UsageError(f"{submitted} is not a folder")
        return cls(find_course(), submitted)

    def select(self, chapters: Sequence[str], students: Sequence[str]) -> list[tuple[str, Chapter]]:
        """Who handed in what, of the chapters and students asked for.

        Raises:
            UsageError: for an unknown chapter, a student who handed in nothing, or a folder that is missing
                or laid out in some other way.
            autograder.submission.Unreadable: if this account may not list the submissions.
        """
        try:
            wanted = self.course.select(tuple(chapters))
        except CourseError as error:
            raise UsageError(str(error)) from None
        if not self.submitted.is_dir():
            raise UsageError(f"{self.submitted} is not a folder; has anything been collected?")
        found = list(find_submissions(self.submitted, wanted, tuple(students)))
        if not found:
            self._refuse_another_layout(wanted[0])
        missing = sorted(asked for asked in set(students) if not any(same_id(asked, name) for name, _ in found))
        if missing:
            raise UsageError(f"nothing handed in by {', '.join(missing)} in {self.submitted}{self._nearest(missing)}")
        return found

    def _refuse_another_layout(self, example: Chapter) -> None:
        """Tell a folder with some other layout, as an LMS download has, from a class that handed in nothing."""
        if any(find_submissions(self.submitted, tuple(self.course.chapters.values()))):
            return
        seen = sorted(self.submitted.glob("[!.]*/[!.]*")) or sorted(self.submitted.glob("[!.]*"))
        if seen:
            raise UsageError(
                f"no <student>/<chapter>/ folder in {self.submitted}, which holds "
                f"{str(seen[0].relative_to(self.submitted))!r} for example. "
                f"Lay it out as {self.submitted}/alice/{example.folder}/{example.filename}"
            )

    def _nearest(self, missing: Sequence[str]) -> str:
        """A question about the student who may be meant; names that a terminal would act on are not asked about."""
        names = [path.name for path in self.submitted.iterdir() if path.name.isprintable()]
        close = [name for student in missing for name in difflib.get_close_matches(student, names, n=1)]
        return f"; did you mean {', '.join(close)}?" if close else ""


class Records(Protocol):
    """Where verdicts go besides their store, a gradebook for example. A context manager, entered by the run."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...

    def write(self, chapter: Chapter, graded: Graded) -> None:
        """Record one verdict."""


class Run:
    """Grading of some submissions, with their marks going to records if there are any. A context manager.

    Attributes:
        unreadable: what our own account could not read; those submissions are not graded, or not recorded.
    """

    def __init__(
        self, classroom: Classroom, found: Sequence[tuple[str, Chapter]], grader: Grader, records: Records | None
    ) -> None:
        self.grader = grader
        self.unreadable: list[Unreadable] = []
        self._classroom = classroom
        self._found = found
        self._records = records
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, traceback)
        self.grader.close()

    def grade(self, *, regrade: bool = False) -> Iterator[Graded]:
        """Grade; each verdict is stored, and recorded, before it is handed over."""
        chapters = {chapter.folder: chapter for _, chapter in self._found}
        records = self._stack.enter_context(self._records) if self._records else None
        for graded in self.grader.grade(self._submissions(), regrade=regrade):
            if records is not None:
                try:
                    records.write(chapters[graded.submission.chapter], graded)
                except Unreadable as failure:
                    self.unreadable.append(failure)
            yield graded

    def _submissions(self) -> Iterator[Submission]:
        for student, chapter in self._found:
            try:
                yield read_submission(self._classroom.submitted, student, chapter)
            except Unreadable as failure:
                self.unreadable.append(failure)
