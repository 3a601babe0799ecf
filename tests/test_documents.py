"""Every code block of the README and the docs runs, in order, by the people who would run it."""

import csv
import getpass
import os
import re
import shutil
import subprocess
import sys
import threading
from collections import deque
from pathlib import Path
from types import SimpleNamespace

import pytest
from traitlets.config import Config

from tests.material import ROOT

README = ROOT / "README.md"
INSTRUCTOR = ROOT / "docs" / "instructor.md"
DOCUMENTS = [README, ROOT / "README.ja.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXCHANGE = "/srv/nbgrader/exchange"

#: It would start itself; `.ci/run` takes it from README and runs it first.
OURSELVES = "make test"

#: Commands whose exit status says something about the student's work, not about the command.
MAY_FAIL = {"pytest": 1}
#: What a student does only after the instructor did something.
AFTER = {
    "nbgrader fetch_assignment": "nbgrader release_assignment",
    "nbgrader fetch_feedback": "nbgrader release_feedback",
}


def blocks(path, kind, section=""):
    """The code blocks of a kind, of one section or of all."""
    text = path.read_text(encoding="utf-8")
    if section:
        _, _, text = text.partition(f"\n## {section}\n")
        text = text.partition("\n## ")[0]
    return [body for name, body in BLOCK.findall(text) if name == kind]


def commands(path, section=""):
    """The commands of the console blocks."""
    return re.findall(r"^\$ (.*)$", "\n".join(blocks(path, "console", section)), re.MULTILINE)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_block_is_of_a_kind_that_is_run_or_is_plain_text(path):
    kinds = {name for name, _ in BLOCK.findall(path.read_text(encoding="utf-8"))}
    assert kinds <= {"console", "python", "text", "csv"}


def test_the_japanese_readme_has_the_same_commands():
    assert blocks(ROOT / "README.ja.md", "console") == blocks(README, "console")


def test_only_documents_that_are_run_have_commands():
    assert [path for path in DOCUMENTS if commands(path)] == [README, ROOT / "README.ja.md", INSTRUCTOR]


class Person:
    """Somebody at a terminal with a list of commands to type."""

    def __init__(self, folder, commands):
        self._folder = folder
        self._pending = deque(commands)
        self._environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        self.done = []

    @property
    def is_done(self):
        return not self._pending

    def next_step(self):
        """Run one command."""
        command = self._pending.popleft()
        if command == OURSELVES:
            return
        if command.startswith("cd "):
            self._folder = self._folder / command.removeprefix("cd ")
        elif command.startswith("jupyter lab"):
            self._open_and_close(command)
        else:
            self._run(command)
        self.done.append(command)

    def keep_up_with(self, other):
        """Run all commands that need not wait for the other person."""
        while self._pending:
            awaited = next((step for start, step in AFTER.items() if self._pending[0].startswith(start)), "")
            if not any(command.startswith(awaited) for command in other.done):
                return
            self.next_step()

    def _run(self, command):
        made = command.replace("make ", "make --assume-old=.venv/.ready ")
        run = subprocess.run(
            made, shell=True, cwd=self._folder, env=self._environment, capture_output=True, text=True, check=False
        )
        allowed = {0, MAY_FAIL.get(command.split()[0], 0)}
        assert run.returncode in allowed, f"{command}\n{run.stdout}\n{run.stderr}"

    def _open_and_close(self, command):
        """JupyterLab serves until it is stopped: wait until it says where."""
        words = [*command.split(), "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0"]
        server = subprocess.Popen(
            words, cwd=self._folder, env=self._environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        )
        too_late = threading.Timer(120, server.kill)
        too_late.start()
        said = []
        try:
            for line in server.stderr:
                said.append(line)
                if "http://127.0.0.1:" in line:
                    break
            else:
                raise AssertionError("".join(said))
        finally:
            too_late.cancel()
            server.terminate()
            server.communicate()


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
    (folder / "submitted").mkdir()
    for command in (["init"], ["add", "--all"], ["-c", "user.name=a", "-c", "user.email=b", "commit", "-m", "."]):
        subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture
def configure(clone, tmp_path):
    """Writes lines into the course's configuration and a student's, with an exchange of the test's own."""
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    student = tmp_path / "student"
    student.mkdir()

    def configure(lines):
        assert EXCHANGE in lines
        lines = lines.replace(EXCHANGE, str(exchange))
        with (clone / "nbgrader_config.py").open("a") as file:
            file.write(f"\n{lines}")
        (student / "nbgrader_config.py").write_text(f"c = get_config()\n{lines}")
        return student

    return configure


def assert_git_would_take_nothing(folder):
    """Names and marks must not get into a repository, so what the commands write is ignored."""
    command = ["git", "status", "--porcelain"]
    status = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    assert status == " M nbgrader_config.py\n"


def work_together(instructor, student):
    """The instructor goes on step by step; the student does at once what is possible."""
    while not instructor.is_done:
        instructor.next_step()
        student.keep_up_with(instructor)
    assert student.is_done


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_the_commands_of_the_readme_run(clone, configure):
    own = f"c.CourseDirectory.course_id = 'zerokara'\nc.Exchange.root = {EXCHANGE!r}\n"
    first, student, instructor = (commands(README, name) for name in ("Try it", "As a student", "As an instructor"))
    assert first + student + instructor == commands(README), "a new section with commands has nobody who runs them"
    work_together(Person(clone, first + instructor), Person(configure(own), student))
    assert list((clone / "verdicts" / "ch01_neuron").glob("*.json"))
    assert_git_would_take_nothing(clone)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_an_instructors_term_runs(clone, configure):
    (lines,) = blocks(INSTRUCTOR, "python")
    (roster,) = blocks(INSTRUCTOR, "csv")
    own = f"{getpass.getuser()},Turing,Sara,\n"  # the account that plays the student
    (clone / "roster.csv").write_text(f"{roster.rstrip()}\n{own}")
    home = configure(lines)
    work_together(Person(clone, commands(INSTRUCTOR)), Person(home, commands(README, "As a student")))
    assert list(home.glob("ch01_neuron/feedback/*/*.html"))
    with (clone / "grades.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert {"alice", "bob", "carol"} < {row["student_id"] for row in rows}
    assert {row["duedate"] for row in rows} == {"2027-10-15 22:00:00"}
    assert_git_would_take_nothing(clone)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_python_runs(path):
    """A block that defines tests is given the functions that it would call, one that configures nbgrader its ``c``."""
    for text in blocks(path, "python"):
        namespace = {"c": Config()}
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
