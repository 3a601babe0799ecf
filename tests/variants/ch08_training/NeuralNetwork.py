import numpy as np


class Base:
    """What the variants share; not a variant itself."""

    def __init__(self, x, y, hidden_size=4, rng=None):
        rng = np.random.default_rng() if rng is None else rng
        self.x, self.y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        self.weights1 = rng.normal(size=(self.x.shape[1], hidden_size))
        self.weights2 = rng.normal(size=(hidden_size, self.y.shape[1]))

    def feedforward(self):
        self.layer1 = sigmoid(self.x @ self.weights1)
        self.output = sigmoid(self.layer1 @ self.weights2)

    def backprop(self, lr=1.0):
        out = 2 * (self.output - self.y) * self.output * (1 - self.output)
        hidden = out @ self.weights2.T * self.layer1 * (1 - self.layer1)
        self.weights2 -= lr * self.layer1.T @ out
        self.weights1 -= lr * self.x.T @ hidden

    def train(self, iterations):
        for _ in range(iterations):
            self.feedforward()
            self.backprop()

    def predict(self, x):
        return sigmoid(sigmoid(np.asarray(x, dtype=float) @ self.weights1) @ self.weights2)


class wrong_ascent(Base):
    """The error is output - y, and it is added."""

    def backprop(self, lr=1.0):
        super().backprop(-lr)


class wrong_no_factor_two(Base):
    """The slope of a square is the thing itself."""

    def backprop(self, lr=1.0):
        super().backprop(lr / 2)


class wrong_mean(Base):
    """Divides by the number of samples."""

    def backprop(self, lr=1.0):
        super().backprop(lr / len(self.x))


class wrong_output_slope_missing(Base):
    """Cross entropy has taught that the sigmoid's slope drops out."""

    def backprop(self, lr=1.0):
        out = 2 * (self.output - self.y)
        hidden = out @ self.weights2.T * self.layer1 * (1 - self.layer1)
        self.weights2 -= lr * self.layer1.T @ out
        self.weights1 -= lr * self.x.T @ hidden


class wrong_hidden_slope_missing(Base):
    """Only the output has an activation."""

    def backprop(self, lr=1.0):
        out = 2 * (self.output - self.y) * self.output * (1 - self.output)
        self.weights1 -= lr * self.x.T @ (out @ self.weights2.T)
        self.weights2 -= lr * self.layer1.T @ out


class wrong_derivative_of_the_activated(Base):
    """Calls a derivative that applies the sigmoid again."""

    def backprop(self, lr=1.0):
        def slope(z):
            return sigmoid(z) * (1 - sigmoid(z))

        out = 2 * (self.output - self.y) * slope(self.output)
        hidden = out @ self.weights2.T * slope(self.layer1)
        self.weights2 -= lr * self.layer1.T @ out
        self.weights1 -= lr * self.x.T @ hidden


class wrong_weights_changed_too_early(Base):
    """Changes weights2 before they are needed once more."""

    def backprop(self, lr=1.0):
        out = 2 * (self.output - self.y) * self.output * (1 - self.output)
        self.weights2 -= lr * self.layer1.T @ out
        hidden = out @ self.weights2.T * self.layer1 * (1 - self.layer1)
        self.weights1 -= lr * self.x.T @ hidden


class wrong_second_weights_only(Base):
    """The hidden layer stays as it is."""

    def backprop(self, lr=1.0):
        out = 2 * (self.output - self.y) * self.output * (1 - self.output)
        self.weights2 -= lr * self.layer1.T @ out


class wrong_rate_ignored(Base):
    """The article has no learning rate."""

    def backprop(self, lr=1.0):
        super().backprop(1.0)


class wrong_default_rate(Base):
    """A careful learning rate."""

    def backprop(self, lr=0.1):
        super().backprop(lr)

    def train(self, iterations):
        for _ in range(iterations):
            self.feedforward()
            self.backprop(1.0)


class wrong_zeros(Base):
    """Begins at zero."""

    def __init__(self, x, y, hidden_size=4, rng=None):
        super().__init__(x, y, hidden_size, rng)
        self.weights1 = np.zeros_like(self.weights1)
        self.weights2 = np.zeros_like(self.weights2)


