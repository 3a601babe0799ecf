"""What a test sees when the student's side fails.

Each error is worded for the student and goes into the feedback unchanged, so it never
shows any part of the test but the call, which the student's code could see anyway.
What the student chose stands in it as a quotation, so that it cannot pass for our words.
"""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from functools import cache
from typing import Any

from autograder.quoting import name_or_quoted, printable, quoted

_MAX_MESSAGE = 300


@dataclass(frozen=True)
class Place:
    """A line of the student's code."""

    file: str
    line: int
    function: str
    text: str
    column: int = 0

    def __str__(self) -> str:
        return f"{name_or_quoted(self.file)}, line {self.line}"


class Failure(AssertionError):
    """The student's side did not do what the test needs; a reason in words."""

    code = "failed"


class NotDefined(Failure):
    """The module does not define the exercise."""

    code = "not-defined"


class ArgumentChanged(Failure):
    """The student's code changed an argument that it was to leave alone."""

    code = "argument-changed"


class Unusable(Failure):
    """The student's code returned something that has no value: an object array, a huge list."""

    code = "unusable-value"


class WorkerTimedOut(Failure):
    """The student's code did not return in time; its process was ended."""

    code = "time-limit"


class TestTimedOut(Failure):
    """A test did not come to an end, although each of its calls did."""

    __test__ = False  # for pytest, which would collect it by its name
    code = "time-limit"


class TooManyCalls(Failure):
    """A test and the student's code called each other again and again; the process was ended."""

    code = "call-limit"


class WorkerEnded(Failure):
    """The student's process ended in the middle of a call."""

    code = "process-ended"


class StudentError(Exception):
    """An exception that the student's code raised.

    What a test catches is a subclass of this and of the nearest builtin exception, so that
    ``pytest.raises(ValueError)`` works as it would without a jail.
    """

    def __init__(self, name: str, message: str, places: tuple[Place, ...]) -> None:
        super().__init__(message)
        self.name = name
        self.message = message
        self.places = places

    def __str__(self) -> str:
        at = f" ({self.places[-1]})" if self.places else ""
        return f"{self.summary}{at}"

    @property
    def summary(self) -> str:
        """The exception as the last line of a traceback says it, with its text as a quotation."""
        name = name_or_quoted(self.name)
        return f"{name}: {quoted(self.message)}" if self.message else name


def student_error(report: Any) -> StudentError | Unusable:
    """The exception to raise for a worker's report of one.

    Raises:
        TypeError, ValueError, KeyError: the report is malformed.
    """
    name, message = clean_text(report["name"], 100), clean_text(report["message"], _MAX_MESSAGE)
    kinds = [kind for kind in report["kinds"][:20] if isinstance(kind, str)]
    if kinds == ["CannotCross"]:
        return Unusable(f"The result has no value ({quoted(message)}); a number or an array of numbers was expected.")
    return _class_for(next(iter(filter(_is_ordinary, kinds)), "Exception"))(name, message, places(report))


def places(report: Any) -> tuple[Place, ...]:
    """The lines of the student's code that an error report names, innermost last."""
    return tuple(_place(frame) for frame in report["frames"][:20])


def _place(frame: Any) -> Place:
    file, line, function, text, *column = frame
    return Place(
        clean_text(file, 100),
        int(line),
        clean_text(function, 100),
        clean_text(text, 200),
        int(column[0]) if column else 0,
    )


def clean_text(value: Any, size: int) -> str:
    """At most ``size`` characters of a student's text, without any that would act on a terminal.

    Raises:
        TypeError: if the value is not text.
    """
    if not isinstance(value, str):
        raise TypeError("text expected")
    return printable(value[:size], keep="\n")


def _is_ordinary(kind: str) -> bool:
    """Whether a test may see this builtin: not SystemExit and similar ones, nor those with odd constructors."""
    found = getattr(builtins, kind, None)
    return (
        isinstance(found, type)
        and issubclass(found, Exception)
        and not issubclass(found, BaseExceptionGroup | Warning)
        and found is not Exception
    )


@cache
def _class_for(kind: str) -> type[StudentError]:
    if kind == "Exception":
        return StudentError
    return type(f"Student{kind}", (StudentError, getattr(builtins, kind)), {})
