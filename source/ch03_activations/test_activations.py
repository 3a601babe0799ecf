"""Checks for chapter 3. Read them: each one is an example of what your function should do.

Run them with ``pytest`` in this folder. The graded tests look at more cases than these,
but at nothing that the docstrings in activations.py do not promise.
"""

import numpy as np
import pytest
from pytest import approx

exercise = pytest.mark.exercise


@exercise("step_function")
def test_step_of_three_numbers(student):
    assert list(student.step_function([-1.5, 0.0, 2.0])) == [0, 0, 1], "1 where x > 0, and 0 elsewhere; 0 at 0."


@exercise("step_function")
def test_step_gives_integers(student):
    result = student.step_function(np.array([-1.0, 1.0]))
    assert result.dtype.kind == "i", "The result is the integers 0 and 1, not True and False, and not 0.0 and 1.0."


@exercise("sigmoid")
def test_sigmoid_of_zero(student):
    assert student.sigmoid(0.0) == approx(0.5), "e^0 = 1, so it is 1 / (1 + 1)."


@exercise("sigmoid")
def test_sigmoid_of_an_array(student):
    result = student.sigmoid(np.array([[-1.0, 0.0], [1.0, 4.0]]))
    assert result == approx(np.array([[0.268941, 0.5], [0.731059, 0.982014]]), abs=1e-5), (
        "1 / (1 + e^-x), element by element."
    )


@exercise("sigmoid")
@pytest.mark.filterwarnings("error")
def test_sigmoid_of_large_numbers(student):
    result = student.sigmoid(np.array([-1000.0, 1000.0]))
    assert result == approx(np.array([0.0, 1.0])), "Large numbers give 0 or 1, without a warning."


@exercise("relu")
def test_relu_of_three_numbers(student):
    assert student.relu([-2.0, 0.0, 3.0]) == approx(np.array([0.0, 0.0, 3.0])), "Negative numbers become 0."


@exercise("relu")
def test_relu_keeps_the_shape(student):
    assert student.relu(np.ones((2, 3))).shape == (2, 3), "The result has the shape of x."


@exercise("leaky_relu")
def test_leaky_relu_with_its_default(student):
    assert student.leaky_relu([-2.0, 3.0]) == approx(np.array([-0.02, 3.0])), "Negative numbers are multiplied by 0.01."


@exercise("leaky_relu")
def test_leaky_relu_with_another_alpha(student):
    result = student.leaky_relu([-2.0, 3.0], alpha=0.5)
    assert result == approx(np.array([-1.0, 3.0])), "Negative numbers are multiplied by alpha."


@exercise("tanh")
def test_tanh_of_three_numbers(student):
    assert student.tanh([-1.0, 0.0, 1.0]) == approx(np.array([-0.761594, 0.0, 0.761594]), abs=1e-5), "From -1 to 1."


@exercise("tanh")
@pytest.mark.filterwarnings("error")
def test_tanh_of_large_numbers(student):
    result = student.tanh(np.array([-1000.0, 1000.0]))
    assert result == approx(np.array([-1.0, 1.0])), "Large numbers give -1 or 1, without a warning."


@exercise("swish")
def test_swish_of_three_numbers(student):
    assert student.swish([-1.0, 0.0, 1.0]) == approx(np.array([-0.268941, 0.0, 0.731059]), abs=1e-5), "x * sigmoid(x)."


@exercise("softmax")
def test_softmax_of_one_sample(student):
    assert student.softmax([1.0, 2.0, 3.0]) == approx(np.array([0.090031, 0.244728, 0.665241]), abs=1e-5), (
        "e^x over their sum."
    )


@exercise("softmax")
def test_each_row_adds_up_to_one(student):
    result = student.softmax(np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]]))
    assert result.sum(axis=1) == approx(np.array([1.0, 1.0])), "Each row is one sample and is normalised by itself."


@exercise("softmax")
@pytest.mark.filterwarnings("error")
def test_softmax_of_large_scores(student):
    result = student.softmax([1001.0, 1002.0, 1003.0])
    assert result == approx(np.array([0.090031, 0.244728, 0.665241]), abs=1e-5), (
        "Only the differences between scores matter."
    )


@exercise("sigmoid_grad")
def test_slope_of_the_sigmoid(student):
    assert student.sigmoid_grad([0.0, 2.0]) == approx(np.array([0.25, 0.104994]), abs=1e-5), (
        "s * (1 - s) with s = sigmoid(x)."
    )


