"""The training loop: batches, steps, and three networks that learn.

Samples and targets are array_like: lists or arrays, of floats, of integers (unsigned
ones, too) or of float32, read-only or not. No argument is changed unless it says so.

Random numbers come from ``rng``, a ``numpy.random.Generator``; without one every call
draws others. NumPy's global generator is as good.

A submission has ten seconds for all tests of this chapter together, unless the instructor
gives more; the tests are small enough for plain Python loops.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .activations import sigmoid
from .backprop import TwoLayerNet

Array = NDArray[np.float64]
Predict = Callable[[ArrayLike], Array]


def shuffle_batches(
    x: ArrayLike, t: ArrayLike, batch_size: int, rng: np.random.Generator | None = None
) -> Iterable[tuple[Array, Array]]:
    """Deal out the samples in random order, a batch at a time.

    Args:
        x: N samples; the first axis counts them, the others may be anything.
        t: N targets in the same order, such as labels ``(N,)`` or one-hot rows ``(N, C)``.
        batch_size: how many samples a batch has, 1 or more.
        rng: where the order comes from; a new ``numpy.random.default_rng()`` by default.

    Returns:
        Pairs ``(x_batch, t_batch)``, one after the other: a list of them, or a generator.

    Promises:
        once: every sample is in exactly one batch.
        pairs: each sample keeps its own target.
        sizes: every batch has ``batch_size`` samples; the last one has what is left, if that is fewer.
        random: all samples are mixed, and every call mixes them again, with the same ``rng``, too.
        shape: a batch has the shape of ``x`` (or ``t``) behind the first axis.
        kinds: lists work, and arrays of any kind of number; the numbers stay what they are.
        untouched: ``x`` and ``t`` are not changed.

    Example:
        >>> batches = shuffle_batches([[10.0], [20.0], [30.0]], [1, 2, 3], batch_size=2)
        >>> [len(t_batch) for x_batch, t_batch in batches]
        [2, 1]

    Source: Robbins and Monro, "A stochastic approximation method" (1951).
    """
    ### BEGIN SOLUTION draw a random order of the indices, then take batch_size of them at a time from both arrays.
    x, t = np.asarray(x), np.asarray(t)
    rng = np.random.default_rng() if rng is None else rng
    order = rng.permutation(len(x))
    for start in range(0, len(order), batch_size):
        chosen = order[start : start + batch_size]
        yield x[chosen], t[chosen]
    ### END SOLUTION


def sgd_step(params: dict[str, Array], grads: dict[str, Array], lr: float) -> None:
    """One step of gradient descent: every parameter moves against its slope.

        p = p - lr * g

    Args:
        params: names and float arrays of any shape; changed in place.
        grads: for each of these names an array of the same shape.
        lr: the learning rate.

    Promises:
        step: from every parameter ``lr`` times its gradient is subtracted.
        place: the very arrays change, so that layers that hold them see it; the dict keeps them.
        kinds: gradients may be integers, float32 or read-only arrays.
        grads: ``grads`` is not changed.

    Example:
        >>> params = {"W": np.array([1.0, 2.0])}
        >>> sgd_step(params, {"W": np.array([10.0, -10.0])}, lr=0.1)
        >>> params["W"]
        array([0., 3.])

    Source: Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées" (1847).
    """
    ### BEGIN SOLUTION for every key, subtract lr times the gradient from the array, in place.
    for key in params:
        params[key] -= lr * np.asarray(grads[key])
    ### END SOLUTION


class NeuralNetwork:
    """A network of two layers, sigmoid twice, without biases, that carries its own samples.

        layer1 = sigmoid(x W1)        output = sigmoid(layer1 W2)

    It learns by gradient descent on the sum of (y - output)^2 over all samples and outputs.

    Args:
        x: the samples to learn from, shape ``(N, D)``.
        y: what the network should say, shape ``(N, K)``, from 0 to 1.
        hidden_size: the number H of hidden neurons.
        rng: where the first weights come from; a new ``numpy.random.default_rng()`` by default.

    Promises:
        start: ``.weights1 (D, H)`` and ``.weights2 (H, K)`` are random numbers; no two networks begin alike.
        forward: ``.feedforward()`` computes ``.layer1 (N, H)`` and ``.output (N, K)`` from the present weights.
        backprop: ``.backprop(lr)`` moves both weights by ``-lr`` times the exact gradient at the last forward pass.
        lr: without ``lr`` it is 1.
        train: ``.train(n)`` does a forward pass and a step with lr = 1, n times.
        predict: ``.predict(x)`` gives the outputs ``(M, K)`` for M other samples, and changes nothing.
        large: samples as large as 1e100 are right, without a warning.
        kinds: lists, integers, unsigned integers, float32 and read-only arrays are as good as floats.
        untouched: ``x`` and ``y`` are not changed.

    Example:
        >>> net = NeuralNetwork([[0, 1], [1, 1], [1, 0]], [[1], [0], [1]])
        >>> net.train(10)
        >>> net.predict([[0, 1], [1, 0]]).shape
        (2, 1)

    Source: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors" (1986).
    """

    def __init__(
        self, x: ArrayLike, y: ArrayLike, hidden_size: int = 4, rng: np.random.Generator | None = None
    ) -> None:
        ### BEGIN SOLUTION keep x and y as arrays of floats, and draw random weights1 and weights2.
        rng = np.random.default_rng() if rng is None else rng
        self.x, self.y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        self.weights1 = rng.uniform(-1.0, 1.0, size=(self.x.shape[1], hidden_size))
        self.weights2 = rng.uniform(-1.0, 1.0, size=(hidden_size, self.y.shape[1]))
        ### END SOLUTION

    def feedforward(self) -> None:
        """Set ``.layer1`` and ``.output`` for the network's own samples."""
        ### BEGIN SOLUTION multiply by the weights and apply sigmoid, twice; keep both results.
        self.layer1 = sigmoid(self.x @ self.weights1)
        self.output = sigmoid(self.layer1 @ self.weights2)
        ### END SOLUTION

    def backprop(self, lr: float = 1.0) -> None:
        """Take one step down the slope of the sum of (y - output)^2.

        Args:
            lr: the learning rate.
        """
        ### BEGIN SOLUTION work out the slopes from the output backwards; change the weights when you have both.
        slope2 = 2.0 * (self.output - self.y) * self.output * (1.0 - self.output)
        slope1 = slope2 @ self.weights2.T * self.layer1 * (1.0 - self.layer1)
        self.weights2 -= lr * self.layer1.T @ slope2
        self.weights1 -= lr * self.x.T @ slope1
        ### END SOLUTION

    def train(self, iterations: int) -> None:
        """Go forward and back again and again.

        Args:
            iterations: how many times.
        """
        ### BEGIN SOLUTION call feedforward and backprop, as often as asked.
        for _ in range(iterations):
            self.feedforward()
            self.backprop()
        ### END SOLUTION

    def predict(self, x: ArrayLike) -> Array:
        """What the network says about other samples.

        Args:
            x: samples, shape ``(M, D)``.

        Returns:
            Outputs, shape ``(M, K)``.
        """
        ### BEGIN SOLUTION do what feedforward does, with x, and return the output without keeping anything.
        return sigmoid(sigmoid(np.asarray(x, dtype=float) @ self.weights1) @ self.weights2)
        ### END SOLUTION


