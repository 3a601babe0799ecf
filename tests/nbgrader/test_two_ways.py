"""``nbgrader autograde`` and ``zerokara grade`` leave the same rows in the gradebook."""

import json
import shutil
import sqlite3
from datetime import datetime, timedelta

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from autograder.nbgrader_plugin.directory import course_directory
from tests.program import nbgrader, zerokara

CHAPTER = "ch01_neuron"

ROWS = """
    SELECT submitted_assignment.student_id, base_cell.name, grade.auto_score, grade.manual_score, grade.extra_credit,
           grade.needs_manual_grade, comment.auto_comment, comment.manual_comment,
           submitted_notebook.late_submission_penalty, submitted_assignment.timestamp
    FROM grade
    JOIN base_cell ON base_cell.id = grade.cell_id
    JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
    JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
    JOIN assignment ON assignment.id = submitted_assignment.assignment_id
    JOIN base_cell AS answer ON answer.name = base_cell.name AND answer.notebook_id = base_cell.notebook_id
         AND answer.type = 'SolutionCell'
    JOIN comment ON comment.cell_id = answer.id AND comment.notebook_id = submitted_notebook.id
    WHERE assignment.name = ?
    ORDER BY 1, 2
"""


def rows(course, chapter=CHAPTER):
    with sqlite3.connect(course / "gradebook.db") as database:
        return database.execute(ROWS, [chapter]).fetchall()


@pytest.fixture(scope="module")
def both(walk, tmp_path_factory):
    """The same collected class, graded by nbgrader's command in one copy and by ours in the other."""
    home = tmp_path_factory.mktemp("both")
    courses = {}
    for way in ("stock", "bulk"):
        courses[way] = home / way / "course"
        shutil.copytree(walk.sample.folder, home / way, symlinks=True)
        course = courses[way]
        (course / "nbgrader_config.py").write_text(
            (course / "nbgrader_config.py").read_text() + "\nc.LateSubmissionPlugin.penalty_method = 'zero'\n"
        )
        with sqlite3.connect(course / "gradebook.db") as database:
            yesterday = datetime.now() - timedelta(days=1)
            database.execute("UPDATE assignment SET duedate = ? WHERE name = 'ch03_activations'", [str(yesterday)])
    for chapter in (CHAPTER, "ch03_activations"):
        stock = nbgrader("autograde", chapter, cwd=courses["stock"])
        assert stock.returncode == 0, stock.stderr
    bulk = zerokara("grade", cwd=courses["bulk"])
    assert bulk.returncode == 0, bulk.stderr
    return courses


def test_scores_comments_and_flags_are_the_same(both):
    stock, bulk = rows(both["stock"]), rows(both["bulk"])
    assert len(stock) == 9 * 9
    assert stock == bulk


def test_late_penalties_are_applied_in_both_ways(both):
    stock, bulk = (rows(both[way], "ch03_activations") for way in ("stock", "bulk"))
    assert stock == bulk
    penalties = {row[0]: row[8] for row in bulk}
    assert penalties["student1"] == 16
    with Gradebook(f"sqlite:///{both['bulk']}/gradebook.db", "sample") as gradebook:
        submission = gradebook.find_submission("ch03_activations", "student1")
        assert submission.notebooks[0].score - submission.notebooks[0].late_submission_penalty == 0


def test_nothing_waits_for_a_human(both):
    assert {row[5] for row in rows(both["bulk"])} == {0}


def test_comments_are_the_feedback(both):
    comments = {(row[0], row[1]): row[6] for row in rows(both["bulk"])}
    assert comments["student1", "relu"] == "All 3 checks passed."
    assert comments["student8", "relu"].startswith("neuron.py is missing")
    assert comments["student5", "relu"].startswith("Not started")


@pytest.mark.parametrize("way", ["stock", "bulk"])
def test_the_graded_notebook_shows_code_marks_and_checks(both, way):
    notebook = json.loads((both[way] / "autograded" / "student4" / CHAPTER / f"{CHAPTER}.ipynb").read_text())
    cells = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell for cell in notebook["cells"]}
    assert "".join(cells["relu"]["source"]).startswith("def relu(")
    data = cells["relu"]["outputs"][0]["data"]
    assert "".join(data["text/plain"]) == "1.0"
    assert "✓" in "".join(data["text/html"])


