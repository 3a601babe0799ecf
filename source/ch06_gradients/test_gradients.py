"""Checks for chapter 6. Read them: each one is an example of what your function should do.

Run them with ``pytest`` in this folder. The graded tests look at more cases than these,
but at nothing that the docstrings in gradients.py do not promise.
"""

import numpy as np
import pytest
from pytest import approx

exercise = pytest.mark.exercise


@exercise("numerical_diff")
def test_slope_of_a_parabola(student):
    assert student.numerical_diff(lambda x: x**2, 3.0) == approx(6.0, abs=1e-5), "The slope of x^2 at 3 is 6."


@exercise("numerical_diff")
def test_slope_of_a_cubic(student):
    assert student.numerical_diff(lambda x: x**3, 2.0) == approx(12.0, abs=1e-4), "The slope of x^3 at 2 is 3 * 2^2."


@exercise("numerical_diff")
def test_slope_at_a_tip(student):
    assert student.numerical_diff(abs, 0.0) == approx(0.0), "To the left abs falls, to the right it climbs: together 0."


@exercise("numerical_gradient")
def test_gradient_of_a_bowl(student):
    gradient = student.numerical_gradient(lambda x: np.sum(x**2), np.array([3.0, 4.0]))
    assert gradient == approx(np.array([6.0, 8.0]), abs=1e-5), "The slope of x^2 is 2x, in each direction."


@exercise("numerical_gradient")
def test_gradient_of_a_matrix(student):
    x = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    gradient = student.numerical_gradient(lambda x: np.sum(x[0] * x[1]), x)
    assert gradient == approx(np.array([[4.0, 5.0, 6.0], [1.0, 2.0, 3.0]]), abs=1e-5), (
        "The gradient has the shape of x; each element's slope is the number below or above it."
    )


@exercise("numerical_gradient")
def test_gradient_puts_everything_back(student):
    x = np.array([0.1, 0.2, 0.3])
    student.numerical_gradient(lambda x: np.sum(x), x)
    assert list(x) == [0.1, 0.2, 0.3], "Afterwards x is exactly what it was."


@exercise("numerical_gradient")
def test_gradient_at_integers(student):
    gradient = student.numerical_gradient(lambda x: np.sum(x**2) / 4, np.array([3, 1]))
    assert gradient == approx(np.array([1.5, 0.5]), abs=1e-5), "An array of integers cannot hold 3.0001: make floats."


@exercise("gradient_descent")
def test_two_steps_down_a_bowl(student):
    x, history = student.gradient_descent(lambda x: np.sum(x**2), np.array([3.0, 4.0]), lr=0.1, step_num=2)
    assert x == approx(np.array([1.92, 2.56]), abs=1e-4), "The gradient is 2x, so each step takes a fifth away."
    assert np.array(history) == approx(np.array([[3.0, 4.0], [2.4, 3.2], [1.92, 2.56]]), abs=1e-4), (
        "The beginning, and the place after each step."
    )


@exercise("gradient_descent")
def test_the_beginning_is_left_alone(student):
    start = np.array([3.0, 4.0])
    student.gradient_descent(lambda x: np.sum(x**2), start, lr=0.1, step_num=2)
    assert list(start) == [3.0, 4.0], "Walk with a copy."


@exercise("TwoLayerNet")
def test_the_network_predicts_probabilities(student):
    net = student.TwoLayerNet(4, 3, 2)
    y = net.predict(np.ones((5, 4)))
    assert y.shape == (5, 2), "One row for each sample, one column for each class."
    assert y.sum(axis=1) == approx(np.ones(5)), "Probabilities add up to 1 in each row."


@exercise("TwoLayerNet")
def test_the_weights_start_small(student):
    net = student.TwoLayerNet(100, 50, 10, weight_init_std=0.2)
    assert np.std(net.params["W1"]) == approx(0.2, rel=0.1), "Normal numbers times weight_init_std."
    assert not np.any(net.params["b1"]), "The biases are 0."


@exercise("TwoLayerNet")
def test_the_gradient_looks_like_the_parameters(student):
    net = student.TwoLayerNet(4, 3, 2)
    grads = net.numerical_gradient(np.ones((5, 4)), [0, 1, 1, 0, 1])
    for key, array in net.params.items():
        assert grads[key].shape == array.shape, "One slope for each weight and each bias."


@exercise("TwoLayerNet")
def test_the_gradient_of_the_last_biases(student):
    net = student.TwoLayerNet(4, 3, 2)
    for array in net.params.values():
        array[...] = 0.0
    grads = net.numerical_gradient(np.ones((4, 4)), [0, 0, 0, 1])
    assert grads["b2"] == approx(np.array([-0.25, 0.25]), abs=1e-5), (
        "It says 1/2 for both classes; class 0 should be 3/4, so its bias should grow."
    )


@exercise("gradient_check")
def test_errors_by_key(student):
    errors = student.gradient_check({"W": [1.0, 2.0], "b": [0.0]}, {"b": [0.0], "W": [1.0, 2.5]})
    assert errors == approx({"W": 0.2, "b": 0.0}), "|2 - 2.5| / 2.5 is the worst of W; in b all is equal."


@exercise("gradient_check")
def test_keys_must_agree(student):
    with pytest.raises(ValueError):
        student.gradient_check({"W": [1.0]}, {"W": [1.0], "b": [0.0]})


HINTS = {
    "numerical_diff": (
        "A slope is a height divided by a width. Which two points do you compare?",
        "One a little to the left, one a little to the right, each by h = 1e-4.",
        "The value at x + h minus the value at x - h, divided by 2 * h. Turn x into a float first.",
    ),
    "numerical_gradient": (
        "It is numerical_diff for every element in turn. What must you do before you go on to the next one?",
        "Put the element back: keep it in a variable before you move it. np.ndindex(x.shape) visits all indices.",
        "In the loop: keep x[index]; set it to kept + h and call f(x); to kept - h and call f(x); put kept back.",
    ),
    "gradient_descent": (
        "The gradient points uphill. Which way do you go, and how far?",
        "Start with a copy of init_x as floats. Repeat step_num times: subtract lr times the gradient.",
        "Keep a list that begins with x.copy(), append x.copy() after each step; return x and np.array of the list.",
    ),
    "TwoLayerNet": (
        "All but the last method are as in chapter 5. For the last: of which function do you want the slope?",
        "Of the loss as a function of one array, while the other three stay. You need one such function for each key.",
        "In f(moved), compute the loss of a network whose params are {**self.params, key: moved}. "
        "Then call numerical_gradient(f, self.params[key]).",
    ),
    "gradient_check": (
        "Do it for two numbers a and n first. When would an error of 0.001 be large, when small?",
        "Divide |a - n| by the larger of |a|, |n| and 1e-8. np.maximum does that for whole arrays.",
        "If set(analytic) is not set(numeric), raise ValueError. Then loop over the keys, with np.max at the end.",
    ),
}