def train_gate(
    X: ArrayLike,
    t: ArrayLike,
    hidden_size: int = 3,
    lr: float = 0.1,
    epochs: int = 10000,
    rng: np.random.Generator | None = None,
) -> tuple[Predict, list[float]]:
    """Teach a small network a gate: two layers with biases, sigmoid twice.

        hidden = sigmoid(X W1 + b1)        output = sigmoid(hidden W2 + b2)

    Each epoch is one step of gradient descent for all samples together, on the sum of
    (t - output)^2, or half of it, or their mean: that only scales ``lr``.

    Args:
        X: samples, shape ``(N, D)``; for a gate the four pairs of bits.
        t: the right answers, N numbers 0 or 1.
        hidden_size: the number of hidden neurons.
        lr: the learning rate.
        epochs: how many steps.
        rng: where the first weights come from; a new ``numpy.random.default_rng()`` by default.

    Returns:
        ``(predict, losses)``. ``predict(X)`` is a function that gives the trained network's answers for M
        samples, M numbers from 0 to 1. ``losses`` has one number for each epoch, the mean of
        (t - output)^2 over the samples before or after its step (a list; a tuple or an array is as good).

    Promises:
        learns: with lr = 2 and 800 epochs AND, OR and NAND come out within 0.2 of 0 and 1.
        losses: there are ``epochs`` of them, 10,000 unless given, and they belong to the returned network.
        gradient: an epoch is one step against the gradient for all samples together, whatever its scale.
        downhill: with a learning rate of 0.1 or less no loss is larger than the one before.
        lr: the learning rate is used; 0.1 unless given.
        layers: all weights and all biases of both layers learn, with any ``hidden_size``.
        predict: it answers sample by sample, for samples never seen, too, in shape ``(M,)``; lists are welcome.
        random: every call begins with other weights.
        kinds: lists, integers, unsigned integers, float32 and read-only arrays are as good as floats.
        untouched: ``X`` and ``t`` are not changed.

    Example:
        >>> predict, losses = train_gate([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1], lr=2, epochs=1000)
        >>> predict([[0, 1], [1, 1]]).round()
        array([0., 1.])

    Source: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors" (1986).
    """
    ### BEGIN SOLUTION draw weights, zero biases; each epoch: forward, note the loss, slopes backwards, one step.
    rng = np.random.default_rng() if rng is None else rng
    X, target = np.asarray(X, dtype=float), np.asarray(t, dtype=float).reshape(-1, 1)
    W1, b1 = rng.uniform(-1.0, 1.0, size=(X.shape[1], hidden_size)), np.zeros((1, hidden_size))
    W2, b2 = rng.uniform(-1.0, 1.0, size=(hidden_size, 1)), np.zeros(1)
    losses = []
    for _ in range(epochs):
        hidden = sigmoid(X @ W1 + b1)
        output = sigmoid(hidden @ W2 + b2)
        losses.append(float(np.mean((target - output) ** 2)))
        slope2 = (output - target) * output * (1.0 - output)
        slope1 = slope2 @ W2.T * hidden * (1.0 - hidden)
        W2 -= lr * hidden.T @ slope2
        b2 -= lr * slope2.sum(axis=0)
        W1 -= lr * X.T @ slope1
        b1 -= lr * slope1.sum(axis=0)

    def predict(X: ArrayLike) -> Array:
        hidden = sigmoid(np.asarray(X, dtype=float) @ W1 + b1)
        return sigmoid(hidden @ W2 + b2)[:, 0]

    return predict, losses
    ### END SOLUTION


