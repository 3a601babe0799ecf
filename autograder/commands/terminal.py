"""What commands show: a progress bar, tables, messages. Names of students are data here, never markup."""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import click
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import (
    Progress as Bar,
)
from rich.table import Table

from autograder.grading.grader import Graded
from autograder.quoting import printable
from autograder.results.scoring import DONE, NOT_BEGUN, PARTLY

_MAX_ROWS = 60
_MAX_NAMED = 5
_SIGNS = {DONE: "[green]✓[/]", PARTLY: "[yellow]~[/]", NOT_BEGUN: "[dim]·[/]"}

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def plain(text: str) -> str:
    """A student's text, made safe for a table: no control characters, no markup."""
    return escape(printable(text))


class CommandFailed(click.ClickException):
    """What ends a command with exit status 1: one sentence, or a line for each thing that went wrong."""

    exit_code = 1

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002
        """Print it on standard error."""
        say(self.message, error=True)


class CommandStopped(CommandFailed):
    """The user stopped a command with Ctrl-C."""

    exit_code = 130

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002
        """Print it on standard error; nothing went wrong."""
        say(self.message)


class Progress:
    """A bar on standard error with submissions per second and the time left; nothing in a pipe."""

    def __init__(self, total: int) -> None:
        self._started = time.monotonic()
        self._new = 0
        columns = (
            TextColumn("grading"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[pace]}"),
            TimeRemainingColumn(),
        )
        self._bar = Bar(*columns, console=err, transient=True, disable=not err.is_terminal)
        self._task = self._bar.add_task("", total=total, pace="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._bar.stop()

    def advance(self, graded: Graded) -> None:
        """Count one submission."""
        self._new += graded.is_new and not graded.submission.problem
        self._bar.update(self._task, advance=1, pace=f"{self.pace:.1f}/s")

    @property
    def pace(self) -> float:
        """Submissions per second so far, of those that were run: neither kept nor refused."""
        return self._new / max(time.monotonic() - self._started, 1e-3)

    @property
    def seconds(self) -> float:
        """Time since the start."""
        return time.monotonic() - self._started


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """What the table shows of a verdict; a class of thousands is kept as these.

    ``score`` is what the tests gave, ``mark`` what counts, which a gradebook may know to be another.
    """

    chapter: str
    student: str
    score: float
    max_score: float
    states: tuple[str, ...]
    said: str
    is_new: bool
    is_complete: bool
    reason: str
    mark: float

    @property
    def place(self) -> tuple[str, str]:
        """Chapter and student."""
        return self.chapter, self.student

    @classmethod
    def of(cls, graded: Graded) -> Self:
        """The row of a submission."""
        verdict = graded.verdict
        return cls(
            graded.submission.chapter,
            graded.submission.student,
            verdict["score"],
            verdict["extra_data"]["max_score"],
            tuple(sys.intern(test["extra_data"]["state"]) for test in verdict["tests"]),
            " ".join(verdict["output"].split())[:200],
            graded.is_new,
            graded.is_complete,
            graded.reason,
            verdict["score"],
        )


def reasons(rows: Sequence[Row]) -> list[str]:
    """Why submissions that had a verdict were graded again: a line for each reason, the rarest with their names."""
    lines = []
    for reason, count in Counter(row.reason for row in rows if row.reason).most_common():
        names = [printable(f"{row.chapter}/{row.student}") for row in rows if row.reason == reason]
        named = f" ({', '.join(names)})" if count <= _MAX_NAMED else ""
        lines.append(f"{count} graded again: {reason}{named}")
    return lines


def show_results(rows: Sequence[Row], folder: Path, kinds: Mapping[tuple[str, str], str] | None = None) -> None:
    """A table for each chapter: each student's score, and the state of each exercise.

    Args:
        rows: what to show, in order.
        folder: where the verdicts are.
        kinds: for a sample class, what kind of work each (chapter, student) is.
    """
    for chapter in sorted({row.chapter for row in rows}):
        own = [row for row in rows if row.chapter == chapter]
        out.print(_table(chapter, own, kinds or {}))
        hidden = len(own) - _MAX_ROWS
        if hidden > 0:
            out.print(f"  … and {hidden} more in {plain(str(folder / chapter))}")
        scores = [row.mark for row in own]
        top = own[0].max_score
        out.print(f"  mean {statistics.fmean(scores):.2f} of {top:g}, median {statistics.median(scores):g}\n")


def _table(chapter: str, rows: Sequence[Row], kinds: Mapping[tuple[str, str], str]) -> Table:
    table = Table(title=plain(chapter), title_justify="left", box=None, padding=(0, 2, 0, 0), expand=True)
    longest = max(cell_len(row.student) for row in rows[:_MAX_ROWS])
    table.add_column("student", no_wrap=True, overflow="ellipsis", width=min(max(longest, 7), 32))
    table.add_column("score", no_wrap=True, justify="right", width=6)
    has_marks = any(row.mark != row.score for row in rows)
    if has_marks:
        table.add_column("mark", no_wrap=True, justify="right", width=6)
    table.add_column("exercises", no_wrap=True, width=max(len(rows[0].states), 9))
    table.add_column("note", no_wrap=True, overflow="ellipsis", ratio=1)
    for row in rows[:_MAX_ROWS]:
        signs = "".join(_SIGNS.get(state, "[red]✗[/]") for state in row.states)
        note = plain(": ".join(filter(None, [kinds.get((chapter, row.student), ""), row.said])))
        marks = [f"{row.mark:g}"] if has_marks else []
        table.add_row(plain(row.student), f"{row.score:g}", *marks, signs, note)
    return table


def say(message: str, *, error: bool = False) -> None:
    """A line on standard error, or some; who puts a student's words into one sees to it that they hold no line end."""
    err.print(printable(message, keep="\n"), style="red" if error else None, markup=False, soft_wrap=True)


def place_of(error: OSError, folder: Path) -> str:
    """What the operating system refused, with the file's name; a full disk names none, so the folder stands in."""
    return f"{error.filename or folder}: {error.strerror or error}"


def as_check(works: bool, name: str, detail: str, remedy: str = "") -> None:
    """A line of ``zerokara doctor``."""
    sign = "[green]ok [/]" if works else "[red]not[/]"
    out.print(
        f"{sign}  [bold]{plain(name)}[/]: {plain(detail)}"
        + (f"\n       {plain(remedy)}" if remedy and not works else ""),
        soft_wrap=True,
    )
