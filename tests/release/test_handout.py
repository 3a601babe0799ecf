"""What stands in a released folder: its names, its requirements, and the kit on its way through nbgrader."""

import re
import subprocess
import sys
import tomllib

import pytest

from autograder.handout import given_names
from autograder.release.files import release_files
from autograder.sample.walk import SampleClass, Walk
from tests.material import ROOT, each_chapter

STUDENTS = ROOT / "autograder" / "release" / "students"


@each_chapter
def test_the_list_names_exactly_what_is_released(chapter):
    released = {path.name for path in (ROOT / "assignments" / chapter.folder).iterdir()}
    assert released - {"__pycache__", ".pytest_cache"} == given_names(chapter) | {chapter.filename}


def test_every_chapter_gets_the_same_kit(course):
    kits = [
        {name: data for name, data in release_files(chapter, course.source / folder).items() if name.startswith("kit/")}
        for folder, chapter in course.chapters.items()
    ]
    assert all(kit == kits[0] for kit in kits)
    assert {"kit/__init__.py", "kit/pictures.py", "kit/digits.csv.gz"} < set(kits[0])


def test_requirements_have_the_bounds_of_the_course():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    bounds = {*project["dependencies"], *project["optional-dependencies"]["lessons"]}
    lines = (ROOT / "assignments" / "ch01_neuron" / "requirements.txt").read_text().splitlines()
    required = [line for line in lines if not line.startswith("#")]
    assert set(required) <= bounds
    assert [re.match(r"\w+", line)[0] for line in required] == ["jupyterlab", "matplotlib", "numpy", "pytest"]


def test_our_own_pytest_leaves_the_students_files_alone():
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "autograder/release"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == pytest.ExitCode.NO_TESTS_COLLECTED, run.stdout


def test_the_kit_travels_through_release_fetch_submit_and_collect(tmp_path):
    walk = Walk(SampleClass(tmp_path, 1, 0, ("ch01_neuron",)))
    kit = {path.name: path.read_bytes() for path in (STUDENTS / "kit").iterdir() if path.is_file()}
    for step in (walk.make_course, walk.release, walk.fetch):
        step()
    (student,) = walk.sample.works["ch01_neuron"]
    fetched = walk.sample.home(student) / "ch01_neuron"
    (fetched / "kit" / "pictures.py").write_text("# edited by a student\n")
    for step in (walk.submit, walk.collect):
        step()
    submitted = walk.sample.course / "submitted" / student / "ch01_neuron" / "kit"
    arrived = {path.name: path.read_bytes() for path in submitted.iterdir()}
    assert arrived == kit | {"pictures.py": b"# edited by a student\n"}
