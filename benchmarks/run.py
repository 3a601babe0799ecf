"""``make bench``: what is fast here and how much, measured in one run.

Compare figures of one run only, and quote ratios; machines differ and are busy.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
from processes import Memory
from rich.console import Console
from rich.table import Table

from autograder.course import find_course
from autograder.engine.pool import Pool
from autograder.engine.task import Task
from autograder.jail.levels import PROCESS, available
from autograder.reference import source_of

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
CHAPTER = find_course(ROOT).chapters["ch03_activations"]
SUBMISSIONS = 200


def timed(action: Callable[[], object], repeat: int = 5) -> float:
    """The median time of an action in seconds."""
    times = []
    for _ in range(repeat):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def run(*command: object, cwd: Path = ROOT) -> None:
    """Run a program and wait for it."""
    subprocess.run(list(map(str, command)), cwd=cwd, check=False, capture_output=True)


def engine(level: str, count: int = SUBMISSIONS) -> tuple[float, Memory]:
    """Submissions per second of the engine, its start included."""
    memory = Memory()
    memory.start()
    source = source_of(CHAPTER.reference)
    started = time.perf_counter()
    with Pool([CHAPTER], level) as pool:
        tasks = ((number, Task(CHAPTER.folder, f"{source}# {number}\n".encode())) for number in range(count))
        for _ in pool.examine(tasks):
            pass
        seconds = time.perf_counter() - started
    memory.stop()
    return count / seconds, memory


def among_attackers(level: str, count: int = SUBMISSIONS) -> tuple[float, float]:
    """Seconds for an honest class, and for one of which every tenth is hostile and eats its whole budget."""
    source = source_of(CHAPTER.reference)
    hostile = f"{source}\ndef sigmoid(x):\n    while True:\n        pass\n"

    def seconds(share: int) -> float:
        works = [hostile if share and number % share == 0 else source for number in range(count)]
        started = time.perf_counter()
        with Pool([CHAPTER], level) as pool:
            tasks = ((n, Task(CHAPTER.folder, f"{work}# {n}\n".encode())) for n, work in enumerate(works))
            for _ in pool.examine(tasks):
                pass
            return time.perf_counter() - started

    return seconds(0), seconds(10)


def command_line(folder: Path) -> float:
    """Submissions per second of ``zerokara grade``: files read, verdicts written."""
    source = source_of(CHAPTER.reference)
    for number in range(SUBMISSIONS):
        place = folder / "submitted" / f"student{number:03d}" / CHAPTER.folder
        place.mkdir(parents=True)
        (place / CHAPTER.filename).write_text(f"{source}# {number}\n")
    started = time.perf_counter()
    run(PROGRAMS / "zerokara", "grade", "--submitted", "submitted", cwd=folder)
    return SUBMISSIONS / (time.perf_counter() - started)


def stock_through_us(folder: Path, count: int = 12) -> float:
    """Seconds per submission of ``nbgrader autograde`` with our preprocessor, its own start taken off."""
    from autograder.sample.walk import SampleClass, Walk

    walk = Walk(SampleClass(folder, count, 0))
    works = dict(walk.sample.works[CHAPTER.folder])
    walk.sample.works = {**walk.sample.works, CHAPTER.folder: dict.fromkeys(works, next(iter(works.values())))}
    for step in (walk.make_course, walk.release, walk.fetch, walk.submit, walk.collect):
        step()
    return per_submission(walk.sample.course, CHAPTER.folder, count)


def per_submission(course: Path, assignment: str, count: int) -> float:
    """Seconds per submission of ``nbgrader autograde``: many minus one, so that the start cancels out."""

    def autograde(*students: str) -> float:
        shutil.rmtree(course / "autograded", ignore_errors=True)
        shutil.rmtree(course / "verdicts", ignore_errors=True)
        started = time.perf_counter()
        run(PROGRAMS / "nbgrader", "autograde", assignment, *students, cwd=course)
        return time.perf_counter() - started

    first = sorted(path.name for path in (course / "submitted").iterdir())[0]
    one = autograde("--student", first)
    return (autograde() - one) / (count - 1)


def stock_alone(folder: Path, cells: int, count: int = 4) -> float:
    """Seconds per submission of stock ``nbgrader autograde`` for a notebook with that many test cells."""

    def cell(name: str, source: str, **grading: object) -> nbformat.NotebookNode:
        made = nbformat.v4.new_code_cell(source)
        made.metadata["nbgrader"] = {"grade_id": name, "schema_version": 3, "task": False, "locked": False, **grading}
        return made

    answer = cell("answer", source_of(CHAPTER.reference), grade=False, solution=True)
    tests = [
        cell(
            f"test{n}",
            f"assert sigmoid([{n}.0]).shape == (1,)",
            grade=True,
            solution=False,
            points=1,
            locked=True,
        )
        for n in range(cells)
    ]
    notebook = nbformat.v4.new_notebook(cells=[answer, *tests])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    (folder / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'stock'\n")
    (folder / "source" / "ps1").mkdir(parents=True)
    nbformat.write(notebook, folder / "source" / "ps1" / "ps1.ipynb")
    run(PROGRAMS / "nbgrader", "generate_assignment", "ps1", cwd=folder)
    for number in range(count):
        place = folder / "submitted" / f"student{number}" / "ps1"
        place.mkdir(parents=True)
        shutil.copy(folder / "source" / "ps1" / "ps1.ipynb", place)
    return per_submission(folder, "ps1", count)


def student_pytest(folder: Path) -> float:
    """A student's ``pytest`` in a fetched ch01."""
    shutil.copytree(ROOT / "assignments" / "ch01_neuron", folder / "ch01_neuron")
    return timed(lambda: run(PROGRAMS / "pytest", cwd=folder / "ch01_neuron"))


