"""Hand in answers that nobody thought about: they must not collect marks for having the right shape.

Each exercise in turn is replaced by a function that returns its input, zeros, None and so
on; a class by one whose constructor stores its arguments and whose methods all do such a
thing. None of them may earn more than a tenth of the exercise's marks, anywhere.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import textwrap
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click

from autograder.course import Chapter
from autograder.reference import source_of

from .report import Report, chapters_argument, selected
from .reviewed import CATALOGUE, RightAnswer, read_reviewed
from .trials import Trial, Trials, mark_of

LARGEST_SHARE = 0.1

#: What is returned, whatever was asked: ``first`` and ``last`` are the first and the last argument.
ANSWERS: Mapping[str, str] = {
    "its input": "first",
    "its input as an array": "np.asarray(first, dtype=float)",
    "its last argument": "last",
    "0": "0",
    "1": "1",
    "zeros": "np.zeros_like(np.asarray(first, dtype=float))",
    "zeros like the last": "np.zeros_like(np.asarray(last, dtype=float))",
    "a list of zeros": "[0.0] * len(first)",
    "ones": "np.ones_like(np.asarray(first, dtype=float))",
    "a constant": "0.5",
    "constants": "np.full_like(np.asarray(first, dtype=float), 0.5)",
    "None": "None",
    "nan": "float('nan')",
    "nan everywhere": "np.full_like(np.asarray(first, dtype=float), np.nan)",
    "a random number": "np.random.random()",
    "random numbers": "np.random.standard_normal(np.shape(first))",
    "random bits": "np.random.randint(0, 2, np.shape(first))",
    "an empty list": "[]",
    "a pair": "(first, 0)",
    "True": "True",
    "False": "False",
    "its mean": "np.mean(first)",
    "its sum": "np.sum(first)",
    "its negative": "-np.asarray(first, dtype=float)",
}


@dataclass(frozen=True)
class Guess:
    """A trivial answer to one exercise."""

    chapter: Chapter
    exercise: str
    answer: str

    @property
    def id(self) -> tuple[str, str]:
        """Which answer to which exercise."""
        return self.exercise, self.answer


@dataclass(frozen=True)
class Earned:
    """The share of an exercise's marks that a guess earned."""

    guess: Guess
    share: float

    @property
    def complaint(self) -> str:
        """What is wrong, or ""."""
        if self.share <= LARGEST_SHARE:
            return ""
        guess = self.guess
        return f"{guess.chapter.folder}: {guess.exercise} earns {self.share:.0%} by returning {guess.answer}"


def guesses(chapter: Chapter, answers: Iterable[str] = ANSWERS) -> Iterator[Trial[Guess]]:
    """Every exercise of a chapter answered by every trivial answer."""
    source = source_of(chapter.reference)
    answers = tuple(answers)
    for exercise in chapter.exercises:
        for answer in answers:
            text = replaced(source, exercise.name, trivial_definition(chapter, exercise.name, ANSWERS[answer]))
            yield Trial(Guess(chapter, exercise.name, answer), chapter, text, only=(exercise.name,))


def trivial_definition(chapter: Chapter, exercise: str, expression: str) -> str:
    """A function that returns an expression, or a class whose methods all do."""
    original = getattr(importlib.import_module(f"solutions.{chapter.name}"), exercise)
    if not isinstance(original, type):
        return _function(exercise, "", expression)
    names, defaults = _parameters(original)
    methods = [_function(name, "self, ", expression) for name in _methods(original)]
    text = f"""\
class {exercise}:
    def __init__(self, *args, **kwargs):
        self.__dict__.update({defaults!r})
        self.__dict__.update(zip({names!r}, args))
        self.__dict__.update(kwargs)
"""
    return text + "".join("\n" + textwrap.indent(method, "    ") for method in methods)


