"""What a student sees in a released folder: ``pytest``, hints, errors."""

import json
import os
import re
import shutil
import subprocess
import sys
import venv

import pytest

from autograder.course import find_course
from tests.material import ROOT, each_chapter, reference_text


@pytest.fixture
def folder(tmp_path):
    """A fetched chapter, in a folder with a blank in its name."""
    path = tmp_path / "my course" / "ch01_neuron"
    shutil.copytree(ROOT / "assignments" / "ch01_neuron", path, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    return path


def run(folder, *arguments, python=sys.executable, **environment):
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "FORCE_COLOR"))}
    command = [python, "-m", "pytest", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False, env=env | environment
    )


def write(folder, name, body):
    """Put a body in the place of a function's ``raise NotImplementedError``."""
    path = folder / "neuron.py"
    head, tail = path.read_text().split(f"def {name}(")
    before, after = tail.split("    raise NotImplementedError\n", 1)
    path.write_text(f"{head}def {name}({before}{body}{after}")


@each_chapter
def test_the_reference_passes_all_checks(tmp_path, chapter):
    shutil.copytree(ROOT / "assignments" / chapter.folder, tmp_path / "work")
    (tmp_path / "work" / chapter.filename).write_text(reference_text(chapter))
    result = run(tmp_path / "work")
    assert result.returncode == 0, result.stdout
    assert f"{len(chapter.exercises)} of {len(chapter.exercises)} done" in result.stdout


@each_chapter
def test_an_untouched_stub_is_not_started(chapter):
    result = run(ROOT / "assignments" / chapter.folder, "-p", "no:cacheprovider", "-c", os.devnull)
    assert result.returncode == 1
    assert result.stdout.count("not started") == len(chapter.exercises)
    assert f"Next: {chapter.exercises[0].name}" in result.stdout
    assert "Traceback" not in result.stdout
    assert "Error" not in result.stdout.replace("NotImplementedError", "")


def test_only_numpy_and_pytest_are_needed(tmp_path, folder):
    """A virtual environment of a student's: nothing of zerokara, no Jupyter."""
    home = tmp_path / "venv"
    venv.create(home, with_pip=True)
    python = str(home / "bin" / "python")
    packages = ["-c", str(ROOT / "constraints.txt"), "numpy", "pytest"]
    subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True, stderr=subprocess.PIPE)
    result = run(folder, python=python)
    assert "0 of 9 done" in result.stdout, result.stdout + result.stderr


def test_the_first_problem_is_explained(folder):
    write(folder, "relu", "    return abs(x)\n")
    result = run(folder)
    assert "✗ relu              wrong   2 of 3 checks" in result.stdout
    assert result.stdout.count("First problem") == 1
    assert "`relu(-3)` gave 3." in result.stdout
    assert "student.relu(-3) == 0" in result.stdout
    assert "Nothing below zero gets through" in result.stdout
    assert "pytest --hint relu" in result.stdout


def test_an_error_is_shown_with_its_line(folder):
    write(folder, "relu", "    return y\n")
    result = run(folder)
    assert "Your code raised NameError: name 'y' is not defined" in result.stdout
    assert re.search(r"neuron.py, line \d+:  return y", result.stdout)
    assert "Traceback" not in result.stdout


def test_done_wrong_and_not_started_are_counted(folder):
    write(folder, "relu", "    return max(x, 0)\n")
    write(folder, "weighted_sum", "    return 0\n")
    result = run(folder)
    assert "✓ relu              done" in result.stdout
    assert "1 of 9 done" in result.stdout
    assert "First problem: weighted_sum" in result.stdout


def test_hints_come_one_by_one(folder):
    said = [run(folder, "--hint", "relu").stdout for _ in range(4)]
    assert ["Hint 1 of 3" in said[0], "Hint 2 of 3" in said[1], "Hint 3 of 3" in said[2], "Hint 3 of 3" in said[3]] == [
        True
    ] * 4
    assert "That was the last one" in said[2]
    assert "There is no exercise 'rleu' here; there are relu" in run(folder, "--hint", "rleu").stdout


def test_one_exercise_can_be_checked_alone(folder):
    result = run(folder, "--exercise", "layer")
    assert "layer" in result.stdout
    assert "relu" not in result.stdout
    result = run(folder, "--exercise", "nope")
    assert "there is no exercise 'nope' here; there are relu" in result.stderr


def test_a_syntax_error_is_shown_with_a_caret_and_nothing_else(folder):
    write(folder, "relu", "    return (x\n")
    lines = run(folder).stdout.splitlines()
    number = next(
        i for i, line in enumerate((folder / "neuron.py").read_text().splitlines(), 1) if line == "    return (x"
    )
    assert lines[0] == f"neuron.py, line {number}: '(' was never closed"
    assert lines[2:] == ["    return (x", "           ^"]


def test_a_missing_module_is_named(folder):
    (folder / "neuron.py").unlink()
    result = run(folder)
    assert "neuron.py is missing" in result.stdout
    assert result.returncode == 1


