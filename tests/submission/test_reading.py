"""A submission is read as data: whatever is in the folder, a submission or a sentence comes out."""

import os
import socket
from pathlib import Path

import pytest

from autograder.submission import read_submission

from .conftest import GOOD


def test_a_module_is_read(folder, read):
    submission = read()
    assert submission.source == GOOD.encode()
    assert (submission.problem, submission.refused, submission.notes) == ("", False, ())


def _socket(path):
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


def _device(path):
    try:
        os.mknod(path, 0o020666, os.makedev(1, 5))
    except PermissionError:
        os.mkfifo(path)  # only root makes devices; a pipe is as special


NO_TEXT = {
    "missing": (lambda path: None, "neuron.py is missing"),
    "folder": (lambda path: path.mkdir(), "neuron.py is a folder"),
    "empty": (lambda path: path.write_bytes(b""), "neuron.py is empty"),
    "only blanks": (lambda path: path.write_bytes(b" \n\n"), "neuron.py is empty"),
    "UTF-16": (lambda path: path.write_text(GOOD, encoding="utf-16"), "saved as UTF-16"),
    "zeros": (lambda path: path.write_bytes(bytes(5 << 20)), "larger than 1 MB"),
    "a few zeros": (lambda path: path.write_bytes(b"x = 1\n\0"), "neuron.py, line 2: the file contains NUL bytes"),
    "Latin-1": (lambda path: path.write_bytes("x = 1\n# é\n".encode("latin-1")), "neuron.py, line 2: not UTF-8"),
}
NO_FILE = {
    "link": (lambda path: path.symlink_to("/etc/passwd"), "neuron.py is a link"),
    "dangling link": (lambda path: path.symlink_to("nowhere"), "neuron.py is a link"),
    "link to a folder": (lambda path: path.symlink_to("/etc"), "neuron.py is a link"),
    "link to itself": (lambda path: path.symlink_to(path.name), "neuron.py is a link"),
    "pipe": (os.mkfifo, "not an ordinary file"),
    "socket": (_socket, "not an ordinary file"),
    "device": (_device, "not an ordinary file"),
}


@pytest.mark.parametrize("name", NO_TEXT | NO_FILE)
def test_what_is_no_text_is_refused_with_a_sentence(folder, read, name):
    make, sentence = (NO_TEXT | NO_FILE)[name]
    (folder / "neuron.py").unlink()
    make(folder / "neuron.py")
    submission = read()
    assert sentence in submission.problem
    assert submission.source == b""
    assert submission.refused == (name in NO_FILE)


def test_a_hard_link_to_the_reference_is_refused(folder, read, chapter):
    (folder / "neuron.py").unlink()
    try:
        os.link(chapter.reference, folder / "neuron.py")
    except OSError:
        pytest.skip("the repository is on another file system")
    assert "neuron.py is a link" in read().problem


@pytest.mark.parametrize("level", ["student", "chapter"])
@pytest.mark.parametrize("kind", ["link", "dangling", "loop", "file", "pipe"])
def test_a_folder_that_is_none_is_refused_at_every_level(submitted, folder, read, chapter, level, kind):
    path = submitted / "mallory" if level == "student" else submitted / "mallory" / chapter.folder
    path.parent.mkdir(exist_ok=True)
    {
        "link": lambda: path.symlink_to(submitted / "alice" if level == "student" else folder),
        "dangling": lambda: path.symlink_to("nowhere"),
        "loop": lambda: path.symlink_to(path.name),
        "file": path.touch,
        "pipe": lambda: os.mkfifo(path),
    }[kind]()
    submission = read("mallory")
    assert "is a link or a file. Hand in the folder itself." in submission.problem
    assert (submission.source, submission.refused) == (b"", True)


@pytest.mark.parametrize("student", ["..", ".", "", "alice/../bob", "a\0b"])
def test_a_path_is_no_student(folder, read, student):
    assert "missing" in read(student).problem


def test_the_folder_of_all_submissions_may_be_a_link(submitted, folder, chapter, tmp_path):
    (tmp_path / "link").symlink_to(submitted)
    assert read_submission(tmp_path / "link", "alice", chapter).source == GOOD.encode()


def test_the_digest_depends_on_every_byte_and_on_what_is_said(folder, read):
    (folder / "a.py").write_text("x = 1\n")
    digests = [read().sha256]
    (folder / "a.py").write_text("x = 2\n")
    digests.append(read().sha256)
    (folder / "code.py").write_text("x = 2\n")
    digests.append(read().sha256)
    (folder / "neuron.py").write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    digests.append(read().sha256)
    assert len(set(digests)) == 4
