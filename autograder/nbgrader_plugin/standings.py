"""Standings, read from nbgrader's gradebook: manual points, late penalties, extensions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, BaseCell, Grade, Gradebook, Student, SubmittedAssignment, SubmittedNotebook

from autograder.results.standing import Points, Standing

from .directory import course_directory


def read_standings(root: Path, chapters: Iterable[str]) -> Mapping[tuple[str, str], Standing]:
    """The standings of all who handed in, by chapter and student.

    Args:
        root: the course's folder.
        chapters: which chapters, by their folders.
    """
    directory, _ = course_directory(root)
    with Gradebook(directory.db_url, directory.course_id) as gradebook:
        return {
            (chapter, standing.student): standing
            for chapter in chapters
            for standing in _standings(gradebook.db, chapter)
        }


def _standings(db: Any, chapter: str) -> list[Standing]:
    points = _points(db, chapter)
    query = (
        db.query(SubmittedAssignment, SubmittedAssignment.late_submission_penalty, Student)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .join(Student, SubmittedAssignment.student_id == Student.id)
        .filter(Assignment.name == chapter)
    )
    return [
        Standing(
            student.id,
            chapter,
            tuple(points[student.id]),
            penalty=penalty,
            handed_in=submission.timestamp,
            extension=submission.extension,
            on_roster=_is_on_roster(student),
        )
        for submission, penalty, student in query
    ]


def _points(db: Any, chapter: str) -> Mapping[str, list[Points]]:
    """The points of each student: one query, for a class has hundreds."""
    query = (
        db.query(
            SubmittedAssignment.student_id, BaseCell.name, Grade.auto_score, Grade.manual_score, Grade.extra_credit
        )
        .select_from(Grade)
        .join(BaseCell, Grade.cell_id == BaseCell.id)
        .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .filter(Assignment.name == chapter)
        .order_by(BaseCell.name)
    )
    points: dict[str, list[Points]] = defaultdict(list)
    for student, *values in query:
        points[student].append(Points(*values))
    return points


def _is_on_roster(student: Student) -> bool:
    """Whether somebody entered the student; who is known by a handed-in folder only has neither name nor address."""
    return any((student.first_name, student.last_name, student.email, student.lms_user_id))
