"""What stands beside a module, read on nbgrader's ways: no link is followed, nothing odd stops the class."""

import os
import shutil

import pytest
from nbgrader.api import Gradebook

from autograder.nbgrader_plugin.directory import course_directory
from tests.program import zerokara

from .test_two_ways import CHAPTER, nbgrader


@pytest.fixture(scope="module")
def course(walk, tmp_path_factory):
    """A collected class in which several students handed in odd files beside right modules."""
    folder = tmp_path_factory.mktemp("odd") / "class"
    shutil.copytree(walk.sample.folder, folder)
    course = folder / "course"
    submitted = course / "submitted"
    right = submitted / "student1" / CHAPTER
    (right / "submission_secret.txt").write_text("SECRET OF STUDENT 1")
    notebook = right / f"{CHAPTER}.ipynb"
    notebook.write_text(notebook.read_text().replace('"source": [', '"source": [\n "NOTE OF STUDENT 1\\n",', 1))
    for student in ("garbage", "pipe", "link", "folder", "large", "fine"):
        shutil.copytree(right, submitted / student / CHAPTER)
        stamp = submitted / student / CHAPTER / "timestamp.txt"
        stamp.unlink()
        (submitted / student / CHAPTER / "submission_secret.txt").unlink()
    (submitted / "garbage" / CHAPTER / "timestamp.txt").write_text("yesterday at noon")
    os.mkfifo(submitted / "pipe" / CHAPTER / "timestamp.txt")
    (submitted / "link" / CHAPTER / f"{CHAPTER}.ipynb").unlink()
    (submitted / "link" / CHAPTER / f"{CHAPTER}.ipynb").symlink_to(notebook)
    (submitted / "link" / CHAPTER / "submission_secret.txt").symlink_to(right / "submission_secret.txt")
    (submitted / "folder" / CHAPTER / "timestamp.txt").mkdir()
    (submitted / "large" / CHAPTER / "timestamp.txt").write_bytes(b"2026-01-01" + b" " * 5000)
    (submitted / "chapter").mkdir()
    (submitted / "chapter" / CHAPTER).symlink_to(right)
    (submitted / "student").symlink_to("student1")
    return course


@pytest.fixture(scope="module")
def run(course):
    return zerokara("grade", CHAPTER, cwd=course / "source", stdin=-3)


def test_the_whole_class_is_graded(run, course):
    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr
    directory, _ = course_directory(course)
    with Gradebook(directory.db_url) as gradebook:
        scores = {s.student.id: s.score for s in gradebook.assignment_submissions(CHAPTER)}
    right = scores["student1"]
    assert right > 0
    for student in ("garbage", "pipe", "link", "folder", "large", "fine"):
        assert scores[student] == right
    assert (scores["chapter"], scores["student"]) == (0, 0)


@pytest.mark.parametrize("student", ["chapter", "student", "link"])
def test_a_link_hands_over_nothing(run, course, student):
    texts = [path.read_text() for path in (course / "autograded" / student).rglob("*") if path.is_file()]
    assert texts
    assert "OF STUDENT 1" not in "".join(texts)


def test_what_is_ordinary_is_taken_over(run, course):
    texts = [path.read_text() for path in (course / "autograded" / "student1").rglob("*") if path.is_file()]
    assert "NOTE OF STUDENT 1" in "".join(texts)
    assert "SECRET OF STUDENT 1" in "".join(texts)


def test_verdicts_belong_to_the_course_wherever_the_command_runs(run, course):
    assert (course / "verdicts" / CHAPTER / "fine.json").is_file()
    assert not (course / "source" / "verdicts").exists()


def test_nbgrader_gives_no_marks_for_a_link_either(run, course):
    nbgrader(course, "autograde", CHAPTER, "--student", "student", "--force")
    directory, _ = course_directory(course)
    with Gradebook(directory.db_url) as gradebook:
        assert gradebook.find_submission(CHAPTER, "student").score == 0
