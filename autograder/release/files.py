"""The files of a release: everything that stands beside the notebook in a student's folder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder.course import Chapter, CourseError
from autograder.handout import REQUIREMENTS
from autograder.reference import earlier_modules

from .leak import refuse_leaks
from .requirements import requirements
from .stub import StubError, make_stub

_STUDENTS = Path(__file__).parent / "students"


def release_files(chapter: Chapter, source: Path) -> Mapping[str, bytes]:
    """The files that are made for a chapter, by their path in the student's folder.

    They are the stub, the earlier modules, the students' ``conftest.py`` and ``kit/``, and the
    requirements. ``autograder.handout`` lists their names.

    Args:
        chapter: the chapter.
        source: the course's folder of that chapter, whose own files go out as they are.

    Raises:
        CourseError: a file of the course is missing or malformed.
        LeakError: something would go out that must not.
    """
    for path in (chapter.reference, chapter.suite, source / chapter.checks):
        if not path.is_file():
            raise CourseError(f"{path}: {chapter.folder} needs this file")
    try:
        stub = make_stub(chapter.reference.read_text(encoding="utf-8"))
    except StubError as error:
        raise CourseError(f"{chapter.reference.name}, {error}") from None
    made = {
        chapter.filename: stub.encode(),
        **{f"{name}.py": text.encode() for name, text in earlier_modules(chapter.reference).items()},
        REQUIREMENTS: requirements().encode(),
        **_kit(),
    }
    texts: dict[str, str] = {}
    for path in sorted(source.rglob("*")):
        if path.is_file():
            texts |= _texts_of(path)
    texts |= {name: data.decode() for name, data in made.items() if not name.endswith(".gz")}
    refuse_leaks(chapter, texts)
    return made


def _kit() -> Mapping[str, bytes]:
    """``conftest.py`` and ``kit/``, the same in every chapter, so that chapters that are run together can share it."""
    paths = (path for path in sorted(_STUDENTS.rglob("*")) if path.suffix in (".py", ".gz"))
    return {path.relative_to(_STUDENTS).as_posix(): path.read_bytes() for path in paths}


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