def test_no_code_of_a_student_ran_in_nbgraders_process(spoilable, tmp_path):
    """A notebook that would leave a trace is graded by the stock command; there is no trace."""
    trace = tmp_path / "trace"
    path = spoilable / "submitted" / "student1" / CHAPTER / f"{CHAPTER}.ipynb"
    notebook = json.loads(path.read_text())
    source = [f"open({str(trace)!r}, 'w')"]
    notebook["cells"].append(
        {"cell_type": "code", "id": "trace", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
    )
    path.write_text(json.dumps(notebook))
    assert nbgrader("autograde", CHAPTER, "--student", "student1", cwd=spoilable).returncode == 0
    assert not trace.exists()


def test_a_mark_given_by_hand_stays_and_wins(both):
    course = both["bulk"]
    url = f"sqlite:///{course}/gradebook.db"
    with Gradebook(url, "sample") as gradebook:
        gradebook.find_grade("relu", CHAPTER, CHAPTER, "student5").manual_score = 0.5
        gradebook.find_comment("relu", CHAPTER, CHAPTER, "student5").manual_comment = "You showed me on paper."
        gradebook.db.commit()
    assert zerokara("grade", CHAPTER, "--regrade", cwd=course).returncode == 0
    with Gradebook(url, "sample") as gradebook:
        grade = gradebook.find_grade("relu", CHAPTER, CHAPTER, "student5")
        assert (grade.auto_score, grade.manual_score, grade.score) == (0, 0.5, 0.5)
        assert gradebook.find_comment("relu", CHAPTER, CHAPTER, "student5").comment == "You showed me on paper."


def test_broken_notebooks_do_not_stop_our_run(spoilable):
    broken = {
        "student1": "{",
        "student2": "[]",
        "student3": '{"cells": [{"cell_type": "code"}]}',
        "student4": '{"cells": [{"cell_type": "markdown", "metadata": {"nbgrader": 3}, "source": 5}]}',
        "student5": '{"cells": ' + "[" * 100_000,
    }
    for student, text in broken.items():
        (spoilable / "submitted" / student / CHAPTER / f"{CHAPTER}.ipynb").write_text(text)
    (spoilable / "submitted" / "student6" / CHAPTER / f"{CHAPTER}.ipynb").unlink()
    run = zerokara("grade", CHAPTER, cwd=spoilable)
    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr
    scores = {row[0]: row[2] for row in rows(spoilable) if row[1] == "relu"}
    assert scores["student1"] == 1
    directory, config = course_directory(spoilable)
    for student in broken:
        assert NbGraderAPI(directory, config=config).generate_feedback(CHAPTER, student)["success"]


def test_html_in_code_and_names_does_not_reach_the_feedback_page(spoilable):
    module = spoilable / "submitted" / "student1" / CHAPTER / "neuron.py"
    module.write_text(
        "def relu(x):\n    raise ValueError('<script>alert(1)</script>')\n\n"
        "def layer(*a):\n    '''</pre><script>alert(2)</script>'''\n    return '<img src=x onerror=alert(3)>'\n"
    )
    assert zerokara("grade", CHAPTER, "--student", "student1", cwd=spoilable).returncode == 0
    directory, config = course_directory(spoilable)
    assert NbGraderAPI(directory, config=config).generate_feedback(CHAPTER, "student1")["success"]
    page = (spoilable / "feedback" / "student1" / CHAPTER / f"{CHAPTER}.html").read_text()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_feedback_holds_nothing_of_the_hidden_tests(walk, both):
    directory, config = course_directory(both["bulk"])
    assert NbGraderAPI(directory, config=config).generate_feedback(CHAPTER)["success"]
    hidden = [
        line.strip()
        for line in walk.sample.chapters[0].suite.read_text().splitlines()
        if len(line.strip()) > 20 and line.startswith("    ") and not line.strip().startswith('"""')
    ]
    pages = [path.read_text() for path in (both["bulk"] / "feedback").rglob("*.html")]
    assert len(pages) == 9
    for page in pages:
        leaked = [line for line in hidden if line in page]
        assert leaked == []


def test_an_assignment_that_is_no_chapter_is_not_run(spoilable):
    grading = {"grade": True, "grade_id": "t", "locked": True, "points": 1, "schema_version": 3, "solution": False}
    cells = [
        {
            "cell_type": "code",
            "id": name,
            "metadata": metadata,
            "source": [source],
            "outputs": [],
            "execution_count": None,
        }
        for name, source, metadata in (
            ("a", "open('ran', 'w')", {}),
            ("b", "assert True", {"nbgrader": {**grading, "task": False}}),
        )
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    for place in (spoilable / "source" / "ps1", spoilable / "submitted" / "student1" / "ps1"):
        place.mkdir(parents=True)
        (place / "ps1.ipynb").write_text(json.dumps(notebook))
    directory, config = course_directory(spoilable)
    assert NbGraderAPI(directory, config=config).generate_assignment("ps1")["success"]
    run = nbgrader("autograde", "ps1", cwd=spoilable)
    assert "is not a chapter of the course, so its notebook is not run" in run.stderr
    assert not list(spoilable.rglob("ran"))
