"""Two runs at once with changing marks, while a colleague saves marks in the formgrader; SQLite and PostgreSQL."""

import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.nbgrader.postgresql import new_database

CHAPTER = "ch01_neuron"


def use_database(course, url):
    with (course / "nbgrader_config.py").open("a") as file:
        file.write(f"\nc.CourseDirectory.db_url = {url!r}\n")
    program = str(Path(sys.executable).with_name("nbgrader"))
    subprocess.run(
        [program, "generate_assignment", CHAPTER, "--force"], cwd=course, check=True, capture_output=True, text=True
    )


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def course(request, walk, tmp_path):
    """A class's course with either kind of gradebook, and its address."""
    shutil.copytree(walk.sample.folder, tmp_path / "class", symlinks=True)
    course = tmp_path / "class" / "course"
    if request.param == "SQLite":
        return course, f"sqlite:///{course}/gradebook.db"
    url = new_database(request.getfixturevalue("server"), "two_runs")
    use_database(course, url)
    return course, url


def start(course, out):
    program = str(Path(sys.executable).with_name("zerokara"))
    command = [program, "grade", CHAPTER, "--regrade", "--jobs", "1", "--out", str(out)]
    return subprocess.Popen(command, cwd=course, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


class Colleague(threading.Thread):
    """Saves a mark by hand and a wrong mark of ours, again and again, as long as runs go on."""

    def __init__(self, url):
        super().__init__()
        self.url = url
        self.ended = threading.Event()
        self.saved = 0
        self.failures = []

    def run(self):
        while not self.ended.is_set():
            try:
                with Gradebook(self.url, "sample") as book:
                    book.find_grade("relu", CHAPTER, CHAPTER, "student1").manual_score = 0.25
                    for student in ("student2", "student3"):
                        book.find_grade("neuron", CHAPTER, CHAPTER, student).auto_score = 0.125
                    book.db.commit()
                self.saved += 1
            except Exception as error:
                self.failures.append(error)
            time.sleep(0.05)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_all_marks_arrive_and_nobody_fails(course):
    folder, url = course
    assert finish(start(folder, folder / "verdicts")) == 0
    colleague = Colleague(url)
    colleague.start()
    try:
        runs = [start(folder, folder / f"verdicts-{number}") for number in (1, 2)]
        statuses = [finish(run) for run in runs]
    finally:
        colleague.ended.set()
        colleague.join()
    assert statuses == [0, 0]
    assert colleague.failures == []
    assert colleague.saved > 1
    assert finish(start(folder, folder / "verdicts")) == 0
    with Gradebook(url, "sample") as book:
        assert book.find_grade("relu", CHAPTER, CHAPTER, "student1").manual_score == 0.25
        assert book.find_submission(CHAPTER, "student1").score == 14 - 0.75
        for student in ("student2", "student3"):
            assert book.find_grade("neuron", CHAPTER, CHAPTER, student).auto_score != 0.125
        assert len(book.assignment_submissions(CHAPTER)) == 9
    assert len(list((folder / "autograded").glob(f"*/{CHAPTER}/{CHAPTER}.ipynb"))) == 9
    assert list((folder / "autograded").rglob(".*")) == []


def finish(run):
    said = run.communicate(timeout=240)
    assert "Traceback" not in said[1], said[1]
    assert run.returncode == 0, said[1]
    return run.returncode
