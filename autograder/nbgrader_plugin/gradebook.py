"""Verdicts as rows of nbgrader's gradebook: one writer for every way of grading."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import AssignLatePenalties

from autograder.course import Chapter

from .literal import literal

_BATCH = 200


class NotInGradebook(LookupError):
    """The chapter has not been released with this gradebook yet."""


class GradebookWriter:
    """Writes marks and comments, many in one transaction. A context manager."""

    def __init__(self, db_url: str, course_id: str, config: Any = None) -> None:
        self._gradebook = Gradebook(db_url, course_id)
        self._db = self._gradebook.db
        self._penalties = AssignLatePenalties(config=config)
        self._penalties.init_plugin()
        self._pending = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if kind is None or kind is KeyboardInterrupt:
            self._db.commit()
        self._gradebook.close()

    def record(self, chapter: Chapter, verdict: Mapping[str, Any], timestamp: Any = None) -> None:
        """Write one verdict.

        Args:
            chapter: its chapter.
            verdict: the verdict.
            timestamp: when the work was handed in, if known; UTC.

        Raises:
            NotInGradebook: the chapter was never released.
        """
        submission = self._submission(chapter, verdict["extra_data"]["student"], timestamp)
        for notebook in submission.notebooks:
            if notebook.name == chapter.folder:
                record_marks(self._db, notebook, verdict)
                self._db.flush()
                self._penalise(submission, notebook)
        self._pending += 1
        if self._pending % _BATCH == 0:
            self._db.commit()

    def _submission(self, chapter: Chapter, student: str, timestamp: Any) -> SubmittedAssignment:
        try:
            assignment = self._gradebook.find_assignment(chapter.folder)
        except MissingEntry:
            raise NotInGradebook(
                f"{chapter.folder} is not in the gradebook. Run: nbgrader generate_assignment {chapter.folder} --force"
            ) from None
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
        if timestamp is not None:
            submission.timestamp = timestamp
        return submission

    def _penalise(self, submission: SubmittedAssignment, notebook: SubmittedNotebook) -> None:
        """Apply the course's penalty for late work, as nbgrader's own preprocessor does."""
        notebook.late_submission_penalty = None
        late = submission.total_seconds_late
        if late > 0:
            self._db.refresh(notebook, ["score"])
            plugin = self._penalties.plugin_inst
            penalty = plugin.late_submission_penalty(submission.student.id, notebook.score, late)
            if penalty is not None:
                notebook.late_submission_penalty = min(max(penalty, 0), notebook.score)


def record_marks(db: Any, notebook: SubmittedNotebook, verdict: Mapping[str, Any]) -> None:
    """Write the marks and comments of one submitted notebook; a mark given by hand stays and wins.

    Args:
        db: the gradebook's session; the caller commits.
        notebook: the submitted notebook.
        verdict: the verdict.
    """
    grades = {grade.name: grade for grade in notebook.grades}
    comments = {comment.name: comment for comment in notebook.comments}
    grade_cells = {cell.name: cell for cell in notebook.notebook.grade_cells}
    solution_cells = {cell.name: cell for cell in notebook.notebook.solution_cells}
    for test in verdict["tests"]:
        name = test["name"]
        if name in grade_cells:
            grade = grades.get(name) or Grade(cell_id=grade_cells[name].id, notebook=notebook)
            grade.auto_score = test["score"]
            grade.needs_manual_grade = grade.manual_score is not None or not verdict["extra_data"]["complete"]
            db.add(grade)
        if name in solution_cells:
            comment = comments.get(name) or Comment(cell_id=solution_cells[name].id, notebook=notebook)
            comment.auto_comment = literal(test["output"])
            db.add(comment)
