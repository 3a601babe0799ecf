"""How a verb ends: with a table, a sentence for each complaint, and an exit status."""

import re
import shutil

import pytest
from click.testing import CliRunner

from autograder.authoring import accuracy, flakes, mutation
from autograder.authoring.__main__ import main
from autograder.authoring.due import Key
from autograder.authoring.flakes import Flake
from autograder.engine.pool import GraderFailed
from tests.material import ROOT


def invoke(*arguments):
    return CliRunner().invoke(main, arguments, prog_name="python -m autograder.authoring")


@pytest.fixture(autouse=True)
def in_the_course(monkeypatch):
    monkeypatch.chdir(ROOT)


@pytest.fixture
def measure(monkeypatch):
    """Let ``flakes`` find what a test says, chapter by chapter."""

    def measure(*found):
        results = iter(found)

        def repeat(chapter, *_):
            result = next(results)
            if isinstance(result, BaseException):
                raise result
            return 10, [Flake(chapter, *flake) for flake in result]

        monkeypatch.setattr(flakes, "repeat", repeat)

    return measure


def test_the_help_names_every_verb_and_shows_examples():
    ran = invoke("--help")
    assert ran.exit_code == 0
    for verb in main.commands:
        assert f"  {verb}" in ran.output
        assert f"python -m autograder.authoring {verb}" in invoke(verb, "--help").output


def test_every_target_of_the_makefile_is_a_verb():
    called = re.findall(r"python -m autograder\.authoring (\w+)", (ROOT / "Makefile").read_text())
    assert set(called) == set(main.commands)


def test_all_is_well(measure):
    measure([], [])
    ran = invoke("flakes", "ch01_neuron", "ch02_perceptron", "--runs", "5")
    assert ran.exit_code == 0
    assert [line.split()[:4] for line in ran.stdout.splitlines()[2:]] == [
        ["ch01_neuron", "5", "10", "0"],
        ["ch02_perceptron", "5", "10", "0"],
    ]


def test_a_complaint_is_printed_below_the_table(measure):
    measure([("relu.py wrong_x", 3, "wrong, but keeps all marks"), ("relu.py wrong_x", 4, "the same")])
    ran = invoke("flakes", "ch01_neuron", "--runs", "5")
    assert ran.exit_code == 1
    said = "ch01_neuron, seed 3: relu.py wrong_x: wrong, but keeps all marks (2 of 5 runs)"
    assert ran.stdout.splitlines()[-1] == said


def test_an_unknown_chapter_is_wrong_usage():
    ran = invoke("variants", "ch1")
    assert ran.exit_code == 2
    assert "there is no chapter ch1" in ran.stderr


def test_whoever_stops_it_is_told_what_is_left(measure):
    measure([], KeyboardInterrupt())
    ran = invoke("flakes", "ch01_neuron", "ch02_perceptron", "ch03_activations")
    assert ran.exit_code == 130
    assert "ch01_neuron" in ran.stdout
    assert ran.stderr == "Stopped. 1 of 3 chapters are finished. Left: ch02_perceptron ch03_activations\n"


def test_what_was_found_before_a_grader_failed_is_printed(measure):
    measure([("relu.py wrong_x", 3, "wrong, but keeps all marks")], GraderFailed("the suite is broken"))
    ran = invoke("flakes", "ch01_neuron", "ch02_perceptron", "--runs", "5")
    assert ran.exit_code == 1
    assert "keeps all marks" in ran.stdout
    assert ran.stderr == "Error: the suite is broken\n"


@pytest.fixture
def measured(tmp_path, monkeypatch, course):
    """A course whose page has the figures of ch01 as it stands, and older ones of ch02."""
    shutil.copytree(ROOT / "source", tmp_path / "source", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    for name in ("variants", "mutants"):
        shutil.copytree(ROOT / "tests" / name, tmp_path / "tests" / name)
    key = Key.of(course.chapters["ch01_neuron"], tmp_path)
    for chapter in ("ch01_neuron", "ch02_perceptron"):
        figures = accuracy.Figures(10, 0, 5, 4, 0, 20, 2, 0, 7)
        accuracy.write(tmp_path, chapter, figures, accuracy.Section(key=key), course.chapters)
    monkeypatch.chdir(tmp_path)
    return tmp_path / accuracy.PAGE


def test_mutation_goes_on_with_what_is_not_measured_yet(measured, monkeypatch):
    seen = []
    monkeypatch.setattr(mutation, "grade_mutants", lambda chapter, *_: seen.append(chapter.folder) or stop())

    def stop():
        raise KeyboardInterrupt

    before = measured.read_text()
    ran = invoke("mutation", "ch01_neuron", "ch02_perceptron")
    assert seen == ["ch02_perceptron"]
    assert ran.exit_code == 130
    assert "ch01_neuron: as it was measured\nch02_perceptron: changed since it was measured: suite" in ran.stderr
    assert ran.stderr.endswith(
        "Stopped. 0 of 1 chapters are finished and stand in docs/accuracy.md. Left: ch02_perceptron\n"
    )
    assert measured.read_text() == before
    invoke("mutation", "ch01_neuron", "--again")
    assert seen == ["ch02_perceptron", "ch01_neuron"]
