"""Slopes by measurement: move a number a little, and see what happens.

A *gradient* holds the slope of a function in the direction of each of its inputs. Here it
is measured, without any formula of calculus. That is slow, and it is right for every
function; chapter 7 computes the same numbers fast, and checks itself with what you write here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .activations import sigmoid, softmax
from .forward import forward
from .losses import accuracy, cross_entropy_error

Array = NDArray[np.float64]


def numerical_diff(f: Callable[[float], float], x: float) -> float:
    """The slope of a function of one number, measured by a central difference.

        numerical_diff = (f(x + h) - f(x - h)) / (2 h)

    The step h is small, but not too small: 1e-4 is good. (Anything from 1e-3 to 1e-6 works.)

    Args:
        f: a function from one number to one number.
        x: where the slope is wanted.

    Returns:
        One number.

    Promises:
        slope: right to five digits where f is smooth.
        central: the steps to the left and to the right are equally long; the slope of abs at 0 is 0.
        kinds: x may be an integer or a float32; the result is as exact as for a float.

    Example:
        >>> round(numerical_diff(lambda x: x**2, 3.0), 5)
        6.0

    Source: Isaac Newton, "Methodus differentialis" (1711).
    """
    ### BEGIN SOLUTION make x a float, take a step to each side, divide the difference by the whole width.
    x, h = float(x), 1e-4
    return (f(x + h) - f(x - h)) / (2 * h)
    ### END SOLUTION


def numerical_gradient(f: Callable[[Array], float], x: ArrayLike) -> Array:
    """The slope of a function of an array in the direction of each element.

        gradient[i] = (f(x with x[i] + h) - f(x with x[i] - h)) / (2 h)

    One element is moved at a time, while all others are as they were.

    Args:
        f: a function from an array in the shape of ``x`` to one number. It looks at its argument only.
        x: where the gradient is wanted; an array of floats may be moved while you measure.

    Returns:
        The gradient, an array of floats in the shape of ``x``.

    Promises:
        values: each element is the slope in its own direction, right to five digits where f is smooth.
        central: the steps to both sides are equally long.
        one_by_one: f only sees arrays in the shape of x that differ from x in one element at most.
        shape: x may have one axis, two, or more; the gradient has the shape of x.
        kinds: lists, integers, unsigned integers, float32, strided and read-only arrays are as good as
            floats: nothing is rounded.
        restored: afterwards x is exactly as it was before.

    Example:
        >>> numerical_gradient(lambda x: np.sum(x**2), np.array([3.0, 4.0])).round(5)
        array([6., 8.])

    Source: Richard Courant, "Differential and Integral Calculus" (1934), on partial derivatives.
    """
    ### BEGIN SOLUTION for each index: keep the element, step to both sides, put the kept number back.
    h = 1e-4
    point = np.require(x, dtype=float, requirements="W")  # x itself if it can be moved, otherwise a copy
    gradient = np.empty(point.shape)
    for index in np.ndindex(point.shape):
        kept = point[index]
        point[index] = kept + h
        above = f(point)
        point[index] = kept - h
        below = f(point)
        point[index] = kept
        gradient[index] = (above - below) / (2 * h)
    return gradient
    ### END SOLUTION


def gradient_descent(
    f: Callable[[Array], float], init_x: ArrayLike, lr: float = 0.01, step_num: int = 100
) -> tuple[Array, Array]:
    """Walk downhill: again and again, take a small step against the gradient.

        x <- x - lr * gradient of f at x

    Args:
        f: a function from an array to one number, as ``numerical_gradient`` takes it.
        init_x: where the walk begins.
        lr: the learning rate, by which the gradient is multiplied.
        step_num: how many steps to take.

    Returns:
        ``(x, history)``: where the walk ends, and all places in order. ``history[0]`` is the beginning,
        ``history[k]`` the place after k steps, so its shape is ``(step_num + 1, ...)``.

    Promises:
        steps: each step goes from x to x minus ``lr`` times the gradient at x, in all directions at once.
        history: it holds the beginning and the place after every step; the last one is x.
        defaults: lr is 0.01 and step_num is 100 unless given; after 0 steps x is where it began.
        shape: ``init_x`` may have one axis or more.
        kinds: lists, integers, float32 and read-only arrays are as good as floats: nothing is rounded.
        untouched: ``init_x`` is not changed.

    Example:
        >>> x, history = gradient_descent(lambda x: np.sum(x**2), np.array([3.0, 4.0]), lr=0.1, step_num=2)
        >>> history.round(2)
        array([[3.  , 4.  ],
               [2.4 , 3.2 ],
               [1.92, 2.56]])

    Source: Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées" (1847).
    """
    ### BEGIN SOLUTION copy the beginning as floats; at each step move x and keep a copy of it.
    x = np.array(init_x, dtype=float)
    history = [x.copy()]
    for _ in range(step_num):
        x -= lr * numerical_gradient(f, x)
        history.append(x.copy())
    return x, np.array(history)
    ### END SOLUTION


class TwoLayerNet:
    """The network of chapter 5 once more, now with slopes. It is called by its two layers of *weights*.

        predict(x) = softmax(sigmoid(x W1 + b1) W2 + b2)

    Args:
        input_size: how many numbers a sample has.
        hidden_size: how many neurons are in the middle.
        output_size: how many classes there are.
        weight_init_std: the standard deviation of the weights at the start.
        rng: where random numbers come from; ``np.random.default_rng()`` unless given.

    Attributes:
        params: a dict of arrays of floats: ``W1`` of shape ``(input_size, hidden_size)``, ``b1`` ``(hidden_size,)``,
            ``W2`` ``(hidden_size, output_size)``, ``b2`` ``(output_size,)``.

    Promises:
        params: ``.params`` holds ``W1``, ``b1``, ``W2``, ``b2``, and nothing else, in these shapes.
        start: the weights are normal numbers with the standard deviation ``weight_init_std`` (0.01 unless
            given), the biases are 0.
        fresh: two networks start with different weights.
        predict: ``predict`` follows the formula; each row of probabilities adds up to 1.
        current: ``predict`` uses the arrays of ``.params`` as they are now, also after a change in place.
        loss: ``loss`` is the cross entropy error of the prediction, the mean over the batch.
        accuracy: ``accuracy`` is the share of rows whose most probable class is the right one.
        gradient: ``numerical_gradient`` gives the slope of the loss for every element of ``.params``: a dict
            with the same keys and shapes.
        labels: ``t`` is N integers or one-hot ``(N, C)``, in ``loss``, ``accuracy`` and ``numerical_gradient``.
        single: ``predict`` and ``loss`` take one sample, too: x of shape ``(D,)``, t an integer or one-hot ``(C,)``.
        kinds: lists, integers, unsigned integers, float32 and read-only arrays are as good as floats.
        large: inputs as large as 1e100 are no problem: no warning, a finite loss.
        untouched: no method changes its arguments; after ``numerical_gradient`` each element of ``.params``
            is exactly as before.

    Example:
        >>> net = TwoLayerNet(4, 3, 2)
        >>> grads = net.numerical_gradient(np.ones((5, 4)), [0, 1, 1, 0, 1])
        >>> {key: grad.shape for key, grad in sorted(grads.items())}
        {'W1': (4, 3), 'W2': (3, 2), 'b1': (3,), 'b2': (2,)}

    Source: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors" (1986).
    """

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        output_size: int,
        weight_init_std: float = 0.01,
        rng: np.random.Generator | None = None,
    ) -> None:
        """Make ``self.params``: normal weights of the given standard deviation, zero biases."""
        ### BEGIN SOLUTION draw standard normal numbers for W1 and W2, times weight_init_std; zeros for b1 and b2.
        rng = rng or np.random.default_rng()
        self.params: dict[str, Array] = {
            "W1": weight_init_std * rng.normal(size=(input_size, hidden_size)),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * rng.normal(size=(hidden_size, output_size)),
            "b2": np.zeros(output_size),
        }
        ### END SOLUTION

    def predict(self, x: ArrayLike) -> Array:
        """The probability of each class: ``(N, output_size)``, or ``(output_size,)`` for one sample."""
        ### BEGIN SOLUTION as in chapter 5.
        return softmax(forward(self.params, x, sigmoid))
        ### END SOLUTION

    def loss(self, x: ArrayLike, t: ArrayLike) -> float:
        """How wrong the predictions for ``x`` are, given the labels ``t``: one number."""
        ### BEGIN SOLUTION as in chapter 5.
        return cross_entropy_error(self.predict(x), t)
        ### END SOLUTION

    def accuracy(self, x: ArrayLike, t: ArrayLike) -> float:
        """The share of the samples ``x`` that get the right class, from 0 to 1."""
        ### BEGIN SOLUTION as in chapter 5.
        return accuracy(self.predict(x), t)
        ### END SOLUTION

    def numerical_gradient(self, x: ArrayLike, t: ArrayLike) -> dict[str, Array]:
        """The slope of ``loss(x, t)`` for every weight and bias: a dict like ``self.params``."""
        ### BEGIN SOLUTION for each key, measure the gradient of the loss as a function of that one array.
        grads = {}
        for key, values in self.params.items():

            def loss_with(moved: Array, key: str = key) -> float:
                scores = forward({**self.params, key: moved}, x, sigmoid)
                return cross_entropy_error(softmax(scores), t)

            grads[key] = numerical_gradient(loss_with, values)
        return grads
        ### END SOLUTION


def gradient_check(analytic: Mapping[str, ArrayLike], numeric: Mapping[str, ArrayLike]) -> dict[str, float]:
    """Compare gradients from a formula with measured ones: how far apart are they, at worst?

        error = |a - n| / max(|a|, |n|, 1e-8)    for each element; the largest counts

    A formula that is right agrees with a good measurement to about 1e-6. An error near 1 is a bug.

    Args:
        analytic: gradients by name, as a formula gives them.
        numeric: measured gradients by the same names, in the same shapes.

    Returns:
        The largest error of each name, a dict of numbers.

    Raises:
        ValueError: the two dicts have different keys.

    Promises:
        errors: for each key the largest error among its elements.
        relative: errors are relative to the larger of the two sizes, whichever dict it stands in.
        floor: where both are tiny the difference is divided by 1e-8; two zeros have the error 0.
        keys: the result has the keys of the arguments, whose order does not matter; a key that only
            one of them has is a ValueError.
        kinds: numbers, lists, integers, unsigned integers and float32 are as good as arrays of floats.
        untouched: no argument is changed.

    Example:
        >>> gradient_check({"W": [1.0, 2.0], "b": [0.0]}, {"b": [0.0], "W": [1.0, 2.5]})
        {'W': 0.2, 'b': 0.0}

    Source: LeCun, Bottou, Orr and Müller, "Efficient BackProp" (1998); the form of the error is common practice.
    """
    ### BEGIN SOLUTION compare the keys first; then, key by key, compute all errors and take the largest.
    if set(analytic) != set(numeric):
        raise ValueError(f"the gradients have different keys: {sorted(analytic)} and {sorted(numeric)}")
    errors = {}
    for key in analytic:
        a, n = np.asarray(analytic[key], dtype=float), np.asarray(numeric[key], dtype=float)
        size = np.maximum(np.maximum(np.abs(a), np.abs(n)), 1e-8)
        errors[key] = float(np.max(np.abs(a - n) / size))
    return errors
    ### END SOLUTION
