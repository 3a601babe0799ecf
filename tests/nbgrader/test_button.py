"""The formgrader's button and ``nbgrader autograde`` grade whatever was handed in as ``zerokara grade`` does."""

import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from autograder.nbgrader_plugin.directory import course_directory
from tests.program import nbgrader, zerokara

CHAPTER, OTHER = "ch01_neuron", "ch03_activations"
NOTEBOOK = f"{CHAPTER}.ipynb"
MARKS = """
    SELECT student_id, base_cell.name, auto_score, manual_score, needs_manual_grade, timestamp
    FROM grade
    JOIN base_cell ON base_cell.id = grade.cell_id
    JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
    JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
    ORDER BY 1, 2
"""
COMMENTS = """
    SELECT student_id, base_cell.name, auto_comment
    FROM comment
    JOIN base_cell ON base_cell.id = comment.cell_id
    JOIN submitted_notebook ON submitted_notebook.id = comment.notebook_id
    JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
    ORDER BY 1, 2
"""


def change(path, edit):
    notebook = json.loads(path.read_text())
    edit(notebook)
    path.write_text(json.dumps(notebook))


def exercise(notebook, name="relu"):
    return next(c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == name)


def rogue(notebook):
    cell = exercise(json.loads(json.dumps(notebook)))
    cell["id"] = "rogue"
    cell["metadata"]["nbgrader"].update(grade_id="rogue", points=1000)
    cell["outputs"] = [{"output_type": "execute_result", "data": {"text/plain": "1000"}, "metadata": {}}]
    notebook["cells"].append(cell)


def without_metadata(notebook):
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    notebook["metadata"] = {"colab": {"provenance": []}}


def saved_outputs(notebook):
    exercise(notebook)["outputs"] = [
        {"output_type": "execute_result", "data": {"text/plain": "99"}, "metadata": {}, "execution_count": 1}
    ]


def in_place_of(path, make):
    path.unlink()
    make(path)


#: What is done to a submission's folder, by the student it is done to.
ODD = {
    "renamed": lambda at: (at / NOTEBOOK).rename(at / "ch01_neuron (1).ipynb"),
    "deleted": lambda at: (at / NOTEBOOK).unlink(),
    "empty": lambda at: (at / NOTEBOOK).write_text(""),
    "conflicted": lambda at: (at / NOTEBOOK).write_text("<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> theirs\n"),
    "brackets": lambda at: (at / NOTEBOOK).write_text('{"cells": ' + "[" * 100_000),
    "large": lambda at: (at / NOTEBOOK).write_text('{"cells": ["' + "x" * (30 << 20) + '"]}'),
    "duplicated": lambda at: change(at / NOTEBOOK, lambda nb: nb["cells"].append(dict(exercise(nb), id="again"))),
    "without_metadata": lambda at: change(at / NOTEBOOK, without_metadata),
    "rogue": lambda at: change(at / NOTEBOOK, rogue),
    "saved_outputs": lambda at: change(at / NOTEBOOK, saved_outputs),
    "surrogate": lambda at: change(at / NOTEBOOK, lambda nb: nb["cells"][0].update(source="\ud800")),
    "pipe": lambda at: in_place_of(at / NOTEBOOK, os.mkfifo),
    "notebook_link": lambda at: in_place_of(
        at / NOTEBOOK, lambda path: path.symlink_to(f"../../ordinary/{CHAPTER}/{NOTEBOOK}")
    ),
    "odd_time": lambda at: (at / "timestamp.txt").write_text("yesterday at noon"),
    "pipe_for_time": lambda at: in_place_of(at / "timestamp.txt", os.mkfifo),
    "no_module": lambda at: (at / "neuron.py").unlink(),
}


def chapter_link(at):
    shutil.rmtree(at)
    at.symlink_to(f"../ordinary/{CHAPTER}")


def student_link(at):
    shutil.rmtree(at.parent)
    at.parent.symlink_to("ordinary")


