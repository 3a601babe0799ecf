"""Figures as a table for the terminal, as JSON, and as a page of the documentation."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from rich.console import Group
from rich.table import Table
from rich.text import Text

from .experiment import MEGABYTES, PER_SUBMISSION, Figures, Row
from .machine import Machine


def table(figures: Sequence[Figures]) -> Group:
    """One table; a group for each experiment, whose first row is what the others are compared with."""
    return Group(*map(_group, figures))


def _group(one: Figures) -> Group:
    shown = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", expand=True)
    shown.add_column(one.unit, ratio=1)  # the rest is as wide in every group, so that all are one table
    for heading, width in (("median", 6), ("min–max", 13), ("a second", 8), ("×", 5), ("min–max", 11)):
        shown.add_column(heading, justify="right", width=width, no_wrap=True)
    for row in one.rows:
        shown.add_row(row.arm, *_cells(row, one))
    said = [Text(f"  {note}", style="dim") for note in one.notes] + [
        Text(f"  {why}", style="red") for why in one.faults
    ]
    return Group(Text(f"{one.name}: {one.about}, {_rounds(one)}", style="bold"), shown, *said, Text())


def as_json(figures: Sequence[Figures], machine: Machine) -> str:
    """All figures for other programs."""
    return json.dumps({"machine": asdict(machine), "experiments": [asdict(one) for one in figures]}, indent=1) + "\n"


def page(figures: Sequence[Figures], machine: Machine, command: str) -> str:
    """The page of the documentation.

    Args:
        figures: what was measured.
        machine: where.
        command: the command that measures it again.
    """
    return "\n".join([_HEAD.format(command=command, machine=machine), *_groups(figures)])


_HEAD = """\
# How fast it is

`{command}` on {machine}.

Read the ratios, not the times: machines differ and are busy. Within a group the ways to do the same thing took turns
(A, B, C, A, B, C, …), so whatever else the machine did, it did to all. A figure is the median of the rounds. **×** is
how many times as long as the first row of the group: above 1, the first row is faster. It is taken within each round,
and min–max shows how much it wavers.

- The *isolated engine* runs each submission in the jail: its own process, no network, no files, limits.
- The *in-process pytest pool* and the *bare test functions* have no isolation at all. They import the submission into
  the process of the tests and run the same tests with the same seeds, by pytest's protocol or by simply calling them.
  What the engine leaves out (tracebacks, captured output), they leave out, too.
- Each has one process per core, fixed to it, and single-threaded NumPy, and its clock starts when all processes are
  ready. No two submissions are the same file, so nothing is kept.
- They must judge alike, test by test; otherwise their times mean nothing, and `make bench` fails. Of a mixed class up
  to a tenth may differ: without isolation, a submission that changes its arguments changes the test's own values.
- The engine runs failed exercises a second time with others given, and looks for changed arguments. The other two
  do neither; their times are that much better than fair.
- *nbgrader alone* has the reference in one cell, and a call of each hidden test in a test cell of its own. From
  `nbgrader autograde` and its feedback the time of a run with one submission is taken off, so that their start does
  not count; ours counts.
"""


def _groups(figures: Sequence[Figures]) -> Iterator[str]:
    for one in figures:
        yield f"## {one.name}\n"
        yield f"{one.about[0].upper()}{one.about[1:]}; {one.unit}, {_rounds(one)}.\n"
        yield "| | median | min–max | a second | × | min–max |"
        yield "|---|--:|--:|--:|--:|--:|"
        for row in one.rows:
            yield f"| {' | '.join([row.arm, *_cells(row, one)])} |"
        yield "".join(f"\n{note}.\n" for note in one.notes)


def _cells(row: Row, one: Figures) -> list[str]:
    """Median and span, submissions a second where that is what is measured, and the ratio to the first row."""
    pace = f"{1000 / row.median:.3g}" if one.unit == PER_SUBMISSION else ""
    is_compared = row is not one.rows[0] and one.unit != MEGABYTES
    ratio = [f"{row.ratio:.2f}", f"{row.lowest_ratio:.2f}–{row.highest_ratio:.2f}"] if is_compared else ["", ""]
    return [_number(row.median), f"{_number(row.lowest)}–{_number(row.highest)}", pace, *ratio]


def _rounds(one: Figures) -> str:
    return f"{one.rounds} round{'s' if one.rounds != 1 else ''}"


def _number(value: float) -> str:
    return f"{value:.3g}" if value < 1000 else f"{value:.0f}"
