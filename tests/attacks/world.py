"""What no attack may change: files, processes, shared memory, and who knocks at our ports."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
_OPEN_TO_ALL = (Path("/"), Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), Path.home())
_OURS = "zerokara-"  # what attacks call the files that they try to make
_DEMO = "zerokara-demo-"  # a demo that somebody runs at the same time
_OUR_KEY = 0x5A45  # and under which key they try to share memory


class Listener(threading.Thread):
    """Ports of the grader's machine that nobody may reach; counts who does."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.hits = 0
        self._tcp = socket.create_server(("127.0.0.1", 0))
        self.port = self._tcp.getsockname()[1]
        self._abstract = socket.socket(socket.AF_UNIX)
        with contextlib.suppress(OSError):
            self._abstract.bind("\0zerokara-canary")
            self._abstract.listen()
        self.start()

    def run(self) -> None:
        """Count connections."""
        while True:
            try:
                self._tcp.accept()[0].close()
            except OSError:
                return
            self.hits += 1

    def close(self) -> None:
        """Stop listening."""
        self._tcp.close()
        self._abstract.close()


@dataclass(frozen=True)
class World:
    """A look at the machine."""

    files: dict[Path, tuple[int, int, int]]
    processes: frozenset[int]
    shared_memory: int
    connections: int

    def changed_files(self, before: World) -> list[Path]:
        """Files that came, went or changed since an earlier look."""
        both = self.files.keys() | before.files.keys()
        return sorted(path for path in both if self.files.get(path) != before.files.get(path))


def look(watched: Iterable[Path], listener: Listener) -> World:
    """Look at some folders, and at everything that attacks try to leave behind."""
    tops = [
        *watched,
        *(path for place in _OPEN_TO_ALL for path in place.glob(f"{_OURS}*") if not path.name.startswith(_DEMO)),
    ]
    return World(
        {path: state for top in tops for path, state in _states(top)},
        frozenset(_left_behind()),
        _shared_memory(),
        listener.hits,
    )


def clean_up(before: World, after: World) -> None:
    """Remove what attacks left behind, so that the next look finds only what is new."""
    for path in after.changed_files(before):
        if path.name.startswith(_OURS):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
    for pid in after.processes - before.processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    if after.shared_memory != before.shared_memory:
        subprocess.run(["ipcrm", *(f"-{kind}{_OUR_KEY:#x}" for kind in "MSQ")], check=False, capture_output=True)


def _states(top: Path) -> Iterator[tuple[Path, tuple[int, int, int]]]:
    for path in [top, *top.rglob("*")] if top.is_dir() else [top]:
        if "__pycache__" not in path.parts:
            with contextlib.suppress(OSError):
                status = path.lstat()
                yield (
                    path,
                    (
                        status.st_mode,
                        status.st_size if not path.is_dir() else 0,
                        status.st_mtime_ns if not path.is_dir() else 0,
                    ),
                )


def adopt_orphans() -> None:
    """Have the kernel give us every process that our children leave behind."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _left_behind(patience: float = 3.0) -> set[int]:
    """Processes below ours that go on running; those that only wait to be buried are."""
    deadline = time.monotonic() + patience
    while True:
        running = {pid for pid in _descendants(os.getpid()) if not _bury(pid)}
        if not running or time.monotonic() > deadline:
            return running
        time.sleep(0.05)


def _descendants(pid: int) -> Iterator[int]:
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                yield child
                yield from _descendants(child)


def _bury(pid: int) -> bool:
    """Whether a process has ended; if it is a child of ours, nothing of it is left."""
    try:
        if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
            return False
        os.waitpid(pid, os.WNOHANG)
    except (OSError, ChildProcessError):
        pass
    return True


def _shared_memory() -> int:
    """How much is shared under the attacks' key; a database that runs meanwhile shares memory under others."""
    tables = [Path(f"/proc/sysvipc/{kind}").read_text().splitlines()[1:] for kind in ("shm", "sem", "msg")]
    return sum(int(row.split()[0]) == _OUR_KEY for table in tables for row in table)
