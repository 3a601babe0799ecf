"""The one way in which files of students are opened.

From ``submitted/`` downwards each folder is opened through the descriptor of the one above,
and no link is followed, so a link that is planted between two steps leads nowhere::

    with open_submission(submitted, "alice", "ch03_activations") as folder:
        stamp = folder.read("timestamp.txt", TIMESTAMP)

``submitted/`` itself is the instructor's and may be a link. Below it two errors are told apart
everywhere: ``Refused`` (``Missing`` when there is nothing), whose text is for the student, and
``Unreadable``, which is our fault and must not become a mark.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from autograder.quoting import name_or_quoted

from .errors import Missing, Refused, Unreadable

#: How many bytes of each kind of file are read at most.
MODULE, NOTEBOOK, TIMESTAMP, SECRET = 1 << 20, 5 << 20, 100, 1000

_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_REFUSALS = (
    (errno.ENOENT, "is missing. Put your solution in a file of exactly that name and submit again"),
    (errno.ELOOP, "is a link. Hand in the file itself"),
    (errno.ENOTDIR, "is a link or a file. Hand in the folder itself"),
    (errno.ENXIO, "is not an ordinary file. Hand in the file itself"),
    (errno.ENODEV, "is not an ordinary file. Hand in the file itself"),
    (errno.ENAMETOOLONG, "has too long a name. Hand it in under a shorter one"),
)


@dataclass(frozen=True)
class Entry:
    """An entry of a folder: its name and its kind; links are not followed."""

    name: str
    is_folder: bool
    is_link: bool


class Folder:
    """An open folder of a submission. Names are single components; a file is read whole or refused."""

    def __init__(self, descriptor: int, path: Path, label: str = "") -> None:
        """Wrap a descriptor, which stays the caller's to close.

        Args:
            descriptor: of the folder.
            path: where it stands, for messages to the instructor.
            label: how it is called in messages to the student: its path below the chapter's folder, or "".
        """
        self._descriptor = descriptor
        self._path = path
        self._label = label

    def read(self, name: str, limit: int) -> bytes:
        """The bytes of an ordinary file.

        Raises:
            Missing: there is none.
            Refused: it is a link, a folder, special, or larger than ``limit``.
            Unreadable: this account may not read it, or the machine fails.
        """
        said = name_or_quoted(f"{self._label}{name}")
        _expect_component(name, said)
        self._expect_file(name, said)
        descriptor = self._open(name, _FLAGS, said)
        try:
            status = os.fstat(descriptor)
            _refuse_special(status.st_mode, said)
            if identity(status) in _hidden_files():
                raise Refused(f"{said} is a link. Hand in the file itself.", whole=True)
            data = _read_up_to(descriptor, limit + 1)
        except OSError as error:
            raise Unreadable(self._path / name, error) from None
        finally:
            os.close(descriptor)
        if len(data) > limit:
            raise Refused(f"{said} is larger than {_size(limit)}. Did another file get its name?")
        return data

    def _expect_file(self, name: str, said: str) -> None:
        """Look before opening: to open a device can act on it, and its refusal depends on the file system."""
        try:
            _refuse_special(os.stat(name, dir_fd=self._descriptor, follow_symlinks=False).st_mode, said)
        except OSError as error:
            raise self._failure(error, name, said) from None

    @contextmanager
    def open(self, name: str, said: str = "") -> Iterator[Folder]:
        """A folder in this one.

        Args:
            name: its name.
            said: how it is called in a message to the student, if that is not its name.

        Raises:
            Missing: there is none.
            Refused: it is a link or no folder.
            Unreadable: this account may not open it.
        """
        _expect_component(name, said or name_or_quoted(name))
        descriptor = self._open(name, _FLAGS | os.O_DIRECTORY, said or name_or_quoted(f"{self._label}{name}"))
        try:
            yield Folder(descriptor, self._path / name, "" if said else f"{self._label}{name}/")
        finally:
            os.close(descriptor)

    def entries(self, limit: int | None) -> list[Entry]:
        """What stands in the folder, in no order; at most ``limit`` entries if there is a limit.

        Raises:
            Unreadable: this account may not list it.
        """
        try:
            with os.scandir(self._descriptor) as found:
                return [
                    Entry(entry.name, entry.is_dir(follow_symlinks=False), entry.is_symlink())
                    for entry in islice(found, limit)
                ]
        except OSError as error:
            raise Unreadable(self._path, error) from None

    def has(self, name: str) -> bool:
        """Whether anything stands under a name, a link that leads nowhere included.

        Raises:
            Unreadable: this account may not know.
        """
        try:
            os.stat(name, dir_fd=self._descriptor, follow_symlinks=False)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise Unreadable(self._path / name, error) from None
        return True

    def _open(self, name: str, flags: int, said: str) -> int:
        try:
            return os.open(name, flags, dir_fd=self._descriptor)
        except OSError as error:
            raise self._failure(error, name, said) from None

    def _failure(self, error: OSError, name: str, said: str) -> Exception:
        """What an error of the system means: the student's doing, or ours."""
        for number, sentence in _REFUSALS:
            if error.errno == number:
                kind = Missing if number == errno.ENOENT else Refused
                return kind(f"{said} {sentence}.", whole=number != errno.ENOENT)
        return Unreadable(self._path / name, error)


