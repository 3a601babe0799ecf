"""What a student handed in, read as data and nothing else.

Everything below ``submitted/`` belongs to students, names and kinds of files included. It is
opened in one way only, ``opener.open_submission``; nobody else opens a path down there.
"""

from .errors import Missing, Refused, Unreadable
from .find import find_submissions, same_id
from .model import Submission
from .opener import NOTEBOOK, SECRET, TIMESTAMP, Folder, open_submission
from .reading import read_submission

__all__ = [
    "NOTEBOOK",
    "SECRET",
    "TIMESTAMP",
    "Folder",
    "Missing",
    "Refused",
    "Submission",
    "Unreadable",
    "find_submissions",
    "open_submission",
    "read_submission",
    "same_id",
]
