"""What a test declares about the values that it passes."""

from __future__ import annotations

from typing import TypeVar

from autograder.guest.wire.ledger import MUTABLE

T = TypeVar("T")

_declared: dict[int, object] = {}


def in_place(value: T) -> T:
    """Declare that the student's code is meant to change this argument, and return it.

    The change then reaches the test's own object, as in ``opt.update(in_place(params), grads)``.
    What is not declared must stay as it was: a change of it is a failed test. Parts of
    lists and dicts are declared with them; the declaration holds until the test ends.
    """
    if isinstance(value, MUTABLE) and id(value) not in _declared:
        _declared[id(value)] = value
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        for part in parts:
            in_place(part)
    return value


def may_change(value: object) -> bool:
    """Whether the test declared this value."""
    return id(value) in _declared


def forget_declarations() -> None:
    """Start the next test without declarations."""
    _declared.clear()
