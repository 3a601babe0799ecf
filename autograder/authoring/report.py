"""How a verb runs and ends: a row for each chapter that is done, then the complaints, then the exit status.

0: nothing to complain about. 1: something is wrong, and each line says what. 2: wrong
usage. 130: stopped by Ctrl-C; what was finished is printed, and what is left is named.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Self

import click
from rich.console import Console
from rich.table import Table

from autograder.course import Chapter, Course, CourseError, find_course
from autograder.engine.pool import GraderFailed

from .trials import TrialLost

_out = Console(highlight=False)
_err = Console(stderr=True, highlight=False)

chapters_argument = click.argument("names", nargs=-1, metavar="[CHAPTER]...")


class Stopped(click.ClickException):
    """Something without which nothing can be said: a broken lesson, a lost grader. The message says what."""

    exit_code = 1


def chapters_of(course: Course) -> Mapping[str, Chapter]:
    """The chapters of a course by folder.

    Raises:
        Stopped: a lesson cannot be read.
    """
    try:
        return course.chapters
    except CourseError as error:
        raise Stopped(str(error)) from None


def selected(names: tuple[str, ...]) -> tuple[Course, tuple[Chapter, ...]]:
    """The course that the working directory belongs to, and the chapters that the command line names, or all.

    Raises:
        UsageError: there is no chapter of a name.
        Stopped: a lesson cannot be read.
    """
    course = find_course()
    chapters_of(course)
    try:
        return course, course.select(names)
    except CourseError as error:
        raise click.UsageError(str(error)) from None


class Report:
    """The table and the complaints of one run; a context manager that prints them when the run ends.

    Args:
        title: the table's heading.
        headings: the columns between the chapter and the seconds.
        chapters: what the run goes through; iterate over the report to do so.
        kept: where finished chapters are kept, for whoever stops the run; "" when they are only printed.
    """

    def __init__(self, title: str, headings: Sequence[str], chapters: Sequence[Chapter], *, kept: str = "") -> None:
        self._table = Table(box=None, padding=(0, 2, 0, 0), title=title, title_justify="left")
        self._table.add_column("chapter", no_wrap=True)
        for heading in (*headings, "seconds"):
            self._table.add_column(heading, justify="right")
        self._chapters = chapters
        self._kept = kept
        self._left = list(chapters)
        self._started = time.monotonic()
        self.complaints: list[str] = []

    def __iter__(self) -> Iterator[Chapter]:
        for chapter in self._chapters:
            self._started = time.monotonic()
            yield chapter
            self._left.remove(chapter)

    def row(self, chapter: Chapter, cells: Iterable[object], complaints: Iterable[str] = ()) -> None:
        """Add what was found out about a chapter."""
        seconds = f"{time.monotonic() - self._started:.0f}"
        self._table.add_row(chapter.folder, *map(str, cells), seconds)
        self.complaints += complaints

    def total(self, cells: Iterable[object]) -> None:
        """Add a last row for all chapters."""
        self._table.add_row("all", *map(str, cells), "", style="bold")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._print()
        if isinstance(error, KeyboardInterrupt):
            done = len(self._chapters) - len(self._left)
            kept = f" and stand in {self._kept}" if self._kept else ""
            left = " ".join(chapter.folder for chapter in self._left)
            said = f"Stopped. {done} of {len(self._chapters)} chapters are finished{kept}. Left: {left}"
            _err.print(said, markup=False, soft_wrap=True)
            sys.exit(130)
        if isinstance(error, GraderFailed | TrialLost | ValueError | SyntaxError):
            raise Stopped(str(error)) from error
        if error is None and self.complaints:
            sys.exit(1)

    def _print(self) -> None:
        if self._table.row_count:
            _out.print(self._table)
        for complaint in self.complaints:
            _out.print(complaint, style="red", markup=False, soft_wrap=True)
