"""Every lesson runs from top to bottom with the reference in the student's place, and shows its pictures."""

import json
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course import Chapter
from tests.material import ROOT, each_chapter, reference_text


def cpu_seconds():
    """What our children have used: a machine that is busy with other things makes no lesson longer."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


@pytest.fixture
def executed(tmp_path):
    def execute(chapter: Chapter):
        folder = tmp_path / chapter.folder
        shutil.copytree(ROOT / "assignments" / chapter.folder, folder)
        (folder / chapter.filename).write_text(reference_text(chapter))
        jupyter = str(Path(sys.executable).with_name("jupyter"))
        command = [jupyter, "nbconvert", "--to", "notebook", "--execute", "--inplace", f"{chapter.folder}.ipynb"]
        before = cpu_seconds()
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr[-3000:]
        return json.loads((folder / f"{chapter.folder}.ipynb").read_text()), cpu_seconds() - before

    return execute


@each_chapter
def test_the_lesson_runs_and_its_pictures_exist(executed, chapter):
    notebook, seconds = executed(chapter)
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
