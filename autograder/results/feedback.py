"""Marks in words: what a student reads about each exercise.

No hidden test's code or expected value appears here: messages come from
``checks`` and ``proxy.errors``, which are worded for students.
"""

from __future__ import annotations

from collections.abc import Iterable

from autograder.course import Chapter

from .outcome import NOT_STARTED, Outcome
from .scoring import DONE, NOT_BEGUN, UNCHECKED, Mark


def explain(mark: Mark, problem: str = "") -> str:
    """The feedback on one exercise.

    Args:
        mark: the exercise's mark.
        problem: why the submission could not be graded at all, or "".
    """
    if problem:
        return problem
    if mark.state == UNCHECKED:
        return "This exercise could not be checked. It is not your fault; your instructor has been told."
    if mark.state == DONE:
        return _with_given(f"All {len(mark.checks)} checks passed.", mark)
    if mark.state == NOT_BEGUN:
        return "Not started: the function still raises NotImplementedError. Replace that line with your own code."
    return _with_given(_problems(mark), mark)


def _problems(mark: Mark) -> str:
    passed = len(mark.checks) - len(mark.failed)
    first, *others = mark.failed
    lines = [f"{passed} of {len(mark.checks)} checks passed.", "", f"{first.title}", first.message]
    titles = [check.title for check in others if check.code != NOT_STARTED]
    if titles:
        lines += ["", "Also to do:", *(f"- {title}" for title in dict.fromkeys(titles))]
    if any(check.gate for check in mark.failed) and passed:
        lines += ["", "The first check is what the exercise is about; the others count once it passes."]
    return "\n".join(lines)


def _with_given(text: str, mark: Mark) -> str:
    if not mark.given:
        return text
    names = ", ".join(f"`{name}`" for name in mark.given)
    return f"{text}\n\nGraded with a correct {names} in place of yours, so that one mistake costs only once."


def explain_module(chapter: Chapter, outcome: Outcome, problem: str = "", notes: Iterable[str] = ()) -> str:
    """What is wrong with the module as a whole and what was left out of the folder, or ""."""
    if problem:
        return problem
    errors = [f"Loading {chapter.filename} went wrong:", *outcome.load_errors] if outcome.load_errors else []
    return "\n".join([*errors, *notes])
