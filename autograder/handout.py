"""The names in a released folder: one list for the release, which writes them, and for the grader, which meets them.

Whoever reads a submission needs to tell what the student wrote from what the release had put there.
"""

from __future__ import annotations

from .course import Chapter
from .reference import earlier_modules

CONFTEST = "conftest.py"
KIT = "kit"
REQUIREMENTS = "requirements.txt"


def given_names(chapter: Chapter) -> frozenset[str]:
    """What the release puts beside the student's module: files and folders, by name.

    An instructor's further files in a chapter's source folder go out too; they are not on this list.
    """
    earlier = (f"{name}.py" for name in earlier_modules(chapter.reference))
    return frozenset({chapter.notebook, chapter.checks, CONFTEST, KIT, REQUIREMENTS, *earlier})
