"""The two small files that nbgrader expects beside every graded notebook, made by us for every student.

``nbgrader release_feedback`` reads ``timestamp.txt`` and ``submission_secret.txt`` of everybody and
stops for the class when one is missing or odd. The secret decides under which name a page stands
in the exchange: who knows it can fetch the page, and two who have the same one get each other's. So a
secret is taken over only when it is a line of some length and nobody else handed in the same; else
it is a random one of ours, and the page can be fetched by nobody.
"""

from __future__ import annotations

import re
import secrets
from collections import Counter
from datetime import datetime
from pathlib import Path

from autograder.course import Chapter
from autograder.submission import SECRET, Missing, Refused, Unreadable, find_submissions, open_submission

from .times import STAMP, as_stamp

SECRET_FILE = "submission_secret.txt"
_OURS = b"zerokara-"
_STUDENTS = re.compile(rb"(?!zerokara-)[ -~]{16,1000}")  # a line of text: nobody can guess it, everybody reads it alike


class Companions:
    """The two files of each submission of a chapter."""

    def __init__(self, submitted: Path, chapter: Chapter) -> None:
        """Look at the secrets of the whole class, for two may be the same."""
        found = find_submissions(submitted, (chapter,))
        self._secrets = {student: _secret(submitted, student, chapter.folder) for student, _ in found}
        self._count = Counter(filter(None, self._secrets.values()))

    def files(self, student: str, time: datetime | None, before: Path) -> dict[str, bytes]:
        """The files for a student.

        Args:
            student: the name of the student's folder.
            time: when the work was handed in, or None.
            before: the folder of the graded notebook; a secret of ours in it stays.
        """
        secret = None if self.is_copied(student) else self._secrets.get(student)
        return {STAMP: as_stamp(time), SECRET_FILE: secret or _own(before / SECRET_FILE)}

    def is_copied(self, student: str) -> bool:
        """Whether another student handed in the same secret."""
        return self._count[self._secrets.get(student) or b""] > 1


def is_usable(path: Path) -> bool:
    """Whether nbgrader can release a page of feedback with a file beside it: a text, and a secret that is not empty."""
    try:
        return path.read_text(encoding="utf-8") != "" or path.name == STAMP
    except (OSError, UnicodeDecodeError):
        return False


def _secret(submitted: Path, student: str, chapter: str) -> bytes | None:
    """The secret that came with a submission; None if it cannot be used."""
    try:
        with open_submission(submitted, student, chapter) as folder:
            secret = folder.read(SECRET_FILE, SECRET)
    except (Missing, Refused, Unreadable):
        return None
    return secret if _STUDENTS.fullmatch(secret) else None


def _own(before: Path) -> bytes:
    """A secret that no student knows; the same as before, so that a page is replaced and not released twice."""
    try:
        secret = before.read_bytes()
    except OSError:
        secret = b""
    return secret if secret.startswith(_OURS) else _OURS + secrets.token_hex(64).encode()
