"""A course that an earlier version left goes on: its verdicts, its gradebook, its students' folders.

Each folder ``made-by-<commit>`` was made with that commit's code by `make_course.py`. Marks may change
with the suites; what an instructor wrote, and the full marks of a perfect student, must not.
"""

import csv
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.program import zerokara

OLD_COURSES = sorted(Path(__file__).parent.glob("made-by-*"))


def test_there_is_an_old_course():
    assert OLD_COURSES


class OldCourse:
    """A copy of a course that an earlier version made, to work on with today's code."""

    def __init__(self, made: Path, place: Path) -> None:
        shutil.copytree(made, place, dirs_exist_ok=True)
        self.folder = place / "course"
        self.at_home = place / "at_home"
        self.facts = json.loads((place / "made.json").read_text(encoding="utf-8"))
        (place / "exchange").mkdir()
        database = self.folder / "gradebook.db"
        with closing(sqlite3.connect(database)) as connection:
            connection.executescript((self.folder / "gradebook.sql").read_text(encoding="utf-8"))
        self.verdicts = self.read_verdicts()
        self.rows = self.read_rows()
        self.seed = (self.folder / "verdicts" / ".seed").read_text()

    def read_verdicts(self):
        found = [json.loads(path.read_text(encoding="utf-8")) for path in self.folder.glob("verdicts/*/*.json")]
        return {verdict["extra_data"]["student"]: verdict for verdict in found}

    def read_rows(self):
        """What the gradebook says of each exercise of each student."""
        with Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}", "nn101") as gradebook:
            return {
                (submission.student_id, grade.name): {
                    "submitted": submission.timestamp,
                    "auto_score": grade.auto_score,
                    "manual_score": grade.manual_score,
                    "score": grade.score,
                    "auto_comment": comment.auto_comment,
                    "manual_comment": comment.manual_comment,
                }
                for submission in gradebook.assignment_submissions("ch01_neuron")
                for notebook in submission.notebooks
                for grade in notebook.grades
                for comment in notebook.comments
                if comment.name == grade.name
            }


@pytest.fixture(scope="module", params=OLD_COURSES, ids=lambda path: path.name)
def old(request, tmp_path_factory):
    """The course as it was left."""
    return OldCourse(request.param, tmp_path_factory.mktemp("old"))


@pytest.fixture(scope="module")
def graded(old):
    """What today's `zerokara grade` says on the first run."""
    run = zerokara("grade", cwd=old.folder)
    assert run.returncode == 0, run.stderr
    return run


def test_every_verdict_is_kept_or_graded_again_with_a_reason(old, graded):
    now, kept = map(int, re.search(r"(\d+) graded now, (\d+) kept", graded.stderr).groups())
    again = re.findall(r"(\d+) graded again: (\w.+)", graded.stderr)
    assert now + kept == len(old.facts["students"])
    assert sum(int(count) for count, _ in again) == now
    assert all("another version of zerokara" in reason for _, reason in again)  # nobody is accused of a forgery


def test_nothing_is_graded_again_after_that(old, graded):
    again = zerokara("grade", cwd=old.folder)
    assert f"0 graded now, {len(old.facts['students'])} kept" in again.stderr


def test_the_class_keeps_its_seed(old, graded):
    assert (old.folder / "verdicts" / ".seed").read_text() == old.seed
    assert {str(verdict["extra_data"]["seed"]) for verdict in old.read_verdicts().values()} == {old.seed.strip()}


def test_right_stays_right_and_nothing_stays_nothing(old, graded):
    verdicts = old.read_verdicts()
    assert verdicts.keys() == old.verdicts.keys() == set(old.facts["students"])
    assert verdicts["ada"]["score"] == old.verdicts["ada"]["score"] == verdicts["ada"]["extra_data"]["max_score"]
    assert verdicts["bob"]["score"] == old.verdicts["bob"]["score"] == 0
    assert 0 < verdicts["Zoë-次郎"]["score"] < verdicts["ada"]["score"]


def test_the_gradebook_keeps_every_row_and_what_was_written_by_hand(old, graded):
    rows = old.read_rows()
    assert rows.keys() == old.rows.keys()
    by_hand = ("submitted", "manual_score", "manual_comment")
    assert [{key: row[key] for key in by_hand} for row in rows.values()] == [
        {key: row[key] for key in by_hand} for row in old.rows.values()
    ]
    student, exercise, mark, words = old.facts["by_hand"]
    assert (rows[student, exercise]["score"], rows[student, exercise]["manual_comment"]) == (mark, words)


def test_the_gradebook_has_todays_verdicts(old, graded):
    verdicts = old.read_verdicts()
    marks = {(name, test["name"]): test["score"] for name, verdict in verdicts.items() for test in verdict["tests"]}
    assert {key: row["auto_score"] for key, row in old.read_rows().items()} == marks


def test_nbgrader_reads_the_course_with_its_own_configuration(old, graded):
    student, _, mark, _ = old.facts["by_hand"]
    subprocess.run(
        [Path(sys.executable).with_name("nbgrader"), "export"], cwd=old.folder, check=True, capture_output=True
    )
    with (old.folder / "grades.csv").open(newline="", encoding="utf-8") as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    verdicts = old.read_verdicts()
    assert scores == {name: verdict["score"] + mark * (name == student) for name, verdict in verdicts.items()}


def test_a_students_folder_still_tells_how_the_work_stands(old):
    run = subprocess.run(
        [sys.executable, "-m", "pytest"],
        cwd=old.at_home,
        env=os.environ | {"PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1, run.stderr
    assert " of 9 done" in run.stdout
    assert re.search(r"✗ relu +wrong", run.stdout)
    assert re.search(r"✓ weighted_sum +done", run.stdout)
    assert re.search(r"· network +not started", run.stdout)
