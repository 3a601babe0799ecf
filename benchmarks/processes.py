"""A look at the processes of a grading run: command line, graders, zygotes, workers."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path


def descendants(pid: int, of_zygote: bool = False) -> Iterator[tuple[int, str]]:
    """Process numbers from ``pid`` downwards, each with its part: ``command``, ``grader``, ``zygote`` or ``worker``."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        command = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return
    is_zygote = "zygote.py" in command and "bwrap" not in command
    if of_zygote:
        yield pid, "worker"
    elif is_zygote:
        yield pid, "zygote"
    elif "autograder.engine.process" in command:
        yield pid, "grader"
    elif "bwrap" not in command:
        yield pid, "command"
    for child in children:
        yield from descendants(int(child), is_zygote)


def memory_of(pid: int, *, own: bool = False) -> int:
    """A process's memory in MB: all that is resident, or only what it shares with no other."""
    kinds = ("Private_Clean", "Private_Dirty") if own else ("Rss",)
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.split(":")[0] in kinds) // 1024


def descriptors_of(pid: int) -> int:
    """How many files a process has open."""
    try:
        return len(os.listdir(f"/proc/{pid}/fd"))  # noqa: PTH208 - counted only
    except OSError:
        return 0


class Memory(threading.Thread):
    """Watches the memory of our own descendants: the largest grader, and the largest worker's private part."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.grader = self.worker = 0
        self._stopped = threading.Event()

    def run(self) -> None:
        """Look ten times a second."""
        while not self._stopped.wait(0.1):
            for pid, part in descendants(os.getpid()):
                if part == "grader":
                    self.grader = max(self.grader, memory_of(pid))
                elif part == "worker":
                    self.worker = max(self.worker, memory_of(pid, own=True))

    def stop(self) -> None:
        """Stop looking."""
        self._stopped.set()
        self.join()
