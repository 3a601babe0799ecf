"""Whole programs, timed from start to end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Collection
from pathlib import Path

_PROGRAMS = Path(sys.executable).parent
_MOST_SECONDS = 1800


class ProgramFailed(RuntimeError):
    """A program that is measured ended with an error; the text has its last words."""


def run(*command: object, cwd: Path, expect: Collection[int] = (0,)) -> float:
    """Run a program of this environment; returns the seconds that it took.

    Args:
        command: the program's name and its arguments.
        cwd: the folder to run it in.
        expect: the exit statuses that do not count as a failure.

    Raises:
        ProgramFailed: if it ended otherwise.
    """
    path = {"PATH": f"{_PROGRAMS}{os.pathsep}{os.environ['PATH']}"}
    words = [str(_PROGRAMS / str(command[0])), *map(str, command[1:])]
    started = time.perf_counter()
    done = subprocess.run(
        words, cwd=cwd, env=os.environ | path, capture_output=True, text=True, check=False, timeout=_MOST_SECONDS
    )
    seconds = time.perf_counter() - started
    if done.returncode not in expect:
        raise ProgramFailed(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return seconds
