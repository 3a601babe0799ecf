"""The messages that a grader and a worker exchange, each built and read by name.

The grader sends a ``Request``; the worker answers it with a ``Value`` or an ``Error``. In between the
student's code may call a function of the test: the worker sends a ``CallBack``, and the grader
closes it with a ``BackValue`` or a ``BackError``. Requests and callbacks may nest.

Every message begins with its news: the shared values that changed (as ``codec`` writes
content) and, from the grader, the numbers that the worker need not keep any longer.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

from .channel import FrameError

#: The number of the student's module among the worker's objects.
MODULE = 0

#: The operation that takes a ``Delivery``. Its argument and answer do not go through the codec's ledger.
LOAD = "load"


class Request(NamedTuple):
    """The grader asks for an operation."""

    number: int
    """Drawn at random, so that no answer can be written before the question."""
    changes: list[Any]
    dropped: list[int]
    released: list[int]
    operation: str
    args: list[Any]
    kwargs: dict[str, Any]
    seed: int | None
    """Where random numbers begin, when this is the first request of a test."""


class Value(NamedTuple):
    """What the operation gave."""

    number: int
    changes: list[Any]
    result: Any
    output: str
    warnings: list[Any]


class Error(NamedTuple):
    """What the student's code raised, as ``failure.describe_failure`` words it."""

    number: int
    changes: list[Any]
    description: dict[str, Any]
    output: str
    warnings: list[Any]


class CallBack(NamedTuple):
    """The student's code calls a function of the test."""

    number: int
    changes: list[Any]
    function: int
    args: list[Any]
    kwargs: dict[str, Any]
    output: str
    warnings: list[Any]


class BackValue(NamedTuple):
    """What the test's function returned."""

    changes: list[Any]
    dropped: list[int]
    released: list[int]
    result: Any


class BackError(NamedTuple):
    """What the test's function raised: the name of its class, and its text."""

    changes: list[Any]
    dropped: list[int]
    released: list[int]
    error: list[str]


Answer: TypeAlias = Value | Error | CallBack
FromGrader: TypeAlias = Request | BackValue | BackError

_NUMBERS = {kind: number for number, kind in enumerate((Request, Value, Error, CallBack, BackValue, BackError))}
_QUESTIONS: dict[Any, type[FromGrader]] = {_NUMBERS[kind]: kind for kind in (Request, BackValue, BackError)}
_ANSWERS: dict[Any, type[Answer]] = {_NUMBERS[kind]: kind for kind in (Value, Error, CallBack)}
_SHORTEST_ANSWER = 5  # kind, number, changes, output, warnings


def pack(message: Answer | FromGrader) -> list[Any]:
    """A message as it is handed to the codec."""
    return [_NUMBERS[type(message)], *message]


def read_question(wire: list[Any]) -> FromGrader:
    """What the grader sent, read by the worker."""
    return _QUESTIONS[wire[0]](*wire[1:])


def read_answer(wire: list[Any], number: int) -> Answer | None:
    """What the worker sent, read by the grader; None when it does not answer request ``number``.

    The student's code can write frames too: in advance, or to a request that is over. Those
    are passed over whatever else they hold.

    Raises:
        FrameError, TypeError: it answers the request and is malformed.
    """
    if len(wire) < _SHORTEST_ANSWER:
        raise FrameError("a message that is too short")
    if wire[1] != number:
        return None
    kind = _ANSWERS.get(wire[0])
    if kind is None:
        raise FrameError("a message of unknown kind")
    return kind(*wire[1:])
