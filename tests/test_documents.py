"""Every code block of the README and the docs runs."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.material import ROOT

DOCUMENTS = [ROOT / "README.md", ROOT / "README.ja.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

#: It would start itself; `.ci/run` takes it from README and runs it first.
OURSELVES = "make test"

#: Commands whose exit status says something about the student's work, not about the command.
MAY_FAIL = {"pytest": 1}


def blocks(path, kind):
    return [text for name, text in BLOCK.findall(path.read_text(encoding="utf-8")) if name == kind]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_block_is_of_a_kind_that_is_run_or_is_plain_text(path):
    kinds = {name for name, _ in BLOCK.findall(path.read_text(encoding="utf-8"))}
    assert kinds <= {"console", "python", "text"}


@pytest.fixture
def clone(tmp_path):
    """The project as somebody would have it after cloning, with this environment for its own."""
    folder = tmp_path / "zerokara"
    keep = shutil.ignore_patterns(
        *(".venv", ".git", ".trials", ".hypothesis", ".*_cache", "__pycache__"),
        *("gradebook.db", "verdicts", "submitted"),
    )
    shutil.copytree(ROOT, folder, ignore=keep)
    (folder / ".venv").symlink_to(Path(sys.executable).parent.parent)
    (tmp_path / "exchange").mkdir()
    (tmp_path / "exchange").chmod(0o777)
    with (folder / "nbgrader_config.py").open("a") as file:
        file.write(f"\nc.Exchange.root = {str(tmp_path / 'exchange')!r}\n")
    (folder / "submitted").mkdir()
    for command in (["init"], ["add", "--all"], ["-c", "user.name=a", "-c", "user.email=b", "commit", "-m", "."]):
        subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)
    return folder


def test_the_japanese_readme_has_the_same_commands():
    assert blocks(ROOT / "README.ja.md", "console") == blocks(ROOT / "README.md", "console")


@pytest.mark.timeout(900)
def test_the_commands_run(clone):
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    for text in blocks(ROOT / "README.md", "console"):
        folder = clone
        for command in re.findall(r"^\$ (.*)$", text, re.MULTILINE):
            if command.startswith("cd "):
                folder = clone / command.removeprefix("cd ")
                continue
            if command == OURSELVES:
                continue
            command = command.replace("make ", "make --assume-old=.venv/.ready ")
            run = subprocess.run(
                command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False
            )
            allowed = {0, MAY_FAIL.get(command.split()[0], 0)}
            assert run.returncode in allowed, f"{command}\n{run.stdout}\n{run.stderr}"
            if command.startswith("nbgrader release_assignment"):
                a_student_hands_in(clone.parent, environment)
    status = subprocess.run(["git", "status", "--porcelain"], cwd=clone, capture_output=True, text=True, check=True)
    assert status.stdout == "", "what the commands write must stand in .gitignore"


def a_student_hands_in(home, environment):
    """What happens at the students' between releasing and collecting."""
    folder = home / "student"
    folder.mkdir()
    config = (
        f"c = get_config()\nc.CourseDirectory.course_id = 'zerokara'\nc.Exchange.root = {str(home / 'exchange')!r}\n"
    )
    (folder / "nbgrader_config.py").write_text(config)
    for command in ("fetch_assignment", "submit"):
        subprocess.run(
            ["nbgrader", command, "ch01_neuron"], cwd=folder, env=environment, check=True, capture_output=True
        )


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_python_runs(path):
    """A block that defines tests is given the functions that it would call."""
    for text in blocks(path, "python"):
        namespace = {}
        exec(compile(text, path.name, "exec"), namespace)
        for name, function in list(namespace.items()):
            if name.startswith("test_"):
                function(SimpleNamespace(SGD=_Sgd))


class _Sgd:
    def __init__(self, lr):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] -= self.lr * grads[key]
