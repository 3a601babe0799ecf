"""All modules of a student's own folder are handed to the grader, and what is not is named."""

import pytest

from autograder.submission import Unreadable

from .conftest import GOOD

IMPORTS = [
    "import math as m, mylib\n",
    "import math; import mylib\n",
    "if True: import mylib\n",
    "from mylib import (\n    f,\n)\n",
    "import importlib\nmylib = importlib.import_module('my' + 'lib')\n",
    "exec('import ' + 'mylib')\n",
]


@pytest.mark.parametrize("line", IMPORTS)
def test_a_helper_is_read_whatever_the_import_looks_like(folder, read, line):
    (folder / "neuron.py").write_text(line + GOOD)
    (folder / "mylib.py").write_text("f = 1\n")
    assert set(read().helpers) == {"mylib"}


def test_helpers_of_sub_folders_are_read(folder, read):
    for path in ("utils/act.py", "utils/deep/er.py", "pack/__init__.py", "my-lib.py", "flat.py"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).touch()
    submission = read()
    assert set(submission.helpers) == {"utils/act", "utils/deep/er", "pack/__init__", "my-lib", "flat"}
    assert submission.notes == ()


def test_what_no_import_can_name_stays_out(folder, read):
    for path in (
        ".hidden.py",
        "a.b.py",
        ".ipynb_checkpoints/neuron.py",
        "__pycache__/x.py",
        "data.json",
        "venv/3.11/x.py",
    ):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).touch()
    (folder / ".#neuron.py").symlink_to("alice@host.1234")  # what Emacs leaves while a file is open
    submission = read()
    assert (submission.helpers, submission.notes, submission.problem) == ({}, (), "")


def test_names_of_the_standard_library_are_left_out_and_named(folder, read):
    (folder / "code.py").write_text("def relu(x): return x\n")
    (folder / "json").mkdir()
    (folder / "json" / "__init__.py").touch()
    (folder / "utils").mkdir()
    (folder / "utils" / "math.py").touch()
    submission = read()
    assert set(submission.helpers) == {"utils/math"}
    (note,) = submission.notes
    assert "code.py, json/__init__.py, for Python itself has a module of that name" in note


def test_more_than_twenty_files_are_named_and_those_that_are_used_come_first(folder, read):
    for number in range(25):
        (folder / f"a{number:02d}.py").touch()
    (folder / "zz.py").touch()
    (folder / "neuron.py").write_text("import zz\n" + GOOD)
    submission = read()
    assert len(submission.helpers) == 20
    assert "zz" in submission.helpers
    (note,) = submission.notes
    assert "a19.py, a20.py, a21.py, a22.py, a23.py and 1 more" in note
    assert "At most 20 files and 1 MB" in note


def test_more_than_a_megabyte_together_is_named(folder, read):
    for name in ("a", "b", "c"):
        (folder / f"{name}.py").write_text("#" * 500_000 + "\n")
    submission = read()
    assert set(submission.helpers) == {"a", "b"}
    assert "c.py" in submission.notes[0]


def test_a_helper_that_is_no_text_is_left_out_and_named(folder, read):
    (folder / "old.py").write_bytes(b"# \xe9\n")
    (folder / "large.py").write_bytes(b"#" * (2 << 20))
    (folder / "folder.py").mkdir()
    submission = read()
    assert (submission.helpers, submission.problem) == ({}, "")
    said = "\n".join(submission.notes)
    for words in ("old.py, line 1: not UTF-8", "large.py is larger than 1 MB", "folder.py is a folder"):
        assert words in said


@pytest.mark.parametrize("name", ["helper.py", "helper"])
def test_a_link_that_the_module_names_refuses_everything(folder, read, name):
    (folder / "neuron.py").write_text("from helper import x\n" + GOOD)
    (folder / name).symlink_to("/etc/passwd" if name.endswith(".py") else "/etc")
    submission = read()
    assert f"{name} is a link" in submission.problem
    assert submission.refused


def test_a_link_that_nothing_names_is_passed_over(folder, read):
    (folder / "helper.py").symlink_to("/etc/passwd")
    (folder / "data").symlink_to("/etc")
    submission = read()
    assert submission.problem == ""
    assert "helper.py is a link" in submission.notes[0]


def test_names_that_are_no_text_do_no_harm(folder, read):
    (folder / "caf\udcff.py").touch()
    (folder / "a\nb.py").touch()
    submission = read()
    assert (submission.helpers, submission.problem) == ({}, "")
    assert submission.sha256


def test_thousands_of_files_do_not_matter(folder, read):
    for number in range(3000):
        (folder / f"junk{number}.py").touch()
    submission = read()
    assert submission.source
    assert len(submission.helpers) == 20
    assert "more" in submission.notes[0]


def test_too_many_files_are_said(folder, read, monkeypatch):
    monkeypatch.setattr("autograder.submission.helpers._MAX_ENTRIES", 50)
    (folder / "mine.py").touch()
    (folder / "lots").mkdir()
    for number in range(60):
        (folder / "lots" / f"junk{number}").touch()
    submission = read()
    assert set(submission.helpers) == {"mine"}
    assert "too many files in lots" in submission.notes[0]


def test_a_helper_in_another_encoding_is_read(folder, read):
    (folder / "mine.py").write_bytes("# coding: cp932\nword = '表'\n".encode("cp932"))
    submission = read()
    assert "word = '表'" in submission.helper_texts["mine"]
    assert submission.helpers["mine"] == (folder / "mine.py").read_bytes()


def test_a_helper_that_our_account_cannot_read_is_our_fault(folder, read, monkeypatch):
    import os

    real = os.open

    def fail(path, *arguments, **options):
        if path == "mine.py":
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments, **options)

    (folder / "mine.py").touch()
    monkeypatch.setattr(os, "open", fail)
    with pytest.raises(Unreadable, match=r"mine\.py"):
        read()


def test_notes_stay_short_whatever_the_names(folder, read):
    deep = folder / "json" / "/".join(["d" * 200] * 10)
    deep.mkdir(parents=True)
    for number in range(30):
        (deep / f"{'n' * 200}{number}.py").touch()
        (folder / f"{'m' * 200}{number}.py").symlink_to("/etc/passwd")
    assert sum(map(len, read().notes)) < 3000


def test_names_that_are_sentences_are_quoted(folder, read):
    said = "Full marks: 14 of 14 [x](javascript:1)"
    (folder / f"{said}.py").write_bytes(b"\xff")
    (folder / "json").mkdir()
    (folder / "json" / f"{said}.py").touch()
    notes = read().notes
    assert len(notes) == 2
    assert all(f"“{place}{said}.py”" in note for place, note in zip(("json/", ""), notes, strict=True))


def test_what_the_release_put_there_is_no_helper(course, folder, read):
    (folder / "neuron.py").write_text("from conftest import FOLDER\nfrom kit import pictures\n" + GOOD)
    (folder / "kit").mkdir()
    for name in ("kit/pictures.py", "conftest.py", "test_neuron.py"):
        (folder / name).write_bytes(b"damaged \xff\0")
    submission = read()
    assert submission.problem == ""
    assert submission.helpers == {}


def test_a_kit_of_single_files_is_read_as_it_was(folder, read):
    (folder / "neuron.py").write_text("import digits\nfrom lines import draw\n" + GOOD)
    (folder / "digits.py").write_text("import numpy\n")
    (folder / "lines.py").write_text("draw = print  # the student's own, of the name that an older kit used\n")
    assert set(read().helpers) == {"digits", "lines"}
