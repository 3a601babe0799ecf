"""``zerokara grade``: grade a class."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import click

_FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("chapters", nargs=-1, metavar="[CHAPTER]...")
@click.option("--submitted", type=_FOLDER, metavar="DIR", help="Folder with DIR/<student>/<chapter>/<module>.py.")
@click.option("--student", "students", multiple=True, metavar="ID", help="Only this student; may be repeated.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default="verdicts",
    show_default=True,
    metavar="DIR",
    help="Folder for verdicts, relative to where you are.",
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
    out: Path,
    jobs: int | None,
    isolation: str | None,
    gradebook: bool | None,
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
    something, which is named; 2 for wrong usage.
    """
    from autograder.classroom import Classroom, Run, UsageError
    from autograder.engine.pool import GraderFailed
    from autograder.grading import Grader
    from autograder.jail.levels import NoIsolationError

    from .terminal import Progress, Row, place_of, reasons, say, show_results

    try:
        room = Classroom.of_folder(submitted) if submitted else Classroom.of_course()
        found = room.select(chapters, students)
        needed = list(dict.fromkeys(chapter for _, chapter in found))
        grader = Grader(needed, out, isolation=isolation, jobs=jobs, seed=seed, total_seconds=time_limit)
        run = Run(room, found, grader, gradebook=submitted is None if gradebook is None else gradebook)
    except UsageError as error:
        raise click.UsageError(str(error)) from None
    except NoIsolationError as error:
        say(str(error), error=True)
        sys.exit(1)
    except OSError as error:
        say(f"{place_of(error, out)}.", error=True)
        sys.exit(1)
    if grader.level == "process":
        say("Isolation level process: resource limits only. It stops accidents, not attacks.")
    rows: list[Row] = []
    try:
        with run, Progress(len(found)) as progress:
            for graded in run.grade(regrade=regrade):
                rows.append(Row.of(graded))
                progress.advance(graded)
    except KeyboardInterrupt:
        say(f"Stopped. {len(rows)} of {len(found)} are graded and kept; the same command goes on from there.")
        sys.exit(130)
    except (GraderFailed, LookupError) as error:
        say(str(error), error=True)
        sys.exit(1)
    except OSError as error:
        say(f"{place_of(error, out)}. {len(rows)} of {len(found)} are graded and kept.", error=True)
        sys.exit(1)
    rows.sort()
    if style == "json":
        _print_json(grader.store.read(row.chapter, row.student) for row in rows)
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
    lost = [row for row in rows if not row.is_complete]
    for row in lost:
        say(f"could not be graded: {row.chapter}/{row.student}", error=True)
    sys.exit(1 if lost else 0)


def _print_json(verdicts: Iterable[object]) -> None:
    """Print verdicts as one list, each as soon as it is read."""
    opening = "["
    for verdict in verdicts:
        text = json.dumps(verdict, ensure_ascii=False, indent=1)
        click.echo(f"{opening}\n{text}".encode("utf-8", "backslashreplace"), nl=False)
        opening = ","
    click.echo("\n]" if opening == "," else "[]")