def train_xor(
    rng: np.random.Generator | None = None,
    hidden_size: int = 4,
    lr: float = 0.5,
    max_epochs: int = 20000,
    restarts: int = 10,
) -> tuple[Predict, list[float]]:
    """Teach XOR to a network like that of ``train_gate``, and begin again when it is stuck.

    From some starts gradient descent runs into a *local minimum*: a hollow that is not the
    lowest, with no way down. More epochs do not help there; other weights do.

    Args:
        rng: where all weights come from; a new ``numpy.random.default_rng()`` by default.
        hidden_size: the number of hidden neurons, 2 or more.
        lr: the learning rate.
        max_epochs: how many epochs one attempt has at most.
        restarts: how many attempts there are at most. What happens when all of them fail is up to you.

    Returns:
        ``(predict, losses)`` of the attempt that succeeded, as ``train_gate`` returns them.

    Promises:
        solved: with lr = 5 and 1000 epochs ``predict`` comes within 0.1 of XOR for the four pairs of bits; 12 attempts
            are enough for 2 hidden neurons, 6 attempts for 3 to 8 (with first weights of a size around 1).
        restart: an attempt that failed, with an answer off by more than 0.1, is followed by another with new random
            weights, ``restarts`` in all.
        losses: they are those of the successful attempt alone, one for each of its epochs, at most ``max_epochs``.
        predict: it answers sample by sample, in shape ``(M,)``; lists are welcome.
        random: every call begins with other weights.

    Example:
        >>> predict, losses = train_xor(lr=5, max_epochs=1000)
        >>> predict([[0, 0], [0, 1], [1, 0], [1, 1]]).round()
        array([0., 1., 1., 0.])

    Source: Rumelhart, Hinton and Williams, "Learning internal representations by error propagation" (1985).
    """
    ### BEGIN SOLUTION train a gate on XOR, look whether all four outputs are within 0.1, and if not try again.
    rng = np.random.default_rng() if rng is None else rng
    X, t = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
    for _ in range(restarts):
        predict, losses = train_gate(X, t, hidden_size, lr, max_epochs, rng)
        if np.abs(predict(X) - t).max() < 0.1:
            return predict, losses
    raise RuntimeError(f"no attempt of {restarts} learned XOR")
    ### END SOLUTION


