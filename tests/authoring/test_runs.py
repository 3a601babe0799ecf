"""The tools that take long, on all chapters: run by `make slow`, and short trials of them at once."""

import pytest

from autograder.authoring import accuracy, flakes
from autograder.authoring.due import Key, commit_of, due
from autograder.authoring.flakes import repeat
from autograder.authoring.mutation import grade_mutants
from autograder.authoring.trials import TrialLost, Trials, reference_trial
from tests.material import ROOT, each_chapter


@pytest.fixture
def part(chapter):
    """What is due of a chapter; a test that fails prints it."""
    recorded = accuracy.recorded(ROOT).get(chapter.folder)
    part = due(chapter, Key.of(chapter, ROOT), recorded, commit_of(ROOT))
    print(f"{chapter.folder}: {part.reason}")
    return part


@pytest.mark.slow
@pytest.mark.timeout(3000)
@each_chapter
def test_no_verdict_turns_in_many_runs(chapter, trials, part):
    graded, turned = repeat(chapter, ROOT, trials.live(), range(10_000, 10_003), part)
    assert graded > 3
    assert turned == []


@pytest.mark.slow
@pytest.mark.timeout(3000)
@each_chapter
def test_every_mutant_costs_its_own_exercise_and_no_other(chapter, trials, part):
    result = grade_mutants(chapter, ROOT, trials, part=part)
    assert result.fates
    assert result.complaints == []


def test_a_verdict_that_turns_is_found(course, trials, monkeypatch):
    chapter = course.chapters["ch01_neuron"]
    right = [variant for variant in flakes.find_variants(chapter, ROOT) if variant.is_right][:1]
    wrong = [variant for variant in flakes.find_variants(chapter, ROOT) if not variant.is_right][:1]
    exchanged = [
        flakes.Variant(chapter, right[0].exercise, "right_but_wrong", "", wrong[0].source),
        flakes.Variant(chapter, right[0].exercise, "wrong_but_right", "", right[0].source),
    ]
    monkeypatch.setattr(flakes, "find_variants", lambda *_: exchanged)
    graded, turned = repeat(chapter, ROOT, trials.live(), range(2))
    assert graded == 6
    assert [(flake.work.split()[-1], flake.seed) for flake in turned] == [
        ("right_but_wrong", 0),
        ("right_but_wrong", 1),
        ("wrong_but_right", 0),
        ("wrong_but_right", 1),
    ]


def test_work_that_cannot_be_graded_says_nothing_about_the_suite(course, monkeypatch):
    chapter = course.chapters["ch01_neuron"]
    with Trials([chapter]) as trials:
        monkeypatch.setattr(trials._pool, "examine", lambda tasks: ((trial, None) for trial, _ in tasks))
        with pytest.raises(TrialLost, match="ch01_neuron: the grader was lost twice with reference"):
            list(trials.grade([reference_trial(chapter, "reference")]))
