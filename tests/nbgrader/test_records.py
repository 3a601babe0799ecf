"""One submission, one chapter or a gradebook in use never stops a run, and no mark is lost."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from autograder.course import find_course
from autograder.grading.classroom import Run
from autograder.grading.grader import Grader
from autograder.nbgrader_plugin.companions import Companions
from autograder.nbgrader_plugin.directory import classroom_of, course_directory
from autograder.nbgrader_plugin.records import CourseRecords

ONE, THREE = "ch01_neuron", "ch03_activations"


@pytest.fixture(scope="module")
def graded_once(walk, tmp_path_factory):
    """The class with its verdicts, so that tests of the records grade nothing; the gradebook has no marks yet."""
    home = tmp_path_factory.mktemp("graded")
    shutil.copytree(walk.sample.folder, home / "class", symlinks=True)
    classroom = classroom_of(start=home / "class" / "course")
    found = classroom.select((), ())
    grader = Grader(walk.sample.chapters, home / "class" / "course" / "verdicts")
    with Run(classroom, found, grader, None) as run:
        assert len(list(run.grade())) == 18
    return home / "class"


@pytest.fixture
def course(graded_once, tmp_path):
    shutil.copytree(graded_once, tmp_path / "class", symlinks=True)
    return tmp_path / "class" / "course"


def record(course, chapters=(), students=(), submitted=None, **options):
    """Run with the gradebook; returns the run and its records after their end."""
    classroom = classroom_of(submitted, course)
    found = classroom.select(chapters, students)
    grader = Grader(tuple(dict.fromkeys(chapter for _, chapter in found)), course / "verdicts")
    records = CourseRecords(*course_directory(course), submitted, **options)
    with Run(classroom, found, grader, records) as run:
        list(run.grade())
    return run, records


def faults(run):
    return [(note.about, note.sentence) for note in run.notes if note.is_fault]


def gradebook(course):
    return Gradebook(f"sqlite:///{course}/gradebook.db", "sample")


def marks(course, chapter=ONE):
    with gradebook(course) as book:
        return {submission.student.id: submission.score for submission in book.assignment_submissions(chapter)}


def place(course, student, step="submitted", chapter=ONE):
    return course / step / student / chapter


def leftovers(course):
    return list((course / "autograded").rglob(".*"))


ODD = {
    "student1": lambda path: path.write_text("yesterday at noon"),
    "student2": lambda path: path.write_bytes(bytes(range(256))),
    "student3": lambda path: path.mkdir(),
    "student4": os.mkfifo,
    "student5": lambda path: path.symlink_to("/etc/hostname"),
    "student6": lambda path: path.write_text("9999-12-31 23:59:59 -2300"),
    "student7": lambda path: path.write_bytes("2026-11-25 16:55".encode("utf-16")),
    "student8": lambda path: path.write_text(""),
}


def test_odd_times_are_unknown_and_everybody_is_recorded_and_gets_feedback(course):
    expected = marks_of_verdicts(course)
    for student, make in ODD.items():
        stamp = place(course, student) / "timestamp.txt"
        stamp.unlink()
        make(stamp)
    (place(course, "student9") / "submission_secret.txt").unlink()
    (place(course, "student8") / "submission_secret.txt").write_text("")
    (place(course, "student7") / "submission_secret.txt").write_bytes(b"\xff\xfe")
    run, _ = record(course, (ONE,))
    assert faults(run) == []
    assert {note.about for note in run.notes if "names no time" in note.sentence} == {f"{ONE}/{name}" for name in ODD}
    assert marks(course) == expected
    assert leftovers(course) == []
    for student in expected:
        folder = place(course, student, "autograded")
        assert len((folder / "submission_secret.txt").read_text()) >= 32
        assert ((folder / "timestamp.txt").read_text() == "") == (student in ODD)
    directory, config = course_directory(course)
    api = NbGraderAPI(directory, config=config)
    assert api.generate_feedback(ONE)["success"]
    released = api.release_feedback(ONE)
    assert released["success"], released
    assert len(list((course.parent / "exchange" / "sample" / "feedback").glob("*.html"))) == 9
    assert api.get_submissions(ONE)


def marks_of_verdicts(course, chapter=ONE):
    verdicts = [json.loads(path.read_text()) for path in (course / "verdicts" / chapter).glob("*.json")]
    return {verdict["extra_data"]["student"]: verdict["score"] for verdict in verdicts}


def test_a_copied_secret_fetches_nobodys_feedback(course):
    secret = "submission_secret.txt"
    shutil.copy(place(course, "student1") / secret, place(course, "student2") / secret)
    run, _ = record(course, (ONE,))
    assert {note.about for note in run.notes if "same submission_secret.txt" in note.sentence} == {
        f"{ONE}/student1",
        f"{ONE}/student2",
    }
    kept = {name: (place(course, name, "autograded") / secret).read_text() for name in ("student1", "student2")}
    handed_in = (place(course, "student1") / secret).read_text()
    assert len({*kept.values(), handed_in}) == 3
    record(course, (ONE,))
    assert {name: (place(course, name, "autograded") / secret).read_text() for name in kept} == kept


def test_an_earlier_page_of_feedback_gets_what_it_lacks(course):
    page = place(course, "student1", "feedback")
    page.mkdir(parents=True)
    (page / f"{ONE}.html").write_text("earlier")
    record(course, (ONE,), ("student1",))
    assert (page / "submission_secret.txt").read_text()
    assert (page / "timestamp.txt").is_file()


def test_one_students_folder_that_cannot_be_written_stops_no_other(course):
    (course / "autograded").mkdir()
    (course / "autograded" / "student1").write_text("a file in the way")
    run, records = record(course, (ONE,))
    ((about, sentence),) = faults(run)
    assert about == f"{ONE}/student1"
    assert "FileExistsError" in sentence or "NotADirectoryError" in sentence
    assert len(records.recorded) == 9
    assert len(list((course / "autograded").glob("*/ch01_neuron/*.ipynb"))) == 8


def test_an_id_that_no_gradebook_can_hold_is_graded_and_noted(course):
    strange = os.fsdecode(b"caf\xe9\xff")
    shutil.copytree(course / "submitted" / "student1", course / "submitted" / strange)
    run, _ = record(course, (ONE,))
    ((about, sentence),) = faults(run)
    assert about == f"{ONE}/{strange}"
    assert "not UTF-8" in sentence
    assert len(marks(course)) == 9
    assert len(list((course / "verdicts" / ONE).iterdir())) == 10


def test_a_row_that_cannot_be_written_is_undone_alone(course):
    with gradebook(course) as book:
        for number in range(1, 10):
            book.update_or_create_student(f"student{number}")
    with closing(sqlite3.connect(course / "gradebook.db")) as database:
        database.execute(
            "CREATE TRIGGER odd BEFORE INSERT ON submitted_assignment WHEN NEW.student_id = 'student3' "
            "BEGIN SELECT RAISE(ABORT, 'not this one'); END"
        )
        database.commit()
    run, _ = record(course, (ONE,))
    ((about, sentence),) = faults(run)
    assert about == f"{ONE}/student3"
    assert "not this one" in sentence
    assert set(marks(course)) == {f"student{number}" for number in range(1, 10)} - {"student3"}


# The gradebook ------------------------------------------------------------------


def change_lesson(course, chapter, change):
    path = course / "source" / chapter / f"{chapter}.ipynb"
    notebook = json.loads(path.read_text())
    change(notebook["cells"])
    path.write_text(json.dumps(notebook))


def exercise(cells, name):
    return next(cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade_id") == name)


def set_points(name, points):
    def change(cells):
        exercise(cells, name)["metadata"]["nbgrader"]["points"] = points

    return change


@pytest.mark.parametrize("has_submissions", [False, True])
def test_changed_points_stop_their_own_chapter_and_the_remedy_works(course, has_submissions):
    if has_submissions:
        record(course)
    before = marks(course)
    change_lesson(course, ONE, set_points("relu", 5))
    run, _ = record(course)
    ((about, sentence),) = faults(run)
    assert about == ONE
    assert "relu worth 1, the lesson now says 5" in sentence
    assert f"nbgrader generate_assignment {ONE} --force" in sentence
    assert marks(course) == before
    assert len(marks(course, THREE)) == 9
    assert max(marks_of_verdicts(course).values()) == 18
    directory, config = course_directory(course)
    assert NbGraderAPI(directory, config=config).generate_assignment(ONE, force=True)["success"]
    run, _ = record(course)
    assert faults(run) == []
    assert marks(course) == marks_of_verdicts(course)


@pytest.mark.parametrize("has_submissions", [False, True])
def test_another_set_of_exercises_is_refused_with_the_remedy_for_its_state(course, has_submissions):
    if has_submissions:
        record(course)
    change_lesson(course, ONE, lambda cells: cells.remove(exercise(cells, "output_errors")))
    classroom = classroom_of(start=course)
    records = CourseRecords(*course_directory(course))
    with records:
        records.prepare(classroom.course.select((ONE, THREE)))
    ((about, sentence),) = [(note.about, note.sentence) for note in records.notes]
    assert about == ONE
    assert "with output_errors, which the lesson lacks" in sentence
    assert ("nbgrader db assignment remove" in sentence) == has_submissions
    directory, config = course_directory(course)
    released = NbGraderAPI(directory, config=config).generate_assignment(ONE, force=True)
    assert released["success"] != has_submissions
    assert (course / "assignments" / ONE / f"{ONE}.ipynb").is_file()


def test_a_gradebook_in_use_is_told_in_a_sentence_and_the_next_run_writes(course):
    with closing(sqlite3.connect(course / "gradebook.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        run, records = record(course, (ONE,), patience=0.2)
    assert records.recorded == set()
    assert faults(run) == [
        (
            "gradebook.db",
            "gradebook.db is in use by another program; 9 marks are kept as verdicts and are written at the next run",
        )
    ]
    assert marks(course) == {}
    run, _ = record(course, (ONE,))
    assert faults(run) == []
    assert marks(course) == marks_of_verdicts(course)


def test_a_damaged_gradebook_is_told_in_a_sentence(course):
    record(course, (ONE,))
    with (course / "gradebook.db").open("r+b") as file:
        file.write(b"x" * 4096)
    run, _ = record(course, (ONE,))
    ((_, sentence),) = faults(run)
    assert "gradebook.db is damaged" in sentence
    assert "the newest is gradebook.db.backup-" in sentence
    assert "9 marks are kept" in sentence


def backups(course):
    return sorted(course.glob("gradebook.db.backup-*"))


def test_the_gradebook_is_backed_up_before_a_run_that_changes_it_and_only_then(course):
    record(course, (ONE,))
    (empty,) = backups(course)
    with closing(sqlite3.connect(empty)) as database:
        assert database.execute("SELECT count(*) FROM submitted_assignment").fetchone() == (0,)
    record(course, (ONE,))
    assert backups(course) == [empty]
    assert empty.stat().st_mode == (course / "gradebook.db").stat().st_mode


def grade(book, name, student):
    return book.find_grade(name, ONE, ONE, student)


def test_a_mark_by_hand_is_flagged_again_only_when_ours_changes(course):
    record(course, (ONE,))
    with gradebook(course) as book:
        for name in ("relu", "network"):
            grade(book, name, "student1").manual_score = 0.5
            grade(book, name, "student1").needs_manual_grade = False
        book.db.commit()
    record(course, (ONE,))
    with gradebook(course) as book:
        assert not grade(book, "relu", "student1").needs_manual_grade
        grade(book, "relu", "student1").auto_score = 0.25
        book.db.commit()
    record(course, (ONE,))
    with gradebook(course) as book:
        assert grade(book, "relu", "student1").needs_manual_grade
        assert not grade(book, "network", "student1").needs_manual_grade
        assert grade(book, "relu", "student1").manual_score == 0.5


def question(kind, name, points):
    grading = {
        "grade": kind != "task", "solution": kind != "task", "task": kind == "task", "locked": False,
        "grade_id": name, "points": points, "schema_version": 3,
    }  # fmt: skip
    cell = {"cell_type": "code" if kind == "code" else "markdown", "id": name, "metadata": {"nbgrader": grading}}
    code = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {**cell, "source": [f"### {name}"], **code}


def test_questions_for_people_wait_for_a_person_and_code_without_tests_is_our_fault(course):
    change_lesson(
        course, ONE, lambda cells: cells.extend([question("markdown", "why", 3), question("task", "draw", 2),
                                                 question("code", "untested", 4)])
    )  # fmt: skip
    directory, config = course_directory(course)
    assert NbGraderAPI(directory, config=config).generate_assignment(ONE, force=True)["success"]
    run, _ = record(course, (ONE,), ("student1",))
    ((about, sentence),) = faults(run)
    assert about == f"{ONE}/student1"
    assert "no hidden test grades untested" in sentence
    with gradebook(course) as book:
        rows = {row.name: row for row in book.find_submission(ONE, "student1").notebooks[0].grades}
        assert {name for name, row in rows.items() if row.needs_manual_grade} == {"why", "draw", "untested"}
        assert rows["why"].auto_score is None
        assert rows["draw"].auto_score is None
        rows["why"].manual_score, rows["why"].needs_manual_grade = 2.0, False
        book.db.commit()
    record(course, (ONE,), ("student1",))
    with gradebook(course) as book:
        row = grade(book, "why", "student1")
        assert (row.score, row.needs_manual_grade) == (2.0, False)


# The roster ---------------------------------------------------------------------


def test_without_a_roster_who_handed_in_is_added_also_later(course):
    late = course / "submitted" / "student9"
    late.rename(course / "late")
    run, _ = record(course, (ONE,))
    assert any("there is no roster" in note.sentence for note in run.notes)
    (course / "late").rename(late)
    record(course, (ONE,))
    assert len(marks(course)) == 9


def test_with_a_roster_strangers_are_graded_and_added_on_request_only(course):
    with gradebook(course) as book:
        for number in range(1, 9):
            book.add_student(f"student{number}")
    run, _ = record(course, (ONE,))
    assert faults(run) == []
    assert [note.about for note in run.notes if "not on the roster" in note.sentence] == [f"{ONE}/student9"]
    assert set(marks(course)) == {f"student{number}" for number in range(1, 9)}
    assert "student9" in marks_of_verdicts(course)
    record(course, (ONE,), add_students=True)
    assert "student9" in marks(course)


def test_a_student_whose_folder_is_spelled_otherwise_is_named_with_the_remedy(course):
    composed, apart = "\N{HIRAGANA LETTER GA}", "\N{HIRAGANA LETTER KA}\u3099"
    with gradebook(course) as book:
        book.add_student(composed, first_name="Ga")
    (course / "submitted" / "student9").rename(course / "submitted" / apart)
    run, _ = record(course, (ONE,), (composed,))
    assert [(about, "Rename the folder" in said) for about, said in faults(run)] == [(f"{ONE}/{apart}", True)]


@pytest.mark.parametrize("has_roster", [False, True])
def test_removed_students_stay_removed(course, has_roster):
    if has_roster:
        with gradebook(course) as book:
            for number in range(1, 10):
                book.add_student(f"student{number}", first_name="A", last_name="Student")
    record(course, (ONE,))
    with gradebook(course) as book:
        book.remove_student("student4")
    run, _ = record(course, (ONE,))
    assert [note.about for note in run.notes if "not on the roster" in note.sentence] == [f"{ONE}/student4"]
    assert "student4" not in marks(course)


def test_submissions_from_elsewhere_can_go_into_the_gradebook(course):
    elsewhere = course.parent / "from the LMS"
    (course / "submitted").rename(elsewhere)
    run, _ = record(course, (ONE,), submitted=elsewhere)
    assert faults(run) == []
    assert marks(course) == marks_of_verdicts(course)
    stamp = (place(course, "student1", "autograded") / "timestamp.txt").read_text()
    assert datetime.strptime(stamp, "%Y-%m-%d %H:%M:%S.%f UTC")
    assert Path(elsewhere, "student1", ONE, "timestamp.txt").is_file()


@pytest.mark.parametrize(
    "secret", ["", "short", "two lines of text\nof a secret", "zerokara-" + "0" * 128, "\udcff" * 40]
)
def test_a_secret_that_is_odd_is_replaced_by_one_of_ours(tmp_path, secret):
    chapter = find_course(tmp_path).chapters[ONE]
    folder = tmp_path / "submitted" / "mallory" / ONE
    folder.mkdir(parents=True)
    (folder / "submission_secret.txt").write_bytes(secret.encode("utf-8", "surrogateescape"))
    files = Companions(tmp_path / "submitted", chapter).files("mallory", None, tmp_path / "nowhere")
    assert files["submission_secret.txt"].startswith(b"zerokara-")
    assert files["submission_secret.txt"] != secret.encode("utf-8", "surrogateescape")
