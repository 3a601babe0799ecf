"""From an affine map to a prediction: how numbers run through a network.

A batch is a matrix with one sample in each row. The weights of a layer stand in a matrix
with one row for each input and one column for each neuron, so a whole layer, for a whole
batch, is a single matrix product. Wherever an array is asked for, a list is as good, and
so are integers (unsigned ones, too), float32 and read-only arrays. No argument is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from activations import sigmoid, softmax
from losses import accuracy, cross_entropy_error

Array = NDArray[np.float64]


def affine(x: ArrayLike, W: ArrayLike, b: ArrayLike) -> Array:
    """A layer without its activation: multiply by the weights, add the biases.

        affine(x) = x W + b

    Args:
        x: one sample of shape ``(D,)``, or a batch ``(N, D)`` with a sample in each row.
        W: weights of shape ``(D, M)``; column j belongs to neuron j.
        b: biases of shape ``(M,)``.

    Returns:
        ``(M,)`` for one sample, ``(N, M)`` for a batch.

    Promises:
        batch: each row becomes the weighted sums of that row, plus the biases.
        single: one sample of shape ``(D,)`` gives a result of shape ``(M,)``.
        kinds: lists, integers, unsigned integers, float32 and read-only arrays are as good as floats.
        untouched: no argument is changed.

    Example:
        >>> affine([[1.0, 2.0], [3.0, 4.0]], [[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]], [10.0, 20.0, 30.0])
        array([[11., 22., 34.],
               [13., 24., 40.]])

    Source: Goodfellow, Bengio and Courville, "Deep Learning" (2016), chapter 6.
    """
    return np.asarray(x, dtype=float) @ np.asarray(W, dtype=float) + np.asarray(b, dtype=float)


def he_init(fan_in: int, fan_out: int, rng: np.random.Generator | None = None) -> Array:
    """Random weights for a layer whose activation is ReLU.

    They come from the normal distribution with mean 0 and standard deviation sqrt(2 / fan_in):
    ReLU stops half of the signal, and the 2 makes up for it.

    Args:
        fan_in: how many inputs the layer has.
        fan_out: how many neurons it has.
        rng: where random numbers come from; ``np.random.default_rng()`` unless given.

    Returns:
        Weights of shape ``(fan_in, fan_out)``.

    Promises:
        scale: the standard deviation is sqrt(2 / fan_in), the mean 0.
        shape: the result has the shape ``(fan_in, fan_out)``.
        normal: each weight is drawn by itself, from a normal distribution.
        fresh: two calls give different weights, without ``rng`` and with the same ``rng``.

    Example:
        >>> he_init(200, 50, np.random.default_rng(0)).std().round(2)
        np.float64(0.1)

    Source: He, Zhang, Ren and Sun, "Delving deep into rectifiers" (2015).
    """
    rng = rng or np.random.default_rng()
    return rng.normal(size=(fan_in, fan_out)) * np.sqrt(2.0 / fan_in)


def xavier_init(fan_in: int, fan_out: int, rng: np.random.Generator | None = None) -> Array:
    """Random weights for a layer whose activation is a sigmoid or tanh.

    They come from the normal distribution with mean 0 and standard deviation sqrt(1 / fan_in).

    Args:
        fan_in: how many inputs the layer has.
        fan_out: how many neurons it has.
        rng: where random numbers come from; ``np.random.default_rng()`` unless given.

    Returns:
        Weights of shape ``(fan_in, fan_out)``.

    Promises:
        scale: the standard deviation is sqrt(1 / fan_in), the mean 0.
        shape: the result has the shape ``(fan_in, fan_out)``.
        normal: each weight is drawn by itself, from a normal distribution.
        fresh: two calls give different weights, without ``rng`` and with the same ``rng``.

    Example:
        >>> xavier_init(100, 50, np.random.default_rng(0)).std().round(2)
        np.float64(0.1)

    Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward networks" (2010),
    in the simple form that looks at the inputs only.
    """
    rng = rng or np.random.default_rng()
    return rng.normal(size=(fan_in, fan_out)) * np.sqrt(1.0 / fan_in)


def init_params(layer_sizes: Sequence[int], rng: np.random.Generator | None = None) -> dict[str, Array]:
    """Weights and biases of a whole network, ready for a first forward pass.

    Args:
        layer_sizes: the number of inputs, then the number of neurons of each layer;
            ``[784, 50, 10]`` has two layers of weights.
        rng: where random numbers come from; ``np.random.default_rng()`` unless given.

    Returns:
        A dict of arrays of floats: ``W1`` and ``b1`` of the first layer, ``W2`` and ``b2`` of the
        second, and so on.

    Promises:
        keys: there are exactly the keys ``W1``, ``b1``, ``W2``, ``b2``, ..., one pair for each layer.
        shapes: a layer with n inputs and m neurons has a ``W`` of shape ``(n, m)`` and a ``b`` of shape ``(m,)``.
        weights: each ``W`` is drawn as ``he_init`` draws it, for its own number of inputs.
        biases: each ``b`` is zero everywhere.
        fresh: two calls give different weights, and so do two layers of the same size.
        untouched: ``layer_sizes`` is not changed.

    Example:
        >>> params = init_params([784, 50, 10])
        >>> params["W1"].shape, params["b1"].shape, params["W2"].shape, params["b2"].shape
        ((784, 50), (50,), (50, 10), (10,))

    Source: He, Zhang, Ren and Sun, "Delving deep into rectifiers" (2015).
    """
    rng = rng or np.random.default_rng()
    params = {}
    for number in range(1, len(layer_sizes)):
        fan_in, fan_out = layer_sizes[number - 1], layer_sizes[number]
        params[f"W{number}"] = he_init(fan_in, fan_out, rng)
        params[f"b{number}"] = np.zeros(fan_out)
    return params


def forward(params: Mapping[str, ArrayLike], x: ArrayLike, activation: Callable[[Array], Array]) -> Array:
    """Send inputs through all layers of a network.

    Every layer is an affine map. All but the last are followed by the activation; the last
    is left as it is, because what belongs there (softmax, for example) depends on the task.

    Args:
        params: ``W1``, ``b1``, ``W2``, ``b2``, ... as ``init_params`` makes them; any number of layers.
        x: one sample of shape ``(D,)``, or a batch ``(N, D)``.
        activation: a function of an array, used by every layer but the last.

    Returns:
        The scores of the last layer: one row for each row of ``x``.

    Promises:
        chain: the outputs of each layer are the inputs of the next; the hidden ones are activated.
        linear: the last layer is not activated; a network of one layer is an affine map.
        depth: any number of layers works, more than nine, too.
        order: layers follow their numbers, in whatever order the keys stand in the dict.
        single: one sample of shape ``(D,)`` works as well as a batch.
        kinds: lists, integers, unsigned integers, float32 and read-only arrays are as good as floats.
        untouched: neither ``params`` nor ``x`` is changed.

    Example:
        >>> params = {"W1": [[1.0, -1.0]], "b1": [0.0, 0.0], "W2": [[1.0], [1.0]], "b2": [0.5]}
        >>> forward(params, [[-3.0], [2.0]], np.abs)
        array([[6.5],
               [4.5]])

    Source: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors" (1986).
    """
    depth = len(params) // 2
    signal = np.asarray(x, dtype=float)
    for number in range(1, depth + 1):
        signal = affine(signal, params[f"W{number}"], params[f"b{number}"])
        if number < depth:
            signal = activation(signal)
    return signal


class ThreeLayerNet:
    """A network that sorts its inputs into classes: inputs, hidden neurons, output neurons.

        predict(x) = softmax(sigmoid(x W1 + b1) W2 + b2)

    It is called by its three layers of *neurons*; between them lie two layers of weights.

    Args:
        input_size: how many numbers a sample has.
        hidden_size: how many neurons are in the middle.
        output_size: how many classes there are.
        rng: where random numbers come from; ``np.random.default_rng()`` unless given.

    Attributes:
        params: a dict of arrays of floats: ``W1`` of shape ``(input_size, hidden_size)``, ``b1`` ``(hidden_size,)``,
            ``W2`` ``(hidden_size, output_size)``, ``b2`` ``(output_size,)``.

    Promises:
        params: ``.params`` holds ``W1``, ``b1``, ``W2``, ``b2``, and nothing else, in these shapes.
        start: at first the weights are as ``he_init`` draws them, and the biases are 0.
        fresh: two networks start with different weights.
        predict: ``predict`` follows the formula; each row of probabilities adds up to 1.
        current: ``predict`` uses the arrays of ``.params`` as they are now, also after a change in place.
        loss: ``loss`` is the cross entropy error of the prediction, the mean over the batch.
        accuracy: ``accuracy`` is the share of rows whose most probable class is the right one.
        labels: ``t`` is N integers or one-hot ``(N, C)``, for ``loss`` and for ``accuracy``.
        single: ``predict`` and ``loss`` take one sample, too: x of shape ``(D,)``, t an integer or one-hot ``(C,)``.
        kinds: lists, integers, unsigned integers, float32 and read-only arrays are as good as floats.
        large: inputs as large as 1e100 are no problem: no warning, a finite loss.
        untouched: ``predict``, ``loss`` and ``accuracy`` change neither their arguments nor ``.params``.

    Example:
        >>> net = ThreeLayerNet(64, 50, 10)
        >>> net.predict(np.zeros((3, 64))).shape
        (3, 10)

    Source: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors" (1986).
    """

    def __init__(
        self, input_size: int, hidden_size: int, output_size: int, rng: np.random.Generator | None = None
    ) -> None:
        """Make ``self.params``, with He weights and zero biases."""
        self.params: dict[str, Array] = init_params([input_size, hidden_size, output_size], rng)

    def predict(self, x: ArrayLike) -> Array:
        """The probability of each class: ``(N, output_size)``, or ``(output_size,)`` for one sample."""
        return softmax(forward(self.params, x, sigmoid))

    def loss(self, x: ArrayLike, t: ArrayLike) -> float:
        """How wrong the predictions for ``x`` are, given the labels ``t``: one number."""
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x: ArrayLike, t: ArrayLike) -> float:
        """The share of the samples ``x`` that get the right class, from 0 to 1."""
        return accuracy(self.predict(x), t)
