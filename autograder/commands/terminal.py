"""What commands show: a progress bar, tables, messages. Names of students are data here, never markup."""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

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

from autograder.grading import Graded
from autograder.scoring import DONE, NOT_BEGUN, PARTLY

_MAX_ROWS = 60
_SIGNS = {DONE: "[green]✓[/]", PARTLY: "[yellow]~[/]", NOT_BEGUN: "[dim]·[/]"}

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def plain(text: str) -> str:
    """Text of a student's as it may go to a terminal: no control characters, no markup."""
    return escape("".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text))


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
        self._new += graded.is_new
        self._bar.update(self._task, advance=1, pace=f"{self.pace:.1f}/s")

    @property
    def pace(self) -> float:
        """New submissions per second so far."""
        return self._new / max(time.monotonic() - self._started, 1e-3)

    @property
    def seconds(self) -> float:
        """Time since the start."""
        return time.monotonic() - self._started


def show_results(finished: Sequence[Graded], folder: Path, kinds: Mapping[tuple[str, str], str] | None = None) -> None:
    """A table for each chapter: who got what, and how each exercise stands.

    Args:
        finished: verdicts, in order.
        folder: where they are.
        kinds: for a sample class, what kind of work each (chapter, student) is.
    """
    for chapter in sorted({graded.submission.chapter for graded in finished}):
        rows = [graded for graded in finished if graded.submission.chapter == chapter]
        out.print(_table(chapter, rows, kinds or {}))
        hidden = len(rows) - _MAX_ROWS
        if hidden > 0:
            out.print(f"  … and {hidden} more in {plain(str(folder / chapter))}")
        scores = [graded.verdict["score"] for graded in rows]
        top = rows[0].verdict["extra_data"]["max_score"]
        out.print(f"  mean {statistics.fmean(scores):.2f} of {top:g}, median {statistics.median(scores):g}\n")


def _table(chapter: str, rows: Sequence[Graded], kinds: Mapping[tuple[str, str], str]) -> Table:
    table = Table(title=plain(chapter), title_justify="left", box=None, padding=(0, 2, 0, 0), expand=True)
    longest = max(cell_len(graded.submission.student) for graded in rows[:_MAX_ROWS])
    table.add_column("student", no_wrap=True, overflow="ellipsis", width=min(max(longest, 7), 32))
    table.add_column("score", no_wrap=True, justify="right", width=6)
    table.add_column("exercises", no_wrap=True, width=max(len(rows[0].verdict["tests"]), 9))
    table.add_column("note", no_wrap=True, overflow="ellipsis", ratio=1)
    for graded in rows[:_MAX_ROWS]:
        verdict = graded.verdict
        signs = "".join(_SIGNS.get(test["extra_data"]["state"], "[red]✗[/]") for test in verdict["tests"])
        said = " ".join(verdict["output"].split())
        kind = kinds.get((chapter, graded.submission.student), "")
        note = plain(": ".join(filter(None, [kind, said])))
        table.add_row(plain(graded.submission.student), f"{verdict['score']:g}", signs, note)
    return table


def say(message: str, *, error: bool = False) -> None:
    """One line on standard error."""
    err.print(message, style="red" if error else None, markup=False, soft_wrap=True)


def as_check(works: bool, name: str, detail: str, remedy: str = "") -> None:
    """A line of ``zerokara doctor``."""
    sign = "[green]ok [/]" if works else "[red]not[/]"
    out.print(
        f"{sign}  [bold]{plain(name)}[/]: {plain(detail)}"
        + (f"\n       {plain(remedy)}" if remedy and not works else ""),
        soft_wrap=True,
    )


def as_json(finished: Sequence[Graded]) -> list[Any]:
    """The verdicts as they are stored."""
    return [graded.verdict for graded in finished]
