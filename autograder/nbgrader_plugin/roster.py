"""Whose marks go into the gradebook.

With a roster, only those on it: a folder in ``submitted/`` makes nobody a member of the
course, and whoever was removed stays removed. Without one, whoever handed in is added, and
a list of those is kept, so that they are not taken for a roster later.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from nbgrader.api import Gradebook, Student

from autograder.results.store import write_atomically
from autograder.submission import same_id


class Roster:
    """The students of a gradebook."""

    def __init__(self, gradebook: Gradebook, file: Path, *, add: bool) -> None:
        """Read who is on it.

        Args:
            gradebook: where the students stand.
            file: the list of those whom we added.
            add: whether to add everybody, as was asked for.
        """
        students = {student.id: student for student in gradebook.db.query(Student)}
        self._file = file
        if not students:  # a gradebook begun again
            file.unlink(missing_ok=True)
        self._added = _read(file)
        self._known = set(students)
        self._add = add
        entered = (_is_described(student) or name not in self._added for name, student in students.items())
        self.is_open = not any(entered)

    def admits(self, student: str) -> bool:
        """Whether a student's marks are to be recorded."""
        return student in self._known or self._add or (self.is_open and student not in self._added)

    def spells_otherwise(self, student: str) -> bool:
        """Whether an id that is not on it is there in other characters that read the same, as macOS writes accents."""
        return any(same_id(known, student) for known in self._known)

    def was_added(self, students: Iterable[str]) -> int:
        """Remember those who are in the gradebook now; returns how many of them were not before.

        The caller holds the course's lock, for another run may have added others.
        """
        fresh = set(students) - self._known
        if fresh:
            self._known |= fresh
            self._added = _read(self._file) | fresh
            write_atomically(self._file, json.dumps(sorted(self._added)).encode())
        return len(fresh)


def _is_described(student: Student) -> bool:
    """Whether somebody entered more than the name of a folder."""
    return any((student.first_name, student.last_name, student.email, student.lms_user_id))


def _read(file: Path) -> set[str]:
    try:
        return set(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return set()