LINKS = {"chapter_link": chapter_link, "student_link": student_link}
EVERYBODY = ("ordinary", "zoë [1]", *ODD, *LINKS)


def odd_class(walk, folder):
    """A course folder in which everybody handed in the same right module, each with something odd beside it."""
    course = folder / "course"
    shutil.copytree(walk.sample.course, course, symlinks=True)
    submitted = course / "submitted"
    for name in EVERYBODY:
        shutil.copytree(submitted / "student1" / CHAPTER, submitted / name / CHAPTER)
    for path in submitted.glob("student?"):
        shutil.rmtree(path)
    for name, spoil in (ODD | LINKS).items():
        spoil(submitted / name / CHAPTER)
    return course


@pytest.fixture(scope="module")
def three_ways(walk, tmp_path_factory):
    """The class, graded by our command, by nbgrader's, and by pressing the button for one after the other."""
    home = tmp_path_factory.mktemp("ways")
    courses = {way: odd_class(walk, home / way) for way in ("ours", "stock", "button")}
    ours = zerokara("grade", CHAPTER, cwd=courses["ours"])
    assert ours.returncode == 0, ours.stderr
    stock = nbgrader("autograde", CHAPTER, cwd=courses["stock"])
    assert stock.returncode == 0, stock.stderr
    directory, config = course_directory(courses["button"])
    api = NbGraderAPI(directory, config=config)
    for name in EVERYBODY:
        result = api.autograde(CHAPTER, name)
        assert result["success"], result
    return courses


def database(course, query):
    with sqlite3.connect(course / "gradebook.db") as connection:
        return connection.execute(query).fetchall()


def graded_files(course):
    """All of ``autograded/`` but the secrets, which are drawn where a copied one cannot be used."""
    folder = course / "autograded"
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "submission_secret.txt")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.parametrize("way", ["stock", "button"])
def test_marks_and_comments_are_those_of_our_command(three_ways, way):
    expected = database(three_ways["ours"], MARKS)
    assert {row[0] for row in expected} == set(EVERYBODY)
    assert database(three_ways[way], MARKS) == expected
    assert database(three_ways[way], COMMENTS) == database(three_ways["ours"], COMMENTS)


@pytest.mark.parametrize("way", ["stock", "button"])
def test_graded_notebooks_are_those_of_our_command(three_ways, way):
    expected = graded_files(three_ways["ours"])
    assert len([name for name in expected if name.endswith(".ipynb")]) == len(EVERYBODY)
    assert graded_files(three_ways[way]) == expected


def test_an_odd_notebook_costs_nothing_and_a_link_earns_nothing(three_ways):
    relu = {row[0]: row[2] for row in database(three_ways["button"], MARKS) if row[1] == "relu"}
    assert {name for name, mark in relu.items() if mark == 0} == {*LINKS, "no_module"}
    assert {relu[name] for name in relu.keys() - LINKS.keys() - {"no_module"}} == {1}


def test_no_cell_of_a_student_makes_marks(three_ways):
    assert "rogue" not in {row[1] for row in database(three_ways["stock"], MARKS)}


@pytest.fixture
def course(walk, tmp_path):
    return odd_class(walk, tmp_path)


@pytest.fixture
def press(course):
    """Press the formgrader's button for one student."""
    directory, config = course_directory(course)
    api = NbGraderAPI(directory, config=config)
    return lambda *args, **options: api.autograde(*args, **options)


def test_what_is_graded_stands_until_something_newer_is_handed_in(course, press):
    assert press(CHAPTER, "ordinary")["success"]
    module = course / "submitted" / "ordinary" / CHAPTER / "neuron.py"
    module.write_text("")
    result = press(CHAPTER, "ordinary", force=False)
    assert result["success"]
    assert f"Skipping existing assignment: {CHAPTER}/ordinary" in result["log"]
    assert marks_of(course, "ordinary") == 14
    (module.parent / "timestamp.txt").write_text("2100-01-01 00:00:00 UTC")
    assert press(CHAPTER, "ordinary", force=False)["success"]
    assert marks_of(course, "ordinary") == 0


