"""What counts in the end: manual points, late penalties and extensions, as nbgrader's gradebook has them."""

import json
import shutil
from datetime import datetime, timedelta

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from autograder.nbgrader_plugin.directory import course_directory
from autograder.nbgrader_plugin.standings import read_standings
from autograder.results.standing import Points, Standing
from tests.material import ROOT, reference_text
from tests.program import zerokara

CHAPTER = "ch01_neuron"
DUE = datetime(2030, 1, 10, 12)
LATE = DUE + timedelta(days=1)
STUDENTS = {"alice": DUE - timedelta(days=1), "bob": DUE - timedelta(hours=1), "carol": LATE, "dave": LATE}

CONFIG = """
from autograder.nbgrader_plugin import configure
c = get_config()
configure(c)
c.LateSubmissionPlugin.penalty_method = "zero"
"""


@pytest.fixture(scope="module")
def school(tmp_path_factory, course):
    """Four students with perfect work: bob gets points by hand, carol and dave are late, carol has an extension."""
    root = tmp_path_factory.mktemp("school")
    shutil.copytree(ROOT / "source" / CHAPTER, root / "source" / CHAPTER)
    (root / "nbgrader_config.py").write_text(CONFIG)
    directory, config = course_directory(root)
    assert NbGraderAPI(directory, config=config).generate_assignment(CHAPTER)["success"]
    for student, timestamp in STUDENTS.items():
        folder = root / "submitted" / student / CHAPTER
        folder.mkdir(parents=True)
        (folder / "neuron.py").write_text(reference_text(course.chapters[CHAPTER]))
        (folder / "timestamp.txt").write_text(f"{timestamp} UTC")
    with gradebook(root) as book:
        book.find_assignment(CHAPTER).duedate = DUE
        book.update_or_create_student("alice", first_name="Alice", last_name="Smith")
    assert zerokara("grade", cwd=root).returncode == 0
    with gradebook(root) as book:
        book.find_grade("relu", CHAPTER, CHAPTER, "bob").manual_score = 0.25
        book.find_grade("neuron", CHAPTER, CHAPTER, "bob").extra_credit = 0.5
        book.grant_extension(CHAPTER, "carol", days=2)
    return root


def gradebook(root):
    directory, _ = course_directory(root)
    return Gradebook(directory.db_url, directory.course_id)


@pytest.fixture(scope="module")
def run(school):
    """A second run, which grades nothing and takes over what has changed in the gradebook."""
    run = zerokara("grade", cwd=school)
    assert run.returncode == 0, run.stderr
    assert "0 graded now" in run.stderr
    return run


@pytest.fixture(scope="module")
def standings(school, run):
    return {student: standing for (_, student), standing in read_standings(school, [CHAPTER]).items()}


def test_standings_are_nbgraders_own_marks(school, standings):
    assert set(standings) == set(STUDENTS)
    with gradebook(school) as book:
        for student, standing in standings.items():
            submission = book.find_submission(CHAPTER, student)
            assert standing.raw_score == submission.score
            assert standing.score == max(0, submission.score - submission.late_submission_penalty)
            assert {points.name: points.score for points in standing.exercises} == {
                grade.name: grade.score for grade in submission.notebooks[0].grades
            }


def test_a_mark_given_by_hand_takes_the_place_of_the_tests(course, standings):
    points = {points.name: points for points in standings["bob"].exercises}
    full = course.chapters[CHAPTER].points
    assert (points["relu"].auto, points["relu"].manual, points["relu"].score) == (1, 0.25, 0.25)
    assert points["neuron"].score == points["neuron"].auto + 0.5
    assert standings["bob"].score == full - 0.75 + 0.5


def test_late_work_is_penalised_unless_there_is_an_extension(course, standings):
    full = course.chapters[CHAPTER].points
    assert (standings["dave"].raw_score, standings["dave"].penalty, standings["dave"].score) == (full, full, 0)
    assert (standings["carol"].penalty, standings["carol"].extension) == (0, timedelta(days=2))
    assert {student: standing.handed_in for student, standing in standings.items()} == STUDENTS


def test_who_is_known_by_a_folder_only_is_not_on_the_roster(standings):
    assert {student for student, standing in standings.items() if standing.on_roster} == {"alice"}


def test_the_table_has_a_column_of_marks(course, run):
    full = f"{course.chapters[CHAPTER].points:g}"
    lines = [line.split() for line in run.stdout.splitlines()]
    assert ["student", "score", "mark", "exercises", "note"] in lines
    marks = {line[0]: line[1:3] for line in lines if line and line[0] in STUDENTS}
    assert marks == {"alice": [full, full], "bob": [full, "13.75"], "carol": [full, full], "dave": [full, "0"]}
    assert "mean 10.44 of 14, median 13.875" in run.stdout


def test_json_has_the_standing_beside_the_verdict(school, run):
    verdicts = json.loads(zerokara("grade", "--format", "json", cwd=school).stdout)
    bob = next(verdict for verdict in verdicts if verdict["extra_data"]["student"] == "bob")
    assert (bob["score"], bob["standing"]["score"]) == (14, 13.75)
    without = json.loads(zerokara("grade", "--format", "json", "--no-gradebook", cwd=school).stdout)
    assert all("standing" not in verdict for verdict in without)


def test_without_a_gradebook_the_tests_points_count():
    tests = [{"name": "relu", "score": 1.0}, {"name": "neuron", "score": 0.5}]
    standing = Standing.of({"tests": tests, "extra_data": {"student": "alice", "chapter": CHAPTER}})
    assert (standing.score, standing.penalty, standing.on_roster) == (1.5, 0, None)


def test_extra_credit_alone_does_not_count():
    assert Points("essay", auto=None, extra=1.0).score == 0
    assert Points("essay", auto=None, manual=2.0, extra=1.0).score == 3
