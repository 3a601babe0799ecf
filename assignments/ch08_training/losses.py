"""Losses: how wrong a network is, as one number; and how often, as a count.

``y`` is always what the network says, ``t`` what is true. Both are array_like: lists,
arrays of floats, of integers (unsigned ones, too) or of float32, read-only or not. No
argument is changed.

Where ``t`` says which class is right, it may say so in two ways: as integers, one for
each row, or *one-hot*, a row with a single 1 in the column of the right class.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def mean_squared_error(y: ArrayLike, t: ArrayLike) -> float:
    """The mean of the squared differences.

        mean_squared_error = sum of (y - t)^2 over all elements / number of elements

    Args:
        y: what the network says, array_like of any shape.
        t: what is true, in the same shape.

    Returns:
        One number.

    Promises:
        values: the mean of (y - t)^2 over all elements.
        shape: y and t may have any number of axes, a batch of samples, too.
        kinds: lists, integers, unsigned integers, float32 and read-only arrays are as good as floats.
        large: right and without a warning for elements as large as 1e100.
        untouched: neither argument is changed.

    Example:
        >>> round(mean_squared_error([1.0, 2.0, 3.0], [1.0, 0.0, 2.0]), 3)
        1.667

    Source: Gauss, "Theoria combinationis observationum erroribus minimis obnoxiae" (1823).
    """
    return float(np.mean((np.asarray(y, dtype=float) - np.asarray(t, dtype=float)) ** 2))


def sum_squared_error(y: ArrayLike, t: ArrayLike) -> float:
    """Half the sum of the squared differences; its slope is simply y - t.

        sum_squared_error = 1/2 * sum of (y - t)^2 over all elements

    Args:
        y: what the network says, array_like of any shape.
        t: what is true, in the same shape.

    Returns:
        One number.

    Promises:
        values: half the sum of (y - t)^2 over all elements.
        shape: y and t may have any number of axes, a batch of samples, too.
        kinds: lists, integers, unsigned integers, float32 and read-only arrays are as good as floats.
        large: right and without a warning for elements as large as 1e100.
        untouched: neither argument is changed.

    Example:
        >>> sum_squared_error([1.0, 2.0, 3.0], [1.0, 0.0, 2.0])
        2.5

    Source: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors" (1986).
    """
    return 0.5 * float(np.sum((np.asarray(y, dtype=float) - np.asarray(t, dtype=float)) ** 2))


def to_one_hot(t: ArrayLike, num_classes: int = 10) -> Array:
    """Turn integer labels into rows with a single 1.

        to_one_hot(t)[n, k] = 1  if k == t[n],  else 0

    Args:
        t: N integers from 0 to num_classes - 1.
        num_classes: the number of columns.

    Returns:
        Numbers 0 and 1 of shape ``(N, num_classes)``.

    Raises:
        ValueError: a label is negative, or not below ``num_classes``.

    Promises:
        values: each row has a 1 in the column of its label and 0 everywhere else.
        classes: there are ``num_classes`` columns, 10 unless given, whichever labels occur.
        range: a label below 0, or one that is not below ``num_classes``, is a ValueError.
        kinds: lists, unsigned integers and read-only arrays are as good as an array of integers.
        untouched: ``t`` is not changed.

    Example:
        >>> to_one_hot([2, 0], num_classes=3)
        array([[0., 0., 1.],
               [1., 0., 0.]])

    Source: Bishop, "Pattern Recognition and Machine Learning" (2006), 1-of-K coding.
    """
    t = np.asarray(t)
    if np.any(t < 0) or np.any(t >= num_classes):
        raise ValueError(f"labels must be from 0 to {num_classes - 1}")
    one_hot = np.zeros((t.size, num_classes))
    one_hot[np.arange(t.size), t] = 1.0
    return one_hot


def cross_entropy_error(y: ArrayLike, t: ArrayLike) -> float:
    """How surprised the network is by the right class, on average over the rows.

        cross_entropy_error = -1/N * sum over n of log(y[n, right class of n])

    log is the natural logarithm. A probability of 0 counts as a tiny one (1e-6 or less),
    because log(0) is minus infinity.

    Args:
        y: probabilities of shape ``(N, C)``, or ``(C,)`` for one sample.
        t: labels: N integers, or one-hot ``(N, C)``; for one sample an integer, or one-hot ``(C,)``.

    Returns:
        One number, the mean over the N rows.

    Promises:
        values: the mean over the rows of minus the logarithm of the right class's probability.
        one_hot: labels may be one-hot rows.
        integers: labels may be integers.
        single: one sample of shape ``(C,)`` works, with labels either way.
        zero: y may be 0: the result stays finite, without a warning; for the right class it is above 10.
        kinds: lists, float32 and read-only arrays, and labels of any integer type are as good as others.
        untouched: neither argument is changed.

    Example:
        >>> round(cross_entropy_error([[0.5, 0.5], [0.25, 0.75]], [0, 1]), 3)
        0.49

    Source: Bridle, "Probabilistic interpretation of feedforward classification network outputs" (1990).
    """
    y = np.atleast_2d(np.asarray(y, dtype=float))
    t = np.asarray(t)
    labels = t.reshape(y.shape).argmax(axis=1) if t.size == y.size else t.reshape(-1)
    right = y[np.arange(len(y)), labels]
    return -float(np.mean(np.log(right + 1e-7)))


def binary_cross_entropy(y: ArrayLike, t: ArrayLike) -> float:
    """Cross entropy for questions that are answered by yes or no.

        binary_cross_entropy = -mean of  t * log(y) + (1 - t) * log(1 - y)

    A probability of 0 counts as a tiny one (1e-6 or less), and one of 1 as a little less than 1.

    Args:
        y: probabilities of "yes", array_like of any shape.
        t: 1 for yes and 0 for no, in the same shape.

    Returns:
        One number, the mean over all elements.

    Promises:
        values: each element counts with -log(y) where t is 1, with -log(1 - y) where t is 0; the mean of all.
        shape: y and t may have any number of axes.
        edges: y may be 0 and 1: the result stays finite, without a warning; it is above 10 for a
            certain and wrong answer, and almost 0 for a certain and right one.
        kinds: lists, float32 and read-only arrays are as good as others, and t may be integers.
        untouched: neither argument is changed.

    Example:
        >>> round(binary_cross_entropy([0.5, 0.9], [0, 1]), 3)
        0.399

    Source: Cox, "The regression analysis of binary sequences" (1958).
    """
    y = np.asarray(y, dtype=float)
    t = np.asarray(t, dtype=float)
    return -float(np.mean(t * np.log(y + 1e-7) + (1.0 - t) * np.log(1.0 - y + 1e-7)))


def accuracy(y: ArrayLike, t: ArrayLike) -> float:
    """The share of rows in which the largest score stands at the right class.

    Args:
        y: scores or probabilities of shape ``(N, C)``, or ``(C,)`` for one sample.
        t: labels: N integers, or one-hot ``(N, C)``; for one sample an integer, or one-hot ``(C,)``.

    Returns:
        One number from 0 to 1.

    Promises:
        values: the number of rows whose largest score is at the right class, divided by N.
        one_hot: labels may be one-hot rows.
        integers: labels may be integers.
        single: one sample of shape ``(C,)`` works, with labels either way; its accuracy is 0 or 1.
        kinds: lists, integers, float32 and read-only arrays are as good as floats.
        untouched: neither argument is changed.

    Example:
        >>> accuracy([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7], [0.6, 0.4]], [1, 0, 0, 0])
        0.75

    Source: Bishop, "Pattern Recognition and Machine Learning" (2006).
    """
    y = np.atleast_2d(np.asarray(y))
    t = np.asarray(t)
    labels = t.reshape(y.shape).argmax(axis=1) if t.size == y.size else t.reshape(-1)
    return float(np.mean(y.argmax(axis=1) == labels))


def confusion_matrix(y: ArrayLike, t: ArrayLike, num_classes: int) -> NDArray[np.int64]:
    """Count which class was taken for which.

        confusion_matrix[i, j] = number of rows of class i whose largest score is at class j

    Args:
        y: scores or probabilities of shape ``(N, C)``.
        t: labels: N integers, or one-hot ``(N, C)``.
        num_classes: the number of rows and columns of the matrix, at least C.

    Returns:
        Counts of shape ``(num_classes, num_classes)``: the true class chooses the row, the predicted one the column.

    Promises:
        values: every sample is counted once, in the row of its true class and the column of the predicted one.
        one_hot: labels may be one-hot rows.
        integers: labels may be integers.
        classes: the matrix has ``num_classes`` rows and columns, also where a class does not occur.
        kinds: lists, integers, float32 and read-only arrays are as good as floats.
        untouched: neither argument is changed.

    Example:
        >>> confusion_matrix([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7]], [1, 0, 0], num_classes=2)
        array([[1, 1],
               [0, 1]])

    Source: Kohavi and Provost, "Glossary of terms", Machine Learning 30 (1998).
    """
    y = np.asarray(y)
    t = np.asarray(t)
    labels = t.argmax(axis=1) if t.ndim == 2 else t
    counts = np.zeros((num_classes, num_classes), dtype=np.int64)
    np.add.at(counts, (labels, y.argmax(axis=1)), 1)
    return counts
