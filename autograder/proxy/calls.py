"""What a submission may use, and what it was asked last: the data of a session."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.guest.wire.codec import CannotCross

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


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


@dataclass(frozen=True)
class Report:
    """What loading a module told.

    Attributes:
        errors: what failed at the top level, as the worker described it.
        defined: the exercises that the module defines.
        references: for each exercise, the others that its code refers to.
    """

    errors: tuple[Mapping[str, Any], ...] = ()
    defined: frozenset[str] = frozenset()
    references: Mapping[str, Sequence[str]] = field(default_factory=dict)


def read_report(text: Any) -> Report:
    """Take the worker's report apart.

    Raises:
        TypeError, ValueError, KeyError: it is malformed.
    """
    report = json.loads(text)
    names, references = report["defined"], report["references"]
    if not all(isinstance(name, str) for name in names):
        raise TypeError("names expected")
    return Report(
        errors=tuple(dict(error) for error in report["errors"][:50]),
        defined=frozenset(names),
        references={str(name): [str(other) for other in others] for name, others in references.items()},
    )


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


_latest: list[Call] = []


def note(call: Call | None) -> None:
    """Remember the call that the running test made last."""
    _latest[:] = [call] if call else []


def latest() -> Call | None:
    """The call that the running test made last; None when tests run without a jail."""
    return _latest[0] if _latest else None


def _holds(whole: Any, part: Any) -> bool:
    if whole is part:
        return True
    if isinstance(whole, dict):
        return any(_holds(value, part) for value in whole.values())
    return isinstance(whole, list | tuple) and any(_holds(value, part) for value in whole)


def refuse_reference(function: Callable[..., Any]) -> None:
    """Make sure that a callback is the test's own: the reference's would be an oracle.

    Raises:
        CannotCross: the function belongs to the reference package.
    """
    if isinstance(function, functools.partial):
        refuse_reference(function.func)
        return
    owner = getattr(function, "__self__", None)
    modules = (getattr(function, "__module__", ""), type(function).__module__, type(owner).__module__)
    if any(str(module).partition(".")[0] == "solutions" for module in modules):
        raise CannotCross("a test must not pass the reference to the student's code")
