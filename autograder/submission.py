"""Read what a student handed in, as data and nothing else.

No link is followed, no special file is opened, sizes and numbers are bounded, and a
file is read once. What cannot be read is refused with a sentence for the student.
Nothing here parses or runs the student's code.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path

from .course import Chapter
from .handout import given_names

_MAX_FILE = 1 << 20
_MAX_HELPERS = 20
_MAX_ENTRIES = 2000
_IMPORT = re.compile(r"^[ \t]*(?:from|import)[ \t]+(\w+(?:[ \t]*,[ \t]*\w+)*)", re.MULTILINE)


@dataclass(frozen=True)
class Submission:
    """A student's work on one chapter.

    Attributes:
        source: the module's bytes; empty when ``problem`` says why it cannot be graded.
        helpers: the student's other modules of the same folder that it imports, by name. What the release
            put there is none of them: the grader has its own copies of the earlier modules.
        problem: a sentence for the student, or "".
    """

    student: str
    chapter: str
    source: bytes = b""
    helpers: Mapping[str, bytes] = field(default_factory=dict)
    problem: str = ""

    @property
    def sha256(self) -> str:
        """A digest of everything that is graded: for which chapter, and all files."""
        digest = hashlib.sha256(f"{self.chapter}\0".encode())
        parts = {"": self.source, "?": self.problem.encode(), **self.helpers}
        for name, data in sorted(parts.items()):
            digest.update(f"{name}\0{len(data)}\0".encode())
            digest.update(data)
        return digest.hexdigest()


class _Refused(Exception):
    """A file that is not read; the text is for the student."""


def read_submission(folder: Path, student: str, chapter: Chapter) -> Submission:
    """Read one student's folder for one chapter. Never raises for what is in the folder."""
    taken = {chapter.filename, *given_names(chapter), *(f"{name}.py" for name in sys.stdlib_module_names)}
    try:
        with _opened(folder) as directory:
            source = _read(directory, chapter.filename)
            return Submission(student, chapter.folder, source, _helpers(directory, source, taken))
    except _Refused as refused:
        return Submission(student, chapter.folder, problem=str(refused))


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    """A descriptor of the folder, so that no link planted on the way is followed later."""
    try:
        directory = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        raise _Refused(_why_not(error, "The submitted folder")) from None
    try:
        yield directory
    finally:
        os.close(directory)


def _read(directory: int, name: str) -> bytes:
    """The bytes of one file.

    Raises:
        _Refused: if it is not an ordinary text file of reasonable size.
    """
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        fd = os.open(name, flags, dir_fd=directory)
    except OSError as error:
        raise _Refused(_why_not(error, name)) from None
    try:
        kind = os.fstat(fd).st_mode
        if stat.S_ISDIR(kind):
            raise _Refused(f"{name} is a folder. Hand in a file of that name.")
        if not stat.S_ISREG(kind):
            raise _Refused(f"{name} is not an ordinary file. Hand in the Python file itself.")
        if identity(os.fstat(fd)) in _hidden_files():
            raise _Refused(f"{name} is a link. Hand in the file itself.")
        return _checked(_read_up_to(fd, _MAX_FILE + 1), name)
    except OSError as error:
        raise _Refused(_why_not(error, name)) from None
    finally:
        os.close(fd)


def identity(status: os.stat_result) -> tuple[int, int]:
    """What is the same for two names of one file."""
    return status.st_dev, status.st_ino


@cache
def _hidden_files() -> frozenset[tuple[int, int]]:
    """The hidden suites and the reference: a link to one of them is not a submission."""
    import solutions

    package = Path(__file__).resolve().parent
    folders = (package / "suites", Path(solutions.__path__[0]))
    return frozenset(identity(path.stat()) for folder in folders for path in folder.glob("*.py"))


def _read_up_to(fd: int, size: int) -> bytes:
    data = bytearray()
    while len(data) < size and (part := os.read(fd, size - len(data))):
        data += part
    return bytes(data)


def read_plain_file(path: Path, limit: int = 20 << 20) -> bytes | None:
    """The bytes of an ordinary file that a student handed in; None if it is a link, special, missing or too large."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        fd = os.open(path, flags)
    except OSError:
        return None
    try:
        data = _read_up_to(fd, limit + 1) if stat.S_ISREG(os.fstat(fd).st_mode) else None
    except OSError:
        return None
    finally:
        os.close(fd)
    return data if data is not None and len(data) <= limit else None


def _checked(data: bytes, name: str) -> bytes:
    if len(data) > _MAX_FILE:
        raise _Refused(
            f"{name} is larger than 1 MB. A solution is a few kilobytes of Python; did another file get its name?"
        )
    if not data.strip():
        raise _Refused(f"{name} is empty. Save your work in the editor and submit again.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _Refused(
            f"{name} is saved as UTF-16. In your editor, choose “Save with encoding: UTF-8” and submit again."
        )
    if b"\0" in data:
        raise _Refused(f"{name} contains NUL bytes, so it is not Python text. Submit the file that you edited.")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _Refused(
            f"{name}, line {line}: not UTF-8 text. In your editor, choose “Save with encoding: UTF-8”."
        ) from None
    return data


def _why_not(error: OSError, name: str) -> str:
    if error.errno == errno.ENOENT:
        return f"{name} is missing. Put your solution in a file of exactly that name and submit again."
    if error.errno == errno.ENOTDIR:
        return f"{name} is a link or a file. Hand in the folder itself."
    if error.errno == errno.ELOOP:
        return f"{name} is a link. Hand in the file itself."
    if error.errno in (errno.ENXIO, errno.ENODEV):
        return f"{name} is not an ordinary file. Hand in the Python file itself."
    return f"{name} could not be read ({os.strerror(error.errno or 0)}). Submit it again."


def _helpers(directory: int, source: bytes, taken: set[str]) -> dict[str, bytes]:
    """The modules of the student's own folder that the module imports, directly or through each other."""
    present = _python_files(directory) - taken
    helpers: dict[str, bytes] = {}
    pending = [source]
    while pending:
        for name in _imported(pending.pop()):
            if f"{name}.py" in present and name not in helpers:
                if len(helpers) == _MAX_HELPERS:
                    raise _Refused(f"The module imports more than {_MAX_HELPERS} files of its folder. Join some.")
                helpers[name] = _read(directory, f"{name}.py")
                pending.append(helpers[name])
    return helpers


def _python_files(directory: int) -> set[str]:
    try:
        with os.scandir(directory) as entries:
            return {entry.name for entry in islice(entries, _MAX_ENTRIES) if entry.name.endswith(".py")}
    except OSError:
        return set()


def _imported(source: bytes) -> Iterator[str]:
    """Names after ``import`` and ``from``, found without parsing; too many is harmless."""
    for match in _IMPORT.finditer(source.decode("utf-8", errors="replace")):
        yield from (name.strip() for name in match[1].split(","))


def find_submissions(
    submitted: Path, chapters: tuple[Chapter, ...], students: tuple[str, ...] = ()
) -> Iterator[tuple[str, Chapter]]:
    """Who handed in what: every ``submitted/<student>/<chapter>/`` that is there, whatever it is.

    Args:
        submitted: nbgrader's layout.
        chapters: those to look for.
        students: only these, or all when empty.
    """
    names = sorted(students or (entry.name for entry in os.scandir(submitted) if entry.is_dir(follow_symlinks=False)))
    for chapter in chapters:
        for student in names:
            folder = submitted / student / chapter.folder
            if os.path.lexists(folder):
                yield student, chapter
