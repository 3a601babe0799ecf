"""The two ways in which reading fails: the student's doing, and ours."""

from __future__ import annotations

import os
from pathlib import Path


class Refused(Exception):
    """Something that a student handed in is not taken; the text is a sentence for the student.

    Attributes:
        whole: whether nothing of the folder may be used, because the entry is a link, a pipe
            or a device: the file that it leads to may be anybody's. A module that is empty or no text
            is refused by itself, and the notebook beside it still counts.
    """

    def __init__(self, sentence: str, *, whole: bool = False) -> None:
        super().__init__(sentence)
        self.whole = whole


class Missing(Refused):
    """There is nothing of that name."""


class Unreadable(Exception):
    """Our own account or machine cannot read it: no mark comes of that, and the instructor must hear of it.

    The text names the path, below which student and chapter are to be seen, and the reason.
    """

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"{path}: this account cannot read it ({os.strerror(error.errno or 0)})")
        self.path = path
