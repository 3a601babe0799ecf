"""Commands that people wait for: start-up, a run in which all is kept, the way through nbgrader."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from autograder.course import Chapter

from .classes import ROOT, equal_class
from .contestants import isolated
from .courses import AutogradedCourse, Course, OurCourse, StockCourse
from .experiment import PER_SUBMISSION, SECONDS, Arm, Experiment
from .programs import run


@contextmanager
def start_up(chapter: Chapter) -> Iterator[Experiment]:
    """What one waits for when there is next to nothing to do."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        place = folder / "submitted" / "alice" / chapter.folder
        place.mkdir(parents=True)
        (place / chapter.filename).write_text(equal_class(chapter, 1)[0], encoding="utf-8")
        home = folder / "home"
        shutil.copytree(ROOT / "assignments" / "ch01_neuron", home)
        fresh = (f"verdicts{number}" for number in itertools.count())

        def cold() -> float:
            return run("zerokara", "grade", "--submitted", "submitted", "--out", next(fresh), cwd=folder)

        def students_own() -> float:
            return run("pytest", "-q", cwd=home, expect=(0, 1))

        arms = [
            Arm('python -c "import numpy, pytest"', lambda: run("python", "-c", "import numpy, pytest", cwd=folder)),
            Arm(f"zerokara grade --submitted, one of {chapter.folder}", cold),
            Arm("zerokara --help", lambda: run("zerokara", "--help", cwd=folder)),
            Arm("a student's pytest in ch01_neuron, untouched", students_own),
        ]
        yield Experiment("start-up", "whole commands", SECONDS, arms)


@contextmanager
def kept(chapter: Chapter, count: int) -> Iterator[Experiment]:
    """A run that finds everything graded."""
    with tempfile.TemporaryDirectory() as name:
        course = OurCourse(Path(name, "kept"), chapter, equal_class(chapter, count))
        course.grade()
        arms = [
            Arm("zerokara grade --no-gradebook", course.without_gradebook),
            Arm("zerokara grade --gradebook", course.grade),
        ]
        yield Experiment("kept", f"a re-run of {count} kept submissions of {chapter.folder}", SECONDS, arms, rounds=3)


@contextmanager
def grading(chapter: Chapter, count: int, stock_count: int) -> Iterator[Experiment]:
    """Grading by the engine and by nbgrader: README's figures."""
    with tempfile.TemporaryDirectory() as name:
        works = equal_class(chapter, count)
        ours = OurCourse(Path(name, "ours"), chapter, works)
        through = AutogradedCourse(Path(name, "autograded"), chapter, works[:stock_count])
        stock = StockCourse(Path(name, "stock"), chapter, stock_count)
        engine = isolated()
        arms = [
            Arm(engine.name, lambda: 1000 * engine.grade(chapter, works).seconds / count),
            Arm("zerokara grade, with gradebook and notebooks", lambda: ours.per_submission(feedback=False)),
            Arm("nbgrader autograde through zerokara", lambda: through.without_start(feedback=False)),
            Arm(
                f"nbgrader autograde alone, {len(stock.tests)} test cells", lambda: stock.without_start(feedback=False)
            ),
        ]
        about = f"in {chapter.folder} everybody hands in the reference"
        courses = (ours, through, stock)
        yield Experiment("nbgrader", about, PER_SUBMISSION, arms, 2, faults=lambda: _not_full(courses))


@contextmanager
def end_to_end(chapter: Chapter, count: int, stock_count: int) -> Iterator[Experiment]:
    """From what was collected to pages of feedback."""
    with tempfile.TemporaryDirectory() as name:
        ours = OurCourse(Path(name, "ours"), chapter, equal_class(chapter, count))
        stock = StockCourse(Path(name, "stock"), chapter, stock_count)
        arms = [
            Arm("zerokara grade, nbgrader generate_feedback", lambda: ours.per_submission(feedback=True)),
            Arm(
                f"nbgrader autograde ({len(stock.tests)} test cells), generate_feedback",
                lambda: stock.without_start(feedback=True),
            ),
        ]
        about = f"grading {chapter.folder} into gradebook and pages of feedback"
        courses = (ours, stock)
        yield Experiment("end-to-end", about, PER_SUBMISSION, arms, 2, faults=lambda: _not_full(courses))


def _not_full(courses: Sequence[Course]) -> Iterator[str]:
    for course in courses:
        yield from course.short_of_full()
