"""``zerokara grade``: grade a class."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.quoting import printable, printable_json

if TYPE_CHECKING:
    from autograder.grading.classroom import Classroom, Records

_FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("chapters", nargs=-1, metavar="[CHAPTER]...")
@click.option("--submitted", type=_FOLDER, metavar="DIR", help="Folder with DIR/<student>/<chapter>/<module>.py.")
@click.option("--student", "students", multiple=True, metavar="ID", help="Only this student; may be repeated.")
@click.option("--out", type=_FOLDER, default="verdicts", show_default=True, metavar="DIR", help="Folder for verdicts.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Graders side by side; one per core by default.")
@click.option(
    "--isolation",
    type=click.Choice(["full", "landlock", "process"]),
    help="By default the strongest that works; `process` stops accidents only and must be asked for.",
)
@click.option(
    "--gradebook/--no-gradebook",
    default=None,
    help="Write marks into nbgrader's gradebook; by default in a course folder, unless --submitted is given.",
)
@click.option("--regrade", is_flag=True, help="Grade again what has a verdict already.")
@click.option(
    "--time-limit",
    type=click.FloatRange(0.5),
    default=10,
    show_default=True,
    metavar="SECONDS",
    help="Per submission.",
)
@click.option("--seed", type=int, metavar="N", help="The seed of an earlier run, to make its verdicts again.")
@click.option("--format", "style", type=click.Choice(["table", "json"]), default="table", show_default=True)
def grade(
    chapters: tuple[str, ...],
    submitted: Path | None,
    students: tuple[str, ...],
    out: Path,
    jobs: int | None,
    isolation: str | None,
    gradebook: bool | None,
    regrade: bool,
    time_limit: float,
    seed: int | None,
    style: str,
) -> None:
    """Grade submissions in the jail; what is graded already is kept.

    \b
    Examples:
      zerokara grade                                    all that students of this course handed in
      zerokara grade ch03_activations --student alice   one chapter of one student
      zerokara grade --submitted DIR --out OUT          any folder, without nbgrader
      zerokara grade --format json | jq '.[].score'     for other programs

    Exit status: 0 all was graded (whatever the marks), 1 something could not be graded
    by our own fault, 2 wrong usage.
    """
    from autograder.engine.pool import GraderFailed
    from autograder.grading.classroom import Run, UsageError
    from autograder.grading.grader import Grader
    from autograder.jail.levels import NoIsolationError

    from .terminal import CommandFailed, CommandStopped, Progress, Row, reasons, say, show_results

    try:
        classroom = _classroom(submitted)
        found = classroom.select(chapters, students)
        needed = list(dict.fromkeys(chapter for _, chapter in found))
        grader = Grader(needed, out, isolation=isolation, jobs=jobs, seed=seed, total_seconds=time_limit)
        records = _records(classroom) if (submitted is None if gradebook is None else gradebook) else None
        run = Run(classroom, found, grader, records)
    except UsageError as error:
        raise click.UsageError(printable(str(error))) from None
    except (NoIsolationError, OSError) as error:
        raise CommandFailed(str(error)) from None
    if grader.level == "process":
        say("Isolation level process: resource limits only. It stops accidents, not attacks.")
    rows: list[Row] = []
    try:
        with run, Progress(len(found)) as progress:
            for graded in run.grade(regrade=regrade):
                rows.append(Row.of(graded))
                progress.advance(graded)
    except KeyboardInterrupt:
        raise CommandStopped(
            f"Stopped. {len(rows)} of {len(found)} are graded and kept; the same command goes on from there."
        ) from None
    except (GraderFailed, LookupError) as error:
        raise CommandFailed(str(error)) from None
    except OSError as error:
        raise CommandFailed(f"{error}. {len(rows)} of {len(found)} are graded and kept.") from None
    rows.sort()
    if style == "json":
        _print_json(grader.store.read(row.chapter, row.student) for row in rows)
    elif rows:
        show_results(rows, out)
    new = sum(row.is_new for row in rows)
    for line in reasons(rows):
        say(f"{line}.")
    say(
        f"{new} graded now, {len(rows) - new} kept from before, in {progress.seconds:.1f} s "
        f"({progress.pace:.1f}/s) at isolation level {grader.level}. Verdicts are in {out}."
    )
    if lost := [f"could not be graded: {row.chapter}/{printable(row.student)}" for row in rows if not row.is_complete]:
        raise CommandFailed("\n".join(lost))


def _classroom(submitted: Path | None) -> Classroom:
    """The folder that was named, or the course folder around; only that needs nbgrader."""
    from autograder.grading.classroom import Classroom

    if submitted:
        return Classroom.of_folder(submitted)
    from autograder.nbgrader_plugin.directory import classroom_of

    return classroom_of()


def _records(classroom: Classroom) -> Records:
    """The gradebook of the classroom's course.

    Raises:
        UsageError: it has none.
    """
    from autograder.grading.classroom import UsageError

    if classroom.root is None:
        raise UsageError("--gradebook needs a course folder (one with nbgrader_config.py)")
    from autograder.nbgrader_plugin.records import Records

    return Records(classroom.root)


def _print_json(verdicts: Iterable[object]) -> None:
    """Print verdicts as one list, each as soon as it is read."""
    opening = "["
    for verdict in verdicts:
        click.echo(f"{opening}\n{printable_json(verdict)}".encode(), nl=False)
        opening = ","
    click.echo("\n]" if opening == "," else "[]")
