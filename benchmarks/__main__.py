"""``make bench``: what is fast here and how much, measured in one run.

    python -m benchmarks [--only NAME…] [--rounds N] [--count N] [--quick] [--write docs/performance.md]

Exit status: 0 all was measured, 1 something failed or contestants judged differently, 130 stopped by Ctrl-C
(what was measured till then is shown).
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder.engine.pool import GraderFailed
from autograder.jail.levels import NoIsolationError

from . import report
from .classes import ROOT
from .contestants import ContestantFailed
from .experiment import Experiment, Figures, Prepared, gather, take_turns
from .machine import Machine
from .plan import experiments
from .programs import ProgramFailed

_FILE = click.Path(path_type=Path, dir_okay=False)
#: As graders have it. For all that is measured: two threads of a BLAS on one core would wait for each other.
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
_QUICK_COUNT, _QUICK_ROUNDS, _QUICK = 6, 1, ("ch03", "loops", "memory", "start-up")
_WIDTH = 110  # of the table in a file

err = Console(stderr=True, highlight=False)


@click.command()
@click.option("--only", multiple=True, metavar="NAME", help="Experiments whose name starts so, as ch03; repeatable.")
@click.option("--rounds", type=click.IntRange(1), metavar="N", help="How often each is measured; 3 by default.")
@click.option("--count", type=click.IntRange(2), metavar="N", help="Submissions in a class; 40 by default.")
@click.option("--quick", is_flag=True, help="A minute: one round, 6 submissions, the experiments that start fast.")
@click.option("--json", "latest", type=_FILE, default=ROOT / "benchmarks" / "latest.json", help="Write figures there.")
@click.option("--write", "target", type=_FILE, metavar="FILE", help="Write the page of the documentation there.")
def main(
    only: tuple[str, ...], rounds: int | None, count: int | None, quick: bool, latest: Path, target: Path | None
) -> None:
    """Measure how fast things are here: in turns, in one table."""
    os.environ.update(_ENVIRONMENT)
    rounds = rounds or (_QUICK_ROUNDS if quick else 3)
    prepared = experiments(count or (_QUICK_COUNT if quick else 40))
    wanted = only or (_QUICK if quick else tuple(prepared))
    unknown = [name for name in wanted if not any(known.startswith(name) for known in prepared)]
    if unknown:
        raise click.UsageError(f"no experiment is called {', '.join(unknown)}; there are {', '.join(prepared)}")
    chosen = {name: one for name, one in prepared.items() if name.startswith(wanted)}
    machine, figures, status = Machine.here(), [], 0
    try:
        for one in _measure(chosen, rounds):
            figures.append(one)
    except KeyboardInterrupt:
        status = 130
        err.print(f"Stopped. {len(figures)} of {len(chosen)} experiments are done.")
    except (ContestantFailed, ProgramFailed, GraderFailed, NoIsolationError) as error:
        status = 1
        err.print(str(error), style="red", markup=False)
    out = Console(highlight=False, width=None if sys.stdout.isatty() else _WIDTH)
    out.print(f"{machine}\n", report.table(figures), markup=False)
    latest.write_text(report.as_json(figures, machine), encoding="utf-8")
    faulty = [one.name for one in figures if one.faults]
    if faulty:
        status = status or 1
        err.print(f"These figures mean nothing, see above: {', '.join(faulty)}", style="red")
    if target and not status:
        target.write_text(report.page(figures, machine, _command()), encoding="utf-8")
    sys.exit(status)


def _measure(chosen: dict[str, Prepared], rounds: int) -> Iterator[Figures]:
    """Prepare and measure one experiment after the other, with a bar on standard error."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        row = bar.add_task("", total=len(chosen))
        for name, prepare in chosen.items():
            bar.update(row, description=f"{name}: preparing")
            with prepare() as experiment:
                yield Figures.of(experiment, gather(_shown(experiment, rounds, bar)))
            bar.advance(row)
            if not err.is_terminal:
                err.print(f"{name}: done")


def _shown(experiment: Experiment, rounds: int, bar: Progress) -> Iterator[tuple[str, float]]:
    """Measure an experiment, each measurement shown as it comes."""
    turns = min(rounds, experiment.rounds or rounds) * len(experiment.arms)
    row = bar.add_task(experiment.name, total=turns)
    for name, figure in take_turns(experiment, rounds):
        bar.update(row, advance=1, description=f"{experiment.name}: {name} {figure:.3g} {experiment.unit}")
        yield name, figure
    bar.remove_task(row)


def _command() -> str:
    arguments = shlex.join(sys.argv[1:])
    return f'make bench ARGS="{arguments}"' if arguments else "make bench"


if __name__ == "__main__":
    main()
