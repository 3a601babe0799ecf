"""Checks for chapter 4. Read them: each one is an example of what your function should do.

Run them with ``pytest`` in this folder. The graded tests look at more cases than these,
but at nothing that the docstrings in losses.py do not promise.
"""

import numpy as np
import pytest
from pytest import approx

exercise = pytest.mark.exercise

PROBABILITIES = np.array([[0.5, 0.3, 0.2], [0.1, 0.1, 0.8]])


@exercise("mean_squared_error")
def test_mse_of_three_numbers(student):
    result = student.mean_squared_error([1.0, 2.0, 3.0], [1.0, 0.0, 2.0])
    assert result == approx(5 / 3), "The differences are 0, 2 and 1; their squares add up to 5; there are 3 of them."


@exercise("mean_squared_error")
def test_mse_of_a_batch(student):
    y, t = np.array([[1.0, 2.0], [3.0, 4.0]]), np.zeros((2, 2))
    assert student.mean_squared_error(y, t) == approx(7.5), "The mean over all 4 elements, not over the 2 rows."


@exercise("mean_squared_error")
def test_mse_of_unsigned_integers(student):
    y, t = np.array([3], dtype=np.uint8), np.array([5], dtype=np.uint8)
    assert student.mean_squared_error(y, t) == approx(4), "Make floats first: unsigned integers cannot hold -2."


@exercise("sum_squared_error")
def test_sse_of_three_numbers(student):
    assert student.sum_squared_error([1.0, 2.0, 3.0], [1.0, 0.0, 2.0]) == approx(2.5), "Half of 0 + 4 + 1."


@exercise("to_one_hot")
def test_one_hot_rows(student):
    result = student.to_one_hot([2, 0], num_classes=3)
    assert result == approx(np.array([[0, 0, 1], [1, 0, 0]])), "A 1 in the column of the label, 0 elsewhere."


@exercise("to_one_hot")
def test_one_hot_has_ten_columns_by_default(student):
    assert student.to_one_hot([1, 2]).shape == (2, 10), "num_classes is 10 unless given."


@exercise("to_one_hot")
@pytest.mark.parametrize("label", [3, -1])
def test_one_hot_refuses_a_label_out_of_range(student, label):
    with pytest.raises(ValueError):
        student.to_one_hot([0, label], num_classes=3)


@exercise("cross_entropy_error")
def test_cross_entropy_with_integers(student):
    expected = -(np.log(0.5) + np.log(0.8)) / 2
    result = student.cross_entropy_error(PROBABILITIES, np.array([0, 2]))
    assert result == approx(expected, abs=1e-4), "The mean of -log(0.5) and -log(0.8)."


@exercise("cross_entropy_error")
def test_cross_entropy_with_one_hot_rows(student):
    expected = -(np.log(0.5) + np.log(0.8)) / 2
    result = student.cross_entropy_error(PROBABILITIES, np.array([[1, 0, 0], [0, 0, 1]]))
    assert result == approx(expected, abs=1e-4), "One-hot rows mean the same as the integers 0 and 2."


@exercise("cross_entropy_error")
def test_cross_entropy_of_one_sample(student):
    assert student.cross_entropy_error([0.5, 0.3, 0.2], 1) == approx(-np.log(0.3), abs=1e-4), "One sample works, too."


@exercise("cross_entropy_error")
@pytest.mark.filterwarnings("error")
def test_cross_entropy_of_the_impossible(student):
    result = student.cross_entropy_error(np.array([[0.0, 1.0]]), np.array([0]))
    assert 10 < result < np.inf, "A probability of 0 costs much, but not infinitely much, and without a warning."


@exercise("binary_cross_entropy")
def test_binary_cross_entropy_of_two_answers(student):
    expected = -(np.log(0.5) + np.log(0.9)) / 2
    assert student.binary_cross_entropy([0.5, 0.9], [0, 1]) == approx(expected, abs=1e-4), (
        "Where t is 0 it is -log(1 - y), where t is 1 it is -log(y); then the mean."
    )


