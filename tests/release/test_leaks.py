"""No line of a chapter's solution, and no marker, reaches a student."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.apps import NbGraderAPI

from autograder.course import Course
from autograder.nbgrader_plugin.assignments import release
from autograder.nbgrader_plugin.directory import course_directory
from autograder.reference import earlier_modules
from autograder.release.files import release_files
from autograder.release.leak import LeakError
from autograder.release.stub import solution_lines
from tests.material import ROOT, each_chapter


@pytest.fixture
def own_course(tmp_path, course):
    """A course folder that a test may spoil."""
    shutil.copytree(course.source, tmp_path / "course" / "source")
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path / "course")
    return tmp_path / "course"


def spoil_notebook(root, chapter, cell):
    path = root / "source" / chapter / f"{chapter}.ipynb"
    notebook = json.loads(path.read_text())
    notebook["cells"].insert(1, cell)
    path.write_text(json.dumps(notebook))


def markdown(text):
    return {"cell_type": "markdown", "id": "spoiled", "metadata": {}, "source": [text]}


def output(text):
    stream = {"output_type": "stream", "name": "stdout", "text": [text]}
    return {
        "cell_type": "code",
        "id": "spoiled",
        "metadata": {},
        "execution_count": 1,
        "source": [],
        "outputs": [stream],
    }


SECRET = "    return x   if x>0 else 0"

SPOILS = {
    "a marker in the lesson": lambda root: spoil_notebook(root, "ch01_neuron", markdown("### BEGIN SOLUTION")),
    "a solution in the lesson": lambda root: spoil_notebook(root, "ch01_neuron", markdown(SECRET)),
    "a solution in an output": lambda root: spoil_notebook(root, "ch01_neuron", output(SECRET)),
    "a solution in the checks": lambda root: append(root, "test_neuron.py", f"\n\ndef relu(x):\n{SECRET}\n"),
    "a solution in another file": lambda root: append(root, "notes.txt", SECRET),
    "a hidden test's marker": lambda root: append(root, "test_neuron.py", "\n### BEGIN HIDDEN TESTS\n"),
}


def append(root, name, text):
    with (root / "source" / "ch01_neuron" / name).open("a") as file:
        file.write(text)


@pytest.mark.parametrize("spoil", SPOILS)
def test_a_leak_stops_the_build_and_the_old_release_stays(own_course, spoil):
    directory, config = course_directory(own_course)
    assert NbGraderAPI(directory, config=config).generate_assignment("ch01_neuron")["success"]
    released = own_course / "assignments" / "ch01_neuron"
    before = contents(released)
    SPOILS[spoil](own_course)
    directory, config = course_directory(own_course)
    result = NbGraderAPI(directory, config=config).generate_assignment("ch01_neuron")
    assert not result["success"]
    assert contents(released) == before


def test_a_leak_is_named_with_file_cell_and_line(own_course):
    spoil_notebook(own_course, "ch01_neuron", markdown(f"Look:\n{SECRET}"))
    chapter = Course(own_course / "source").chapters["ch01_neuron"]
    with pytest.raises(LeakError, match=r"ch01_neuron/ch01_neuron.ipynb, cell 2, line 2.*return x if x > 0 else 0"):
        release_files(chapter, own_course / "source" / "ch01_neuron")


@each_chapter
def test_no_release_holds_a_solution(chapter):
    """The same by other means: every solution line, looked for letter by letter."""
    stub = "".join((ROOT / "assignments" / chapter.folder / chapter.filename).read_text().split())
    for path in files_below(ROOT / "assignments" / chapter.folder):
        text = "".join(path.read_text(errors="replace").split())
        for marker in ("BEGINSOLUTION", "ENDSOLUTION", "BEGINHIDDENTESTS"):
            assert marker not in text
        if path.stem not in earlier_modules(chapter.reference):
            for line in solution_lines(chapter.reference.read_text()):
                bare = "".join(line.split())
                assert len(bare) < 12 or bare not in text or bare in stub, f"{path.name}: {line}"


def test_assignments_are_fresh(tmp_path):
    release(ROOT, tmp_path / "assignments")
    made, kept = contents(tmp_path / "assignments"), contents(ROOT / "assignments")
    assert set(made) == set(kept), "run `make release`"
    assert [str(path) for path in made if made[path] != kept[path]] == [], "run `make release`"


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in files_below(folder)}


def files_below(folder):
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and ".pytest_cache" not in path.parts
    ]


def test_the_command_line_says_why_and_keeps_the_old_release(own_course):
    nbgrader = str(Path(sys.executable).with_name("nbgrader"))
    append(own_course, "notes.txt", SECRET)
    run = subprocess.run(
        [nbgrader, "generate_assignment", "ch01_neuron"], cwd=own_course, capture_output=True, text=True, check=False,
        env={"PATH": "/usr/bin:/bin", "HOME": str(own_course)},
    )  # fmt: skip
    assert run.returncode != 0
    assert "notes.txt, line 1: a line of the solution would be released" in run.stderr
    assert "Traceback" not in run.stderr
