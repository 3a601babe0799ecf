"""The modules of a student's own that are delivered beside the chapter's module.

All of them are, whatever an import looks like (``import math as m, mylib``, ``importlib``, packages
in sub-folders), because Python at the student's desk would find them all. What is left out is
named in a note: a student whose own check passed must be able to see why the grader's does not.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Set
from contextlib import contextmanager
from functools import cache

from autograder.course import Chapter
from autograder.handout import given_names
from autograder.quoting import name_or_quoted

from .encoding import decode
from .errors import Refused
from .opener import MODULE, Entry, Folder

_MAX_HELPERS = 20
_MAX_BYTES = 1 << 20
_MAX_ENTRIES = 20_000
_MAX_DEPTH = 20
_MAX_NAMED = 5
_MAX_NOTES = 5
_MAX_PATH = 57
_MAX_SENTENCE = 300
_WORD = re.compile(r"\w+")


def read_helpers(folder: Folder, chapter: Chapter, source: bytes) -> tuple[dict[str, bytes], list[str]]:
    """The helpers of a folder by their path without ``.py``, and notes for the student on what was left out.

    Args:
        folder: the student's folder.
        chapter: the chapter; its own module, and what the release put beside it, are not helpers.
        source: the student's module. What it mentions comes first if there are too many.

    Raises:
        Refused: the module mentions one that is a link or special.
        autograder.submission.Unreadable: this account cannot read one of them.
    """
    mentioned = set(_WORD.findall(decode(source, chapter.filename)))
    ours = {chapter.name, *(name.removesuffix(".py") for name in given_names(chapter))}
    found, notes = _find(folder, mentioned)
    own = [path for path in found if _top(path) not in ours]
    wanted = [path for path in own if _top(path) not in _taken()]
    wanted.sort(key=lambda path: (not _is_mentioned(path, mentioned), path.count("/"), path))
    helpers, refusals, over = _read_all(folder, wanted, mentioned)
    return helpers, [*notes, *_notes([path for path in own if _top(path) in _taken()], over), *refusals[:_MAX_NOTES]]


def _read_all(folder: Folder, paths: list[str], mentioned: Set[str]) -> tuple[dict[str, bytes], list[str], list[str]]:
    """The files that fit into the limits; why some were refused; which exceeded the limits."""
    helpers: dict[str, bytes] = {}
    refusals: list[str] = []
    over: list[str] = []
    room = _MAX_BYTES
    for number, path in enumerate(paths):
        if len(helpers) == _MAX_HELPERS:
            return helpers, refusals, over + paths[number:]
        try:
            data = _read(folder, path)
        except Refused as refused:
            if refused.whole and _is_mentioned(path, mentioned):
                raise
            refusals.append(f"Not used in grading: {refused}"[:_MAX_SENTENCE])
            continue
        if len(data) > room:
            over.append(path)
            continue
        helpers[path] = data
        room -= len(data)
    return helpers, refusals, over


def _read(folder: Folder, path: str) -> bytes:
    above, _, name = path.rpartition("/")
    with _inside(folder, above) as place:
        data = place.read(f"{name}.py", MODULE)
    decode(data, name_or_quoted(f"{path}.py"))
    return data


@contextmanager
def _inside(folder: Folder, path: str) -> Iterator[Folder]:
    """A folder below another one, opened step by step."""
    if not path:
        yield folder
        return
    name, _, rest = path.partition("/")
    with folder.open(name) as inner, _inside(inner, rest) as place:
        yield place


def _find(folder: Folder, mentioned: Set[str]) -> tuple[list[str], list[str]]:
    """Paths of all files that Python could import, nearest first, and a note when there is too much to look at.

    A folder is listed whole or left out, so that the order in which a file system lists does not matter.
    """
    found: list[str] = []
    pending = [""]
    room = _MAX_ENTRIES
    for place in pending:
        with _inside(folder, place) as inner:
            entries = inner.entries(room + 1)
        if len(entries) > room:
            where = name_or_quoted(place) if place else "your folder"
            return found, [f"Not used in grading: too many files in {where} and deeper. Tidy up."]
        room -= len(entries)
        prefix = f"{place}/" if place else ""
        for entry in sorted(filter(_is_importable, entries), key=lambda entry: entry.name):
            path = f"{prefix}{entry.name}"
            if entry.name.endswith(".py"):
                found.append(path.removesuffix(".py"))
            elif entry.is_folder and path.count("/") < _MAX_DEPTH:
                pending.append(path)
            elif entry.is_link and entry.name in mentioned:
                raise Refused(f"{name_or_quoted(path)} is a link. Hand in the folder itself.", whole=True)
    return found, []


def _is_importable(entry: Entry) -> bool:
    stem = entry.name.removesuffix(".py")
    return bool(stem) and "." not in stem and stem.isprintable() and stem != "__pycache__"


def _is_mentioned(path: str, mentioned: Set[str]) -> bool:
    """Whether a text holds every word that it takes to import a file."""
    return mentioned >= set(path.split("/")) - {"__init__"}


def _top(path: str) -> str:
    """The name under which a file is imported first: its own, or that of its outermost folder."""
    return path.partition("/")[0]


@cache
def _taken() -> frozenset[str]:
    """Names that Python and NumPy have for themselves in the worker."""
    return frozenset((*sys.stdlib_module_names, "numpy"))


def _notes(standard: list[str], over: list[str]) -> list[str]:
    notes = []
    if standard:
        notes.append(
            f"Not used in grading: {_list(standard)}, for Python itself has a module of that name. "
            "Give it another name, in the import, too."
        )
    if over:
        notes.append(
            f"Not used in grading: {_list(over)}. At most {_MAX_HELPERS} files and 1 MB beside the module are, "
            "those that it mentions first."
        )
    return notes


def _list(paths: list[str]) -> str:
    named = ", ".join(name_or_quoted(f"{path[-_MAX_PATH:]}.py") for path in paths[:_MAX_NAMED])
    return f"{named} and {len(paths) - _MAX_NAMED} more" if len(paths) > _MAX_NAMED else named
