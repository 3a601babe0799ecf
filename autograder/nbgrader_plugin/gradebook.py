"""Verdicts as rows of nbgrader's gradebook: one writer for every way of grading.

Rows are written in transactions of about a second, each opened when everything for it is at
hand, so that a colleague can save a mark in the formgrader at any moment of a run. A row that
cannot be written is taken back alone.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import event, text
from sqlalchemy.exc import SQLAlchemyError

from autograder.course import Chapter
from autograder.results.scoring import UNCHECKED

from .agreement import expect_exercises
from .database import PATIENCE, back_up, is_fatal, open_gradebook, unusable
from .literal import literal

_SECONDS = 1.0


@dataclass(frozen=True)
class Row:
    """What is written for one submission; ``handed_in`` in UTC, None when it is not known; then a known time stays."""

    chapter: Chapter
    verdict: Mapping[str, Any]
    handed_in: datetime | None = None

    @property
    def student(self) -> str:
        """Whose submission it is."""
        return str(self.verdict["extra_data"]["student"])


class GradebookWriter:
    """Writes marks and comments. A context manager."""

    def __init__(self, db_url: str, course_id: str, config: Any = None, patience: float = PATIENCE) -> None:
        """Open the gradebook.

        Raises:
            autograder.nbgrader_plugin.database.GradebookUnusable: it cannot be opened.
            traitlets.TraitError: the plugin for late penalties cannot be imported.
        """
        self._penalties = AssignLatePenalties(config=config)
        self._penalties.init_plugin()
        self._url = db_url
        self._patience = patience
        self.gradebook = open_gradebook(db_url, course_id, patience)
        self._db = self.gradebook.db
        self._is_backed_up = False
        self._changes = False
        event.listen(self._db(), "before_flush", self._see_changes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.gradebook.close()

    def write(self, rows: Sequence[Row]) -> Iterator[tuple[Row, Exception | None]]:
        """Write rows, some in each transaction; hands over each that is committed, or was refused with the reason.

        Raises:
            autograder.nbgrader_plugin.database.GradebookUnusable: the gradebook cannot be written; what was
                handed over stays, the rest was not written.
        """
        left = list(rows)
        while left:
            try:
                done = self._write_some(left)
                if self._changes and not self._is_backed_up:
                    self._db.rollback()
                    back_up(self._url)
                    self._is_backed_up = True
                    continue
                self._db.commit()
            except SQLAlchemyError as error:
                raise unusable(error, self._url) from None
            finally:
                self._db.rollback()
            yield from done
            left = left[len(done) :]

    def _write_some(self, rows: Sequence[Row]) -> list[tuple[Row, Exception | None]]:
        """Begin a transaction and write what a second allows."""
        self._begin()
        self._changes = False
        started, done = time.monotonic(), []
        for row in rows:
            done.append((row, self._refused(row)))
            if time.monotonic() - started > _SECONDS:
                break
        self._db.flush()
        return done

    def _begin(self) -> None:
        """Begin to write at once, or wait here: nothing that we read can then be changed before we write."""
        if self._db.get_bind().dialect.name == "sqlite":
            self._db.execute(text("BEGIN IMMEDIATE"))
        elif self._db.get_bind().dialect.name == "postgresql":
            self._db.execute(text(f"SET LOCAL lock_timeout = '{self._patience:g}s'"))

    def _refused(self, row: Row) -> Exception | None:
        """Write one row; what it raises is its own affair and is undone, unless the database itself fails."""
        try:
            with self._db.begin_nested():
                self._record(row)
        except SQLAlchemyError as error:
            if is_fatal(error):
                raise
            return error
        except Exception as error:
            return error
        return None

    def _record(self, row: Row) -> None:
        submission = self._submission(row.chapter, row.student)
        is_new_work = row.handed_in is not None and submission.timestamp != row.handed_in
        if is_new_work:
            submission.timestamp = row.handed_in
        for notebook in submission.notebooks:
            if notebook.name == row.chapter.folder:
                record_marks(self._db, notebook, row.verdict, is_new_work=is_new_work)
                self._db.flush()
                self._penalise(submission, notebook)

    def _submission(self, chapter: Chapter, student: str) -> SubmittedAssignment:
        assignment = self.gradebook.find_assignment(chapter.folder)
        if self._db.get(Student, student) is None:
            self._db.add(Student(id=student))
            self._db.flush()
        query = self._db.query(SubmittedAssignment).filter_by(assignment_id=assignment.id, student_id=student)
        submission = query.one_or_none()
        if submission is None:
            submission = SubmittedAssignment(assignment_id=assignment.id, student_id=student)
            self._db.add(submission)
            for notebook in assignment.notebooks:
                self._db.add(SubmittedNotebook(notebook=notebook, assignment=submission))
            self._db.flush()
        return submission

    def _penalise(self, submission: SubmittedAssignment, notebook: SubmittedNotebook) -> None:
        """Apply the course's penalty for late work, as nbgrader's own preprocessor does."""
        late, penalty = submission.total_seconds_late, None
        if late > 0:
            self._db.refresh(notebook, ["score"])
            penalty = self._penalties.plugin_inst.late_submission_penalty(submission.student.id, notebook.score, late)
        notebook.late_submission_penalty = None if penalty is None else min(max(penalty, 0), notebook.score)

    def _see_changes(self, session: Any, *_: Any) -> None:
        self._changes |= bool(session.new) or any(session.is_modified(row) for row in session.dirty)


def record_marks(db: Any, notebook: SubmittedNotebook, verdict: Mapping[str, Any], *, is_new_work: bool) -> None:
    """Write the marks and comments of one submitted notebook; a mark given by hand stays and wins.

    A person is asked to look where a mark by hand meets a new mark of ours, where we failed, and at what
    only a person grades.

    Args:
        db: the gradebook's session; the caller commits.
        notebook: the submitted notebook.
        verdict: the verdict.
        is_new_work: whether the student has handed in something else since the last time.

    Raises:
        autograder.nbgrader_plugin.agreement.NotInGradebook: gradebook and verdict are about different exercises.
    """
    tests = {test["name"]: test for test in verdict["tests"]}
    expect_exercises({name: test["max_score"] for name, test in tests.items()}, notebook.notebook)
    grades = _rows(db, notebook, Grade, (*notebook.notebook.grade_cells, *notebook.notebook.task_cells))
    for name, grade in grades.items():
        if name in tests:
            _mark(grade, tests[name])
        else:
            grade.auto_score = None
            grade.needs_manual_grade = grade.manual_score is None or is_new_work or bool(grade.needs_manual_grade)
    comments = _rows(db, notebook, Comment, (*notebook.notebook.solution_cells, *notebook.notebook.task_cells))
    for name, comment in comments.items():
        comment.auto_comment = literal(tests[name]["output"]) if name in tests else None


def _mark(grade: Grade, test: Mapping[str, Any]) -> None:
    """Write our mark of an exercise."""
    is_new = grade.auto_score != test["score"]
    grade.auto_score = test["score"]
    if grade.manual_score is None:
        grade.needs_manual_grade = test["extra_data"]["state"] == UNCHECKED
    elif is_new:
        grade.needs_manual_grade = True


def _rows(db: Any, notebook: SubmittedNotebook, kind: type, cells: Sequence[BaseCell]) -> dict[str, Any]:
    """The grades or comments of a submitted notebook, by cell; those that are not there yet are made."""
    there = {row.name: row for row in (notebook.grades if kind is Grade else notebook.comments)}
    rows = {cell.name: there.get(cell.name) or kind(cell_id=cell.id, notebook=notebook) for cell in cells}
    db.add_all(rows.values())
    return rows
