"""Files of students are opened from one folder down, step by step, and two kinds of failure are told apart."""

import errno
import os
from pathlib import Path

import pytest

from autograder.submission import TIMESTAMP, Missing, Refused, Unreadable, open_submission, opener


@pytest.fixture
def opened(submitted, folder, chapter):
    with open_submission(submitted, "alice", chapter.folder) as opened:
        yield opened


def test_a_file_is_read_up_to_its_limit(folder, opened):
    (folder / "timestamp.txt").write_bytes(b"x" * TIMESTAMP)
    assert opened.read("timestamp.txt", TIMESTAMP) == b"x" * TIMESTAMP
    (folder / "timestamp.txt").write_bytes(b"x" * (TIMESTAMP + 1))
    with pytest.raises(Refused, match=r"timestamp\.txt is larger than 100 bytes"):
        opened.read("timestamp.txt", TIMESTAMP)


@pytest.mark.parametrize("name", ["../../bob/ch01_neuron/neuron.py", "/etc/passwd", "..", "", "a\0b"])
def test_a_name_is_no_path(submitted, chapter, opened, name):
    (submitted / "bob" / chapter.folder).mkdir(parents=True)
    (submitted / "bob" / chapter.folder / "neuron.py").touch()
    with pytest.raises(Missing):
        opened.read(name, 100)


def test_a_missing_file_is_told_from_one_that_is_refused(folder, opened):
    with pytest.raises(Missing):
        opened.read("timestamp.txt", TIMESTAMP)
    (folder / "timestamp.txt").symlink_to("/etc/hostname")
    with pytest.raises(Refused) as refused:
        opened.read("timestamp.txt", TIMESTAMP)
    assert not isinstance(refused.value, Missing)


def test_a_folder_that_becomes_a_link_after_it_was_opened_leads_nowhere(submitted, folder, opened):
    (submitted / "bob").mkdir()
    (submitted / "bob" / "neuron.py").write_text("x = 'another student'\n")
    folder.rename(submitted / "alice" / "moved")
    folder.symlink_to(submitted / "bob")
    assert b"another" not in opened.read("neuron.py", 100)


def test_a_file_that_becomes_a_link_after_it_was_looked_at_is_refused(folder, opened, monkeypatch):
    look = opener.Folder._expect_file

    def look_and_swap(self, name, said):
        look(self, name, said)
        (folder / name).unlink()
        (folder / name).symlink_to("/etc/passwd")

    monkeypatch.setattr(opener.Folder, "_expect_file", look_and_swap)
    with pytest.raises(Refused, match="is a link"):
        opened.read("neuron.py", 100)


def test_a_file_that_becomes_a_pipe_after_it_was_looked_at_is_refused_at_once(folder, opened, monkeypatch):
    look = opener.Folder._expect_file

    def look_and_swap(self, name, said):
        look(self, name, said)
        (folder / name).unlink()
        os.mkfifo(folder / name)

    monkeypatch.setattr(opener.Folder, "_expect_file", look_and_swap)
    with pytest.raises(Refused, match="not an ordinary file"):
        opened.read("neuron.py", 100)


def test_a_folder_swapped_for_a_link_between_listing_and_opening_is_refused(submitted, folder, read):
    (submitted / "mallory").mkdir()
    (submitted / "mallory" / folder.name).symlink_to(folder)
    assert read("mallory").refused


OURS = ["EACCES", "EPERM", "EIO", "ESTALE", "EMFILE", "ENFILE", "ENOMEM", "ETIMEDOUT", "ENOLCK"]


@pytest.mark.parametrize("name", OURS)
def test_what_the_machine_does_to_us_is_not_the_students_doing(folder, read, monkeypatch, name):
    """The system's answers are made up here: no test can break a disk on purpose."""
    real = os.open

    def fail(path, *arguments, **options):
        if path == "neuron.py":
            raise OSError(getattr(errno, name), os.strerror(getattr(errno, name)))
        return real(path, *arguments, **options)

    monkeypatch.setattr(os, "open", fail)
    with pytest.raises(Unreadable) as failure:
        read()
    assert str(folder / "neuron.py") in str(failure.value)


def test_no_descriptor_stays_open(submitted, folder, read):
    (folder / "tools").mkdir()
    (folder / "tools" / "act.py").write_text("x = 1\n")
    (submitted / "mallory").symlink_to("alice")
    before = len(list(Path("/proc/self/fd").iterdir()))
    read()
    read("mallory")
    read("nobody")
    assert len(list(Path("/proc/self/fd").iterdir())) == before