@exercise("relu_grad")
def test_slope_of_relu(student):
    assert student.relu_grad([-2.0, 3.0]) == approx(np.array([0.0, 1.0])), "1 where x > 0, 0 where x < 0."


@exercise("leaky_relu_grad")
def test_slope_of_leaky_relu(student):
    assert student.leaky_relu_grad([-2.0, 3.0]) == approx(np.array([0.01, 1.0])), "1 where x > 0, alpha where x < 0."


@exercise("leaky_relu_grad")
def test_slope_of_leaky_relu_with_another_alpha(student):
    result = student.leaky_relu_grad([-2.0, 3.0], alpha=0.2)
    assert result == approx(np.array([0.2, 1.0])), "The slope on the left is alpha."


@exercise("tanh_grad")
def test_slope_of_tanh(student):
    assert student.tanh_grad([0.0, 1.0]) == approx(np.array([1.0, 0.419974]), abs=1e-5), "1 - t * t with t = tanh(x)."


@exercise("swish_grad")
def test_slope_of_swish(student):
    assert student.swish_grad([0.0, 1.0]) == approx(np.array([0.5, 0.927671]), abs=1e-5), "s + x * s * (1 - s)."


@exercise("swish_grad")
def test_slope_of_swish_agrees_with_a_small_step(student):
    x, h = 0.7, 1e-5
    measured = (student.swish(x + h) - student.swish(x - h)) / (2 * h)
    assert student.swish_grad(x) == approx(measured, abs=1e-6), "It is how much swish grows when x grows a little."


HINTS = {
    "step_function": (
        "Which question do you ask of each number, and what are its two answers?",
        "`x > 0` asks it of a whole array at once and gives True and False. Make x an array first.",
        "Take the array of True and False and convert it with `.astype(...)` to whole numbers.",
    ),
    "sigmoid": (
        "First make the plain formula work for small numbers. Then ask: for which x is the power of e large?",
        "e^-|x| is never large. Write both forms of the formula with it: one for x >= 0, one for x < 0.",
        "With d = e^-|x|: for x >= 0 the result is 1 / (1 + d), for x < 0 it is d / (1 + d). np.where chooses.",
    ),
    "relu": (
        "Compare each number with 0. Which of the two do you keep?",
        "np.maximum compares two arrays, or an array and a number, element by element.",
        "np.maximum of your array and the number 0 is all that is needed.",
    ),
    "leaky_relu": (
        "Two cases for each element again. What happens in each?",
        "np.where takes three things: a condition, what to use where it holds, and what to use elsewhere.",
        "The condition is x > 0; where it holds use x, elsewhere alpha times x.",
    ),
    "tanh": (
        "Somebody has written this function already.",
        "Look for it in NumPy.",
        "NumPy's function has the same name as yours. Call it with your array of floats.",
    ),
    "swish": (
        "You have written everything that you need.",
        "It is a product of two things, and one of them is x.",
        "Make x an array, then multiply it by what your sigmoid gives for it.",
    ),
    "softmax": (
        "Make it work for one sample first: powers of e, divided by their sum. What must change for a batch?",
        "Use axis=-1 and keepdims=True in both max and sum; then one sample and a batch need no different code.",
        "Three steps: subtract the maximum along the last axis, take np.exp, divide by the sum along the last axis.",
    ),
    "sigmoid_grad": (
        "Is x the number before the sigmoid, or after it?",
        "Before it. So compute the sigmoid first and give it a name.",
        "With s for the sigmoid of x, multiply s by one minus s.",
    ),
    "relu_grad": (
        "How steep is the left half of ReLU, how steep the right half?",
        "0 on the left, 1 on the right; numbers, not True and False.",
        "np.where with the condition x > 0 and the numbers 1.0 and 0.0.",
    ),
    "leaky_relu_grad": (
        "As for relu_grad. Which of the two slopes is different?",
        "The left half is not flat: when x grows by 1, the result grows by alpha.",
        "np.where with the condition x > 0, the number 1.0, and alpha.",
    ),
    "tanh_grad": (
        "Is x the number before tanh, or after it?",
        "Before it. Compute t = tanh(x) first.",
        "One minus the square of t.",
    ),
    "swish_grad": (
        "Swish is a product, x times sigmoid(x). Which rule gives the slope of a product?",
        "(u v)' = u' v + u v'. Here u = x, so u' = 1, and v is the sigmoid, whose slope you have.",
        "The sum of the sigmoid of x and of x times the slope of the sigmoid.",
    ),
}