class wrong_fixed_seed(Base):
    """Everybody gets the same network."""

    def __init__(self, x, y, hidden_size=4, rng=None):
        super().__init__(x, y, hidden_size, np.random.default_rng(1))


class wrong_four_neurons(Base):
    """The article has four."""

    def __init__(self, x, y, hidden_size=4, rng=None):
        super().__init__(x, y, 4, rng)


class wrong_linear_output(Base):
    """The output needs no sigmoid."""

    def feedforward(self):
        self.layer1 = sigmoid(self.x @ self.weights1)
        self.output = self.layer1 @ self.weights2


class wrong_overflow(Base):
    """The formula as printed in the article."""

    def feedforward(self):
        def plain(z):
            return 1 / (1 + np.exp(-z))

        self.layer1 = plain(self.x @ self.weights1)
        self.output = plain(self.layer1 @ self.weights2)


class wrong_train_without_forward(Base):
    """Forward once, then back and back."""

    def train(self, iterations):
        self.feedforward()
        for _ in range(iterations):
            self.backprop()


class wrong_one_iteration_more(Base):
    """Counts from 0 to n."""

    def train(self, iterations):
        for _ in range(iterations + 1):
            self.feedforward()
            self.backprop()


class wrong_predict_keeps_its_results(Base):
    """Uses feedforward for new samples."""

    def predict(self, x):
        mine, self.x = self.x, np.asarray(x, dtype=float)
        self.feedforward()
        self.x = mine
        return self.output


class wrong_predict_returns_classes(Base):
    """Rounds."""

    def predict(self, x):
        return super().predict(x).round()


class right_loops(Base):
    """Sample by sample, adding up both slopes."""

    def backprop(self, lr=1.0):
        slope1, slope2 = np.zeros_like(self.weights1), np.zeros_like(self.weights2)
        for x, y, hidden, out in zip(self.x, self.y, self.layer1, self.output):
            delta2 = 2 * (out - y) * out * (1 - out)
            delta1 = (self.weights2 @ delta2) * hidden * (1 - hidden)
            slope2 += np.outer(hidden, delta2)
            slope1 += np.outer(x, delta1)
        self.weights1 = self.weights1 - lr * slope1
        self.weights2 = self.weights2 - lr * slope2


class right_as_in_the_article(Base):
    """Uniform weights from NumPy's global generator; the error is y - output, and is added."""

    def __init__(self, x, y, hidden_size=4, rng=None):
        self.input, self.y = np.array(x, dtype=float), np.array(y, dtype=float)
        self.weights1 = np.random.rand(self.input.shape[1], hidden_size)
        self.weights2 = np.random.rand(hidden_size, self.y.shape[1])
        self.output = np.zeros(self.y.shape)

    def feedforward(self):
        self.layer1 = sigmoid(np.dot(self.input, self.weights1))
        self.output = sigmoid(np.dot(self.layer1, self.weights2))

    def backprop(self, lr=1.0):
        error = 2 * (self.y - self.output) * self.output * (1 - self.output)
        d_weights2 = np.dot(self.layer1.T, error)
        d_weights1 = np.dot(self.input.T, np.dot(error, self.weights2.T) * self.layer1 * (1 - self.layer1))
        self.weights1 += lr * d_weights1
        self.weights2 += lr * d_weights2

    def predict(self, x):
        return sigmoid(np.dot(sigmoid(np.dot(np.asarray(x, dtype=float), self.weights1)), self.weights2))


class right_einsum(Base):
    """einsum, and a forward pass of its own in every step."""

    def _slopes(self):
        out = 2 * (self.output - self.y) * self.output * (1 - self.output)
        hidden = np.einsum("nk,hk->nh", out, self.weights2) * self.layer1 * (1 - self.layer1)
        return np.einsum("nd,nh->dh", self.x, hidden), np.einsum("nh,nk->hk", self.layer1, out)

    def backprop(self, lr=1.0):
        slope1, slope2 = self._slopes()
        self.weights1 -= lr * slope1
        self.weights2 -= lr * slope2
