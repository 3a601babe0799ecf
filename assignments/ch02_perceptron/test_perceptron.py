"""Checks for chapter 2. Read them: each one is an example of what your function should do.

Run them with ``pytest`` in this folder. The graded tests look at more cases than these,
but at nothing that the docstrings in perceptron.py do not promise.
"""

import numpy as np
import pytest
from pytest import approx

exercise = pytest.mark.exercise


@exercise("perceptron")
def test_a_positive_sum(student):
    assert student.perceptron([1, 1], [0.5, 0.5], -0.7) == 1, "0.5 + 0.5 - 0.7 = 0.3 is greater than 0."


@exercise("perceptron")
def test_a_negative_sum(student):
    assert student.perceptron([1, 0], [0.5, 0.5], -0.7) == 0, "0.5 - 0.7 = -0.2 is not greater than 0."


@exercise("perceptron")
def test_a_sum_of_zero(student):
    assert student.perceptron([1, 1], [2, -2], 0) == 0, "2 - 2 + 0 = 0 is not greater than 0."


@exercise("AND")
def test_and_has_its_table(student):
    answers = [student.AND(0, 0), student.AND(0, 1), student.AND(1, 0), student.AND(1, 1)]
    assert answers == [0, 0, 0, 1], "1 only when both bits are 1."


@exercise("OR")
def test_or_has_its_table(student):
    answers = [student.OR(0, 0), student.OR(0, 1), student.OR(1, 0), student.OR(1, 1)]
    assert answers == [0, 1, 1, 1], "1 when at least one bit is 1."


@exercise("NAND")
def test_nand_has_its_table(student):
    answers = [student.NAND(0, 0), student.NAND(0, 1), student.NAND(1, 0), student.NAND(1, 1)]
    assert answers == [1, 1, 1, 0], "0 only when both bits are 1."


@exercise("XOR")
def test_xor_has_its_table(student):
    answers = [student.XOR(0, 0), student.XOR(0, 1), student.XOR(1, 0), student.XOR(1, 1)]
    assert answers == [0, 1, 1, 0], "1 when exactly one bit is 1."


@exercise("perceptron_update")
def test_a_miss_pulls_the_weights_towards_the_sample(student):
    w, b = student.perceptron_update([2.0, 1.0], 1, [0.0, -1.0], 0.5, lr=0.5)
    assert list(w) == approx([1.0, -0.5]), "It said 0, and 1 was right: add 0.5 * [2, 1] to the weights."
    assert b == approx(1.0), "It said 0, and 1 was right: add 0.5 to the bias."


@exercise("perceptron_update")
def test_a_false_alarm_pushes_them_away(student):
    w, b = student.perceptron_update([2.0, 1.0], 0, [1.0, 1.0], 0.5, lr=0.5)
    assert list(w) == approx([0.0, 0.5]), "It said 1, and 0 was right: subtract 0.5 * [2, 1]."
    assert b == approx(0.0), "It said 1, and 0 was right: subtract 0.5 from the bias."


@exercise("perceptron_update")
def test_a_right_answer_is_left_alone(student):
    w, b = student.perceptron_update([2.0, 1.0], 1, [1.0, 1.0], 0.5)
    assert list(w) == approx([1.0, 1.0]), "It said 1, and 1 was right: nothing changes."
    assert b == approx(0.5), "It said 1, and 1 was right: the bias stays, too."


@exercise("perceptron_update")
def test_the_old_weights_stay_as_they_were(student):
    w = np.array([0.0, -1.0])
    student.perceptron_update([2.0, 1.0], 1, w, 0.5)
    assert list(w) == [0.0, -1.0], "Return new weights; do not change the ones you were given."


@exercise("train_perceptron")
def test_learning_and(student):
    w, b, errors = student.train_perceptron([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1], lr=1)
    assert list(errors) == [1, 3, 3, 2, 1, 0], "The mistakes of each epoch; it stops after the first 0."
    assert list(w) == approx([2, 1]), "From zeros, sample by sample in their order, that is where the rule leads."
    assert b == approx(-2), "The bias learns like a weight whose input is always 1."


@exercise("train_perceptron")
def test_xor_never_ends_by_itself(student):
    _, _, errors = student.train_perceptron([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0], lr=1, epochs=12)
    assert len(errors) == 12, "There is a mistake in every epoch, so it goes on for as many as it may."


@exercise("separates")
def test_every_sample_is_right(student):
    X, t = [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 1]
    assert student.separates([1, 1], -0.5, X, t) == True, "This perceptron is OR, so all four are right."  # noqa: E712


@exercise("separates")
def test_one_sample_is_wrong(student):
    X, t = [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]
    assert student.separates([1, 1], -0.5, X, t) == False, "The last one is wrong, and one is enough."  # noqa: E712


HINTS = {
    "perceptron": (
        "You wrote the weighted sum in chapter 1. Here it is followed by a question with two answers.",
        "np.dot(x, w) multiplies and adds up in one go, for lists, too. Then the bias, then the comparison.",
        "Call the sum with its bias `total`. `A if total > 0 else B` gives one of two numbers.",
    ),
    "AND": (
        "One bit alone must not be enough, two must be. So how does the bias compare with one weight, and with two?",
        "Let both weights be 0.5. One bit gives 0.5, two give 1. The bias must be between minus one and minus a half.",
        "Weights 0.5 and 0.5, and a bias such as -0.7. Hand [x1, x2] to perceptron with them.",
    ),
    "OR": (
        "Now one bit alone must be enough, and no bit at all must not be.",
        "Take the weights of AND. The bias must be below 0, but less than one weight away from it.",
        "Weights 0.5 and 0.5; any bias between -0.5 and 0 works, as long as it is neither of the two.",
    ),
    "NAND": (
        "Where AND says 1, NAND says 0. What would turn a positive sum into a negative one?",
        "Multiply the sum by -1. Which weights and which bias do that?",
        "Both weights and the bias of your AND, each with the other sign.",
    ),
    "XOR": (
        "Say in words when XOR is 1: at least one bit, but not ...",
        "'At least one bit' is a gate that you have, 'not both bits' is another. Both must be true.",
        "First compute NAND of the bits, then OR of the bits. A third gate takes these two answers.",
    ),
    "perceptron_update": (
        "What is t - y for each of the four cases: right or wrong, 0 or 1?",
        "Compute y with your perceptron first. The same factor lr * (t - y) serves the weights and the bias.",
        "Make x and w arrays of floats. Return `w + factor * x` and `b + factor`, both in one pair.",
    ),
    "train_perceptron": (
        "Two loops: one over the epochs, one over the samples. What has to be set to 0 before each of them?",
        "Inside: ask the perceptron; if it is wrong, count that; then update w and b. After the inner loop, note it.",
        "After `errors.append(...)` ask whether the count was 0, and if so `break`. Return w, b and errors.",
    ),
    "separates": (
        "One wrong answer is enough to know. What must hold for every sample?",
        "Walk through X and t together with zip, and compare the perceptron's answer with the right one.",
        "Return False inside the loop at the first wrong answer, and True after the loop. Or look up Python's all().",
    ),
}
