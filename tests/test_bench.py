"""What `make bench` compares judges alike: without that, one pace beside another means nothing."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from benchmarks.classes import CHAPTERS, equal_class, mixed_class
from benchmarks.contestants import Judgement, Lap, bare_functions, disagreements, isolated, pytest_pool
from benchmarks.experiment import Arm, Experiment, Figures, gather, take_turns
from tests.material import ROOT

CHAPTER = CHAPTERS["ch03_activations"]


@pytest.fixture(scope="module")
def laps():
    """The reference and seven mistakes or styles, graded by everybody."""
    works = mixed_class(CHAPTER, 8)
    return {one.name: one.grade(CHAPTER, works) for one in (isolated(), pytest_pool(), bare_functions())}


def test_all_contestants_judge_every_submission_alike(laps):
    assert list(disagreements(laps)) == []


def test_they_judged_something(laps):
    for lap in laps.values():
        counts = [[sum(passed) for passed in judgement.passed.values()] for judgement in lap.judgements]
        assert len(lap.judgements) == 8
        assert all(all(passed) for passed in lap.judgements[0].passed.values()), "the reference passes everything"
        assert any(count != counts[0] for count in counts[1:]), "a mistake costs tests"


def test_a_contestant_that_judges_otherwise_is_found_out(laps):
    first, second, *_ = laps
    judgement = laps[second].judgements[0]
    exercise, passed = next(iter(judgement.passed.items()))
    lenient = Judgement({**judgement.passed, exercise: (not passed[0], *passed[1:])})
    wrong = replace(laps[second], judgements=[lenient, *laps[second].judgements[1:]])
    ((number, said),) = disagreements({first: laps[first], second: wrong})
    assert number == 0
    assert exercise in said


def test_a_contestant_that_skips_tests_is_found_out(laps):
    first, second, *_ = laps
    short = [Judgement({name: passed[1:] for name, passed in one.passed.items()}) for one in laps[second].judgements]
    found = {number for number, _ in disagreements({first: laps[first], second: Lap(1.0, short)})}
    assert found == set(range(8))


def test_who_gives_no_exercises_may_find_less_and_never_more():
    giving = Lap(1.0, [Judgement({"tanh": (True, True)}, frozenset({"tanh"}))])
    strict = Lap(1.0, [Judgement({"tanh": (False, True)})])
    assert list(disagreements({"giving": giving, "strict": strict})) == []
    stingy = Lap(1.0, [Judgement({"tanh": (True, False)}, frozenset({"tanh"}))])
    lenient = Lap(1.0, [Judgement({"tanh": (True, True)})])
    assert len(list(disagreements({"stingy": stingy, "lenient": lenient}))) == 1


def test_no_two_submissions_of_a_class_are_the_same_file():
    for works in (equal_class(CHAPTER, 5), mixed_class(CHAPTER, 5), mixed_class(CHAPTER, 500)):
        assert len(set(works)) == len(works)


def test_arms_take_turns_and_ratios_are_taken_round_by_round():
    figures = {"a": iter((1.0, 10.0, 2.0)), "b": iter((2.0, 30.0, 4.0))}
    arms = [Arm(name, lambda name=name: next(figures[name])) for name in figures]
    experiment = Experiment("x", "two ways", "s", arms)
    turns = list(take_turns(experiment, 3))
    assert [name for name, _ in turns] == ["a", "b", "a", "b", "a", "b"]
    row = Figures.of(experiment, gather(turns)).rows[1]
    assert (row.median, row.ratio, row.lowest_ratio, row.highest_ratio) == (4.0, 2.0, 2.0, 3.0)


def test_the_command_measures_one_chapter_and_writes_figures_and_page(tmp_path):
    latest, page = tmp_path / "latest.json", tmp_path / "performance.md"
    options = ["--quick", "--only", "ch01 equal", "--count", "2", "--json", latest, "--write", page]
    command = [sys.executable, "-m", "benchmarks", *map(str, options)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    (experiment,) = json.loads(latest.read_text())["experiments"]
    assert [row["arm"].split(" (")[0] for row in experiment["rows"]] == [
        "isolated engine",
        "in-process pytest pool",
        "bare test functions",
    ]
    assert all(row["median"] > 0 for row in experiment["rows"])
    assert "2 of 2 submissions judged alike by all" in run.stdout
    assert "## ch01 equal" in page.read_text()
