"""What a hidden test's error means for the student: a code, and a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.proxy.errors import Failure, StudentError, clean_text, places, student_error
from autograder.quoting import name_or_quoted
from autograder.results.outcome import NOT_STARTED, RAISED, UNEXPECTED, WARNED, CheckResult

from .collect import Check
from .remark import remark

_MAX_MESSAGE = 1500


def judge(check: Check, error: BaseException | None) -> CheckResult:
    """What a test's error means for the student."""
    if error is None:
        return result_of(check)
    if isinstance(error, NotImplementedError) and isinstance(error, StudentError):
        return result_of(check, NOT_STARTED, _not_started(error))
    if isinstance(error, AttributeError) and isinstance(error, StudentError) and not error.places:
        return result_of(check, RAISED, f"{error.summary}. The docstring promises it, under exactly this name.")
    if isinstance(error, StudentError):
        return result_of(check, RAISED, f"Your code raised {error}.{remark(error)}")
    if isinstance(error, Failure):
        return result_of(check, error.code, str(error))
    if isinstance(error, RuntimeWarning):
        text = f"NumPy warned: {error}. A stable formula never gets there."
        return result_of(check, WARNED, text)
    if isinstance(error, AssertionError):
        return result_of(check, "wrong-value", str(error))
    return result_of(
        check, UNEXPECTED, f"The result could not be used ({type(error).__name__}): check its type and shape."
    )


def _not_started(error: StudentError) -> str:
    """Which function is still a stub: of a class, one method may be done and another not."""
    where = f"`{name_or_quoted(error.places[-1].function)}`" if error.places else "it"
    return f"Not started: {where} still raises NotImplementedError."


def result_of(check: Check, code: str = "", message: str = "") -> CheckResult:
    """A test's result; a message may quote names and keys of the student's choosing, so it is cleaned."""
    said = clean_text(message, _MAX_MESSAGE)
    return CheckResult(check.exercise, check.title, not code, check.weight, check.gate, code, said)


def load_error(report: Mapping[str, object]) -> str:
    """An error at the top level of the module, in one or two lines."""
    try:
        error = student_error(report)
        place = places(report)[-1:]
    except (TypeError, ValueError, KeyError):
        return "The module could not be loaded."
    text = f"{error.summary}{remark(error)}" if isinstance(error, StudentError) else str(error)
    if not place:
        return text
    line = place[0].text.replace("\n", " ")
    caret = f"\n    {line}\n    {' ' * (place[0].column - 1)}^" if place[0].column else ""
    return f"{place[0]}: {text}{caret}"
