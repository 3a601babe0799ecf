"""Courses for nbgrader: ours, and a stock one that has the same hidden tests as cells of a notebook."""

from __future__ import annotations

import multiprocessing
import shutil
from abc import ABC, abstractmethod
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from autograder.course import Chapter
from autograder.reference import source_of
from autograder.sample.walk import SampleClass, Walk

from .programs import run
from .suite import HiddenTest, collect

_GRADED = ("autograded", "verdicts", "feedback")


class Course(ABC):
    """A course folder in which everybody handed in the reference."""

    def __init__(self, folder: Path, assignment: str, count: int) -> None:
        self.folder = folder
        self.assignment = assignment
        self.students = [f"student{number:04d}" for number in range(count)]

    @abstractmethod
    def grade(self, *students: str) -> float:
        """Grade some students, or all; returns the seconds."""

    def feedback(self, *students: str) -> float:
        """Write the feedback of some students, or all; returns the seconds."""
        return run("nbgrader", "generate_feedback", self.assignment, *_only(students), cwd=self.folder)

    def keep(self) -> None:
        """Keep the gradebook as it is before anything was graded."""
        shutil.copy(self.folder / "gradebook.db", self.folder / "gradebook.empty")

    def reset(self) -> None:
        """Forget everything that was graded."""
        for name in _GRADED:
            shutil.rmtree(self.folder / name, ignore_errors=True)
        shutil.copy(self.folder / "gradebook.empty", self.folder / "gradebook.db")

    def seconds(self, *students: str, feedback: bool) -> float:
        """Grade some students, or all, as if for the first time; with feedback, if asked for."""
        self.reset()
        return self.grade(*students) + (self.feedback(*students) if feedback else 0.0)

    def per_submission(self, *, feedback: bool) -> float:
        """Milliseconds a submission, the commands' start included."""
        return 1000 * self.seconds(feedback=feedback) / len(self.students)

    def without_start(self, *, feedback: bool) -> float:
        """Milliseconds a submission, a run with one taken off, so that the commands' start cancels out."""
        one = self.seconds(self.students[0], feedback=feedback)
        return 1000 * (self.seconds(feedback=feedback) - one) / (len(self.students) - 1)

    def short_of_full(self) -> list[str]:
        """Who did not get full marks by the gradebook, though all handed in the reference."""
        with Gradebook(f"sqlite:///{self.folder}/gradebook.db") as gradebook:
            found = {
                submission.student.id: (submission.score, submission.max_score)
                for submission in gradebook.assignment_submissions(self.assignment)
            }
        return [
            f"{self.folder.name}: {student} has {found.get(student, 'no marks')}, not full marks"
            for student in self.students
            if student not in found or found[student][0] < found[student][1] or not found[student][1]
        ]


class OurCourse(Course):
    """A course of ours, released by nbgrader, and graded by ``zerokara grade``."""

    def __init__(self, folder: Path, chapter: Chapter, works: Sequence[str]) -> None:
        sample = SampleClass(folder, 1, 0, (chapter.folder,))
        super().__init__(sample.course, chapter.folder, len(works))
        walk = Walk(sample)
        walk.make_course()
        walk.release()
        for student, work in zip(self.students, works, strict=True):
            place = self.folder / "submitted" / student / chapter.folder
            shutil.copytree(self.folder / "assignments" / chapter.folder, place)
            (place / chapter.filename).write_text(work, encoding="utf-8")
        self.keep()

    def grade(self, *students: str) -> float:
        """Grade by ``zerokara grade``, into the gradebook."""
        return run("zerokara", "grade", self.assignment, *_only(students), cwd=self.folder)

    def without_gradebook(self) -> float:
        """Grade all into verdicts only; returns the seconds."""
        return run("zerokara", "grade", self.assignment, "--no-gradebook", cwd=self.folder)


class AutogradedCourse(OurCourse):
    """The same, graded by ``nbgrader autograde`` with our plugins in its pipeline."""

    def grade(self, *students: str) -> float:
        """Grade by ``nbgrader autograde``."""
        return run("nbgrader", "autograde", self.assignment, *_only(students), cwd=self.folder)


class StockCourse(Course):
    """nbgrader alone: the student's code in a cell, each hidden test called in a test cell of its own."""

    def __init__(self, folder: Path, chapter: Chapter, count: int) -> None:
        super().__init__(folder, chapter.folder, count)
        self.tests = _test_cells(chapter)
        cells = [
            _cell("answer", source_of(chapter.reference), solution=True),
            _cell("suite", _SETUP.format(name=chapter.name, suite=str(chapter.suite)), locked=True),
            *(_cell(f"test{n}", text, grade=True, points=1, locked=True) for n, text in enumerate(self.tests)),
        ]
        notebook = nbformat.v4.new_notebook(cells=cells)
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        source = folder / "source" / chapter.folder / f"{chapter.folder}.ipynb"
        source.parent.mkdir(parents=True)
        nbformat.write(notebook, source)
        (folder / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'stock'\n")
        run("nbgrader", "generate_assignment", chapter.folder, cwd=folder)
        for student in self.students:
            place = folder / "submitted" / student / chapter.folder
            place.mkdir(parents=True)
            shutil.copy(source, place)
        self.keep()

    def grade(self, *students: str) -> float:
        """Grade by stock ``nbgrader autograde``."""
        return run("nbgrader", "autograde", self.assignment, *_only(students), cwd=self.folder)


def _only(students: Sequence[str]) -> list[str]:
    return [word for student in students for word in ("--student", student)]


_SETUP = """\
import importlib.util
from types import SimpleNamespace

import numpy as np
import solutions.{name} as reference

spec = importlib.util.spec_from_file_location("suite", {suite!r})
suite = importlib.util.module_from_spec(spec)
spec.loader.exec_module(suite)
student = SimpleNamespace(**globals())
"""


def _test_cells(chapter: Chapter) -> list[str]:
    """A call of each hidden test with its fixtures and parameters, as text."""
    context = multiprocessing.get_context("spawn")  # pytest's session leaves traces in the process that ran it
    with ProcessPoolExecutor(1, context) as executor:
        return executor.submit(_calls, chapter).result()


def _calls(chapter: Chapter) -> list[str]:
    calls: list[str] = []

    def serve(tests: Sequence[HiddenTest]) -> None:
        calls.extend(map(_call, tests))

    collect(chapter, serve)
    return calls


def _call(test: HiddenTest) -> str:
    made = {"rng": f"np.random.default_rng({test.seed})"}
    fixtures = [f"{name}={made.get(name, name)}" for name in test.fixtures]
    params = [f"{name}={value!r}" for name, value in test.params.items()]
    return f"suite.{test.function}({', '.join(fixtures + params)})"


def _cell(name: str, source: str, **grading: object) -> nbformat.NotebookNode:
    cell: nbformat.NotebookNode = nbformat.v4.new_code_cell(source)
    usual = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    cell.metadata["nbgrader"] = {"grade_id": name, **usual, **grading}
    return cell
