"""The files of a release: everything that stands beside the notebook in a student's folder."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder.course import Chapter, CourseError
from autograder.reference import earlier_modules

from .leak import refuse_leaks
from .stub import StubError, make_stub

_HERE = Path(__file__).parent
_SUFFIX = "_for_students"
_FOR_STUDENTS = {path.stem.removesuffix(_SUFFIX): path for path in sorted(_HERE.glob(f"*{_SUFFIX}.py"))}
_DATA = {"digits": _HERE / "digits.csv.gz"}
_IMPORT = re.compile(r"^(?:import|from) (\w+)", re.MULTILINE)


def release_files(chapter: Chapter, source: Path) -> Mapping[str, bytes]:
    """The files that are made for a chapter, by name.

    Besides the stub and the earlier modules these are the students' ``conftest.py`` and
    those of our modules for lessons that this chapter's lesson imports, with their data.

    Args:
        chapter: the chapter.
        source: the course's folder of that chapter, whose own files go out as they are.

    Raises:
        CourseError: a file of the course is missing or malformed.
        LeakError: something would go out that must not.
    """
    checks = source / f"test_{chapter.name}.py"
    for path in (chapter.reference, chapter.suite, checks):
        if not path.is_file():
            raise CourseError(f"{path}: {chapter.folder} needs this file")
    try:
        stub = make_stub(chapter.reference.read_text(encoding="utf-8"))
    except StubError as error:
        raise CourseError(f"{chapter.reference.name}, {error}") from None
    made = {
        chapter.filename: stub,
        **{f"{name}.py": text for name, text in earlier_modules(chapter.reference).items()},
    }
    copied: dict[str, str] = {}
    for path in sorted(source.rglob("*")):
        if path.is_file():
            copied |= _texts_of(path)
    ours = ["conftest", *_imported(copied.values())]
    made |= {f"{name}.py": _FOR_STUDENTS[name].read_text(encoding="utf-8") for name in ours}
    refuse_leaks(chapter, {**copied, **made})
    data = {_DATA[name].name: _DATA[name].read_bytes() for name in ours if name in _DATA}
    return {name: text.encode() for name, text in made.items()} | data


def _imported(texts: Iterable[str]) -> list[str]:
    """Our modules for lessons that these texts import, and those that they import in turn."""
    found: list[str] = []
    pending = list(texts)
    while pending:
        for name in _IMPORT.findall(pending.pop()):
            if name in _FOR_STUDENTS and name not in ("conftest", *found):
                found.append(name)
                pending.append(_FOR_STUDENTS[name].read_text(encoding="utf-8"))
    return sorted(found)


def _texts_of(path: Path) -> dict[str, str]:
    """What a person would read in a file, by its name; of a notebook, cell by cell."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix != ".ipynb":
        return {path.name: text}
    cells = json.loads(text)["cells"]
    parts = ("source", "outputs", "metadata", "attachments")
    return {
        f"{path.name}, cell {number}": "\n".join(text for part in parts for text in _strings(cell.get(part)))
        for number, cell in enumerate(cells, 1)
    }


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and all(isinstance(part, str) for part in value):
        yield "".join(value)
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)
