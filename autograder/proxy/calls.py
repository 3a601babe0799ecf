"""A call that a test made, in the words of the feedback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


@dataclass(frozen=True)
class Call:
    """A call that a test made, for the feedback's first sentence."""

    function: str
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]

    def argument_with(self, value: Any) -> str:
        """Which argument a value is, or is a part of, in words."""
        for ordinal, arg in zip(_ORDINALS, self.args, strict=False):
            if _holds(arg, value):
                return f"{ordinal} argument"
        for name, arg in self.kwargs.items():
            if _holds(arg, value):
                return f"argument `{name}`"
        return "argument of an earlier call"


def _holds(whole: Any, part: Any) -> bool:
    if whole is part:
        return True
    if isinstance(whole, dict):
        return any(_holds(value, part) for value in whole.values())
    return isinstance(whole, list | tuple) and any(_holds(value, part) for value in whole)