def test_what_lacks_its_rows_is_graded_without_force(course, press):
    """So it is after a run that was killed between the graded notebook and the gradebook."""
    assert press(CHAPTER, "ordinary")["success"]
    with sqlite3.connect(course / "gradebook.db") as connection:
        for table in ("grade", "comment", "submitted_notebook", "submitted_assignment"):
            connection.execute(f"DELETE FROM {table}")
    assert press(CHAPTER, "ordinary", force=False)["success"]
    assert marks_of(course, "ordinary") == 14


def marks_of(course, student):
    with Gradebook(f"sqlite:///{course}/gradebook.db", "sample") as gradebook:
        return gradebook.find_submission(CHAPTER, student).score


def test_an_earlier_result_stays_when_grading_fails(course, press, monkeypatch):
    assert press(CHAPTER, "ordinary")["success"]
    before = graded_files(course)
    (course / "submitted" / "ordinary" / CHAPTER / "neuron.py").write_text("relu = 1\n")
    monkeypatch.setattr("autograder.grading.grader.Pool.examine", broken)
    result = press(CHAPTER, "ordinary")
    assert not result["success"]
    assert graded_files(course) == before
    assert marks_of(course, "ordinary") == 14


def broken(pool, tasks):
    raise OSError("No space left on device")


def test_a_student_who_is_not_known_is_named_when_nobody_may_be_added(course, press):
    result = press(CHAPTER, "ordinary", create=False)
    assert not result["success"]
    assert "No student with ID 'ordinary' exists in the database" in result["log"]
    assert "ordinary" not in {row[0] for row in database(course, MARKS)}


def test_who_is_not_on_the_roster_is_added_on_request_only(course, press):
    with Gradebook(f"sqlite:///{course}/gradebook.db", "sample") as gradebook:
        gradebook.add_student("zoë [1]", last_name="Müller")
    result = press(CHAPTER, "renamed")
    assert result["success"]
    assert "not on the roster" in result["log"]
    assert database(course, MARKS) == []
    run = nbgrader("autograde", CHAPTER, "--student=renamed", "--create", cwd=course)
    assert run.returncode == 0, run.stderr
    assert {row[0] for row in database(course, MARKS)} == {"renamed"}


def test_a_chapter_that_was_not_generated_is_named_with_the_remedy(course, press):
    with Gradebook(f"sqlite:///{course}/gradebook.db", "sample") as gradebook:
        gradebook.remove_assignment(CHAPTER)
    result = press(CHAPTER, "ordinary")
    assert not result["success"]
    assert f"nbgrader generate_assignment {CHAPTER} --force" in result["log"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--student=nobody"], "No submissions"), (["--notebook=other"], "No notebooks")],
    ids=["student", "notebook"],
)
def test_options_that_match_nothing_are_an_error(course, arguments, said):
    run = nbgrader("autograde", CHAPTER, *arguments, cwd=course)
    assert run.returncode == 1
    assert said in run.stderr
    assert database(course, MARKS) == []


def test_students_can_be_chosen_by_a_pattern_and_left_out(course, press):
    directory, config = course_directory(course)
    directory.student_id_exclude = "odd_time"
    assert NbGraderAPI(directory, config=config).autograde(CHAPTER, "o*")["success"]
    assert {row[0] for row in database(course, MARKS)} == {"ordinary"}


def test_hooks_of_the_course_are_called(course):
    directory, config = course_directory(course)
    called = []
    config.Autograde.pre_convert_hook = lambda **said: called.append(("before", Path(said["notebooks"][0]).name))
    config.Autograde.post_convert_hook = lambda **said: called.append(("after", said["assignment"]))
    assert NbGraderAPI(directory, config=config).autograde(CHAPTER, "ordinary")["success"]
    assert called == [("before", NOTEBOOK), ("after", CHAPTER)]
