"""``zerokara demo``: everything on a sample class."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import click


@click.command()
@click.option(
    "--students",
    type=click.IntRange(1),
    default=9,
    show_default=True,
    metavar="N",
    help="Number of students; nine are enough for every kind of work.",
)
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A new or empty folder; a temporary one by default.",
)
@click.option(
    "--seed", type=int, default=0, show_default=True, metavar="S", help="A different seed makes a different class."
)
def demo(students: int, folder: Path | None, seed: int) -> None:
    """Take a sample class through the whole loop, with real nbgrader.

    The class is generated from fixed rules: right, wrong, unfinished and hostile work, whose
    marks are known. Every mark is checked. The folder stays, so that you can look around in it.

    \b
    Examples:
      zerokara demo
      zerokara demo --students 100 --dir /tmp/sample

    Exit status: 0 when every mark is as expected, 1 when not.
    """
    from autograder.jail.levels import PROCESS, available
    from autograder.sample.walk import SampleClass, StepFailed, Walk

    from .terminal import CommandFailed, Row, err, out, plain, say, show_results

    if folder is not None and folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty; name a new folder")
    folder = folder.resolve() if folder else Path(tempfile.mkdtemp(prefix="zerokara-demo-"))
    walk = Walk(SampleClass(folder, students, seed))
    if available() == (PROCESS,):
        say("This machine cannot isolate (see zerokara doctor); the demo uses --isolation process.")
        walk.isolation = PROCESS
    timings = []
    try:
        for name, action in walk.steps():
            started = time.monotonic()
            with err.status(name) if err.is_terminal else err.capture():
                said = action()
            timings.append((name, time.monotonic() - started))
            out.print(f"[green]✓[/] {name:<52} {timings[-1][1]:6.1f} s   [dim]{plain(said)}[/]", soft_wrap=True)
    except StepFailed as error:
        raise CommandFailed(str(error)) from None
    out.print()
    order = sorted(map(Row.of, walk.graded))
    kinds = {(chapter.folder, student): work.kind for chapter, student, work in walk.sample.submissions()}
    show_results(order, walk.sample.verdicts, kinds)
    complaints = list(walk.complaints())
    for complaint in complaints:
        say(complaint, error=True)
    out.print(f"Feedback pages: {plain(str(walk.sample.course / 'feedback'))}", soft_wrap=True)
    out.print(f"Marks:          {plain(str(walk.sample.course / 'grades.csv'))}", soft_wrap=True)
    total = sum(seconds for _, seconds in timings)
    out.print(
        f"{len(order)} mark sheets in {total:.0f} s; "
        + (f"{len(complaints)} wrong" if complaints else "every mark is as expected")
    )
    sys.exit(1 if complaints else 0)
