"""Which arrays, lists and dicts exist on both sides, and what the other side knows of them.

In one process a test and the student's code share objects: a layer holds the very
array that the test made, an optimizer changes ``params`` in place, ``net.params["W1"]
is net.layers["Affine1"].W``. Across a socket each side has its own copy. The ledger
gives every mutable value that crosses a number, so that the same object keeps the same
identity, and remembers its content as the peer last saw it, so that at each switch of
control only what changed has to be sent.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

#: What is kept the same on both sides. Everything else is immutable or travels as a handle.
MUTABLE = (np.ndarray, list, dict, np.random.Generator)


def content(value: Any) -> Any:
    """The present content of a mutable value, in a form that ``same`` can compare later."""
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, value.tobytes()
    if isinstance(value, list):
        return list(value)
    if isinstance(value, dict):
        return list(value.items())
    return value.bit_generator.state


def same(before: Any, value: Any) -> bool:
    """Whether a mutable value still has the content that ``content`` returned."""
    if isinstance(value, np.ndarray):
        return bool(before[2] == value.tobytes() and before[1] == value.shape and before[0] == value.dtype.str)
    if isinstance(value, list):
        return len(before) == len(value) and all(map(_same_element, before, value))
    if isinstance(value, dict):
        return len(before) == len(value) and all(
            key == now_key and _same_element(element, now)
            for (key, element), (now_key, now) in zip(before, value.items(), strict=True)
        )
    return bool(before == value.bit_generator.state)


def _same_element(before: Any, now: Any) -> bool:
    if before is now:
        return True
    if type(before) is not type(now) or isinstance(before, MUTABLE):
        return False
    try:
        return bool(before == now) or bool(before != before and now != now)
    except Exception:
        return False


class Entry:
    """One shared value: the object on this side, and its content as the peer knows it."""

    __slots__ = ("seen", "value")

    def __init__(self, value: Any, seen: Any) -> None:
        self.value = value
        self.seen = seen

    def references(self) -> int:
        """How many references to the value this side holds, counted in the same way each time."""
        return sys.getrefcount(self.value)


_ALONE = Entry([], None).references()


def _size(value: Any) -> int:
    return value.nbytes if isinstance(value, np.ndarray) else 0


class Ledger:
    """Numbers for shared values. The two sides draw from odd and from even numbers."""

    def __init__(self, first: int, room: int = 64 << 20) -> None:
        """Start empty.

        Args:
            first: the first number to give, 1 or 2.
            room: how many bytes of arrays the peer may have on this side.
        """
        self._next = first
        self._room = room
        self._held = 0
        self._entries: dict[int, Entry] = {}
        self._numbers: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def number_of(self, value: Any) -> int | None:
        """The number of a value that is already shared, else None."""
        return self._numbers.get(id(value))

    def introduce(self, value: Any) -> int:
        """Give a value of this side a number; the caller sends its content along."""
        number = self._next
        self._next += 2
        self._enter(number, value)
        return number

    def adopt(self, number: Any, value: Any) -> None:
        """Enter a value under a number that the peer drew.

        Raises:
            ValueError: not a number that the peer may give to something new.
        """
        if type(number) is not int or number <= 0 or number % 2 == self._next % 2 or number in self._entries:
            raise ValueError("a value with a number that is not free")
        if self._held + _size(value) > self._room:
            raise ValueError("more arrays than there is room for")
        self._enter(number, value)

    def _enter(self, number: int, value: Any) -> None:
        self._entries[number] = Entry(value, content(value))
        self._numbers[id(value)] = number
        self._held += _size(value)

    def settle(self, number: int, seen: Any = None) -> None:
        """Take the value's present content, or the given one, as what the peer knows."""
        entry = self._entries[number]
        entry.seen = content(entry.value) if seen is None else seen

    def get(self, number: int) -> Any:
        """The value with this number.

        Raises:
            KeyError: no such number, or dropped already.
        """
        return self._entries[number].value

    def seen(self, number: int) -> Any:
        """The content that both sides last agreed on."""
        return self._entries[number].seen

    def changed(self) -> Iterator[tuple[int, Any]]:
        """Every shared value that is no longer what the peer saw; each is reported once."""
        for number, entry in list(self._entries.items()):
            if not same(entry.seen, entry.value):
                entry.seen = content(entry.value)
                yield number, entry.value

    def abandoned(self) -> list[int]:
        """Numbers of values that only the ledger still holds."""
        return [number for number, entry in self._entries.items() if entry.references() <= _ALONE]

    def forget(self, numbers: Iterable[int]) -> None:
        """Drop values; unknown numbers are ignored."""
        for number in numbers:
            entry = self._entries.pop(number, None)
            if entry is not None:
                self._numbers.pop(id(entry.value), None)
                self._held -= _size(entry.value)

    def mark(self) -> int:
        """A point in time, for ``rewind``."""
        return self._next

    def rewind(self, mark: int) -> None:
        """Forget what was introduced since ``mark``: the message that said so is not sent."""
        self.forget(range(mark, self._next, 2))

    def clear(self) -> None:
        """Drop everything. Numbers are never used again."""
        self._entries.clear()
        self._numbers.clear()
        self._held = 0
