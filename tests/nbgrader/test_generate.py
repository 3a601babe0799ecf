"""``generate_assignment``, ``release_assignment``: what the gradebook cannot take is refused, the old release stays."""

import json
import shutil

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from autograder.nbgrader_plugin.directory import course_directory
from tests.material import ROOT
from tests.program import nbgrader

CHAPTER = "ch01_neuron"


@pytest.fixture(scope="module")
def generated(course, tmp_path_factory):
    """A course of one chapter, generated once."""
    root = tmp_path_factory.mktemp("generated") / "course"
    shutil.copytree(course.source / CHAPTER, root / "source" / CHAPTER)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    assert call(root, "generate_assignment", CHAPTER)["success"]
    return root


@pytest.fixture
def root(generated, tmp_path):
    """A copy of the course that a test may change."""
    return shutil.copytree(generated, tmp_path / "course")


@pytest.fixture
def in_use(root):
    """The course after somebody handed in."""
    with Gradebook(f"sqlite:///{root}/gradebook.db", "zerokara") as gradebook:
        gradebook.add_student("alice")
        gradebook.add_submission(CHAPTER, "alice")
    return root


def call(root, command, *arguments):
    """What a button of the formgrader does."""
    directory, config = course_directory(root)
    config.Exchange.root = str(root.parent / "exchange")
    return getattr(NbGraderAPI(directory, config=config), command)(*arguments)


def released(root, assignment=CHAPTER):
    folder = root / "assignments" / assignment
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def change(root, edit, assignment=CHAPTER):
    path = root / "source" / assignment / f"{assignment}.ipynb"
    notebook = json.loads(path.read_text())
    edit(notebook["cells"])
    path.write_text(json.dumps(notebook))


def cell(cells, name="relu"):
    return next(cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade_id") == name)


def grading(cells, **roles):
    cell(cells)["metadata"]["nbgrader"].update(roles)


def new_cell(name, **roles):
    roles = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3} | roles
    metadata = {"nbgrader": roles | {"grade_id": name}}
    return {"cell_type": "markdown", "id": name, "metadata": metadata, "source": ["Why?"]}


CODE = {"cell_type": "code", "outputs": [], "execution_count": None}
CHANGES = {
    "renamed": (lambda cells: grading(cells, grade_id="gelu"), ["relu is gone", "gelu is new"]),
    "removed": (lambda cells: cells.remove(cell(cells)), ["relu is gone"]),
    "added": (
        lambda cells: cells.append(new_cell("why", grade=True, solution=True, points=3)),
        ["why is new"],
    ),
    "added without points": (
        lambda cells: cells.append(new_cell("notes", solution=True) | CODE),
        ["notes is new"],
    ),
    "added read-only": (lambda cells: cells.append(new_cell("rules", locked=True)), ["rules is new"]),
    "added task": (lambda cells: cells.append(new_cell("essay", task=True, points=2)), ["essay is new"]),
    "answer becomes tests": (
        lambda cells: grading(cells, solution=False),
        ["relu was a graded answer (code) and is now a cell of tests (code)"],
    ),
    "other cell type": (
        lambda cells: cell(cells).update(cell_type="markdown"),
        ["relu was a graded answer (code) and is now a graded answer (markdown)"],
    ),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_changed_cells_are_refused_once_there_are_submissions(in_use, kind):
    edit, said = CHANGES[kind]
    before, gradebook = released(in_use), (in_use / "gradebook.db").read_bytes()
    change(in_use, edit)
    result = call(in_use, "generate_assignment", CHAPTER)
    assert not result["success"]
    for words in said:
        assert words in result["log"]
    assert released(in_use) == before
    assert (in_use / "gradebook.db").read_bytes() == gradebook


@pytest.mark.parametrize("kind", ["renamed", "answer becomes tests", "added without points"])
def test_changed_cells_are_taken_while_nobody_handed_in(root, kind):
    before = released(root)
    change(root, CHANGES[kind][0])
    assert call(root, "generate_assignment", CHAPTER)["success"]
    assert released(root) != before


def test_other_points_are_taken_at_any_time(in_use):
    change(in_use, lambda cells: grading(cells, points=5))
    assert call(in_use, "generate_assignment", CHAPTER)["success"]
    with Gradebook(f"sqlite:///{in_use}/gradebook.db", "zerokara") as gradebook:
        assert gradebook.find_grade_cell("relu", CHAPTER, CHAPTER).max_score == 5


def test_the_remedy_works(in_use):
    change(in_use, lambda cells: grading(cells, solution=False))
    refused = nbgrader("generate_assignment", CHAPTER, "--force", cwd=in_use)
    assert refused.returncode == 1
    assert f"nbgrader db assignment remove {CHAPTER} --force" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert nbgrader("db", "assignment", "remove", CHAPTER, "--force", cwd=in_use).returncode == 0
    assert nbgrader("generate_assignment", CHAPTER, "--force", cwd=in_use).returncode == 0


@pytest.mark.parametrize("assignment", [CHAPTER, "ps1"])
def test_what_fails_halfway_leaves_the_old_release(root, assignment):
    """Two cells of one name: nbgrader notices after it has removed the release."""
    if assignment != CHAPTER:
        shutil.copytree(root / "source" / CHAPTER, root / "source" / assignment)
        (root / "source" / assignment / f"{CHAPTER}.ipynb").rename(root / "source" / assignment / f"{assignment}.ipynb")
        assert call(root, "generate_assignment", assignment)["success"]
    before = released(root, assignment)
    assert before
    change(root, lambda cells: cells.append(dict(cell(cells), id="twin")), assignment)
    result = call(root, "generate_assignment", assignment)
    assert not result["success"]
    assert released(root, assignment) == before
    assert sorted(path.name for path in root.iterdir() if path.name.startswith(".")) == []


def test_without_force_a_release_that_is_there_is_left_alone(root):
    before = released(root)
    change(root, lambda cells: cells.append({"cell_type": "markdown", "id": "n", "metadata": {}, "source": ["New."]}))
    directory, config = course_directory(root)
    result = NbGraderAPI(directory, config=config).generate_assignment(CHAPTER, force=False)
    assert result["success"]
    assert released(root) == before


def test_a_chapter_that_was_never_generated_here_is_not_released(root):
    with Gradebook(f"sqlite:///{root}/gradebook.db", "zerokara") as gradebook:
        gradebook.remove_assignment(CHAPTER)
    result = call(root, "release_assignment", CHAPTER)
    assert not result["success"]
    assert f"nbgrader generate_assignment {CHAPTER} --force" in result["log"]
    assert not (root.parent / "exchange" / "zerokara" / "outbound" / CHAPTER).exists()
    assert call(root, "generate_assignment", CHAPTER)["success"]
    assert call(root, "release_assignment", CHAPTER)["success"]
    assert (root.parent / "exchange" / "zerokara" / "outbound" / CHAPTER / "neuron.py").is_file()
