"""Activation functions and their slopes, for whole arrays at once.

Every function takes ``x`` as a number or an array_like of any shape: a list, an array of
floats, of integers (unsigned ones, too) or of float32, read-only or not. The result has
the shape of ``x``; ``x`` itself is not changed. Elements may be as large as 1e100: the
result is right for them, and NumPy has nothing to warn of.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def step_function(x: ArrayLike) -> NDArray[np.int64]:
    """The step: 1 where a number is positive, 0 elsewhere.

        step_function(x) = 1  if x > 0,  else 0

    Args:
        x: a number or array_like.

    Returns:
        Integers 0 and 1 in the shape of ``x``.

    Promises:
        values: 1 where x > 0, otherwise 0; 0 at x = 0.
        integers: the result is the integers 0 and 1, neither floats nor True and False.
        shape: the result has the shape of ``x``, for numbers, lists and arrays of any shape.
        kinds: integers, unsigned integers, float32 and read-only arrays are as good as floats.
        large: right and without a warning for elements as large as 1e100.
        untouched: ``x`` is not changed.

    Example:
        >>> step_function([-1.5, 0.0, 2.0])
        array([0, 0, 1])

    Source: McCulloch and Pitts, "A logical calculus of the ideas immanent in nervous activity" (1943).
    """
    return (np.asarray(x) > 0).astype(np.int64)


def sigmoid(x: ArrayLike) -> Array:
    """The logistic function: squeeze any number into the range from 0 to 1.

        sigmoid(x) = 1 / (1 + e^-x)

    Args:
        x: a number or array_like.

    Returns:
        Numbers from 0 to 1 in the shape of ``x``.

    Promises:
        values: each element becomes 1 / (1 + e^-x).
        shape: the result has the shape of ``x``, for numbers, lists and arrays of any shape.
        kinds: integers, unsigned integers, float32 and read-only arrays are as good as floats.
        large: right and without a warning for elements as large as 1e100, of either sign.
        untouched: ``x`` is not changed.

    Example:
        >>> sigmoid([-1.0, 0.0, 1.0]).round(3)
        array([0.269, 0.5  , 0.731])

    Source: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors" (1986).
    """
    x = np.asarray(x, dtype=float)
    decay = np.exp(-np.abs(x))
    return np.where(x >= 0, 1.0, decay) / (1.0 + decay)


def relu(x: ArrayLike) -> Array:
    """The rectified linear unit: keep what is positive, replace the rest by 0.

        relu(x) = x  if x > 0,  else 0

    Args:
        x: a number or array_like.

    Returns:
        Numbers in the shape of ``x``.

    Promises:
        values: positive elements stay, all others become 0.
        shape: the result has the shape of ``x``, for numbers, lists and arrays of any shape.
        kinds: integers, unsigned integers, float32 and read-only arrays are as good as floats.
        large: right and without a warning for elements as large as 1e100.
        untouched: ``x`` is not changed.

    Example:
        >>> relu([-2.0, 0.0, 3.0])
        array([0., 0., 3.])

    Source: Nair and Hinton, "Rectified linear units improve restricted Boltzmann machines" (2010).
    """
    return np.maximum(np.asarray(x, dtype=float), 0.0)


def leaky_relu(x: ArrayLike, alpha: float = 0.01) -> Array:
    """A ReLU that lets a little of the negative numbers through.

        leaky_relu(x) = x  if x > 0,  else alpha * x

    Args:
        x: a number or array_like.
        alpha: the slope on the negative side, 0 <= alpha < 1.

    Returns:
        Numbers in the shape of ``x``.

    Promises:
        values: positive elements stay, all others are multiplied by ``alpha``.
        alpha: it is 0.01 unless given; 0 is allowed.
        shape: the result has the shape of ``x``, for numbers, lists and arrays of any shape.
        kinds: integers, unsigned integers, float32 and read-only arrays are as good as floats.
        large: right and without a warning for elements as large as 1e100.
        untouched: ``x`` is not changed.

    Example:
        >>> leaky_relu([-2.0, 3.0])
        array([-0.02,  3.  ])

    Source: Maas, Hannun and Ng, "Rectifier nonlinearities improve neural network acoustic models" (2013).
    """
    x = np.asarray(x, dtype=float)
    return np.where(x > 0, x, alpha * x)


def tanh(x: ArrayLike) -> Array:
    """The hyperbolic tangent: squeeze any number into the range from -1 to 1.

        tanh(x) = (e^x - e^-x) / (e^x + e^-x)

    Args:
        x: a number or array_like.

    Returns:
        Numbers from -1 to 1 in the shape of ``x``.

    Promises:
        values: each element becomes its hyperbolic tangent.
        shape: the result has the shape of ``x``, for numbers, lists and arrays of any shape.
        kinds: integers, unsigned integers, float32 and read-only arrays are as good as floats.
        large: right and without a warning for elements as large as 1e100, of either sign.
        untouched: ``x`` is not changed.

    Example:
        >>> tanh([-1.0, 0.0, 1.0]).round(3)
        array([-0.762,  0.   ,  0.762])

    Source: LeCun, Bottou, Orr and Müller, "Efficient BackProp" (1998).
    """
    return np.tanh(np.asarray(x, dtype=float))


def swish(x: ArrayLike) -> Array:
    """A smooth relative of ReLU: each number times its own sigmoid.

        swish(x) = x * sigmoid(x)

    Args:
        x: a number or array_like.

    Returns:
        Numbers in the shape of ``x``.

    Promises:
        values: each element becomes x / (1 + e^-x).
        shape: the result has the shape of ``x``, for numbers, lists and arrays of any shape.
        kinds: integers, unsigned integers, float32 and read-only arrays are as good as floats.
        large: right and without a warning for elements as large as 1e100, of either sign.
        untouched: ``x`` is not changed.

    Example:
        >>> swish([-1.0, 0.0, 1.0]).round(3)
        array([-0.269,  0.   ,  0.731])

    Source: Ramachandran, Zoph and Le, "Searching for activation functions" (2017).
    """
    return np.asarray(x, dtype=float) * sigmoid(x)


def softmax(x: ArrayLike) -> Array:
    """Turn scores into probabilities: positive numbers that add up to 1.

        softmax(x)[i] = e^x[i] / (e^x[0] + e^x[1] + ...)

    Adding the same number to all scores changes nothing; that is what makes a stable
    formula possible.

    Args:
        x: scores, array_like of shape ``(C,)`` for one sample or ``(N, C)`` for a batch.

    Returns:
        Probabilities in the shape of ``x``; they add up to 1 along the last axis.

    Promises:
        batch: each row of a batch is normalised by itself, along the last axis.
        single: one sample of shape ``(C,)`` works, too.
        shift: adding the same number to all scores of a row does not change its result.
        kinds: lists, integers, unsigned integers, float32 and read-only arrays are as good as floats.
        large: right and without a warning for scores as large as 1e100, of either sign.
        untouched: ``x`` is not changed.

    Example:
        >>> softmax([1.0, 2.0, 3.0]).round(3)
        array([0.09 , 0.245, 0.665])

    Source: Bridle, "Probabilistic interpretation of feedforward classification network outputs" (1990).
    """
    x = np.asarray(x, dtype=float)
    powers = np.exp(x - x.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def sigmoid_grad(x: ArrayLike) -> Array:
    """The slope of the sigmoid at ``x``, the number *before* the activation.

        sigmoid_grad(x) = sigmoid(x) * (1 - sigmoid(x))

    Args:
        x: a number or array_like; not the sigmoid's output.

    Returns:
        Slopes in the shape of ``x``.

    Promises:
        values: the derivative of the sigmoid at each element.
        shape: the result has the shape of ``x``, for numbers, lists and arrays of any shape.
        kinds: integers, unsigned integers, float32 and read-only arrays are as good as floats.
        large: right and without a warning for elements as large as 1e100, of either sign.
        untouched: ``x`` is not changed.

    Example:
        >>> sigmoid_grad([0.0, 2.0]).round(3)
        array([0.25 , 0.105])

    Source: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors" (1986).
    """
    s = sigmoid(x)
    return s * (1.0 - s)


def relu_grad(x: ArrayLike) -> Array:
    """The slope of ReLU at ``x``: 1 where it lets numbers through, 0 where it stops them.

    Args:
        x: a number or array_like.

    Returns:
        Slopes in the shape of ``x``.

    Promises:
        values: 1 where x > 0 and 0 where x < 0.
        kink: at x = 0 the slope is either of the two, 0 or 1.
        shape: the result has the shape of ``x``, for numbers, lists and arrays of any shape.
        kinds: integers, unsigned integers, float32 and read-only arrays are as good as floats.
        large: right and without a warning for elements as large as 1e100.
        untouched: ``x`` is not changed.

    Example:
        >>> relu_grad([-2.0, 3.0])
        array([0., 1.])

    Source: Nair and Hinton, "Rectified linear units improve restricted Boltzmann machines" (2010).
    """
    return np.where(np.asarray(x) > 0, 1.0, 0.0)


def leaky_relu_grad(x: ArrayLike, alpha: float = 0.01) -> Array:
    """The slope of the leaky ReLU at ``x``.

    Args:
        x: a number or array_like.
        alpha: the slope on the negative side, 0 <= alpha < 1.

    Returns:
        Slopes in the shape of ``x``.

    Promises:
        values: 1 where x > 0 and ``alpha`` where x < 0.
        kink: at x = 0 the slope is either of the two, ``alpha`` or 1.
        alpha: it is 0.01 unless given; 0 is allowed.
        shape: the result has the shape of ``x``, for numbers, lists and arrays of any shape.
        kinds: integers, unsigned integers, float32 and read-only arrays are as good as floats.
        large: right and without a warning for elements as large as 1e100.
        untouched: ``x`` is not changed.

    Example:
        >>> leaky_relu_grad([-2.0, 3.0], alpha=0.2)
        array([0.2, 1. ])

    Source: Maas, Hannun and Ng, "Rectifier nonlinearities improve neural network acoustic models" (2013).
    """
    return np.where(np.asarray(x) > 0, 1.0, alpha)


def tanh_grad(x: ArrayLike) -> Array:
    """The slope of the hyperbolic tangent at ``x``, the number *before* the activation.

        tanh_grad(x) = 1 - tanh(x)^2

    Args:
        x: a number or array_like; not the output of tanh.

    Returns:
        Slopes in the shape of ``x``.

    Promises:
        values: the derivative of tanh at each element.
        shape: the result has the shape of ``x``, for numbers, lists and arrays of any shape.
        kinds: integers, unsigned integers, float32 and read-only arrays are as good as floats.
        large: right and without a warning for elements as large as 1e100, of either sign.
        untouched: ``x`` is not changed.

    Example:
        >>> tanh_grad([0.0, 1.0]).round(3)
        array([1.  , 0.42])

    Source: LeCun, Bottou, Orr and Müller, "Efficient BackProp" (1998).
    """
    t = tanh(x)
    return 1.0 - t * t


def swish_grad(x: ArrayLike) -> Array:
    """The slope of swish at ``x``.

        swish_grad(x) = s + x * s * (1 - s)   with   s = sigmoid(x)

    Args:
        x: a number or array_like.

    Returns:
        Slopes in the shape of ``x``.

    Promises:
        values: the derivative of swish at each element.
        shape: the result has the shape of ``x``, for numbers, lists and arrays of any shape.
        kinds: integers, unsigned integers, float32 and read-only arrays are as good as floats.
        large: right for elements up to 1e6, and no warning for elements as large as 1e100, of either sign.
        untouched: ``x`` is not changed.

    Example:
        >>> swish_grad([0.0, 1.0]).round(3)
        array([0.5  , 0.928])

    Source: Ramachandran, Zoph and Le, "Searching for activation functions" (2017).
    """
    s = sigmoid(x)
    return s + np.asarray(x, dtype=float) * s * (1.0 - s)
