"""One grading run: which submissions there are, and where their marks go.

Nothing here knows nbgrader; a course of nbgrader's comes from ``nbgrader_plugin.directory``.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from autograder.course import Chapter, Course, CourseError, find_course
from autograder.submission import Submission, Unreadable, find_submissions, read_submission, same_id

from .grader import Graded, Grader
from .notes import Note


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

    @property
    def notes(self) -> Sequence[Note]:
        """What could not be recorded so far, and what else there is to know."""

    def prepare(self, chapters: Sequence[Chapter]) -> None:
        """Look what can be recorded, before anything is graded."""

    def write(self, chapter: Chapter, graded: Graded) -> None:
        """Record one verdict."""


class Run:
    """Grading of some submissions, with their marks going to records if there are any. A context manager."""

    def __init__(
        self, classroom: Classroom, found: Sequence[tuple[str, Chapter]], grader: Grader, records: Records | None
    ) -> None:
        self.grader = grader
        self._chapters = {chapter.folder: chapter for _, chapter in found}
        self._notes: list[Note] = []
        self._classroom = classroom
        self._found = found
        self._records = records
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.callback(self.grader.close)
            if self._records is not None:
                stack.enter_context(self._records)
                self._records.prepare(tuple(self._chapters.values()))
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, traceback)

    @property
    def notes(self) -> list[Note]:
        """What is to be known besides the verdicts; complete once the run has ended."""
        return [*self._notes, *(self._records.notes if self._records else ())]

    def grade(self, *, regrade: bool = False) -> Iterator[Graded]:
        """Grade; each verdict is stored before it is handed over, and on its way into the records."""
        for graded in self.grader.grade(self._submissions(), regrade=regrade):
            submission = graded.submission
            if graded.failure:
                self._notes.append(Note(f"{submission.chapter}/{submission.student}", graded.failure))
            if self._records is not None:
                with self._boundary(submission.student, submission.chapter):
                    self._records.write(self._chapters[submission.chapter], graded)
            yield graded

    def _submissions(self) -> Iterator[Submission]:
        for student, chapter in self._found:
            submission = None
            with self._boundary(student, chapter.folder):
                submission = read_submission(self._classroom.submitted, student, chapter)
            if submission is not None:
                yield submission

    @contextmanager
    def _boundary(self, student: str, chapter: str) -> Iterator[None]:
        """What goes wrong with one submission is noted, and stops no other."""
        try:
            yield
        except Unreadable as failure:
            self._notes.append(Note(f"{chapter}/{student}", f"could not be graded: {failure}"))
        except Exception as error:
            self._notes.append(Note.of(f"{chapter}/{student}", error))
