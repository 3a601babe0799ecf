"""What a student's code says aside: prints, warnings, and the dice it throws."""

from __future__ import annotations

import random
import warnings
from typing import Any

import numpy as np

_MAX_OUTPUT = 64 << 10
_MAX_WARNINGS = 20
_PythonsRandom = random.Random


class Output:
    """Standard output of the student's code: kept in memory, up to a limit for the worker's life."""

    encoding = "utf-8"
    errors = "backslashreplace"
    closed = False

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0

    def write(self, text: str) -> int:
        """Keep ``text``, or as much of it as there is room for."""
        text = str(text)
        room = _MAX_OUTPUT - self._size
        if room > 0:
            self._parts.append(text[:room])
            self._size += min(len(text), room)
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        """Write each of ``lines``."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Do nothing: nothing is held back."""

    def isatty(self) -> bool:
        """Say that this is not a terminal."""
        return False

    def take(self) -> str:
        """What was written since the last call."""
        text, self._parts = "".join(self._parts), []
        return text


class Warnings:
    """NumPy's floating-point warnings, kept so that the test can see them as its own."""

    def __init__(self) -> None:
        self._noted: list[list[Any]] = []

    def install(self) -> None:
        """Note every RuntimeWarning, each time, whatever filters a module has set."""
        warnings.simplefilter("always", RuntimeWarning)
        warnings.showwarning = self._note

    def take(self) -> list[list[Any]]:
        """``[message, file, line]`` of each warning since the last call."""
        noted, self._noted = self._noted, []
        return noted

    def _note(
        self, message: Warning | str, category: type[Warning], filename: str, lineno: int, *_: Any, **__: Any
    ) -> None:
        if issubclass(category, RuntimeWarning) and len(self._noted) < _MAX_WARNINGS:
            self._noted.append([str(message)[:200], str(filename)[:100], int(lineno)])


class Dice:
    """Make random numbers repeatable without making them equal.

    A generator that a student makes without a seed would draw from the system's entropy,
    and then a verdict could not be repeated. Here it draws from the test's seed and a
    counter: two generators differ, two runs agree.
    """

    def __init__(self) -> None:
        self._default_rng = np.random.default_rng
        self._seed = 0
        self._count = 0

    def install(self) -> None:
        """Take the place of ``numpy.random.default_rng``, and of the other generators that can begin by themselves."""
        np.random.default_rng = self.default_rng
        np.random.RandomState = self._repeatable(np.random.RandomState)  # type: ignore[misc]
        for name in ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"):
            setattr(np.random, name, self._repeatable(getattr(np.random, name)))
        random.Random = self._repeatable(random.Random)  # type: ignore[misc]

    def restart(self, seed: int) -> None:
        """Begin again from ``seed``, NumPy's and Python's global generators included."""
        self._seed, self._count = seed, 0
        random.seed(seed)
        np.random.seed(seed % 2**32)

    def default_rng(self, seed: Any = None) -> np.random.Generator:
        """``numpy.random.default_rng``, repeatable when no seed is given."""
        return self._default_rng(self._next() if seed is None else seed)

    def _next(self) -> np.random.SeedSequence:
        self._count += 1
        return np.random.SeedSequence(self._seed, spawn_key=(self._count,))

    def _repeatable(self, kind: Any) -> Any:
        """A class of generators that are repeatable when no seed is given."""
        dice = self

        class Repeatable(kind):  # type: ignore[misc]
            def __init__(self, seed: Any = None, *rest: Any, **others: Any) -> None:
                if seed is None and not others:
                    seed = dice._next()
                    if kind is _PythonsRandom or issubclass(kind, np.random.RandomState):
                        seed = int(seed.generate_state(1)[0])
                super().__init__(seed, *rest, **others)

        Repeatable.__name__ = Repeatable.__qualname__ = kind.__name__
        return Repeatable
