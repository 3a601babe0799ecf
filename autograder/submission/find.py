"""Who handed in what. Only names are looked at; ``reading`` opens, and decides what is refused."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from autograder.course import Chapter

from .errors import Refused, Unreadable
from .opener import Folder, open_submitted


def find_submissions(
    submitted: Path, chapters: Sequence[Chapter], students: Sequence[str] = ()
) -> Iterator[tuple[str, Chapter]]:
    """Every ``submitted/<student>/<chapter>`` that is there, whatever it is.

    A student's folder that is a link counts, so that it is refused with a sentence, and so does one that
    this account may not open, so that reading it says so.

    Args:
        submitted: nbgrader's layout.
        chapters: those to look for.
        students: only these, or all when empty; however the accents of their names are composed.

    Raises:
        Unreadable: this account may not list ``submitted``.
    """
    with open_submitted(submitted) as top:
        links, folders = _students(top)
        names = _asked_for(students, links | folders) if students else sorted(links | folders)
        there = {
            name: _behind_link(submitted / name, chapters) if name in links else _handed_in(top, name, chapters)
            for name in names
        }
    for chapter in chapters:
        for name in names:
            if chapter in there[name]:
                yield name, chapter


def _students(top: Folder) -> tuple[set[str], set[str]]:
    """The links and the folders in ``submitted/``."""
    entries = top.entries(None)
    return {e.name for e in entries if e.is_link}, {e.name for e in entries if e.is_folder}


def _handed_in(top: Folder, student: str, chapters: Sequence[Chapter]) -> list[Chapter]:
    """The chapters in a student's folder; all of them when nobody can tell."""
    try:
        with top.open(student) as own:
            return [chapter for chapter in chapters if own.has(chapter.folder)]
    except (Refused, Unreadable):
        return list(chapters)


def _behind_link(link: Path, chapters: Sequence[Chapter]) -> list[Chapter]:
    """The chapters that somebody may have wanted to hand in by a link; all of them when it shows none.

    Names are looked up through it, nothing is opened.
    """
    return [chapter for chapter in chapters if os.path.lexists(link / chapter.folder)] or list(chapters)


def same_id(one: str, other: str) -> bool:
    """Whether two names of folders are one text: macOS writes が as two characters, keyboards as one."""
    return unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)


def _asked_for(students: Sequence[str], present: set[str]) -> list[str]:
    """The folders of the students asked for: of exactly that name, else of the same text."""
    names: set[str] = set()
    for student in students:
        names |= {student} if student in present else {name for name in present if same_id(name, student)}
    return sorted(names)
