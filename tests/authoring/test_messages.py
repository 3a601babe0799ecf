"""What students read about a wrong answer teaches, and keeps the test's secrets."""

import pytest

from autograder.authoring.messages import expected_numbers, flaws, names_the_mistake
from autograder.results.outcome import CheckResult
from autograder.results.scoring import Mark


def check(message, code="wrong-value"):
    return CheckResult("relu", "relu keeps positive numbers", False, code=code, message=message)


def test_a_good_message_has_no_flaw():
    assert list(flaws(check("`relu(-1.2…)` gave 1.234, which is not the right value. It becomes 0."), [1.234])) == []


def test_what_came_back_may_be_right_in_part():
    message = "After `affine.backward(1.0)`, `.db` is 1.234, which is not the right value. Add up over the rows."
    assert list(flaws(check(message), [1.234])) == []


@pytest.mark.parametrize(
    ("message", "flaw"),
    [
        ("This check failed.", "tells nobody what to do"),
        ("The result could not be used (TypeError): check its type and shape.", "tells nobody what to do"),
        ("", "tells nobody what to do"),
        ("It gave 3, which is wrong. It is not 3.", "what was called?"),
        ("`relu(1.0)` gave 3", "why does it matter?"),
        ("`relu(1.2345)` gave 3, which is wrong. It is not 3.", "1.2345 is an input that the test drew"),
        ("`relu(1.0)` gave 3; it is 0.7311 instead. Think again.", "0.7311 is a value that the test expects"),
    ],
)
def test_a_flaw_is_named(message, flaw):
    assert any(flaw in said for said in flaws(check(message), [0.73105858]))


def test_numbers_that_are_no_secret_may_be_said():
    message = "`sigmoid(-1000.0)` gave nan. e^x overflows beyond x = 709; alpha is 0.01."
    assert list(flaws(check(message), [0.01, 1000.0, 12.5])) == []


def test_an_error_of_the_students_is_a_message_of_another_form():
    assert list(flaws(check("Your code raised ValueError: no (neuron.py, line 3).", "raised"), [])) == []


def test_a_code_names_a_mistake_when_it_tells_it_from_others(course):
    relu = course.chapters["ch01_neuron"].exercises[0]
    assert not names_the_mistake(Mark(relu, 0, "wrong", (check("wrong"),)))
    assert names_the_mistake(Mark(relu, 0, "wrong", (check("wrong"), check("leaky", "leaky"))))


def test_expected_numbers_are_those_of_the_seed(course):
    chapter = course.chapters["ch01_neuron"]
    first, again, other = (expected_numbers(chapter, seed) for seed in (1, 1, 2))
    assert first == again != other
    title = "Each input times its weight, added up, plus the bias."
    assert len(first["weighted_sum", title]) == 1
