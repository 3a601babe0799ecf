"""What students read when a hidden test fails: does it teach, and does it keep the test's secrets?

A message says what was called, what came back, what was expected in kind, and why that
matters. It shows neither the numbers that the test drew nor those that it expected.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.checks.assertions import watching
from autograder.course import Chapter
from autograder.results.outcome import NOT_RUN, NOT_STARTED, RAISED, UNEXPECTED, WARNED, CheckResult
from autograder.results.scoring import Mark

from .rehearsal import rehearse

#: Codes by which one wrong answer cannot be told from another.
GENERAL = frozenset({"wrong-value", "failed", UNEXPECTED, NOT_RUN, NOT_STARTED})

#: Codes of messages about something other than a call's result.
_OTHER_FORM = frozenset({RAISED, WARNED, NOT_RUN, NOT_STARTED, "process-ended", "time-limit", "not-defined"})

_BARE = ("This check failed.", "The result could not be used")
_RESULT = re.compile(r"(?:\bgave|^After\W+is) -?[\d.]+(?:e[+-]?\d+)?")
_CALL = re.compile(r"`[^`]*`")
_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w…])")
_SENTENCE_END = re.compile(r"[.?!:;](?:\s|$)")
_TELLING_DIGITS = 3
_MOST_NUMBERS = 1000


def names_the_mistake(mark: Mark) -> bool:
    """Whether a mark's codes say more than that something is wrong."""
    return not GENERAL.issuperset(mark.codes)


def flaws(check: CheckResult, expected: Collection[float]) -> Iterator[str]:
    """What is wrong with the message of a failed test.

    Args:
        check: the failed test.
        expected: the numbers that it expected.
    """
    text = check.message
    about = f"{check.title!r} says {text!r}"
    if not text or text.startswith(_BARE):
        yield f"{about}: that tells nobody what to do"
    elif check.code not in _OTHER_FORM:
        if "`" not in text:
            yield f"{about}: what was called?"
        if len(_SENTENCE_END.findall(text)) < 2:
            yield f"{about}: why does it matter?"
    for number in _telling_numbers(" ".join(_CALL.findall(text))):
        yield f"{about}: {number} is an input that the test drew"
    for number in _telling_numbers(_RESULT.sub("", _CALL.sub("", text))):
        if any(f"{value:.{_digits(number)}g}" == f"{float(number):.{_digits(number)}g}" for value in expected):
            yield f"{about}: {number} is a value that the test expects"


def expected_numbers(chapter: Chapter, seed: int) -> Mapping[tuple[str, str], Sequence[float]]:
    """The numbers that each hidden test expects, by exercise and title: the reference plays the student."""
    expected: dict[tuple[str, str], list[np.ndarray[Any, Any]]] = {}
    rehearse(chapter, seed, lambda check: watching(expected.setdefault((check.exercise, check.title), []).append))
    return {test: [number for values in arrays for number in _numbers(values)] for test, arrays in expected.items()}


def _numbers(expected: np.ndarray[Any, Any]) -> list[float]:
    """The values of an array that could stand in a message."""
    values = np.ravel(expected)[:_MOST_NUMBERS]
    return [] if np.iscomplexobj(values) else [float(value) for value in values]


def _telling_numbers(text: str) -> Iterator[str]:
    """Numbers with so many digits that nobody would choose them."""
    for number in _NUMBER.findall(text):
        if _digits(number) >= _TELLING_DIGITS:
            yield number


def _digits(number: str) -> int:
    return len(number.partition("e")[0].replace(".", "").lstrip("-0").rstrip("0"))
