"""Start a zygote at a level of isolation, and ask it for workers."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.guest.zygote import give_order, take_order

from .levels import FULL, LANDLOCK, PROCESS, NoIsolationError, namespace_flags
from .runtime import Runtime, runtime
from .seccomp import worker_filter

#: Whom workers run as when the grader was started by root, and the grader's own user then.
NOBODY, GRADER = 65534, 65533

_PYTHON, _PACKAGES = Path("/python"), Path("/packages")
_START_SECONDS = 60
_ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MALLOC_MMAP_THRESHOLD_": str(64 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(128 << 20),
    "MALLOC_ARENA_MAX": "1",
}


class ZygoteLost(ConnectionError):
    """The zygote is gone or silent; the grader must be restarted."""


@dataclass(frozen=True)
class Ending:
    """How a worker ended."""

    killed: bool
    exit: int
    signal: int
    memory: int


class Zygote:
    """A jailed process from which workers are forked. Use ``launch`` to make one."""

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket, level: str, size: int) -> None:
        self.level = level
        self.process = process
        self.address_space = size
        self._control = control

    def spawn(self, memory: int, cpu_seconds: int) -> tuple[int, int]:
        """Fork a worker.

        Args:
            memory: bytes of address space that the student's code may add.
            cpu_seconds: CPU time after which the kernel ends the worker.

        Returns:
            ``(pid, fd)``: the worker's number for ``end``, and our end of its socket.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            limits = {"address_space": self.address_space + memory, "cpu_seconds": cpu_seconds}
            answer = self._ask({"do": "spawn", "limits": limits}, [theirs.fileno()])
        ours.setblocking(False)
        return answer["pid"], ours.detach()

    def end(self, pid: int) -> Ending:
        """End a worker, if it has not ended by itself, and say how it ended."""
        answer = self._ask({"do": "end", "pid": pid})
        return Ending(bool(answer["killed"]), answer["exit"], answer["signal"], answer["memory"])

    def close(self) -> None:
        """End the zygote and all its workers."""
        self._control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        with contextlib.suppress(PermissionError):  # a grader that is no longer root
            self.process.kill()
        self.process.wait()

    def _ask(self, message: dict[str, Any], files: list[int] | None = None) -> dict[str, Any]:
        try:
            give_order(self._control, message, files)
            answer, _ = take_order(self._control)
        except OSError as error:
            raise ZygoteLost(str(error)) from error
        if answer is None:
            raise ZygoteLost("it closed its socket")
        return answer


