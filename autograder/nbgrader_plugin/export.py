"""``nbgrader export`` as a table that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student
from nbgrader.plugins import ExportPlugin

from autograder.quoting import printable

_COLUMNS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
    "raw_score", "late_submission_penalty", "score", "max_score",
)  # fmt: skip
#: Where a formula begins: at the start, and after what some spreadsheets take for the next column.
_FORMULA = re.compile('(^|[;,|])(?=[\\s"]*[=+@\uff1d\uff0b\uff0d\uff20-])')
_ANGLES = str.maketrans("<>", "‹›")


class ExportMarks(ExportPlugin):  # type: ignore[misc]
    """nbgrader's own columns, by chapter and student; words of strangers are text."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the table."""
        target = Path(self.to or "grades.csv")
        self.log.info("Exporting grades to %s", target)
        with target.open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, _COLUMNS, lineterminator="\n")
            table.writeheader()
            for assignment in _chosen(gradebook.assignments, "name", self.assignment):
                for student in _chosen(gradebook.students, "id", self.student):
                    table.writerow(_row(gradebook, assignment, student))


def _chosen(everything: Sequence[Any], name: str, asked: Sequence[object]) -> list[Any]:
    """What was asked for, or everything, in order; an id that looks like a number arrives as one."""
    wanted = {str(one) for one in asked}
    return sorted((one for one in everything if not wanted or getattr(one, name) in wanted), key=attrgetter(name))


def _row(gradebook: Gradebook, assignment: Assignment, student: Student) -> dict[str, object]:
    """The marks of a student; who handed in nothing has none."""
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
        when, score, penalty = submission.timestamp, submission.score, submission.late_submission_penalty or 0.0
    except MissingEntry:
        when, score, penalty = None, 0.0, 0.0
    return {
        "assignment": as_text(assignment.name),
        "duedate": as_text(assignment.duedate),
        "timestamp": as_text(when),
        "student_id": as_text(student.id),
        "last_name": as_text(student.last_name),
        "first_name": as_text(student.first_name),
        "email": as_text(student.email),
        "raw_score": score,
        "late_submission_penalty": penalty,
        "score": max(0.0, score - penalty),
        "max_score": assignment.max_score,
    }


def as_text(value: object) -> str:
    """A value that a spreadsheet takes for text, whatever it begins with, and a web page for no tag."""
    return _FORMULA.sub(r"\1'", printable("" if value is None else str(value)).translate(_ANGLES))