def main() -> None:
    """Measure everything, print a table, and write ``benchmarks/latest.json``."""
    os.environ["PATH"] = f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"
    strongest = available()[0]
    figures: dict[str, tuple[float, str]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("class", "ours", "stock", "student"):
            (folder / part).mkdir()
        pace, memory = engine(strongest)
        figures[f"engine, {SUBMISSIONS} submissions of {CHAPTER.folder}, {strongest}"] = pace, "per second"
        figures["the same at level process"] = engine(PROCESS)[0], "per second"
        honest, mixed = among_attackers(strongest)
        figures["an honest class"] = honest, "s"
        figures["the same, every tenth an endless loop"] = mixed, "s"
        figures["what each endless loop costs the class"] = (
            (mixed - honest) / (SUBMISSIONS / 10),
            "s, of a budget of 10",
        )
        figures[f"zerokara grade, {strongest}"] = command_line(folder / "class"), "per second"
        figures["largest grader"] = memory.grader, "MB"
        figures["largest worker, its own memory"] = memory.worker, "MB"
        ours = stock_through_us(folder / "ours" / "class")
        collected = _collected_tests()
        figures["nbgrader autograde through our preprocessor"] = ours, "s per submission"
        stock = stock_alone(folder / "stock", collected)
        figures[f"stock nbgrader autograde, {collected} test cells"] = stock, "s per submission"
        figures["engine against stock nbgrader"] = pace * stock, "times as fast"
        figures["zerokara --help"] = timed(lambda: run(PROGRAMS / "zerokara", "--help")), "s"
        figures["a student's pytest in ch01"] = student_pytest(folder / "student"), "s"
    table = Table(box=None, title=f"{os.cpu_count()} cores, Python {sys.version.split()[0]}", title_justify="left")
    for heading in ("what", "figure", "unit"):
        table.add_column(heading, justify="right" if heading == "figure" else "left")
    for what, (figure, unit) in figures.items():
        table.add_row(what, f"{figure:.3g}", unit)
    Console().print(table)
    latest = {what: {"figure": figure, "unit": unit} for what, (figure, unit) in figures.items()}
    (ROOT / "benchmarks" / "latest.json").write_text(json.dumps(latest, indent=1) + "\n")


def _collected_tests() -> int:
    """How many hidden tests the chapter has, parametrised ones counted one by one."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", str(CHAPTER.suite)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sum("::" in line for line in said.splitlines())


if __name__ == "__main__":
    main()
