"""What the instructor's account may not read is our fault: named, never a zero, and the others are graded.

Root may read everything, so the command runs as an ordinary user here.
"""

import json
import os
import subprocess

import pytest

from tests.attacks.ordinary_user import ordinary_user
from tests.material import ROOT, reference_text


@pytest.fixture
def as_user(tmp_path):
    """``zerokara grade`` as an ordinary user, who owns the class's folder."""
    user, python = ordinary_user()

    def run(*arguments):
        for place in (tmp_path, *tmp_path.parents):
            if place.stat().st_uid == os.geteuid():
                place.chmod(place.stat().st_mode | 0o011)
        for path in [tmp_path, *tmp_path.rglob("*")]:
            if user is not None:
                os.chown(path, user, user, follow_symlinks=False)
        identity = {} if user is None else {"user": user, "group": user, "extra_groups": []}
        command = [python, "-c", "from autograder.commands import main; main()", "grade", *arguments]
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=300, **identity
        )

    return run


def test_it_is_named_and_the_others_are_graded(as_user, course, hand_in, tmp_path):
    chapter = course.chapters["ch01_neuron"]
    files = {name: hand_in(name, chapter, reference_text(chapter)) for name in ("alice", "bob", "carol", "dave", "zoe")}
    (files["dave"].parent / "mine.py").touch()
    shut = [files["alice"], files["bob"].parent, files["carol"].parent.parent, files["dave"].parent / "mine.py"]
    for path in shut:
        path.chmod(0)
    try:
        run = as_user(chapter.folder, "--submitted", "submitted", "--out", "out", "--jobs", "1")
        again = as_user(chapter.folder, "--submitted", "submitted", "--out", "out", "--student", "carol")
    finally:
        for path in shut:
            path.chmod(0o700)
    assert run.returncode == 1, run.stderr
    assert "Traceback" not in run.stderr
    verdicts = {path.stem: json.loads(path.read_text())["score"] for path in (tmp_path / "out").rglob("*.json")}
    assert verdicts == {"zoe": chapter.points}
    for name in ("alice", "bob", "carol", "dave"):
        (line,) = [line for line in run.stderr.splitlines() if name in line]
        assert "could not be graded" in line
        assert "Permission denied" in line
    assert again.returncode == 1
    assert "carol" in again.stderr


def test_without_a_home_there_is_no_traceback(as_user, course, hand_in, tmp_path):
    chapter = course.chapters["ch01_neuron"]
    hand_in("alice", chapter, reference_text(chapter))
    run = as_user(chapter.folder, "--submitted", "submitted", "--out", "out", "--jobs", "1")
    assert run.returncode == 0, run.stderr
    assert json.loads((tmp_path / "out" / chapter.folder / "alice.json").read_text())["score"] == chapter.points