def test_an_import_that_fails_is_shown_with_its_line(folder):
    path = folder / "neuron.py"
    path.write_text(path.read_text() + "\nimport tensorflow\n")
    result = run(folder)
    assert "neuron.py cannot be imported. ModuleNotFoundError: No module named 'tensorflow'" in result.stdout
    assert "import tensorflow" in result.stdout


def test_a_renamed_function_is_named(folder):
    path = folder / "neuron.py"
    path.write_text(path.read_text().replace("def relu(", "def relou(").replace("activation=relu", "activation=None"))
    assert "`relu` is not defined in neuron.py." in run(folder).stdout


def test_colours_vanish_in_a_pipe_and_come_on_demand(folder):
    assert "\x1b" not in run(folder).stdout
    assert "\x1b" in run(folder, "--color=yes").stdout


def test_a_terminal_without_unicode_gets_plain_signs(folder):
    result = run(folder, PYTHONIOENCODING="ascii")
    assert "------------------------  0 of 9 done" in result.stdout
    assert "INTERNALERROR" not in result.stdout + result.stderr


def test_verbose_is_pytests_own_report(folder):
    result = run(folder, "-v")
    assert "NotImplementedError" in result.stdout
    assert "test_neuron.py::test_a_positive_number_comes_through FAILED" in result.stdout


def test_tests_of_ones_own_are_counted_apart(folder):
    (folder / "test_mine.py").write_text("def test_mine(): assert 1 + 1 == 2\n")
    result = run(folder)
    assert "✓ (other tests)     done" in result.stdout
    assert "Next: relu" in result.stdout


def test_what_did_not_run_is_not_done(folder):
    result = run(folder, "-x")
    assert "· relu              not started" in result.stdout
    assert result.stdout.count("not run") == 8
    assert "0 of 9 done" in result.stdout


def test_a_failing_test_of_ones_own_keeps_the_last_word_back(folder):
    (folder / "neuron.py").write_text(reference_text(find_course(ROOT).chapters["ch01_neuron"]))
    assert "All checks passed" in run(folder).stdout
    (folder / "test_own.py").write_text("def test_own(): assert 1 + 1 == 3\n")
    result = run(folder)
    assert "✗ (other tests)     wrong" in result.stdout
    assert "All checks passed" not in result.stdout


@pytest.mark.parametrize("option", ["--help", "--setup-show", "--collect-only"])
def test_what_needs_pytests_report_keeps_it(folder, option):
    result = run(folder, option)
    assert "Traceback (most recent call last)" not in result.stdout + result.stderr
    assert "INTERNALERROR" not in result.stdout + result.stderr
    assert "done" not in result.stdout
    assert "test_neuron.py" in result.stdout or "--exercise=NAME" in result.stdout


def test_the_kit_is_not_collected(folder):
    assert "kit" not in run(folder, "--doctest-modules", "--collect-only", "-q").stdout
    assert "neuron.py::neuron.relu" in run(folder, "--doctest-modules", "--collect-only", "-q").stdout


@pytest.mark.parametrize("name", ["test_a.py", "test_neuron (copy).py"])
def test_a_test_file_more_does_not_hide_the_checks(folder, name):
    (folder / name).write_text((folder / "test_neuron.py").read_text() if "copy" in name else "x = 1\n")
    assert "Next: relu" in run(folder).stdout


def test_missing_checks_are_named(folder):
    (folder / "test_neuron.py").unlink()
    result = run(folder)
    assert "The checks are missing" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr


def test_a_broken_test_is_not_taken_for_an_endless_loop(folder):
    (folder / "test_own.py").write_text("import nowhere\n")
    result = run(folder)
    assert "No module named 'nowhere'" in result.stdout
    assert "loop" not in result.stdout


@pytest.fixture
def two(tmp_path):
    """Chapter 3 untouched, and beside it chapter 7, which brings a finished ``activations`` along."""
    for name in ("ch03_activations", "ch07_backprop"):
        shutil.copytree(
            ROOT / "assignments" / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", ".*")
        )
    (tmp_path / "ch07_backprop" / "backprop.py").write_text(reference_text(find_course(ROOT).chapters["ch07_backprop"]))
    return tmp_path


@pytest.mark.parametrize(
    "arguments", [[], ["ch03_activations", "ch07_backprop"], ["ch07_backprop", "ch03_activations"]]
)
def test_chapters_that_run_together_import_each_from_its_own_folder(two, arguments):
    result = run(two, "--tb=line", "-rA", *arguments)
    outcomes = re.findall(r"^(PASSED|FAILED) (ch0\d)", result.stdout, re.MULTILINE)
    assert set(outcomes) == {("FAILED", "ch03"), ("PASSED", "ch07")}, result.stdout + result.stderr
    assert "ModuleNotFoundError" not in result.stdout


def test_an_editor_can_look_for_tests_above_the_chapters(two):
    result = run(two, "--collect-only", "-q")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "ch03_activations/test_activations.py::" in result.stdout
    assert "ch07_backprop/test_backprop.py::" in result.stdout


def test_the_lesson_calls_the_same_checks(folder):
    notebook = json.loads((folder / "ch01_neuron.ipynb").read_text())
    assert "from kit import check" in "".join(notebook["cells"][2]["source"])
    code = "from kit import check; check('relu')"
    said = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True).stdout
    assert "· relu  not started" in said