@exercise("binary_cross_entropy")
@pytest.mark.filterwarnings("error")
def test_binary_cross_entropy_at_both_ends(student):
    right = student.binary_cross_entropy([0.0, 1.0], [0, 1])
    wrong = student.binary_cross_entropy([1.0, 0.0], [0, 1])
    assert right == approx(0, abs=1e-4), "Certain and right costs nothing."
    assert 10 < wrong < np.inf, "Certain and wrong costs much, but not infinitely much."


SCORES = np.array([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7], [0.6, 0.4]])


@exercise("accuracy")
def test_accuracy_with_integers(student):
    assert student.accuracy(SCORES, np.array([1, 0, 0, 0])) == approx(0.75), "Three of four rows are right."


@exercise("accuracy")
def test_accuracy_with_one_hot_rows(student):
    t = np.array([[0, 1], [1, 0], [1, 0], [1, 0]])
    assert student.accuracy(SCORES, t) == approx(0.75), "One-hot rows mean the same as integers."


@exercise("accuracy")
def test_accuracy_of_one_sample(student):
    assert student.accuracy([0.1, 0.7, 0.2], 1) == approx(1), "One sample is right or wrong: 1 or 0."


@exercise("confusion_matrix")
def test_confusion_matrix_of_four_rows(student):
    result = student.confusion_matrix(SCORES, np.array([1, 0, 0, 0]), 2)
    assert np.asarray(result) == approx(np.array([[2, 1], [0, 1]])), (
        "The true class is the row. A pair may occur twice."
    )


@exercise("confusion_matrix")
def test_confusion_matrix_has_room_for_every_class(student):
    result = np.asarray(student.confusion_matrix(SCORES, np.array([1, 0, 0, 0]), 3))
    assert result.shape == (3, 3), "It has num_classes rows and columns, whichever classes occur."
    assert result.sum() == 4, "Every row of scores is counted once."


HINTS = {
    "mean_squared_error": (
        "Three steps: subtract, square, average.",
        "Make float arrays of y and t first. `** 2` squares every element, and np.mean averages over all of them.",
        "np.mean of the square of the difference of your two float arrays.",
    ),
    "sum_squared_error": (
        "Nearly the same as the mean squared error. What is different?",
        "np.sum instead of np.mean, and a factor of one half.",
        "Half of np.sum of the square of the difference of your two float arrays.",
    ),
    "to_one_hot": (
        "Start with np.zeros of the right shape. Where do the ones belong?",
        "Row 0 has its 1 in column t[0], row 1 in column t[1]. `a[rows, columns] = 1` does it for all pairs at once.",
        "The rows are np.arange(len(t)), the columns t. Before that: if any label is < 0 or >= num_classes, raise.",
    ),
    "cross_entropy_error": (
        "For each row you need one number only: the probability of the right class. How do you pick it?",
        "Turn one-hot labels into integers with argmax. Then y[np.arange(N), labels] picks one number of each row.",
        "Minus the mean of the logarithm of those numbers plus 1e-7. np.atleast_2d makes one sample a batch of one.",
    ),
    "binary_cross_entropy": (
        "Write the formula with NumPy first. Then ask where a logarithm may get 0.",
        "At y = 0 in the first term, at y = 1 in the second. A tiny number helps in both.",
        "Use np.log(y + 1e-7) and np.log(1 - y + 1e-7) in the formula, and np.mean with a minus around it.",
    ),
    "accuracy": (
        "Where is the largest score of each row, and where should it be?",
        "np.argmax along the last axis gives the first. If t is one-hot, argmax gives the second, too.",
        "Compare the two arrays with ==, and take np.mean of the answers: True counts as 1.",
    ),
    "confusion_matrix": (
        "Start with zeros. What do you add for each sample, and where?",
        "Add 1 at [true class, predicted class]. A loop over the samples is a fine way to do it.",
        "zip(labels, predicted) gives the pairs; predicted is the argmax of each row of scores.",
    ),
}