@contextmanager
def open_submitted(submitted: Path) -> Iterator[Folder]:
    """The folder of all submissions. It is the instructor's own and may be a link.

    Raises:
        Unreadable: it is not there, or this account may not open it.
    """
    try:
        descriptor = os.open(submitted, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise Unreadable(submitted, error) from None
    try:
        yield Folder(descriptor, submitted)
    finally:
        os.close(descriptor)


@contextmanager
def open_submission(submitted: Path, student: str, chapter: str) -> Iterator[Folder]:
    """A student's folder for one chapter.

    Args:
        submitted: nbgrader's layout, ``<student>/<chapter>/``.
        student: the name of the student's folder.
        chapter: the name of the chapter's folder.

    Raises:
        Refused: one of the two folders is missing, a link, or no folder.
        Unreadable: this account may not open it.
    """
    with (
        open_submitted(submitted) as top,
        top.open(student, "The folder under your name") as own,
        own.open(chapter, "The submitted folder") as folder,
    ):
        yield folder


def _expect_component(name: str, said: str) -> None:
    """A name is that of an entry of its folder, and no path that leads elsewhere."""
    if name in ("", ".", "..") or set(name) & {"/", "\0"}:
        raise Missing(f"{said} is missing.")


def _refuse_special(mode: int, said: str) -> None:
    if stat.S_ISLNK(mode):
        raise Refused(f"{said} is a link. Hand in the file itself.", whole=True)
    if stat.S_ISDIR(mode):
        raise Refused(f"{said} is a folder. Hand in a file of that name.")
    if not stat.S_ISREG(mode):
        raise Refused(f"{said} is not an ordinary file. Hand in the file itself.", whole=True)


def _read_up_to(descriptor: int, size: int) -> bytes:
    data = bytearray()
    while len(data) < size and (part := os.read(descriptor, size - len(data))):
        data += part
    return bytes(data)


def _size(limit: int) -> str:
    return f"{limit >> 20} MB" if limit >= 1 << 20 else f"{limit} bytes"


def identity(status: os.stat_result) -> tuple[int, int]:
    """What is the same for two names of one file."""
    return status.st_dev, status.st_ino


@cache
def _hidden_files() -> frozenset[tuple[int, int]]:
    """The hidden suites and the reference: no other name of theirs is a submission."""
    import solutions

    package = Path(__file__).resolve().parent.parent
    folders = (package / "suites", Path(solutions.__path__[0]))
    return frozenset(identity(path.stat()) for folder in folders for path in folder.glob("*.py"))