def replaced(source: str, exercise: str, definition: str) -> str:
    """A module with another definition of one exercise."""
    tree = ast.parse(source)
    new = ast.parse(definition).body
    body: list[ast.stmt] = []
    for statement in tree.body:
        body += new if getattr(statement, "name", "") == exercise else [statement]
    return ast.unparse(ast.Module(body, []))


def _function(name: str, receiver: str, expression: str) -> str:
    stored = "*vars(self).values()" if receiver else ""
    return f"""\
def {name}({receiver}*args, **kwargs):
    import numpy as np
    given = [*args, *kwargs.values()] or [{stored}] or [None]
    first, last = given[0], given[-1]
    return {expression}
"""


def _methods(original: type) -> list[str]:
    """The methods of a class that somebody outside calls, inherited ones too."""
    names = [name for base in original.__mro__[:-1] for name, value in vars(base).items() if inspect.isfunction(value)]
    special = ("__call__", "__len__", "__iter__", "__getitem__")
    return sorted({name for name in names if name in special or not name.startswith("_")})


def _parameters(original: type) -> tuple[list[str], dict[str, Any]]:
    """The constructor's parameters, and the defaults that can be written down."""
    parameters = inspect.signature(original).parameters.values()
    simple = (bool, int, float, str, type(None))
    return [one.name for one in parameters], {
        one.name: one.default for one in parameters if isinstance(one.default, simple)
    }


def grade_guesses(chapter: Chapter, trials: Trials, answers: Iterable[str] = ANSWERS) -> list[Earned]:
    """What every trivial answer earns."""
    return [
        Earned(guess, (mark := mark_of(guess.exercise, marks)).score / mark.exercise.points)
        for guess, marks in trials.grade(guesses(chapter, answers), f"{chapter.folder}: trivial answers")
    ]


@click.command("trivial", short_help="Hand in zeros, None, the input and so on.")
@chapters_argument
def command(names: tuple[str, ...]) -> None:
    """Hand in zeros, None, the input and so on; none of them may earn more than a tenth.

    Where such an answer is right, say so in tests/mutants/CHAPTER.toml:

    \b
      [[trivial]]
      exercise = "negate"
      answer = "its negative"
      reason = "That is what the exercise asks for."

    \b
    Example:
      python -m autograder.authoring trivial ch03_activations
    """
    course, chapters = selected(names)
    headings = ("exercises", "answers", "best share", "by")
    with Report("Trivial answers", headings, chapters) as report, Trials(chapters) as trials:
        for chapter in report:
            right = read_reviewed(chapter, course.source.parent).answers
            earned = grade_guesses(chapter, trials)
            best = best_of(earned, right)
            by = f"{best.guess.exercise}: {best.guess.answer}" if best and best.share else ""
            cells = (len(chapter.exercises), len(earned), f"{best.share if best else 0:.0%}", by)
            report.row(chapter, cells, complaints(chapter, earned, right))


def best_of(earned: Iterable[Earned], right: Collection[RightAnswer]) -> Earned | None:
    """The answer that earned most, of those that are not right; None without any."""
    known = {answer.id for answer in right}
    wrong = [one for one in earned if one.guess.id not in known]
    return min(wrong, key=lambda one: (-one.share, one.guess.id), default=None)


def complaints(chapter: Chapter, earned: Sequence[Earned], right: Collection[RightAnswer]) -> list[str]:
    """Wrong answers that earn too much, and answers called right that do not get all marks."""
    known, shares = {answer.id for answer in right}, {one.guess.id: one.share for one in earned}
    said = [one.complaint for one in earned if one.complaint and one.guess.id not in known]
    for answer in right:
        place = f"{CATALOGUE / chapter.folder}.toml: {answer.exercise}, {answer.answer!r}"
        if answer.id not in shares:
            said.append(f"{place}: there is no such exercise or no such answer")
        elif shares[answer.id] < 1:
            said.append(f"{place}: earns {shares[answer.id]:.0%}, so it is not the right answer")
    return said
