"""Layers that run both ways: forward to compute, backward to tell who is to blame.

A layer is an object with two methods. ``forward`` takes inputs, returns outputs and
keeps what it will need on the way back. ``backward`` takes ``dout``, the slope of the
loss for each of its outputs, and returns the slope of the loss for each of its inputs.

A ``backward`` always belongs to the latest ``forward`` of its layer, and is called once
for it. Inputs are arrays, as layers hand them to each other; samples are rows. No input
is changed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .activations import sigmoid, softmax
from .losses import accuracy

Array = NDArray[np.float64]


class MulLayer:
    """A multiplication as a layer: z = x * y.

    Turning x a little changes z by y times as much, and the other way round:

        dx = dout * y,   dy = dout * x

    Promises:
        forward: the product of the two inputs.
        backward: each input's slope is dout times the *other* input of this layer's latest forward.
        arrays: numbers work, and arrays of any shape, element by element.
        kinds: integers, float32 and read-only arrays are as good as floats.
        untouched: neither the inputs nor dout is changed.

    Example:
        >>> layer = MulLayer()
        >>> print(layer.forward(100, 2))
        200.0
        >>> dx, dy = layer.backward(1.5)
        >>> print(dx, dy)
        3.0 150.0

    Source: Linnainmaa, "Taylor expansion of the accumulated rounding error" (1976).
    """

    def forward(self, x: ArrayLike, y: ArrayLike) -> Array:
        """Multiply.

        Args:
            x: a number or an array.
            y: a number or an array in the shape of x.

        Returns:
            x * y.
        """
        ### BEGIN SOLUTION keep both inputs in self, and return their product.
        self.x = np.asarray(x, dtype=float)
        self.y = np.asarray(y, dtype=float)
        return self.x * self.y
        ### END SOLUTION

    def backward(self, dout: ArrayLike) -> tuple[Array, Array]:
        """Send the slope back to both inputs.

        Args:
            dout: the slope of the loss for the product, in its shape.

        Returns:
            ``(dx, dy)``.
        """
        ### BEGIN SOLUTION multiply dout by the input that stands on the other side.
        dout = np.asarray(dout, dtype=float)
        return dout * self.y, dout * self.x
        ### END SOLUTION


class AddLayer:
    """An addition as a layer: z = x + y.

    Turning x a little changes z by just as much, and so does turning y:

        dx = dout,   dy = dout

    Promises:
        forward: the sum of the two inputs.
        backward: both slopes are dout itself.
        arrays: numbers work, and arrays of any shape, element by element.
        kinds: integers, float32 and read-only arrays are as good as floats.
        untouched: neither the inputs nor dout is changed.

    Example:
        >>> layer = AddLayer()
        >>> print(layer.forward(2, 3))
        5.0
        >>> dx, dy = layer.backward(1.5)
        >>> print(dx, dy)
        1.5 1.5

    Source: Linnainmaa, "Taylor expansion of the accumulated rounding error" (1976).
    """

    def forward(self, x: ArrayLike, y: ArrayLike) -> Array:
        """Add.

        Args:
            x: a number or an array.
            y: a number or an array in the shape of x.

        Returns:
            x + y.
        """
        ### BEGIN SOLUTION return the sum; nothing need be kept for the way back.
        return np.asarray(x, dtype=float) + np.asarray(y, dtype=float)
        ### END SOLUTION

    def backward(self, dout: ArrayLike) -> tuple[Array, Array]:
        """Send the slope back to both inputs.

        Args:
            dout: the slope of the loss for the sum, in its shape.

        Returns:
            ``(dx, dy)``.
        """
        ### BEGIN SOLUTION an addition hands the slope on as it is, to both.
        dout = np.asarray(dout, dtype=float)
        return dout, dout
        ### END SOLUTION


class Relu:
    """ReLU as a layer: positive numbers pass, and the way back is open where they passed.

        forward:   x  where x > 0,   else 0
        backward:  dout  where x > 0,   else 0

    Promises:
        forward: positive elements stay, all others become 0.
        backward: dout passes where the input of this layer's latest forward was positive, and is 0 where it was
            negative.
        kink: where the input was 0 the slope is either of the two, dout or 0.
        shape: both ways the shape of the input is kept, for arrays of any number of axes.
        kinds: integers, unsigned integers, float32 and read-only arrays are as good as floats.
        untouched: forward does not change x. (backward may reuse the memory of dout.)

    Example:
        >>> layer = Relu()
        >>> layer.forward(np.array([[1.0, -2.0], [-3.0, 4.0]]))
        array([[1., 0.],
               [0., 4.]])
        >>> layer.backward(np.array([[10.0, 20.0], [30.0, 40.0]]))
        array([[10.,  0.],
               [ 0., 40.]])

    Source: Nair and Hinton, "Rectified linear units improve restricted Boltzmann machines" (2010).
    """

    def forward(self, x: ArrayLike) -> Array:
        """Let positive numbers pass.

        Args:
            x: an array of any shape.

        Returns:
            An array in the shape of x.
        """
        ### BEGIN SOLUTION keep in self where x is positive; return x there and 0 elsewhere, in a new array.
        x = np.asarray(x, dtype=float)
        self.mask = x > 0
        return np.where(self.mask, x, 0.0)
        ### END SOLUTION

    def backward(self, dout: ArrayLike) -> Array:
        """Let the slope pass where the number passed.

        Args:
            dout: the slope of the loss for the output, in its shape.

        Returns:
            The slope for the input, in the same shape.
        """
        ### BEGIN SOLUTION return dout where the input was positive, and 0 elsewhere.
        return np.where(self.mask, np.asarray(dout, dtype=float), 0.0)
        ### END SOLUTION


class Sigmoid:
    """The sigmoid as a layer. Its slope is made of its own output:

        forward:   y = 1 / (1 + e^-x)
        backward:  dout * y * (1 - y)

    Promises:
        forward: each element becomes 1 / (1 + e^-x).
        backward: dout times y * (1 - y), with the output y of this layer's latest forward.
        shape: both ways the shape of the input is kept, for arrays of any number of axes.
        kinds: integers, unsigned integers, float32 and read-only arrays are as good as floats.
        large: right and without a warning for elements as large as 1e100, of either sign.
        untouched: neither x nor dout is changed.

    Example:
        >>> layer = Sigmoid()
        >>> layer.forward(np.array([0.0, 2.0])).round(3)
        array([0.5  , 0.881])
        >>> layer.backward(np.array([1.0, 10.0])).round(3)
        array([0.25, 1.05])

    Source: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors" (1986).
    """

    def forward(self, x: ArrayLike) -> Array:
        """Squeeze every number into the range from 0 to 1.

        Args:
            x: an array of any shape.

        Returns:
            An array in the shape of x.
        """
        ### BEGIN SOLUTION compute the sigmoid (chapter 3 has a safe one), keep it in self, return it.
        self.out = sigmoid(x)
        return self.out
        ### END SOLUTION

    def backward(self, dout: ArrayLike) -> Array:
        """Multiply the slope by the sigmoid's own.

        Args:
            dout: the slope of the loss for the output, in its shape.

        Returns:
            The slope for the input, in the same shape.
        """
        ### BEGIN SOLUTION the slope of the sigmoid needs only the output that you kept.
        return np.asarray(dout, dtype=float) * self.out * (1.0 - self.out)
        ### END SOLUTION


class Affine:
    """A fully connected layer: every output is a weighted sum of all inputs, plus a bias.

        forward:   out = x W + b
        backward:  dx = dout W^T,   dW = x^T dout,   db = sum of dout over the rows

    The layer holds the very arrays W and b that it is given. Whoever changes them in
    place, as an optimizer does, changes what the next forward computes.

    An input with more than two axes, such as images ``(N, C, H, W)``, is flattened to
    ``(N, D)`` first, sample by sample.

    Args:
        W: weights, a float64 array of shape ``(D, M)``.
        b: biases, a float64 array of shape ``(M,)``.

    Promises:
        forward: x W + b, with the bias added to every row.
        backward: returns dx, the slope for the input x of the latest forward.
        gradients: after backward, ``.dW`` and ``.db`` hold the slopes for W and b, in their shapes.
        overwrites: each backward sets ``.dW`` and ``.db`` again; nothing adds up over calls.
        shared: a change of W or b in place is felt by the next forward and backward.
        flattens: an input with more than two axes is flattened, and dx has the input's own shape.
        kinds: inputs of integers, unsigned integers, float32 and read-only arrays are as good as floats.
        untouched: neither x, W, b nor dout is changed.

    Example:
        >>> layer = Affine(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.array([0.5, 0.0, -0.5]))
        >>> layer.forward(np.array([[1.0, 10.0]]))
        array([[41.5, 52. , 62.5]])
        >>> layer.backward(np.array([[1.0, 0.0, 2.0]]))
        array([[ 7., 16.]])
        >>> layer.dW
        array([[ 1.,  0.,  2.],
               [10.,  0., 20.]])
        >>> layer.db
        array([1., 0., 2.])

    Source: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors" (1986).
    """

    def __init__(self, W: Array, b: Array) -> None:
        ### BEGIN SOLUTION keep W and b themselves, not copies.
        self.W = W
        self.b = b
        ### END SOLUTION

    def forward(self, x: ArrayLike) -> Array:
        """Compute the weighted sums.

        Args:
            x: a batch of shape ``(N, D)``, or with more axes that multiply to D.

        Returns:
            An array of shape ``(N, M)``.
        """
        ### BEGIN SOLUTION keep the shape of x, flatten each sample, keep the result, return it times W plus b.
        x = np.asarray(x, dtype=float)
        self.x_shape = x.shape
        self.x = x.reshape(len(x), -1)
        return self.x @ self.W + self.b
        ### END SOLUTION

    def backward(self, dout: ArrayLike) -> Array:
        """Send the slope back to the input, and keep those of W and b in ``.dW`` and ``.db``.

        Args:
            dout: the slope of the loss for the output, of shape ``(N, M)``.

        Returns:
            The slope for the input, in the input's shape.
        """
        ### BEGIN SOLUTION set self.dW and self.db, and return dx in the shape that x had; let the shapes guide you.
        dout = np.asarray(dout, dtype=float)
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return (dout @ self.W.T).reshape(self.x_shape)
        ### END SOLUTION


class SoftmaxWithLoss:
    """Softmax and cross entropy in one layer, the last one of a classifier.

        forward:   y = softmax(x),   loss = -1/N * sum over n of log(y[n, right class of n])
        backward:  dout * (y - one-hot labels) / N

    Together the two have the simplest slope that one could wish for: what the network
    says minus what is true.

    Promises:
        forward: the mean cross entropy of the rows' softmax (up to a constant of at most 1e-6 inside the logarithm).
        y: ``.y`` holds the probabilities of the latest forward, after backward, too.
        backward: returns the slope of the loss for the scores; it is divided by N.
        dout: the slope is multiplied by dout, which is 1 unless given.
        labels: labels may be one-hot rows or integers of any type.
        large: right and without a warning for scores as large as 1e100; the loss stays finite, and is above 10
            where the right class has lost for certain.
        kinds: scores as integers, float32 and read-only arrays are as good as floats.
        untouched: neither x nor t is changed.

    Example:
        >>> layer = SoftmaxWithLoss()
        >>> round(layer.forward(np.array([[0.0, 0.0], [1.0, 3.0]]), np.array([0, 1])), 3)
        0.41
        >>> layer.y.round(3)
        array([[0.5  , 0.5  ],
               [0.119, 0.881]])
        >>> layer.backward().round(3)
        array([[-0.25,  0.25],
               [ 0.06, -0.06]])

    Source: Bridle, "Probabilistic interpretation of feedforward classification network outputs" (1990).
    """

    def forward(self, x: ArrayLike, t: ArrayLike) -> float:
        """Turn scores into probabilities, and those into one number.

        Args:
            x: scores of shape ``(N, C)``.
            t: labels: an array of N integers, or one-hot ``(N, C)``.

        Returns:
            The loss, one number.
        """
        ### BEGIN SOLUTION keep the softmax in self.y, the labels as one-hot rows in self.t; return the cross entropy.
        x, t = np.asarray(x, dtype=float), np.asarray(t)
        self.y = softmax(x)
        self.t = t if t.ndim == x.ndim else np.eye(x.shape[-1])[t]
        shifted = x - x.max(axis=-1, keepdims=True)
        logarithms = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return -float((self.t * logarithms).sum(axis=-1).mean())
        ### END SOLUTION

    def backward(self, dout: float = 1) -> Array:
        """The slope of the loss for every score.

        Args:
            dout: the slope of what comes after the loss, a number.

        Returns:
            An array in the shape of the scores.
        """
        ### BEGIN SOLUTION what the network says minus what is true, for each row its N-th part, times dout.
        rows = self.y.size // self.y.shape[-1]
        return dout * (self.y - self.t) / rows
        ### END SOLUTION


class TwoLayerNet:
    """A network of two affine layers with ReLU in between, that learns by back-propagation.

        scores = relu(x W1 + b1) W2 + b2

    Its layers stand in a dict, in order: forward walks through it from the first to the
    last, the gradient comes back from the last to the first.

    Args:
        input_size: the number of inputs.
        hidden_size: the number of hidden neurons.
        output_size: the number of classes.
        weight_init_std: the standard deviation of the first weights.
        rng: a ``numpy.random.Generator``; by default a new ``numpy.random.default_rng()``.

    Promises:
        params: ``.params`` is a dict of float64 arrays: W1 ``(input_size, hidden_size)``, b1 ``(hidden_size,)``,
            W2 ``(hidden_size, output_size)``, b2 ``(output_size,)``.
        start: weights are normally distributed around 0 with ``weight_init_std``, 0.01 unless given; biases are 0.
        random: every network starts with other weights, unless ``rng`` decides otherwise.
        layers: ``.layers`` is a dict with the layers Affine1, Relu1, Affine2 in this order, without the loss.
        predict: the scores, without softmax.
        loss: the cross entropy of the softmax of the scores.
        labels: wherever there are labels, they may be one-hot rows or integers.
        accuracy: the share of rows whose largest score is at the right class.
        gradient: a dict like ``.params`` with the slope of the loss for each of them, for this x and t.
        kinds: x as integers (unsigned, too) or float32 is as good as floats; integer labels may be of any type.
        shared: the layers hold the very arrays of ``.params``: a change in place changes the network.
        untouched: neither x, t nor the parameters are changed.

    Example:
        >>> net = TwoLayerNet(4, 5, 3)
        >>> net.predict(np.ones((2, 4))).shape
        (2, 3)
        >>> gradient = net.gradient(np.ones((2, 4)), np.array([0, 2]))
        >>> {key: value.shape for key, value in gradient.items()}
        {'W1': (4, 5), 'b1': (5,), 'W2': (5, 3), 'b2': (3,)}

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
        ### BEGIN SOLUTION fill self.params, then build self.layers from its arrays, and the loss layer apart.
        rng = np.random.default_rng() if rng is None else rng
        self.params: dict[str, Array] = {
            "W1": weight_init_std * rng.standard_normal((input_size, hidden_size)),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * rng.standard_normal((hidden_size, output_size)),
            "b2": np.zeros(output_size),
        }
        self.layers: dict[str, Any] = {
            "Affine1": Affine(self.params["W1"], self.params["b1"]),
            "Relu1": Relu(),
            "Affine2": Affine(self.params["W2"], self.params["b2"]),
        }
        self.last_layer = SoftmaxWithLoss()
        ### END SOLUTION

    def predict(self, x: ArrayLike) -> Array:
        """Walk forward through the layers.

        Args:
            x: a batch of shape ``(N, input_size)``.

        Returns:
            Scores of shape ``(N, output_size)``.
        """
        ### BEGIN SOLUTION hand x to the first layer, its result to the next, and so on.
        scores = np.asarray(x, dtype=float)
        for layer in self.layers.values():
            scores = layer.forward(scores)
        return scores
        ### END SOLUTION

    def loss(self, x: ArrayLike, t: ArrayLike) -> float:
        """How wrong the network is about a batch.

        Args:
            x: a batch of shape ``(N, input_size)``.
            t: labels: an array of N integers, or one-hot ``(N, output_size)``.

        Returns:
            One number.
        """
        ### BEGIN SOLUTION predict, then ask the loss layer.
        return self.last_layer.forward(self.predict(x), t)
        ### END SOLUTION

    def accuracy(self, x: ArrayLike, t: ArrayLike) -> float:
        """The share of a batch that the network gets right.

        Args:
            x: a batch of shape ``(N, input_size)``.
            t: labels: an array of N integers, or one-hot ``(N, output_size)``.

        Returns:
            One number from 0 to 1.
        """
        ### BEGIN SOLUTION predict, then count as in chapter 4.
        return accuracy(self.predict(x), t)
        ### END SOLUTION

    def gradient(self, x: ArrayLike, t: ArrayLike) -> dict[str, Array]:
        """The slope of the loss for every parameter: once forward, once backward.

        Args:
            x: a batch of shape ``(N, input_size)``.
            t: labels: an array of N integers, or one-hot ``(N, output_size)``.

        Returns:
            A dict with the keys of ``.params`` and arrays of the same shapes.
        """
        ### BEGIN SOLUTION compute the loss, walk backward through the layers, and collect their dW and db.
        self.loss(x, t)
        dout = self.last_layer.backward()
        for layer in reversed(self.layers.values()):
            dout = layer.backward(dout)
        first, last = self.layers["Affine1"], self.layers["Affine2"]
        return {"W1": first.dW, "b1": first.db, "W2": last.dW, "b2": last.db}
        ### END SOLUTION
