"""Every lesson runs from top to bottom with the reference in the student's place, and shows its pictures."""

import hashlib
import json
import platform
import resource
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.material import ROOT, each_chapter, reference_text


def cpu_seconds():
    """What our children have used: a machine that is busy with other things makes no lesson longer."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


@pytest.fixture
def folder(tmp_path, chapter):
    """A chapter as a student has it who has done everything."""
    folder = tmp_path / chapter.folder
    shutil.copytree(ROOT / "assignments" / chapter.folder, folder, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    (folder / chapter.filename).write_text(reference_text(chapter))
    return folder


def state_of(folder):
    """A digest of all that a lesson's outputs depend on, and of what is asked of them here."""
    digest = hashlib.sha256(platform.python_version().encode())
    for name in ("ipykernel", "matplotlib", "nbclient", "nbconvert", "numpy", "pytest"):
        digest.update(f"{name} {version(name)}\0".encode())
    for path in (Path(__file__), *sorted(folder.iterdir())):
        digest.update(f"{path.name}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def executed(folder):
    """The lesson with its outputs, and the seconds that they took."""
    jupyter = str(Path(sys.executable).with_name("jupyter"))
    command = [jupyter, "nbconvert", "--to", "notebook", "--execute", "--inplace", f"{folder.name}.ipynb"]
    before = cpu_seconds()
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-3000:]
    return json.loads((folder / f"{folder.name}.ipynb").read_text()), cpu_seconds() - before


@each_chapter
def test_the_lesson_runs_and_its_pictures_exist(folder, kept, chapter):
    """Executed when anything has changed since it last held."""
    fact = f"{chapter.folder}-lesson", state_of(folder), "held"
    if kept and kept.read(*fact):
        kept.counts["lessons from the cache"] += 1
        return
    notebook, seconds = executed(folder)
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    drawing = [
        cell for cell in code if "pictures.plot" in "".join(cell["source"]) or "plt.show()" in "".join(cell["source"])
    ]
    assert len(drawing) >= 3
    for cell in drawing:
        assert any("image/png" in output.get("data", {}) for output in cell["outputs"]), "".join(cell["source"])
    for cell in code:
        assert not [
            output for output in cell["outputs"] if output["output_type"] == "error" or output.get("name") == "stderr"
        ]
    assert seconds < 60
    if kept:
        kept.counts["lessons executed"] += 1
        kept.write(*fact, True)


def test_a_lesson_is_executed_when_anything_in_its_folder_changes(tmp_path):
    states = []
    for name, text in ("a.ipynb", "{}"), ("b.py", ""), ("b.py", "x"), ("a.ipynb", "x"):
        (tmp_path / name).write_text(text)
        states.append(state_of(tmp_path))
    assert len(set(states)) == 4
    assert state_of(tmp_path) == states[-1]


@each_chapter
def test_the_lesson_has_a_cell_for_each_exercise_and_no_output(chapter):
    notebook = json.loads((ROOT / "source" / chapter.folder / f"{chapter.folder}.ipynb").read_text())
    for cell in notebook["cells"]:
        grading = cell["metadata"].get("nbgrader")
        if grading:
            assert (grading["grade"], grading["solution"], grading["locked"]) == (True, True, False)
        assert not cell.get("outputs")
        assert cell["id"]


@each_chapter
def test_every_exercise_is_explained_before_it_is_asked_for(chapter):
    notebook = json.loads((ROOT / "source" / chapter.folder / f"{chapter.folder}.ipynb").read_text())
    told = ""
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name:
            assert len(told) > 200, name
        told += "".join(cell["source"])
