"""What ``nbgrader autograde`` leaves behind, written in bulk: rows in the gradebook, graded notebooks.

Whatever goes wrong here concerns a student, a chapter or the gradebook; it is noted, the rest goes
on, and no mark is lost: verdicts are kept, and the next run writes what this one could not.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SQLAlchemyError
from traitlets import TraitError
from traitlets.config import Config

from autograder.course import Chapter
from autograder.grading.grader import Graded
from autograder.grading.notes import Note
from autograder.submission import TIMESTAMP, Missing, Refused, open_submission

from .agreement import NotInGradebook, expect_agreement
from .configuration import ConfigurationError
from .database import PATIENCE, GradebookUnusable, in_use, name_of, unusable
from .gradebook import GradebookWriter, Row
from .graded_folder import GradedFolders
from .roster import Roster
from .times import STAMP, exchange_zone, handed_in_at

#: Of a course, beside its configuration: our lock, and the list of students whom we added.
OWN = ".zerokara"

_SECONDS, _ROWS, _MOST = 1.0, 200, 1000
_KEPT = "are kept as verdicts and are written at the next run"
_NO_ID = "the name is not UTF-8 text, which no gradebook can hold; its verdict is kept. Rename the folder"
_UNKNOWN_TIME = f"{STAMP} names no time, so whether the work was late is not known"
_COPIED = (
    "the same submission_secret.txt as another student's, so that neither can fetch feedback from the exchange. "
    "Hand it over yourself, and ask why"
)
_SPELLED = (
    "the roster has this id in other characters that look the same (macOS takes accents apart), so it is graded but "
    "not in the gradebook. Rename the folder as the roster spells it"
)
_STRANGER = "not on the roster, so graded but not in the gradebook. To add: zerokara grade --add-students"


@dataclass(frozen=True)
class _Entry:
    """A verdict on its way into the records."""

    chapter: Chapter
    graded: Graded

    @property
    def place(self) -> tuple[str, str]:
        """Chapter and student."""
        return self.chapter.folder, self.graded.submission.student

    @property
    def about(self) -> str:
        """How a note names it."""
        return "/".join(self.place)


class CourseRecords:
    """The gradebook and the graded notebooks of a course. A context manager.

    Attributes:
        root: the course's folder.
        notes: what could not be recorded, and what else there is to know.
        recorded: chapter and student of each verdict that is in the gradebook now.
    """

    def __init__(
        self,
        directory: CourseDirectory,
        config: Config,
        submitted: Path | None = None,
        *,
        add_students: bool = False,
        patience: float = PATIENCE,
    ) -> None:
        """Prepare; nothing is opened yet.

        Args:
            directory: nbgrader's view of the course's folder.
            config: nbgrader's configuration.
            submitted: where the submissions are, if that is not where nbgrader collects them.
            add_students: whether students who are not on the roster are added to the gradebook.
            patience: seconds to wait for other programs that write.
        """
        self.root = Path(directory.root)
        self.notes: list[Note] = []
        self.recorded: set[tuple[str, str]] = set()
        self._directory, self._config = directory, config
        self._submitted = submitted or self.root / directory.submitted_directory
        self._folders = GradedFolders(directory, self._submitted)
        self._own = self.root / OWN
        self._lock = FileLock(self._own / "lock", timeout=patience, mode=0o664)
        self._add_students = add_students
        self._patience = patience
        self._writer: GradebookWriter | None = None
        self._refused: set[str] = set()
        self._pending: list[_Entry] = []
        self._failure: GradebookUnusable | None = None
        self._due = 0.0
        self._left_out = 0
        self._added = 0
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._flush()
        lost = self._left_out + len(self._pending)
        if self._failure and lost:
            self.notes.append(Note(name_of(self._directory.db_url), f"{self._failure}; {lost} marks {_KEPT}"))
        if self._added and self._roster.is_open:
            sentence = f"there is no roster, so who handed in was added ({self._added} now)"
            self.notes.append(Note(name_of(self._directory.db_url), sentence, is_fault=False))
        self._stack.__exit__(kind, error, traceback)

    def prepare(self, chapters: Sequence[Chapter]) -> None:
        """Look, before anything is graded, which chapters can be recorded; the others are noted.

        Raises:
            autograder.nbgrader_plugin.configuration.ConfigurationError: the plugin for penalties cannot be used.
        """
        url, course = self._directory.db_url, self._directory.course_id
        try:
            self._own.mkdir(exist_ok=True)
            writer = self._stack.enter_context(GradebookWriter(url, course, self._config, self._patience))
            self._roster = Roster(writer.gradebook, self._own / "added.json", add=self._add_students)
            for chapter in chapters:
                try:
                    expect_agreement(writer.gradebook, chapter)
                except NotInGradebook as refusal:
                    self._refused.add(chapter.folder)
                    self.notes.append(Note(chapter.folder, f"{refusal}. Until then its marks {_KEPT}"))
            writer.gradebook.db.rollback()
            self._writer = writer
        except (TraitError, ImportError) as error:
            raise ConfigurationError(f"the configuration of {self._directory.root}: {error}") from None
        except GradebookUnusable as error:
            self._failure = error
        except (SQLAlchemyError, OSError) as error:
            self._failure = unusable(error, url)

    def write(self, chapter: Chapter, graded: Graded) -> None:
        """Record one verdict, at once or with those of the next second."""
        entry = _Entry(chapter, graded)
        if chapter.folder in self._refused:
            return
        if self._writer is None or len(self._pending) >= _MOST:
            self._left_out += 1
            return
        if (refusal := self._refusal(graded.submission.student)) is not None:
            self.notes.append(Note(entry.about, refusal, is_fault=refusal != _STRANGER))
            return
        if not self._pending:
            self._due = max(self._due, time.monotonic() + _SECONDS)
        self._pending.append(entry)
        if time.monotonic() >= self._due or (len(self._pending) >= _ROWS and self._failure is None):
            self._flush()

    def _refusal(self, student: str) -> str | None:
        """Why a student's marks are not recorded, if they are not."""
        if student != student.encode("utf-8", "replace").decode():
            return _NO_ID
        if self._roster.admits(student):
            return None
        return _SPELLED if self._roster.spells_otherwise(student) else _STRANGER

    def _flush(self) -> None:
        """Write what is pending; what cannot be written now stays pending."""
        if self._writer is None or not self._pending:
            return
        rows = [(entry, row) for entry in self._pending if (row := self._row(entry)) is not None]
        entries = {id(row): entry for entry, row in rows}
        self._pending = [entry for entry, _ in rows]
        try:
            with self._lock:
                try:
                    for row, refusal in self._writer.write([row for _, row in rows]):
                        entry = entries[id(row)]
                        self._pending.remove(entry)
                        self._settle(entry, row.handed_in, refusal)
                finally:
                    self._added += self._roster.was_added({student for _, student in self.recorded})
            self._failure = None
        except Timeout:
            self._failure = in_use(self._directory.db_url)
        except GradebookUnusable as error:
            self._failure = error
        except OSError as error:  # of the lock: a folder that may not be written, a network file system without locks
            self._failure = unusable(error, str(self._own / "lock"))
        if self._failure is not None:
            self._due = time.monotonic() + self._patience

    def _row(self, entry: _Entry) -> Row | None:
        """What goes into the gradebook; None, and a note, if that cannot be told."""
        try:
            return Row(entry.chapter, entry.graded.verdict, self._handed_in(entry))
        except Exception as error:
            self.notes.append(Note.of(entry.about, error))
            return None

    def _handed_in(self, entry: _Entry) -> datetime | None:
        """When the work was handed in, in UTC; None, and a note if there is a timestamp, when nobody can tell."""
        if entry.graded.submission.refused:
            return None
        time: datetime | None = None
        try:
            with open_submission(self._submitted, entry.graded.submission.student, entry.chapter.folder) as folder:
                time = handed_in_at(folder.read(STAMP, TIMESTAMP), exchange_zone(self._config))
        except Missing:
            return None
        except Refused:
            pass
        if time is None:
            self.notes.append(Note(entry.about, _UNKNOWN_TIME, is_fault=False))
        return time

    def _settle(self, entry: _Entry, handed_in: datetime | None, refusal: Exception | None) -> None:
        """Write the folder of what is in the gradebook now."""
        if refusal is not None:
            self.notes.append(Note.of(entry.about, refusal))
            return
        self.recorded.add(entry.place)
        try:
            self._folders.write(entry.chapter, entry.graded, handed_in)
            if self._folders.companions(entry.chapter).is_copied(entry.graded.submission.student):
                self.notes.append(Note(entry.about, _COPIED, is_fault=False))
        except Exception as error:
            self.notes.append(Note.of(entry.about, error))
