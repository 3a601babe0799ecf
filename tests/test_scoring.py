"""From tests to marks: weighted shares, gates, two decimals."""

import pytest

from autograder.course import Chapter, Exercise
from autograder.results.feedback import explain
from autograder.results.outcome import NOT_STARTED, CheckResult, Outcome
from autograder.results.scoring import DONE, NOT_BEGUN, PARTLY, REFUSED, UNCHECKED, WRONG, marks, passed_share

CHAPTER = Chapter("ch00_test", "test", "Test", (Exercise("f", 2.0), Exercise("g", 3.0)))


def check(passed, *, exercise="f", weight=1.0, gate=False, code="wrong-value", message="It is wrong."):
    title = f"{exercise} does what it should"
    return CheckResult(exercise, title, passed, weight, gate, "" if passed else code, "" if passed else message)


def mark_of(*checks, refused=False, given=None):
    return marks(CHAPTER, Outcome(checks, given=given or {}), refused=refused)[0]


def test_all_tests_passed_is_full_marks():
    mark = mark_of(check(True), check(True))
    assert (mark.score, mark.state) == (2.0, DONE)


def test_a_third_of_two_points_has_two_decimals():
    assert mark_of(check(True), check(False), check(False)).score == 0.67


def test_weights_count():
    assert passed_share([check(True, weight=3), check(False, weight=1)]) == 0.75


def test_a_shut_gate_means_no_marks():
    mark = mark_of(check(False, gate=True), check(True), check(True))
    assert (mark.score, mark.state) == (0.0, WRONG)


def test_an_open_gate_is_a_test_like_any_other():
    mark = mark_of(check(True, gate=True), check(False))
    assert (mark.score, mark.state) == (1.0, PARTLY)


def test_a_stub_is_not_started():
    mark = mark_of(check(False, code=NOT_STARTED), check(False, code=NOT_STARTED))
    assert (mark.score, mark.state) == (0.0, NOT_BEGUN)
    assert explain(mark).startswith("Not started")


def test_a_class_with_one_method_done_is_partly_done():
    stub = "Not started: `backward` still raises NotImplementedError."
    mark = mark_of(check(True, gate=True), check(False, code=NOT_STARTED, message=stub))
    assert (mark.score, mark.state) == (1.0, PARTLY)
    assert stub in explain(mark)


def test_an_exercise_without_results_is_told_apart_from_a_wrong_one():
    mark = marks(CHAPTER, Outcome((check(True),)))[1]
    assert (mark.score, mark.state) == (0.0, UNCHECKED)
    assert "could not be checked" in explain(mark)


def test_a_refused_file_is_neither():
    assert mark_of(refused=True).state == REFUSED
    assert explain(mark_of(refused=True), "f.py is empty.") == "f.py is empty."


def test_feedback_explains_the_first_problem_and_lists_the_others():
    text = explain(mark_of(check(True), check(False, message="`f(1)` gave 2."), check(False)))
    assert text.splitlines()[0] == "1 of 3 checks passed."
    assert "`f(1)` gave 2." in text
    assert text.count("- f does what it should") == 1


def test_feedback_says_what_was_given():
    text = explain(mark_of(check(True), given={"f": ["g"]}))
    assert "Graded with a correct `g` in place of yours" in text


def test_codes_are_counted_once():
    mark = mark_of(check(False, code="a"), check(False, code="b"), check(False, code="a"))
    assert mark.codes == ("a", "b")


@pytest.mark.parametrize("points", [0.1, 1.0, 3.0])
def test_a_mark_is_never_above_its_points(points):
    chapter = Chapter("ch00_test", "test", "Test", (Exercise("f", points),))
    assert marks(chapter, Outcome([check(True)] * 7))[0].score == points
