"""A grader process: collects the suites once, then examines submission after submission.

Started by ``pool`` with its settings on standard input and a socket as descriptor 3 (or
the number given). It must be able to fail: whatever happens here costs one process,
which the pool replaces.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import warnings
from collections.abc import Sequence

from autograder.guest import confine
from autograder.jail.launch import GRADER, launch, others_can_read
from autograder.jail.levels import NoIsolationError
from autograder.proxy import Limits
from autograder.results.outcome import Outcome

from .collect import Check, collect
from .examine import Examiner
from .pipe import get_message, put_message
from .task import Settings, Task


def main(fd: int) -> int:
    """Collect, report readiness, and serve until the pool closes the socket."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = socket.socket(fileno=fd)
    settings = Settings.from_wire(get_message(connection))
    try:
        _serve(connection, settings)
    except (BrokenPipeError, ConnectionResetError, EOFError):
        return 0
    except Exception as error:
        with contextlib.suppress(OSError):
            put_message(connection, {"broken": f"{type(error).__name__}: {error}"})
        if not isinstance(error, NoIsolationError):
            raise
        return 1
    return 0


def _serve(connection: socket.socket, settings: Settings) -> None:
    if settings.core is not None and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {settings.core})
    zygote = launch(settings.level)
    if os.name == "posix" and os.geteuid() == 0:
        confine.become(GRADER, keep_reading=not others_can_read())
    limits = Limits(settings.call_seconds, settings.total_seconds, settings.memory)

    def serve(checks: Sequence[Check]) -> None:
        examiner = Examiner(checks, settings.assignments, limits)
        warnings.simplefilter("error", RuntimeWarning)
        put_message(connection, {"ready": len(checks)})
        while True:
            outcome: Outcome = examiner.examine(Task(**get_message(connection)), zygote)
            put_message(connection, outcome.to_wire())

    try:
        collect(settings.assignments, serve)
    finally:
        zygote.close()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