def launch(level: str, *, without: frozenset[str] = frozenset()) -> Zygote:
    """Start a zygote at ``level`` and prove that it cannot read what it must not.

    Args:
        level: ``full``, ``landlock`` or ``process``.
        without: layers to leave out (``landlock``, ``seccomp``), so that a test can show what
            each of them is worth. Nothing else may use it.

    Raises:
        NoIsolationError: the level does not hold on this machine; the text says what failed.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, _kind())
    with theirs, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            _command(level, runtime(), theirs.fileno()),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            pass_fds=[theirs.fileno()],
            env=_environment(level, runtime()),
            cwd="/",
            start_new_session=True,
        )
        theirs.close()
        zygote = Zygote(process, ours, level, 0)
        try:
            ours.settimeout(_START_SECONDS)
            _confine(zygote, ours, level, runtime(), without)
        except (OSError, ZygoteLost, NoIsolationError) as error:
            zygote.close()
            errors.seek(0)
            said = errors.read().decode(errors="replace").strip()
            raise NoIsolationError(f"isolation level {level!r} does not work here: {said or error}") from error
    return zygote


def _confine(zygote: Zygote, control: socket.socket, level: str, files: Runtime, without: frozenset[str]) -> None:
    """Tell the zygote what to give up, and check that it did."""
    root = os.geteuid() == 0
    layers = {"landlock", "seccomp"} - without if level != PROCESS else set()
    outside = [str(path) for path in files.forbidden] if level == FULL or "landlock" in layers else []
    settings = {
        "path": [str(_PACKAGES)] if level == FULL else sorted({str(path.parent) for path in files.packages}),
        "uid": NOBODY if root else None,
        "keep_reading": root and level != FULL and not others_can_read(),
        "seccomp": worker_filter().hex() if "seccomp" in layers else "",
        "forbidden": outside,
    }
    ruleset = _ruleset(files) if "landlock" in layers else None
    try:
        give_order(control, settings, [ruleset.fileno()] if ruleset else None)
        answer, _ = take_order(control)
    finally:
        if ruleset:
            ruleset.close()
    if answer is None:
        raise ZygoteLost("it ended while starting")
    if answer["readable"]:
        raise NoIsolationError(f"the jail leaks: a worker could read {', '.join(answer['readable'])}")
    zygote.address_space = _address_space(zygote.process.pid)


def _command(level: str, files: Runtime, control: int) -> list[str]:
    if level == FULL:
        python, guest = _PYTHON / "bin" / files.python.name, _PACKAGES / "guest"
    else:
        python, guest = files.python, next(path for path in files.packages if path.name == "guest")
    start = [str(python), "-s", "-S", "-B", "-P", str(guest / "zygote.py"), str(control)]
    return [*_bubblewrap(files), *start] if level == FULL else start


def _bubblewrap(files: Runtime) -> list[str]:
    """A file system that holds the interpreter and our few packages, read-only, and nothing else."""
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        raise NoIsolationError("bubblewrap is not installed")
    command = [bwrap, *namespace_flags(), "--new-session", "--cap-drop", "ALL"]
    if os.geteuid() == 0:
        command += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    places = _places(files)
    for folder in sorted({parent for place in places.values() for parent in place.parents} - {Path("/")}):
        command += ["--perms", "0755", "--dir", str(folder)]
    for path, place in places.items():
        command += ["--ro-bind", str(path), str(place)]
    for path in files.hidden:
        place = places[files.standard_library] / path.name
        command += ["--tmpfs", str(place), "--remount-ro", str(place)]
    for link in (Path("/lib"), Path("/lib64")):
        if link.is_symlink():
            command += ["--symlink", str(link.readlink()), str(link)]
    return [*command, "--remount-ro", "/", "--chdir", "/", "--"]


def _places(files: Runtime) -> dict[Path, Path]:
    """Where each file stands in the jail: Python below one neutral folder, libraries where they are."""
    prefix = Path(sys.base_prefix).resolve()
    places = {files.python: _PYTHON / "bin" / files.python.name}
    for path in (files.standard_library, *files.libraries):
        is_own = path.is_relative_to(prefix) and (path == files.standard_library or prefix != Path("/usr"))
        places[path] = _PYTHON / path.relative_to(prefix) if is_own else path
    for path in files.loaders:
        places[path] = path
    for path in files.packages:
        places[path] = _PACKAGES / path.name
    return places


def _ruleset(files: Runtime) -> Any:
    """A Landlock ruleset that lets a process read the runtime, and handles (so denies) all else."""
    from landlockpy import AccessFS, Ruleset, Scope

    ruleset = Ruleset(scoped=Scope.ABSTRACT_UNIX_SOCKET | Scope.SIGNAL)
    ruleset.allow_path(files.standard_library, AccessFS.READ_DIR)
    for path in files.readable:
        if path.exists():
            access = AccessFS.READ_FILE | AccessFS.READ_DIR if path.is_dir() else AccessFS.READ_FILE
            ruleset.allow_path(path, access)
    return ruleset


def others_can_read() -> bool:
    """Whether an ordinary user may enter every folder above the interpreter and the packages."""
    files = runtime()
    ways = {parent for path in (files.python, files.standard_library, *files.packages) for parent in path.parents}
    return all(way.stat().st_mode & 0o001 for way in ways)


def _environment(level: str, files: Runtime) -> dict[str, str]:
    places = _places(files) if level == FULL else {path: path for path in files.libraries}
    folders = {str(places[path] if path.is_dir() else places[path].parent) for path in files.libraries}
    home = {"PYTHONHOME": str(_PYTHON)} if level == FULL else {}
    return {**_ENVIRONMENT, **home, "LD_LIBRARY_PATH": ":".join(sorted(folders))}


def _address_space(pid: int) -> int:
    """Bytes of address space of the zygote itself: the last child in the chain of launchers."""
    try:
        while children := Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            pid = int(children[-1])
        return int(Path(f"/proc/{pid}/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 2 << 30


def _kind() -> int:
    return socket.SOCK_SEQPACKET if sys.platform == "linux" else socket.SOCK_STREAM


__all__ = [
    "FULL",
    "GRADER",
    "LANDLOCK",
    "NOBODY",
    "PROCESS",
    "Ending",
    "Zygote",
    "ZygoteLost",
    "launch",
    "others_can_read",
]
