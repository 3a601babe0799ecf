"""A submission is read as data: whatever is in the folder, a submission or a sentence comes out."""

import os
import socket

import pytest

from autograder.submission import find_submissions, read_submission

GOOD = "def relu(x):\n    return max(x, 0)\n"


@pytest.fixture
def chapter(course):
    return course.chapters["ch01_neuron"]


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "submitted" / "alice" / "ch01_neuron"
    path.mkdir(parents=True)
    return path


def read(folder, chapter):
    return read_submission(folder, "alice", chapter)


def test_a_module_is_read(folder, chapter):
    (folder / "neuron.py").write_text(GOOD)
    submission = read(folder, chapter)
    assert submission.source == GOOD.encode()
    assert submission.problem == ""


def test_helper_modules_are_read_when_they_are_imported(folder, chapter):
    (folder / "neuron.py").write_text("import mine\nfrom other import f, g\n" + GOOD)
    (folder / "mine.py").write_text("import deeper\n")
    (folder / "other.py").write_text("")
    (folder / "deeper.py").write_text("x = 1\n")
    (folder / "unused.py").write_text("x = 1\n")
    (folder / "other.py").write_text("f = g = 1\n")
    assert set(read(folder, chapter).helpers) == {"mine", "other", "deeper"}


def test_what_the_release_put_there_is_no_helper(course, folder):
    chapter = course.chapters["ch05_forward"]
    (folder / "forward.py").write_text(
        "import activations, mine\nfrom conftest import FOLDER\nfrom kit import pictures\n"
    )
    (folder / "mine.py").write_text("import losses\n")
    (folder / "kit").mkdir()
    (folder / "kit" / "pictures.py").write_text("x = 1\n")
    for name in ("activations.py", "losses.py", "conftest.py"):
        (folder / name).write_bytes(b"damaged \xff\0")
    submission = read(folder, chapter)
    assert submission.problem == ""
    assert set(submission.helpers) == {"mine"}


def test_a_kit_of_single_files_is_read_as_it_was(folder, chapter):
    (folder / "neuron.py").write_text("import digits\nfrom lines import draw\n" + GOOD)
    (folder / "digits.py").write_text("import numpy\n")
    (folder / "lines.py").write_text("draw = print  # the student's own, of the name that an older kit used\n")
    assert set(read(folder, chapter).helpers) == {"digits", "lines"}


def test_a_file_with_a_standard_librarys_name_stays_out(folder, chapter):
    (folder / "neuron.py").write_text("import math, random\n" + GOOD)
    (folder / "math.py").write_text("raise SystemExit\n")
    assert read(folder, chapter).helpers == {}


REFUSED = {
    "missing": (lambda path: None, "neuron.py is missing"),
    "folder": (lambda path: path.mkdir(), "neuron.py is a folder"),
    "empty": (lambda path: path.write_bytes(b""), "neuron.py is empty"),
    "only blanks": (lambda path: path.write_bytes(b" \n\n"), "neuron.py is empty"),
    "UTF-16": (lambda path: path.write_text(GOOD, encoding="utf-16"), "saved as UTF-16"),
    "zeros": (lambda path: path.write_bytes(bytes(5 << 20)), "larger than 1 MB"),
    "a few zeros": (lambda path: path.write_bytes(b"x = 1\0"), "contains NUL bytes"),
    "Latin-1": (lambda path: path.write_bytes("x = 1\n# é\n".encode("latin-1")), "neuron.py, line 2: not UTF-8"),
    "link": (lambda path: path.symlink_to("/etc/passwd"), "neuron.py is a link"),
    "dangling link": (lambda path: path.symlink_to("nowhere"), "neuron.py is a link"),
    "pipe": (lambda path: os.mkfifo(path), "not an ordinary file"),
    "socket": (lambda path: _socket(path), "not an ordinary file"),
    "device": (lambda path: _device(path), "not an ordinary file"),
}


def _socket(path):
    os.chdir(path.parent)
    socket.socket(socket.AF_UNIX).bind(path.name)


def _device(path):
    try:
        os.mknod(path, 0o020666, os.makedev(1, 5))
    except PermissionError:
        os.mkfifo(path)  # only root makes devices; a pipe is as special


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_text_is_refused_with_a_sentence(folder, chapter, name, monkeypatch):
    monkeypatch.chdir(folder)
    make, sentence = REFUSED[name]
    make(folder / "neuron.py")
    submission = read(folder, chapter)
    assert sentence in submission.problem
    assert submission.source == b""


def test_a_folder_that_is_a_link_is_refused(tmp_path, folder, chapter):
    (folder / "neuron.py").write_text(GOOD)
    link = tmp_path / "link"
    link.symlink_to(folder)
    assert "link" in read(link, chapter).problem


def test_a_byte_order_mark_is_no_problem(folder, chapter):
    (folder / "neuron.py").write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert read(folder, chapter).problem == ""


def test_a_helper_that_is_a_link_is_refused(folder, chapter):
    (folder / "neuron.py").write_text("import helper\n")
    (folder / "helper.py").symlink_to("/etc/passwd")
    assert "helper.py is a link" in read(folder, chapter).problem


def test_a_hundred_thousand_files_do_not_matter(folder, chapter):
    (folder / "neuron.py").write_text("import a\n" + GOOD)
    for number in range(3000):
        (folder / f"junk{number}.py").touch()
    assert read(folder, chapter).source


def test_the_digest_depends_on_every_byte(folder, chapter):
    (folder / "neuron.py").write_text("import a\n" + GOOD)
    (folder / "a.py").write_text("x = 1\n")
    before = read(folder, chapter).sha256
    (folder / "a.py").write_text("x = 2\n")
    assert read(folder, chapter).sha256 != before


def test_submissions_are_found_for_strange_names(tmp_path, folder, chapter):
    for name in ("名前", "with space", "line\nbreak", "-rf", "\u202eevil"):
        (tmp_path / "submitted" / name / "ch01_neuron").mkdir(parents=True)
    (tmp_path / "submitted" / "file").touch()
    found = [student for student, _ in find_submissions(tmp_path / "submitted", (chapter,))]
    assert set(found) == {"alice", "名前", "with space", "line\nbreak", "-rf", "\u202eevil"}
