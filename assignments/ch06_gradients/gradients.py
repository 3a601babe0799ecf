"""Slopes by measurement: move a number a little, and see what happens.

A *gradient* holds the slope of a function in the direction of each of its inputs. Here it
is measured, without any formula of calculus. That is slow, and it is right for every
function; chapter 7 computes the same numbers fast, and checks itself with what you write here.
"""

import numpy as np

from activations import sigmoid, softmax
from forward import forward
from losses import accuracy, cross_entropy_error


def numerical_diff(f, x):
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
    # TODO: make x a float, take a step to each side, divide the difference by the whole width.
    raise NotImplementedError


def numerical_gradient(f, x):
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
    # TODO: for each index: keep the element, step to both sides, put the kept number back.
    raise NotImplementedError


def gradient_descent(f, init_x, lr=0.01, step_num=100):
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
    # TODO: copy the beginning as floats; at each step move x and keep a copy of it.
    raise NotImplementedError


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

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01, rng=None):
        """Make ``self.params``: normal weights of the given standard deviation, zero biases."""
        # TODO: draw standard normal numbers for W1 and W2, times weight_init_std; zeros for b1 and
        # b2.
        raise NotImplementedError

    def predict(self, x):
        """The probability of each class: ``(N, output_size)``, or ``(output_size,)`` for one sample."""
        # TODO: as in chapter 5.
        raise NotImplementedError

    def loss(self, x, t):
        """How wrong the predictions for ``x`` are, given the labels ``t``: one number."""
        # TODO: as in chapter 5.
        raise NotImplementedError

    def accuracy(self, x, t):
        """The share of the samples ``x`` that get the right class, from 0 to 1."""
        # TODO: as in chapter 5.
        raise NotImplementedError

    def numerical_gradient(self, x, t):
        """The slope of ``loss(x, t)`` for every weight and bias: a dict like ``self.params``."""
        # TODO: for each key, measure the gradient of the loss as a function of that one array.
        raise NotImplementedError


def gradient_check(analytic, numeric):
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
    # TODO: compare the keys first; then, key by key, compute all errors and take the largest.
    raise NotImplementedError
