"""What a test declares about the values that it passes."""

from __future__ import annotations

from typing import TypeVar

from .stage import stage

T = TypeVar("T")


def in_place(value: T) -> T:
    """Declare that the student's code is meant to change this argument, and return it.

    The change then reaches the test's own object, as in ``opt.update(in_place(params), grads)``.
    What is not declared must stay as it was: a change of it is a failed test. Parts of
    lists and dicts are declared with them; the declaration holds until the test ends.
    """
    if stage.conversation:
        stage.conversation.declare(value)
    return value
