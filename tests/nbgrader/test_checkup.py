"""``zerokara doctor`` looks before it says ok."""

import os
import sqlite3
from contextlib import closing

import pytest
from nbgrader.api import Gradebook
from traitlets.config import Config

from autograder import health
from autograder.nbgrader_plugin import configure
from autograder.nbgrader_plugin.checkup import look_at_exchange, look_at_gradebook
from autograder.nbgrader_plugin.database import back_up


class Directory:
    """What a look needs of nbgrader's view of a course."""

    def __init__(self, db_url):
        self.db_url = db_url


@pytest.fixture
def gradebook(tmp_path):
    configure(Config())  # nbgrader finds its alembic then
    path = tmp_path / "gradebook.db"
    with Gradebook(f"sqlite:///{path}", "course") as book:
        book.add_assignment("ch01_neuron")
    return path


def look(path):
    return look_at_gradebook(Directory(f"sqlite:///{path}"))


def test_a_whole_gradebook_is_ok(gradebook):
    found = look(gradebook)
    assert found.works
    assert "whole" in found.detail


def test_one_that_is_not_there_yet_is_ok_and_not_made(tmp_path):
    assert look(tmp_path / "gradebook.db").works
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_head_is_found_with_the_back_up_to_use(gradebook):
    back_up(f"sqlite:///{gradebook}")
    with gradebook.open("r+b") as file:
        file.write(b"x" * 4096)
    found = look(gradebook)
    assert not found.works
    assert "not a database" in found.detail
    assert "gradebook.db.backup-" in found.remedy


def test_damage_in_the_middle_is_found(gradebook):
    size = gradebook.stat().st_size
    with gradebook.open("r+b") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"\xff" * 8192)
    found = look(gradebook)
    assert not found.works
    assert "damaged" in found.detail


@pytest.mark.parametrize(
    ("change", "remedy"),
    [
        ("UPDATE alembic_version SET version_num = '724cde206c17'", "nbgrader db upgrade"),
        ("DROP TABLE alembic_version", "c.CourseDirectory.db_url"),
    ],
)
def test_another_version_is_found(gradebook, change, remedy):
    with closing(sqlite3.connect(gradebook)) as database:
        database.execute(change)
        database.commit()
    found = look(gradebook)
    assert not found.works
    assert remedy in found.remedy


def test_a_database_that_nobody_answers_for_is_told(tmp_path):
    found = look_at_gradebook(Directory(f"postgresql+psycopg://nobody:secret@/x?host={tmp_path}"))
    assert not found.works
    assert "secret" not in found.detail + found.remedy


def test_an_address_of_no_known_kind_is_told():
    found = look_at_gradebook(Directory("excel:///marks.xls"))
    assert not found.works
    assert "c.CourseDirectory.db_url" in found.detail + found.remedy


def test_the_exchange_is_the_configured_one(tmp_path):
    config = Config()
    config.Exchange.root = str(tmp_path)
    config.CourseDirectory.course_id = "nn101"
    assert look_at_exchange(config).works
    config.CourseDirectory.course_id = ""
    assert "course_id" in look_at_exchange(config).remedy
    config.Exchange.root = str(tmp_path / "nowhere")
    assert "mkdir" in look_at_exchange(config).remedy


def test_a_seed_that_is_none_is_found(tmp_path):
    assert health.look_at_verdicts(tmp_path).works
    (tmp_path / ".seed").write_text("17\n")
    assert health.look_at_verdicts(tmp_path).works
    (tmp_path / ".seed").write_text("seventeen")
    assert not health.look_at_verdicts(tmp_path).works


def test_a_home_that_is_not_set_is_told(monkeypatch, tmp_path):
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert health.look_at_home().works
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(os, "getuid", lambda: 12345)  # an account without an entry
    found = health.look_at_home()
    assert not found.works
    assert "HOME is not set" in found.detail
