import numpy as np


class wrong_scores:
    """Forgets softmax."""

    def __init__(self, input_size, hidden_size, output_size, rng=None):
        self.params = init_params([input_size, hidden_size, output_size], rng)

    def predict(self, x):
        return forward(self.params, x, sigmoid)

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)

    def accuracy(self, x, t):
        return accuracy(self.predict(x), t)


class Base:
    def __init__(self, input_size, hidden_size, output_size, rng=None):
        self.params = init_params([input_size, hidden_size, output_size], rng)

    def predict(self, x):
        return softmax(forward(self.params, x, sigmoid))

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        return accuracy(self.predict(x), t)


class wrong_three_layers_of_weights(Base):
    """Three layers are W1, W2 and W3."""

    def __init__(self, input_size, hidden_size, output_size, rng=None):
        self.params = init_params([input_size, hidden_size, hidden_size, output_size], rng)


class wrong_relu(Base):
    """Everybody uses ReLU."""

    def predict(self, x):
        return softmax(forward(self.params, x, lambda z: np.maximum(z, 0)))


class wrong_no_biases(Base):
    """Multiplies only."""

    def predict(self, x):
        x = np.asarray(x, dtype=float)
        return softmax(sigmoid(x @ self.params["W1"]) @ self.params["W2"])


class wrong_sigmoid_output(Base):
    """The sigmoid gives probabilities, too."""

    def predict(self, x):
        return sigmoid(forward(self.params, x, sigmoid))


class wrong_softmax_twice(Base):
    """Softmax in the loss once more."""

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)


class wrong_small_weights(Base):
    """Starts with 0.01 times normal numbers."""

    def __init__(self, input_size, hidden_size, output_size, rng=None):
        self.params = {
            "W1": 0.01 * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": 0.01 * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }


class wrong_random_biases(Base):
    """Biases of 1."""

    def __init__(self, input_size, hidden_size, output_size, rng=None):
        super().__init__(input_size, hidden_size, output_size, rng)
        self.params["b1"] += 1.0


class wrong_fixed_seed(Base):
    """The same network every time."""

    def __init__(self, input_size, hidden_size, output_size, rng=None):
        super().__init__(input_size, hidden_size, output_size, np.random.default_rng(0))


class wrong_private_copies(Base):
    """Predicts with arrays of its own."""

    def __init__(self, input_size, hidden_size, output_size, rng=None):
        super().__init__(input_size, hidden_size, output_size, rng)
        self.own = {key: value.copy() for key, value in self.params.items()}

    def predict(self, x):
        return softmax(forward(self.own, x, sigmoid))


class wrong_remembers(Base):
    """Keeps what it saw at the first prediction."""

    def predict(self, x):
        if not hasattr(self, "kept"):
            self.kept = {key: value.copy() for key, value in self.params.items()}
        return softmax(forward(self.kept, x, sigmoid))


class wrong_one_hot_only(Base):
    """The textbook's accuracy and loss."""

    def loss(self, x, t):
        return -np.sum(np.asarray(t) * np.log(self.predict(x) + 1e-7)) / len(t)

    def accuracy(self, x, t):
        return np.mean(np.argmax(self.predict(x), axis=1) == np.argmax(t, axis=1))


class wrong_integers_only(Base):
    """Labels are integers."""

    def loss(self, x, t):
        y = np.atleast_2d(self.predict(x))
        return -np.mean(np.log(y[np.arange(len(y)), np.atleast_1d(t)] + 1e-7))

    def accuracy(self, x, t):
        return np.mean(np.argmax(self.predict(x), axis=1) == np.asarray(t))


class wrong_sum_of_losses(Base):
    """Not divided by N."""

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t) * len(np.atleast_2d(x))


class wrong_count(Base):
    """Counts right answers."""

    def accuracy(self, x, t):
        return accuracy(self.predict(x), t) * len(x)


class wrong_percent(Base):
    """In percent."""

    def accuracy(self, x, t):
        return 100 * accuracy(self.predict(x), t)


class wrong_batches_only(Base):
    """axis=1 needs two axes."""

    def predict(self, x):
        scores = forward(self.params, x, sigmoid)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)


class wrong_naive(Base):
    """Formulas as they stand in the book."""

    def predict(self, x):
        z = 1 / (1 + np.exp(-affine(x, self.params["W1"], self.params["b1"])))
        powers = np.exp(affine(z, self.params["W2"], self.params["b2"]))
        return powers / powers.sum(axis=-1, keepdims=True)


class wrong_scales_the_pixels(Base):
    """Divides the pixels by the largest one, in place."""

    def predict(self, x):
        scores = forward(self.params, x, sigmoid)
        if isinstance(x, np.ndarray) and x.dtype == float and x.flags.writeable:
            x /= 255.0
        return softmax(scores)


class wrong_learns_while_looking(Base):
    """Moves a bias whenever the loss is computed."""

    def loss(self, x, t):
        loss = super().loss(x, t)
        self.params["b2"] -= 0.01
        return loss


class wrong_arrays_only(Base):
    """Lists have no shape."""

    def predict(self, x):
        return softmax(sigmoid(x.dot(self.params["W1"]) + self.params["b1"]).dot(self.params["W2"]) + self.params["b2"])


class right_textbook:
    """As in the book, with np.random."""

    def __init__(self, input_size, hidden_size, output_size, rng=None):
        self.params = {}
        self.params["W1"] = np.random.randn(input_size, hidden_size) * np.sqrt(2.0 / input_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = np.random.randn(hidden_size, output_size) * np.sqrt(2.0 / hidden_size)
        self.params["b2"] = np.zeros(output_size)

    def predict(self, x):
        W1, W2 = self.params["W1"], self.params["W2"]
        b1, b2 = self.params["b1"], self.params["b2"]
        z1 = sigmoid(np.dot(x, W1) + b1)
        return softmax(np.dot(z1, W2) + b2)

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        y = np.argmax(self.predict(x), axis=1)
        t = np.asarray(t)
        if t.ndim != 1:
            t = np.argmax(t, axis=1)
        return np.sum(y == t) / float(len(y))


class right_parts:
    """Small methods, parameters handed out again each time, losses by hand."""

    def __init__(self, input_size, hidden_size, output_size, rng=None):
        rng = np.random.default_rng() if rng is None else rng
        sizes = {1: (input_size, hidden_size), 2: (hidden_size, output_size)}
        self.W = {k: rng.normal(0, (2 / n) ** 0.5, (n, m)) for k, (n, m) in sizes.items()}
        self.b = {k: np.zeros(m) for k, (_, m) in sizes.items()}

    @property
    def params(self):
        return {"W1": self.W[1], "b1": self.b[1], "W2": self.W[2], "b2": self.b[2]}

    def hidden(self, x):
        return sigmoid(np.asarray(x, dtype=float) @ self.W[1] + self.b[1])

    def predict(self, x):
        return softmax(self.hidden(x) @ self.W[2] + self.b[2])

    def loss(self, x, t):
        rows = np.atleast_2d(self.predict(x))
        t = np.asarray(t)
        t = np.eye(rows.shape[1])[t.astype(int)] if t.size == len(rows) else t
        return -np.sum(t.reshape(rows.shape) * np.log(np.maximum(rows, 1e-7))) / len(rows)

    def accuracy(self, x, t):
        labels = [int(np.argmax(label)) if np.ndim(label) else int(label) for label in t]
        return sum(int(np.argmax(row)) == label for row, label in zip(self.predict(x), labels)) / len(labels)
