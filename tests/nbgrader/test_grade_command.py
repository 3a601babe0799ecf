"""``zerokara grade`` with a gradebook: what it says, and its exit status."""

import shutil

from nbgrader.api import Gradebook

from tests.program import zerokara

ONE, THREE = "ch01_neuron", "ch03_activations"


def gradebook(course):
    return Gradebook(f"sqlite:///{course}/gradebook.db", "sample")


def test_a_chapter_that_cannot_be_recorded_stops_no_other(spoilable):
    with gradebook(spoilable) as book:
        book.remove_assignment(THREE)
    run = zerokara("grade", "--student", "student1", "--student", "student5", cwd=spoilable)
    assert run.returncode == 1, run.stderr
    assert "Traceback" not in run.stderr
    assert run.stderr.splitlines()[-1].startswith(f"{THREE}: {THREE} is not in the gradebook. Run: nbgrader gen")
    with gradebook(spoilable) as book:
        assert len(book.assignment_submissions(ONE)) == 2
    assert {path.name for path in (spoilable / "verdicts" / THREE).iterdir()} == {"student1.json", "student5.json"}


def test_strangers_and_submissions_from_elsewhere(spoilable):
    with gradebook(spoilable) as book:
        book.add_student("student1")
    elsewhere = spoilable.parent / "lms"
    shutil.copytree(spoilable / "submitted", elsewhere)
    wanted = (ONE, "--student", "student1", "--student", "student5")
    run = zerokara("grade", *wanted, "--gradebook", "--submitted", elsewhere, cwd=spoilable)
    assert run.returncode == 0, run.stderr
    assert f"{ONE}/student5: not on the roster" in run.stderr
    assert "--add-students" in run.stderr
    assert "student5" in run.stdout
    with gradebook(spoilable) as book:
        assert [submission.student.id for submission in book.assignment_submissions(ONE)] == ["student1"]
    assert len(list((spoilable / "verdicts" / ONE).iterdir())) == 2


def test_a_gradebook_outside_a_course_is_wrong_usage(tmp_path):
    (tmp_path / "submitted").mkdir()
    run = zerokara("grade", "--gradebook", "--submitted", "submitted", cwd=tmp_path)
    assert run.returncode == 2
    assert "--gradebook needs a course folder" in run.stderr