def fit(
    net: TwoLayerNet,
    x_train: ArrayLike,
    t_train: ArrayLike,
    x_test: ArrayLike,
    t_test: ArrayLike,
    epochs: int,
    batch_size: int,
    lr: float,
    rng: np.random.Generator | None = None,
) -> dict[str, list[float]]:
    """Train a network with mini-batches, and keep a diary.

    In each epoch the training samples are shuffled and dealt out in batches. For each batch
    the network computes its gradient, and every parameter takes one step.

    Args:
        net: any network with ``.params``, ``.loss(x, t)``, ``.accuracy(x, t)`` and ``.gradient(x, t)``, such as
            chapter 7's ``TwoLayerNet``; its parameters are changed in place.
        x_train: N samples to learn from.
        t_train: their labels, as the network takes them.
        x_test: samples to test with.
        t_test: their labels.
        epochs: how many times to go through all training samples.
        batch_size: how many samples a batch has.
        lr: the learning rate.
        rng: for shuffling; a new ``numpy.random.default_rng()`` by default.

    Returns:
        A dict of lists: ``loss`` with the loss of each batch, before or after its step; ``train_acc`` and
        ``test_acc`` with the accuracy on all training and on all test samples after each epoch.

    Promises:
        steps: each batch is one step, p - lr * gradient of the batch, for all parameters, in place.
        batches: in every epoch each training sample is in exactly one batch; the last may be smaller.
        shuffle: every epoch has another order, with the same ``rng``, too.
        loss: one number for each batch, its own loss before its step or after it.
        accuracy: measured after each epoch, on all samples of the kind.
        apart: nothing is learned from test samples.
        labels: they may be integers or one-hot rows, whichever the network takes.
        learns: a small network that is given enough epochs gets easy samples right.
        kinds: samples may be integers (unsigned, too), float32 or read-only arrays.
        untouched: samples and labels are not changed.

    Example:
        >>> rng = np.random.default_rng(0)
        >>> x = rng.normal(size=(60, 2))
        >>> t = (x[:, 0] > x[:, 1]).astype(int)
        >>> net = TwoLayerNet(2, 8, 2, weight_init_std=0.5)
        >>> diary = fit(net, x[:40], t[:40], x[40:], t[40:], epochs=30, batch_size=10, lr=0.5)
        >>> len(diary["loss"]), len(diary["train_acc"]), diary["train_acc"][-1] > 0.8
        (120, 30, True)

    Source: LeCun, Bottou, Orr and Müller, "Efficient BackProp" (1998).
    """
    ### BEGIN SOLUTION for each epoch, for each batch: gradient, step, note the loss; then note both accuracies.
    rng = np.random.default_rng() if rng is None else rng
    diary: dict[str, list[float]] = {"loss": [], "train_acc": [], "test_acc": []}
    for _ in range(epochs):
        for x_batch, t_batch in shuffle_batches(x_train, t_train, batch_size, rng):
            sgd_step(net.params, net.gradient(x_batch, t_batch), lr)
            diary["loss"].append(net.loss(x_batch, t_batch))
        diary["train_acc"].append(net.accuracy(x_train, t_train))
        diary["test_acc"].append(net.accuracy(x_test, t_test))
    return diary
    ### END SOLUTION
