"""Answers that nobody thought about earn nothing worth having."""

from types import SimpleNamespace

import numpy as np
import pytest

from autograder.authoring import trivial
from autograder.authoring.reviewed import RightAnswer, read_reviewed
from autograder.authoring.trials import Trial, mark_of, reference_trial
from autograder.authoring.trivial import ANSWERS, Earned, Guess, grade_guesses, guesses, replaced, trivial_definition
from autograder.reference import source_of
from tests.material import ROOT, each_chapter


@each_chapter
def test_no_trivial_answer_earns_more_than_a_tenth(trials, chapter):
    earned = grade_guesses(chapter, trials)
    assert len(earned) == len(ANSWERS) * len(chapter.exercises)
    assert trivial.complaints(chapter, earned, read_reviewed(chapter, ROOT).answers) == []


def test_an_answer_that_earns_more_is_named(course):
    guess = Guess(course.chapters["ch01_neuron"], "relu", "its input")
    assert Earned(guess, 0.25).complaint == "ch01_neuron: relu earns 25% by returning its input"
    assert Earned(guess, 0.1).complaint == ""


class TestAnswersThatAreRight:
    """A trivial answer may be what the exercise asks for; an author then says so, with the reason."""

    right = RightAnswer("relu", "its input", "The exercise asks for it.")

    def said(self, course, share, right):
        chapter = course.chapters["ch01_neuron"]
        earned = [Earned(Guess(chapter, "relu", "its input"), share), Earned(Guess(chapter, "relu", "0"), 0.05)]
        best = trivial.best_of(earned, right)
        return best.guess.answer, trivial.complaints(chapter, earned, right)

    def test_one_that_is_reviewed_is_no_complaint_and_no_figure(self, course):
        assert self.said(course, 1.0, [self.right]) == ("0", [])

    def test_without_a_review_it_is_both(self, course):
        best, (complaint,) = self.said(course, 1.0, [])
        assert best == "its input"
        assert complaint == "ch01_neuron: relu earns 100% by returning its input"

    def test_one_that_does_not_get_all_marks_is_not_right(self, course):
        _, (complaint,) = self.said(course, 0.5, [self.right])
        assert complaint.endswith("ch01_neuron.toml: relu, 'its input': earns 50%, so it is not the right answer")

    def test_one_that_does_not_exist_is_named(self, course):
        _, (complaint,) = self.said(course, 0.0, [RightAnswer("relu", "magic", "It is asked for.")])
        assert complaint.endswith("relu, 'magic': there is no such exercise or no such answer")


def test_a_guess_replaces_one_exercise_and_only_that_is_examined(course, trials):
    """Otherwise a mistake of ours would make every guess earn nothing, and nobody would notice."""
    chapter = course.chapters["ch01_neuron"]
    text = replaced(source_of(chapter.reference), "relu", "def relu(*args):\n    return max(args[0], 0)\n")
    ((_, marks),) = trials.grade([Trial("right", chapter, text, only=("relu",))])
    assert mark_of("relu", marks).score == 1
    assert len(mark_of("relu", marks).checks) == 3
    assert not mark_of("layer", marks).checks


def test_every_guess_is_a_module_that_answers(course):
    """Each answer is really given: the functions run on an array, a list and a number, or refuse in their own way."""
    chapter = course.chapters["ch03_activations"]
    for trial in guesses(chapter):
        variables = {}
        exec(trial.source, variables)
        if trial.about.answer in ("its mean", "its sum") or "like" not in trial.about.answer:
            variables[trial.about.exercise](np.ones((2, 3)))


class Base:
    def __init__(self, W, b=0.5):
        self.W, self.b = W, b

    def forward(self, x):
        return x @ self.W


class Layer(Base):
    def backward(self, dout):
        return dout

    def _private(self):
        return None


def test_a_class_stores_its_arguments_and_answers_with_every_method(course, monkeypatch):
    monkeypatch.setattr(trivial.importlib, "import_module", lambda name: SimpleNamespace(Layer=Layer))
    variables = {}
    exec(trivial_definition(course.chapters["ch01_neuron"], "Layer", "last"), variables)
    layer = variables["Layer"]([1.0])
    assert (layer.W, layer.b) == ([1.0], 0.5)
    assert layer.forward(3) == layer.backward(3) == 3
    assert not hasattr(layer, "_private")


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_an_expression(name):
    compile(ANSWERS[name], name, "eval")


def test_trials_that_are_right_get_full_marks(course, trials):
    chapter = course.chapters["ch03_activations"]
    ((_, marks),) = trials.grade([reference_trial(chapter, "reference")])
    assert sum(mark.score for mark in marks) == chapter.points
