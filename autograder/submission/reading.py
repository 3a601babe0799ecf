"""Read one submission: the module, and the other modules that go with it. Nothing is parsed or run."""

from __future__ import annotations

from pathlib import Path

from autograder.course import Chapter

from .encoding import decode
from .errors import Refused
from .helpers import read_helpers
from .model import Submission
from .opener import MODULE, Folder, open_submission


def read_submission(submitted: Path, student: str, chapter: Chapter) -> Submission:
    """Read one student's work on one chapter. What is wrong with it is told in the submission, not raised.

    Args:
        submitted: nbgrader's layout, ``<student>/<chapter>/<module>.py``.
        student: the name of the student's folder.
        chapter: the chapter.

    Raises:
        autograder.submission.Unreadable: our own account or machine cannot read it.
    """
    try:
        with open_submission(submitted, student, chapter.folder) as folder:
            source = _module(folder, chapter.filename)
            helpers, notes = read_helpers(folder, chapter, source)
    except Refused as refused:
        return Submission(student, chapter.folder, problem=str(refused), refused=refused.whole)
    return Submission(student, chapter.folder, source, helpers, notes=tuple(notes))


def _module(folder: Folder, name: str) -> bytes:
    """The student's module, as it was handed in.

    Raises:
        Refused: it is not an ordinary text file of reasonable size.
    """
    source = folder.read(name, MODULE)
    if not source.strip():
        raise Refused(f"{name} is empty. Save your work in the editor and submit again.")
    decode(source, name)
    return source
