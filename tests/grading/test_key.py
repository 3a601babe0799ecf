"""A verdict stands as long as nothing has changed that it depends on, and no longer."""

import json
import platform
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest

from autograder.results import key
from autograder.results.outcome import CheckResult, Outcome
from autograder.results.verdict import make_verdict
from autograder.submission import Submission
from tests.material import ROOT

PACKAGE = ROOT / "autograder"

#: Prints all keys of a course in which one file may have been changed.
PRINT = """
import json
from autograder.course import find_course
from autograder.results.key import engine_id, suite_sha256
chapters = find_course().chapters
print(json.dumps({"engine": engine_id(), **{name: suite_sha256(chapter) for name, chapter in chapters.items()}}))
"""

CANNOT_MATTER = ("commands", "authoring", "sample", "release", "nbgrader_plugin", "health.py")


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """The package and its course, to be changed."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("autograder", "solutions", "source"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    return folder


def keys(folder):
    command = [sys.executable, "-c", PRINT]
    run = subprocess.run(command, cwd=folder, env={"PYTHONPATH": str(folder)}, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def before(clone):
    return keys(clone)


def changed(clone, before, file):
    """Which keys one more byte at the end of a file changes."""
    data = (clone / file).read_bytes()
    (clone / file).write_bytes(data + b"\n")
    try:
        after = keys(clone)
    finally:
        (clone / file).write_bytes(data)
    return {name for name in before if before[name] != after[name]}


@pytest.fixture
def engine(clone, monkeypatch):
    """The engine's key, read afresh at each call; a process for each file would take a minute."""
    monkeypatch.setattr(key, "_PACKAGE", clone / "autograder")
    return key.engine_id.__wrapped__


def matters(clone, engine, file):
    """Whether one more byte at the end of a file changes the engine's key."""
    before, data = engine(), (clone / file).read_bytes()
    (clone / file).write_bytes(data + b"\n")
    after = engine()
    (clone / file).write_bytes(data)
    return before != after


def files(*patterns):
    found = {path.relative_to(ROOT) for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}
    return sorted(path for path in found if "__pycache__" not in path.parts)


def test_every_file_of_the_engine_changes_its_key(clone, engine):
    rooms = [f"autograder/{path.name}" for path in sorted(PACKAGE.iterdir())]
    left_out = {f"autograder/{name}" for name in (*CANNOT_MATTER, "suites", "__pycache__")}
    found = files(*(f"{room}/**/*" if (ROOT / room).is_dir() else room for room in rooms if room not in left_out))
    assert len(found) > 40
    assert [str(file) for file in found if not matters(clone, engine, file)] == []


def test_a_file_that_cannot_change_a_mark_changes_no_key(clone, engine):
    others = files(*(f"autograder/{name}/*.py" for name in (*CANNOT_MATTER, "suites")), "autograder/health.py")
    assert len(others) > 20
    assert [str(file) for file in others if matters(clone, engine, file)] == []


def test_the_engine_counts_for_no_suite(clone, before):
    assert changed(clone, before, "autograder/reference.py") == {"engine"}


def test_a_suite_counts_for_its_own_chapter_only(clone, before, course):
    for chapter in course.chapters.values():
        assert changed(clone, before, chapter.suite.relative_to(ROOT)) == {chapter.folder}
    assert changed(clone, before, "autograder/suites/conftest.py") == set(course.chapters)


def test_a_reference_counts_for_every_chapter_that_it_is_delivered_to(clone, before):
    assert changed(clone, before, "solutions/training.py") == {"ch08_training"}
    assert changed(clone, before, "solutions/activations.py") == {
        *("ch03_activations", "ch05_forward", "ch06_gradients", "ch07_backprop", "ch08_training"),
    }


def test_points_count(clone, before):
    lesson = clone / "source" / "ch01_neuron" / "ch01_neuron.ipynb"
    text = lesson.read_text()
    lesson.write_text(text.replace('"points": 2', '"points": 3', 1))
    after = keys(clone)
    lesson.write_text(text)
    assert {name for name in before if before[name] != after[name]} == {"ch01_neuron"}


class TestTheKeyOfASubmission:
    """What a run may be given, and the machine that it runs on, are in the key too."""

    @pytest.fixture
    def verdict(self, chapter, submission):
        checks = [CheckResult(exercise.name, "it works", passed=True) for exercise in chapter.exercises]
        return make_verdict(submission, chapter, Outcome(checks), self.key(submission, chapter))

    @pytest.fixture
    def chapter(self, course):
        return course.chapters["ch01_neuron"]

    @pytest.fixture
    def submission(self, chapter):
        return Submission("alice", chapter.folder, b"x = 1\n")

    def key(self, submission, chapter, limits=None, isolation="full", seed=1):
        return key.key_of(submission, chapter, limits=limits or {"total_seconds": 10}, isolation=isolation, seed=seed)

    def test_a_verdict_stands_under_its_own_key(self, verdict, submission, chapter):
        assert self.key(submission, chapter).change_since(json.loads(json.dumps(verdict))) == ""

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"limits": {"total_seconds": 20}}, "the limits have changed"),
            ({"isolation": "landlock"}, "the isolation level has changed"),
            ({"seed": 2}, "the seed has changed"),
        ],
    )
    def test_what_was_asked_for_counts(self, verdict, submission, chapter, change, reason):
        assert self.key(submission, chapter, **change).change_since(verdict) == reason

    def test_the_versions_of_python_and_numpy_count(self, verdict, submission, chapter):
        today = self.key(submission, chapter)
        assert today.python == ".".join(platform.python_version().split(".")[:2])
        for name in ("python", "numpy"):
            other = {**verdict, "extra_data": {**verdict["extra_data"], name: "1.0"}}
            assert f"the {'Python' if name == 'python' else 'NumPy'} version" in today.change_since(other)

    def test_the_same_files_for_another_chapter_are_other_work(self, submission):
        assert replace(submission, chapter="ch02_perceptron").sha256 != submission.sha256
