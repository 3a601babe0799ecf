"""Make a small course with the code of a checkout, to see later whether newer code still works with it.

Run in the checkout, with its own environment::

    git worktree add /tmp/old 1c15eec && cd /tmp/old && make .venv/.ready
    .venv/bin/python …/tests/compatibility/make_course.py …/tests/compatibility/made-by-1c15eec

Everything is made by the commands that an instructor and students use, so nothing here knows
how a file looks inside. The gradebook is kept as SQL: small, and readable in a diff.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from nbgrader.api import Gradebook

CHAPTER, MODULE = "ch01_neuron", "neuron.py"

CONFIG = '''"""An instructor's configuration, as README advised it."""

from pathlib import Path

from autograder.nbgrader_plugin import configure

HERE = Path(__file__).resolve().parent

c = get_config()
configure(c)

c.CourseDirectory.course_id = "nn101"
c.CourseDirectory.root = str(HERE)
c.Exchange.root = str(HERE.parent / "exchange")
'''

RIGHT = {
    "relu": "return max(x, 0)",
    "weighted_sum": "return sum(x * w for x, w in zip(inputs, weights)) + bias",
    "neuron": "return activation(weighted_sum(inputs, weights, bias))",
    "layer": "return [neuron(inputs, row, bias, activation) for row, bias in zip(weights, biases)]",
    "network": """for weights, biases in layers:
        inputs = layer(inputs, weights, biases, activation)
    return inputs""",
    "relu_xor_layers": "return [([[1, 1], [1, 1]], [0, -1]), ([[1, -2]], [0])]",
    "pattern_neuron": "return [2 * pixel - 1 for pixel in pattern], 0.5 - sum(pattern)",
    "threshold_weight": "return -a * w_a / b_max",
    "output_errors": "return [y - (k == correct) for k, y in enumerate(outputs)]",
}
WRONG_AND_UNFINISHED = {"relu": "return abs(x)"} | {name: RIGHT[name] for name in ("weighted_sum", "neuron", "layer")}

#: What each student writes into the released module.
STUDENTS: Mapping[str, Mapping[str, str]] = {"ada": RIGHT, "Zoë-次郎": WRONG_AND_UNFINISHED, "bob": {}}

#: Whose own folder is kept, as it stood before handing in.
AT_HOME = "Zoë-次郎"

#: A mark and a comment given by hand in the formgrader, against the grader's.
BY_HAND = ("bob", "threshold_weight", 1.5, "Bob showed me his solution on paper.")


def fill_in(stub: str, answers: Mapping[str, str]) -> str:
    """The stub with some bodies written."""
    head, *functions = stub.split("\ndef ")
    return "\ndef ".join([head, *(_answered(text, answers.get(text.partition("(")[0])) for text in functions)])


def _answered(function: str, answer: str | None) -> str:
    return function if answer is None else function.replace("raise NotImplementedError", answer)


def run(*command: object, cwd: Path) -> None:
    """Run one of the environment's programs."""
    program, *arguments = map(str, command)
    subprocess.run([str(Path(sys.executable).with_name(program)), *arguments], cwd=cwd, check=True)


def make(folder: Path, scratch: Path) -> None:
    """The whole loop; what later code has to live with goes to ``folder``."""
    course, exchange = scratch / "course", scratch / "exchange"
    shutil.copytree(Path("source") / CHAPTER, course / "source" / CHAPTER, ignore=shutil.ignore_patterns("__pycache__"))
    (course / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    exchange.mkdir()
    exchange.chmod(0o777)
    for command in ("generate_assignment", "release_assignment"):
        run("nbgrader", command, CHAPTER, cwd=course)
    for student, answers in STUDENTS.items():
        home = scratch / "homes" / student
        home.mkdir(parents=True)
        one = ("--course=nn101", f"--Exchange.root={exchange}", f"--CourseDirectory.student_id={student}")
        run("nbgrader", "fetch_assignment", CHAPTER, *one, cwd=home)
        module = home / CHAPTER / MODULE
        module.write_text(fill_in(module.read_text(encoding="utf-8"), answers), encoding="utf-8")
        run("nbgrader", "submit", CHAPTER, *one, cwd=home)
    run("nbgrader", "collect", CHAPTER, "--ExchangeCollect.check_owner=False", cwd=course)
    run("zerokara", "grade", cwd=course)
    mark_by_hand(course / "gradebook.db")
    run("nbgrader", "generate_feedback", CHAPTER, cwd=course)
    keep(course, scratch / "homes" / AT_HOME / CHAPTER, folder)


def mark_by_hand(path: Path) -> None:
    """What the formgrader does when an instructor types in a mark and a comment."""
    student, exercise, mark, words = BY_HAND
    with Gradebook(f"sqlite:///{path}", "nn101") as gradebook:
        grade = gradebook.find_grade(exercise, CHAPTER, CHAPTER, student)
        grade.manual_score, grade.needs_manual_grade = mark, False
        gradebook.find_comment(exercise, CHAPTER, CHAPTER, student).manual_comment = words
        gradebook.db.commit()


def keep(course: Path, at_home: Path, folder: Path) -> None:
    """The course, but for the feedback pages: they are large, and nothing of ours reads them."""
    database = sqlite3.connect(course / "gradebook.db")
    (course / "gradebook.sql").write_text("\n".join(database.iterdump()) + "\n", encoding="utf-8")
    database.close()
    leave = shutil.ignore_patterns("__pycache__", "feedback", "gradebook.db", "*.log")
    shutil.copytree(course, folder / "course", ignore=leave)
    shutil.copytree(at_home, folder / "at_home", ignore=shutil.ignore_patterns("__pycache__", ".pytest_cache"))
    (folder / "made.json").write_text(
        json.dumps({"students": list(STUDENTS), "by_hand": BY_HAND}, ensure_ascii=False, indent=1) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["XDG_STATE_HOME"] = scratch  # a seed of its own, instead of the secret one of this account
        make(Path(sys.argv[1]).resolve(), Path(scratch))
