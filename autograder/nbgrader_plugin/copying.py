"""A copy of a folder that somebody else may change meanwhile: descriptor by descriptor, no link is followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_PART = 1 << 20
_ENTRY = 4096

Ignore = Callable[[str, Sequence[str]], Sequence[str]]


def copy_folder(source: Path, target: Path, ignore: Ignore, limit: int, *, group: bool = False) -> list[str]:
    """Copy files and folders, and links as links. Owner and permissions are ours, as for any file that we make.

    Args:
        source: the folder; no link.
        target: where to; it does not exist yet.
        ignore: says which of a folder's names stay behind, as for ``shutil.copytree``.
        limit: bytes at most, an entry counting at least one block.
        group: whether the group may write.

    Returns:
        The paths of what is neither a file, a folder nor a link, and was left out.

    Raises:
        OSError: it is a link, larger than the limit, or cannot be read or written.
    """
    copy = _Copy(ignore, limit, group)
    copy.folder(os.open(source, _FLAGS | os.O_DIRECTORY), str(source), target)
    return copy.left_out


class _Copy:
    def __init__(self, ignore: Ignore, limit: int, group: bool) -> None:
        self.left_out: list[str] = []
        self._ignore = ignore
        self._limit = self._room = limit
        self._modes = (0o2770, 0o660) if group else (0, 0)

    def folder(self, descriptor: int, shown: str, target: Path) -> None:
        """Copy an open folder, and close it."""
        try:
            target.mkdir()
            names = os.listdir(descriptor)
            ignored = set(self._ignore(shown, names))
            for name in sorted(name for name in names if name not in ignored):
                self._entry(descriptor, name, f"{shown}/{name}", target / name)
            target.chmod(stat.S_IMODE(target.stat().st_mode) | self._modes[0])
        finally:
            os.close(descriptor)

    def _entry(self, above: int, name: str, shown: str, target: Path) -> None:
        self._take(_ENTRY)
        mode = os.stat(name, dir_fd=above, follow_symlinks=False).st_mode
        if stat.S_ISLNK(mode):
            target.symlink_to(os.readlink(name, dir_fd=above))
        elif stat.S_ISDIR(mode):
            self.folder(os.open(name, _FLAGS | os.O_DIRECTORY, dir_fd=above), shown, target)
        elif stat.S_ISREG(mode):
            self._file(os.open(name, _FLAGS, dir_fd=above), target)
        else:
            self.left_out.append(shown)

    def _file(self, descriptor: int, target: Path) -> None:
        with open(descriptor, "rb") as source, target.open("xb") as copy:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError(f"{target.name} changed while it was copied")
            while part := source.read(_PART):
                self._take(len(part))
                copy.write(part)
            os.fchmod(copy.fileno(), stat.S_IMODE(os.fstat(copy.fileno()).st_mode) | self._modes[1])

    def _take(self, size: int) -> None:
        self._room -= size
        if self._room < 0:
            raise OSError(f"larger than {self._limit:,} bytes (c.CourseDirectory.max_dir_size)")
