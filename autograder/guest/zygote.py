"""The process that is jailed once and forks a confined worker for each submission.

Starting Python and importing NumPy takes a third of a second, forking takes a
millisecond; so the imports happen here, before any student's code exists, and each
worker inherits them. The grader speaks to the zygote over a socket that keeps
messages apart: small JSON requests, each answered before the next, and with ``spawn``
the worker's own socket as a passed descriptor.

A zygote holds no secret: a worker starts with a copy of all its memory.
"""

from __future__ import annotations

import array
import json
import os
import signal
import socket
import sys
from typing import Any

_MAX_MESSAGE = 1 << 16

#: The exit status of a worker that could not even answer; most often its memory is full.
BROKEN = 70


def main(control_fd: int) -> None:
    """Confine this process as told by the first message, then fork workers on request."""
    control = socket.socket(fileno=control_fd)
    settings, files = take_order(control)
    if settings is None:
        return
    sys.path[:0] = settings["path"]
    _import_for_workers()
    sys.path[:] = [entry for entry in sys.path if entry not in settings["path"]]
    from guest import confine

    if settings["uid"] is not None:
        confine.become(settings["uid"], keep_reading=settings["keep_reading"])
    if files:
        confine.restrict_files(files[0])
    confine.die_with_parent()
    os.dup2(0, 2)
    readable = [path for path in settings["forbidden"] if _can_read(path)]
    give_order(control, {"ready": True, "readable": readable})
    Forker(control, bytes.fromhex(settings["seccomp"])).serve()


class Forker:
    """Fork workers, end them, and tell how they ended."""

    def __init__(self, control: socket.socket, seccomp: bytes) -> None:
        self._control = control
        self._seccomp = seccomp

    def serve(self) -> None:
        """Do what the grader asks until it closes the socket."""
        while True:
            message, files = take_order(self._control)
            if message is None:
                return
            if message["do"] == "spawn":
                give_order(self._control, {"pid": self._spawn(files[0], message["limits"])})
                os.close(files[0])
            elif message["do"] == "end":
                give_order(self._control, _end(message["pid"]))

    def _spawn(self, fd: int, limits: dict[str, int]) -> int:
        pid = os.fork()
        if pid == 0:
            try:
                self._control.close()
                _work(fd, self._seccomp, limits)
            finally:
                os._exit(BROKEN)
        return pid


def _work(fd: int, seccomp: bytes, limits: dict[str, int]) -> None:
    """Be a worker: confine this process, then serve the grader on ``fd``."""
    from guest import confine
    from guest.wire.channel import Channel, ChannelClosed
    from guest.worker import Worker

    confine.limit_resources(confine.WorkerLimits(**limits))
    if seccomp:
        confine.forbid_system_calls(seccomp)
    try:
        Worker(Channel(fd)).serve()
    except ChannelClosed:
        os._exit(0)


def _end(pid: int) -> dict[str, int]:
    """Kill a worker that may have ended already; say how it ended and how large it was."""
    ended, status, usage = os.wait4(pid, os.WNOHANG)
    killed = ended == 0
    if killed:
        os.kill(pid, signal.SIGKILL)
        _, status, usage = os.wait4(pid, 0)
    return {
        "killed": int(killed),
        "exit": os.WEXITSTATUS(status) if os.WIFEXITED(status) else -1,
        "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
        "memory": usage.ru_maxrss << 10,
    }


def _import_for_workers() -> None:
    """Import once what every worker needs."""
    from guest import confine, worker  # noqa: F401


def _can_read(path: str) -> bool:
    try:
        os.close(os.open(path, os.O_RDONLY))
    except OSError:
        return False
    return True


def take_order(control: socket.socket) -> tuple[dict[str, Any] | None, list[int]]:
    """One message and the descriptors that came with it; None when the other side is gone."""
    data, ancillary, _, _ = control.recvmsg(_MAX_MESSAGE, socket.CMSG_SPACE(4))
    files = array.array("i")
    for level, kind, payload in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            files.frombytes(payload)
    return (json.loads(data) if data else None), list(files)


def give_order(control: socket.socket, message: dict[str, Any], files: list[int] | None = None) -> None:
    """Send one message, with descriptors."""
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", files))] if files else []
    control.sendmsg([json.dumps(message).encode()], rights)


if __name__ == "__main__":
    main(int(sys.argv[1]))
