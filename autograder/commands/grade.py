"""``zerokara grade``: grade a class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autograder.quoting import printable, printable_json

if TYPE_CHECKING:
    from autograder.grading.classroom import Classroom
    from autograder.nbgrader_plugin.records import CourseRecords
    from autograder.results.standing import Standing

    from .terminal import Row

_FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("chapters", nargs=-1, metavar="[CHAPTER]...")
@click.option("--submitted", type=_FOLDER, metavar="DIR", help="Folder with DIR/<student>/<chapter>/<module>.py.")
@click.option("--student", "students", multiple=True, metavar="ID", help="Only this student; may be repeated.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder for verdicts; by default verdicts/ in the course folder, or where you are with --submitted.",
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Graders at once; one per core by default.")
@click.option(
    "--isolation",
    type=click.Choice(["full", "landlock", "process"]),
    help="The strongest that works by default; `process` stops accidents only and must be asked for.",
)
@click.option(
    "--gradebook/--no-gradebook",
    default=None,
    help="Write marks into nbgrader's gradebook; by default in a course folder, unless --submitted is given.",
)
@click.option("--add-students", is_flag=True, help="Add students who are not on the roster to the gradebook.")
@click.option("--regrade", is_flag=True, help="Grade again even what has a verdict already.")
@click.option(
    "--time-limit",
    type=click.FloatRange(0.5),
    default=10,
    show_default=True,
    metavar="SECONDS",
    help="The time that one submission may take altogether.",
)
@click.option("--seed", type=int, metavar="N", help="The seed of an earlier run, to reproduce its verdicts.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="A table to read, or all verdicts as one JSON list.",
)
def grade(
    chapters: tuple[str, ...],
    submitted: Path | None,
    students: tuple[str, ...],
    out: Path | None,
    jobs: int | None,
    isolation: str | None,
    gradebook: bool | None,
    add_students: bool,
    regrade: bool,
    time_limit: float,
    seed: int | None,
    style: str,
) -> None:
    """Grade submissions in the jail; finished verdicts are kept.

    \b
    Examples:
      zerokara grade                                    everything that students of this course handed in
      zerokara grade ch03_activations --student alice   one chapter of one student
      zerokara grade --submitted DIR --out OUT          any folder, without nbgrader
      zerokara grade --format json | jq '.[].score'     for other programs

    Exit status: 0 when everything was graded, whatever the marks; 1 when the grader failed on
    something or a mark could not be recorded, which is named; 2 for wrong usage.
    """
    from autograder.course import CourseError
    from autograder.engine.pool import GraderFailed
    from autograder.grading.classroom import Run, UsageError
    from autograder.grading.grader import Grader
    from autograder.grading.notes import as_lines
    from autograder.jail.levels import NoIsolationError
    from autograder.submission import Unreadable

    from .terminal import CommandFailed, CommandStopped, Progress, Row, place_of, reasons, say, show_results

    try:
        with_gradebook = submitted is None if gradebook is None else gradebook
        classroom = _classroom(submitted, with_gradebook=with_gradebook)
        out = out or (classroom.root or Path()) / "verdicts"
        found = classroom.select(chapters, students)
        needed = list(dict.fromkeys(chapter for _, chapter in found))
        grader = Grader(needed, out, isolation=isolation, jobs=jobs, seed=seed, total_seconds=time_limit)
        records = _records(classroom, add_students=add_students) if with_gradebook else None
        run = Run(classroom, found, grader, records)
    except UsageError as error:
        raise click.UsageError(printable(str(error))) from None
    except (NoIsolationError, Unreadable, CourseError) as error:
        raise CommandFailed(str(error)) from None
    except OSError as error:
        raise CommandFailed(f"{place_of(error, out or Path('verdicts'))}.") from None
    if grader.level == "process":
        say("Isolation level process: resource limits only. It stops accidents, not attacks.")
    rows: list[Row] = []
    try:
        with run, Progress(len(found)) as progress:
            for line in as_lines(run.notes):
                say(line)
            for graded in run.grade(regrade=regrade):
                rows.append(Row.of(graded))
                progress.advance(graded)
    except KeyboardInterrupt:
        raise CommandStopped(
            f"Stopped. {len(rows)} of {len(found)} are graded and kept; the same command goes on from there."
        ) from None
    except (GraderFailed, CourseError) as error:
        raise CommandFailed(str(error)) from None
    except OSError as error:
        raise CommandFailed(f"{place_of(error, out)}. {len(rows)} of {len(found)} are graded and kept.") from None
    rows.sort()
    standings = _standings(records, rows) if records else {}
    rows = [replace(row, mark=standings[place].score) if (place := row.place) in standings else row for row in rows]
    if style == "json":
        _print_json(_as_json(grader.store.read(*row.place), standings.get(row.place)) for row in rows)
    elif rows:
        show_results(rows, out)
    new = sum(row.is_new for row in rows)
    for line in reasons(rows):
        say(f"{line}.")
    pace = f" ({progress.pace:.1f}/s)" if progress.pace else ""
    say(
        f"{new} graded now, {len(rows) - new} kept from before, in {progress.seconds:.1f} s{pace} "
        f"at isolation level {grader.level}. Verdicts are in {out}."
    )
    for line in as_lines(note for note in run.notes if not note.is_fault):
        say(line)
    if faults := as_lines(note for note in run.notes if note.is_fault):
        raise CommandFailed("\n".join(faults))


def _classroom(submitted: Path | None, *, with_gradebook: bool) -> Classroom:
    """The folder that was named, or the course folder around; only that needs nbgrader."""
    from autograder.grading.classroom import Classroom

    if submitted and not with_gradebook:
        return Classroom.of_folder(submitted)
    from autograder.nbgrader_plugin.directory import classroom_of

    return classroom_of(submitted)


def _records(classroom: Classroom, *, add_students: bool) -> CourseRecords:
    """The gradebook of the classroom's course."""
    from autograder.nbgrader_plugin.directory import course_directory
    from autograder.nbgrader_plugin.records import CourseRecords

    assert classroom.root is not None
    return CourseRecords(*course_directory(classroom.root), classroom.submitted, add_students=add_students)


def _standings(records: CourseRecords, rows: Sequence[Row]) -> Mapping[tuple[str, str], Standing]:
    """What the gradebook makes of the verdicts that are in it."""
    from autograder.nbgrader_plugin.database import GradebookUnusable
    from autograder.nbgrader_plugin.standings import read_standings

    from .terminal import say

    if not records.recorded:
        return {}
    try:
        standings = read_standings(records.root, {row.chapter for row in rows})
    except GradebookUnusable as error:
        say(f"{error}, so what follows are the verdicts alone.")
        return {}
    return {place: standing for place, standing in standings.items() if place in records.recorded}


def _as_json(verdict: Mapping[str, Any] | None, standing: Standing | None) -> object:
    """A verdict as it is stored, and with a gradebook what counts in the end."""
    return {**(verdict or {}), "standing": standing.to_json()} if standing else verdict


def _print_json(verdicts: Iterable[object]) -> None:
    """Print verdicts as one list, each as soon as it is read."""
    opening = "["
    for verdict in verdicts:
        click.echo(f"{opening}\n{printable_json(verdict)}".encode(), nl=False)
        opening = ","
    click.echo("\n]" if opening == "," else "[]")
