"""What hidden tests assert with: numbers compared fairly, failures worded for students.

A message has four parts: what was called, what came back, what was expected in kind,
and why that matters. It never shows an expected value.

Tolerances have names, so that a test says what it allows and why.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np

from autograder.proxy.errors import Failure, StudentError
from autograder.proxy.remote import RemoteMember, RemoteObject
from autograder.proxy.stage import stage


@dataclass(frozen=True)
class Tolerance:
    """How far a result may be from the expected one."""

    relative: float
    absolute: float


#: The same formula in another order of summation.
ROUNDING = Tolerance(1e-9, 1e-12)
#: float32 input, computed in float32.
SINGLE = Tolerance(1e-5, 1e-6)
#: 8-bit integers, which NumPy's functions compute with in float16.
HALF = Tolerance(2e-3, 2e-3)
#: A published form with a small constant (1e-8 to 1e-6) inside a root or a logarithm.
EPSILON = Tolerance(1e-4, 1e-5)
#: A central difference in float64.
DIFFERENCE = Tolerance(1e-5, 1e-7)


class CheckFailed(Failure):
    """A result that is not what the docstring promises."""

    def __init__(self, message: str, code: str = "wrong-value") -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Mistake:
    """A wrong answer with a name: when a result equals it, the student is told which mistake it is."""

    code: str
    value: Any
    hint: str


_observers: list[Callable[[np.ndarray[Any, Any]], None]] = []


@contextmanager
def watching(observer: Callable[[np.ndarray[Any, Any]], None]) -> Iterator[None]:
    """Tell an observer what ``assert_close`` expects, each time, as long as the context lasts.

    Authors' tools look in this way for numbers that a message must not show. Nobody watches while a class is graded.

    Args:
        observer: called with the expected values.
    """
    _observers.append(observer)
    try:
        yield
    finally:
        _observers.remove(observer)


def assert_close(
    actual: Any,
    expected: Any,
    why: str,
    *,
    tolerance: Tolerance = ROUNDING,
    mistakes: Sequence[Mistake] = (),
    what: str = "",
) -> None:
    """Assert that a result has the expected shape and values.

    Args:
        actual: what the student's code returned.
        expected: what is right; its shape counts, its dtype does not.
        why: one sentence that teaches.
        tolerance: how far the values may differ.
        mistakes: wrong answers to recognise.
        what: the name of ``actual`` where it is not what the latest call returned, as "`.dW`".

    Raises:
        CheckFailed: if the shape or a value differs.
    """
    numbers = as_numbers(actual, why, what)
    wanted = np.asarray(expected)
    for observer in _observers:
        observer(wanted)
    if numbers.shape != wanted.shape:
        _fail(f"{_gave(what)} {describe(actual)}; {_a_shape(wanted.shape)} was expected.", why, "wrong-shape")
    if _is_close(numbers, wanted, tolerance):
        return
    for mistake in mistakes:
        if np.shape(mistake.value) == numbers.shape and _is_close(numbers, np.asarray(mistake.value), tolerance):
            _fail(f"{_gave(what)} {_seen(actual, numbers)}.", mistake.hint, mistake.code)
    if np.all(np.isfinite(wanted)) and not np.all(np.isfinite(numbers)):
        _fail(f"{_gave(what)} {_seen(actual, numbers)}; finite numbers were expected.", why, "not-finite")
    _fail(f"{_gave(what)} {_seen(actual, numbers)}, which is not the right value.", why, "wrong-value")


def as_numbers(actual: Any, why: str = "", what: str = "") -> np.ndarray[Any, Any]:
    """A result as an array of numbers.

    Args:
        actual: what the student's code returned or keeps.
        why: one sentence that teaches.
        what: the name of ``actual`` where it is not what the latest call returned.

    Raises:
        CheckFailed: if it is anything else (None, text, an object, truth values).
    """
    if actual is None:
        hint = why if what else "Is there a `return` at the end of every branch?"
        _fail(f"{_gave(what)} None.", hint, "is-none" if what else "returned-none")
    if isinstance(actual, RemoteObject | RemoteMember | str | bytes | dict | set):
        _fail(f"{_gave(what)} {describe(actual)}; a number or an array of numbers was expected.", why, "wrong-type")
    try:
        numbers = np.asarray(actual)
    except (TypeError, ValueError):
        _fail(f"{_gave(what)} {describe(actual)}; all its rows must have the same length.", why, "wrong-shape")
    if numbers.dtype == bool:
        _fail(f"{_gave(what)} {describe(actual)}; numbers were expected, not True and False.", why, "wrong-type")
    if numbers.dtype.kind not in "iufc":
        _fail(f"{_gave(what)} {describe(actual)}; a number or an array of numbers was expected.", why, "wrong-type")
    return numbers


def assert_raises(error: type[Exception], call: Callable[[], Any], why: str) -> None:
    """Assert that a call raises an error of the student's code.

    Raises:
        CheckFailed: if it returns, or raises something else.
    """
    try:
        result = call()
    except Exception as raised:
        if isinstance(raised, NotImplementedError) or not isinstance(raised, error | StudentError):
            raise  # a stub is not started; any other error is not the student's
        if isinstance(raised, error):
            return
        _fail(f"{_called()} raised {raised}; {error.__name__} was expected.", why, "wrong-error")
    _fail(f"{_gave()} {describe(result)}; {error.__name__} was expected.", why, "no-error")


def require(condition: object, finding: str, why: str, code: str = "wrong-value") -> None:
    """Assert anything else.

    Args:
        condition: what must hold; only a real truth value counts.
        finding: what came back, to follow "`call(...)`".
        why: one sentence that teaches.
        code: a stable name for the mistake.

    Raises:
        CheckFailed: if the condition does not hold.
    """
    if condition is not True and not (isinstance(condition, np.bool_) and condition):
        _fail(f"{_called()} {finding}.", why, code)


def describe(value: Any) -> str:
    """A value in words: scalars as they are, anything larger by its kind and shape."""
    if value is None or isinstance(value, bool | int | np.bool_ | np.integer):
        return str(value) if value is None or abs(int(value)) < 10**19 else "a very large integer"
    if isinstance(value, float | np.floating):
        return f"{float(value):.4g}"
    if isinstance(value, str):
        return "a text"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}" if value.ndim else describe(value[()])
    if isinstance(value, list | tuple):
        kind = "list" if isinstance(value, list) else "tuple"
        return f"a {kind} of {len(value)}" + (" elements" if len(value) != 1 else " element")
    if isinstance(value, RemoteObject):
        return repr(value)
    return f"a {type(value).__name__}"


def _fail(finding: str, why: str, code: str) -> NoReturn:
    raise CheckFailed(f"{finding} {why}".strip(), code)


def _is_close(numbers: np.ndarray[Any, Any], wanted: np.ndarray[Any, Any], tolerance: Tolerance) -> bool:
    with np.errstate(all="ignore"):
        return bool(np.allclose(numbers, wanted, rtol=tolerance.relative, atol=tolerance.absolute, equal_nan=True))


def _seen(actual: Any, numbers: np.ndarray[Any, Any]) -> str:
    """What came back, with the one thing about its values that explains most."""
    if numbers.ndim == 0:
        return describe(numbers[()])
    for name, test in (("nan", np.isnan), ("infinity", np.isinf)):
        if numbers.dtype.kind in "fc" and np.any(test(numbers)):
            return f"{describe(actual)} with {name} in it"
    return describe(actual)


def _a_shape(shape: tuple[int, ...]) -> str:
    return f"shape {shape}" if shape else "a single number"


def _gave(what: str = "") -> str:
    return f"After {_called()}, {what} is" if what else f"{_called()} gave"


def _called() -> str:
    """The last call in words: ``\\`sigmoid(-1000)\\```."""
    call = stage.call
    if call is None:
        return "The call"
    args = [_argument(arg) for arg in call.args]
    named = [f"{name}={_argument(arg)}" for name, arg in call.kwargs.items()]
    return f"`{call.function}({', '.join(args + named)})`"


def _argument(value: Any) -> str:
    if isinstance(value, float) and math.isfinite(value):
        return _number(value)
    if callable(value):
        return getattr(value, "__name__", repr(value))
    return describe(value)


def _number(value: float) -> str:
    """A number that an author chose, as it is; of one that was drawn, its sign and size, for inputs are secret."""
    if value == int(value) and abs(value) < 1e6:
        return f"{value:.1f}"
    rounded = f"{value:.2g}"
    return rounded if float(rounded) == value else f"{rounded}…"
