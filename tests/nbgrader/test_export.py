"""The exported table holds text, whatever an account is called."""

import csv
import logging

import pytest
from nbgrader.api import Gradebook
from traitlets.config import Config

from autograder.nbgrader_plugin import configure
from autograder.nbgrader_plugin.export import ExportMarks, as_text
from autograder.nbgrader_plugin.log import Plain


@pytest.fixture
def export(tmp_path):
    """A gradebook with strange accounts, exported with these options."""
    configure(Config())  # nbgrader looks for alembic when it makes a gradebook
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db", "course") as gradebook:
        for chapter in ("ch02", "ch01"):
            gradebook.add_assignment(chapter)
        for student in ("zoe", "=HYPERLINK(1)", "<img src=x>", "two\nlines"):
            gradebook.add_student(student, first_name=" +1", last_name="\t-2", email="@SUM(A1)")

        def export(**options):
            target = tmp_path / "grades.csv"
            ExportMarks(to=str(target), **options).export(gradebook)
            with target.open(newline="") as file:
                return list(csv.DictReader(file))

        yield export


def test_it_is_sorted_by_chapter_and_student(export):
    rows = [(row["assignment"], row["student_id"]) for row in export()]
    assert [chapter for chapter, _ in rows] == ["ch01"] * 4 + ["ch02"] * 4
    assert [student for _, student in rows[:4]] == ["‹img src=x›", "'=HYPERLINK(1)", "two\ufffdlines", "zoe"]


def test_no_cell_is_a_formula_or_a_tag(export):
    for row in export():
        assert not [cell for cell in row.values() if cell.lstrip()[:1] in tuple("=+-@") or "<" in cell]


def test_only_what_was_asked_for_is_exported(export):
    assert [row["student_id"] for row in export(student=["zoe"], assignment=["ch02"])] == ["zoe"]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", " =1", "\uff1d1"])
def test_a_formula_becomes_text(text):
    assert as_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["x;=1", "x, +1", "x|@y", 'x;"=1', "x;y;-1"])
def test_a_formula_after_another_separator_becomes_text(text):
    for separator in ";,|":
        for cell in next(csv.reader([as_text(text)], delimiter=separator)):
            assert cell.strip(' "')[:1] not in tuple("=+-@")


def test_a_tab_or_a_return_begins_no_cell():
    assert as_text("\t=1\r") == "\ufffd=1\ufffd"


def test_nbgraders_log_does_not_act_on_a_terminal():
    record = logging.LogRecord("x", logging.INFO, "", 0, "Copying %s", ("\x1b[31mred",), None)
    assert Plain().filter(record)
    assert record.getMessage() == "Copying \ufffd[31mred"
