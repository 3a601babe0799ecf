"""What a submission may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What a submission may use."""

    call_seconds: float = 2.0
    """Wall-clock time of one call, callbacks into the test included."""
    total_seconds: float = 10.0
    """Time that the grader waits for a submission altogether, over all its workers."""
    memory: int = 512 << 20
    """Bytes of address space beyond the interpreter's."""
    calls: int = 20_000
    """Calls of one test, in both directions: an endless generator does not live from its test's patience."""


@dataclass
class Budget:
    """The time that a submission has left; shared by its workers."""

    seconds: float
