import numpy as np
from forward import ThreeLayerNet


class Base:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01, rng=None):
        rng = rng or np.random.default_rng()
        self.params = {
            "W1": weight_init_std * rng.normal(size=(input_size, hidden_size)),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * rng.normal(size=(hidden_size, output_size)),
            "b2": np.zeros(output_size),
        }

    def predict(self, x):
        return softmax(forward(self.params, x, sigmoid))

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        return accuracy(self.predict(x), t)

    def numerical_gradient(self, x, t):
        def loss_with(key, moved):
            return cross_entropy_error(softmax(forward({**self.params, key: moved}, x, sigmoid)), t)

        return {key: slopes(lambda moved: loss_with(key, moved), self.params[key]) for key in self.params}


def slopes(f, x):
    return numerical_gradient(f, np.array(x, dtype=float))


class wrong_he(Base):
    """The start of chapter 5."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01, rng=None):
        self.params = ThreeLayerNet(input_size, hidden_size, output_size, rng).params


class wrong_std_ignored(Base):
    """0.01 is always right."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01, rng=None):
        super().__init__(input_size, hidden_size, output_size, 0.01, rng)


class wrong_default_std(Base):
    """Another default."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.1, rng=None):
        super().__init__(input_size, hidden_size, output_size, weight_init_std, rng)


class wrong_second_layer_unscaled(Base):
    """Scales the first layer only."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01, rng=None):
        super().__init__(input_size, hidden_size, output_size, weight_init_std, rng)
        self.params["W2"] /= weight_init_std


class wrong_uniform_positive(Base):
    """np.random.rand for randn."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01, rng=None):
        super().__init__(input_size, hidden_size, output_size, weight_init_std, rng)
        self.params["W1"] = weight_init_std * np.random.rand(input_size, hidden_size)


class wrong_random_biases(Base):
    """Biases are drawn, too."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01, rng=None):
        super().__init__(input_size, hidden_size, output_size, weight_init_std, rng)
        self.params["b1"] = weight_init_std * np.random.randn(hidden_size)


class wrong_fixed_seed(Base):
    """The same network every time."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01, rng=None):
        super().__init__(input_size, hidden_size, output_size, weight_init_std, np.random.default_rng(0))


class wrong_transposed(Base):
    """A row for each neuron."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01, rng=None):
        super().__init__(input_size, hidden_size, output_size, weight_init_std, rng)
        self.params = {key: value.T for key, value in self.params.items()}


class wrong_relu(Base):
    """Everybody uses ReLU."""

    def predict(self, x):
        return softmax(forward(self.params, x, lambda z: np.maximum(z, 0)))


class wrong_scores(Base):
    """Scores are good enough."""

    def predict(self, x):
        return forward(self.params, x, sigmoid)

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)


class wrong_softmax_twice(Base):
    """Softmax in the loss once more."""

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)


class wrong_sum_of_losses(Base):
    """Not divided by N."""

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t) * len(np.atleast_2d(x))


class wrong_percent(Base):
    """In percent."""

    def accuracy(self, x, t):
        return 100 * accuracy(self.predict(x), t)


class wrong_one_hot_accuracy(Base):
    """The textbook's accuracy: labels are rows."""

    def accuracy(self, x, t):
        return np.mean(np.argmax(self.predict(x), axis=1) == np.argmax(t, axis=1))


class wrong_integer_accuracy(Base):
    """Labels are numbers."""

    def accuracy(self, x, t):
        return np.mean(np.argmax(self.predict(x), axis=1) == np.argmax(np.atleast_2d(t), axis=0))


class wrong_gradient_of_nothing(Base):
    """Measures on copies that the loss never sees."""

    def numerical_gradient(self, x, t):
        return {key: slopes(lambda W: self.loss(x, t), value.copy()) for key, value in self.params.items()}


class wrong_late_binding(Base):
    """Makes all functions first; each of them then moves the last array."""

    def numerical_gradient(self, x, t):
        functions = []
        for key in self.params:
            functions.append(
                lambda moved: cross_entropy_error(
                    softmax(forward({**self.params, key: np.resize(moved, self.params[key].shape)}, x, sigmoid)), t
                )
            )
        return {key: slopes(f, self.params[key]) for f, key in zip(functions, self.params)}


class wrong_weights_only(Base):
    """Biases have no slope."""

    def numerical_gradient(self, x, t):
        grads = super().numerical_gradient(x, t)
        return {"W1": grads["W1"], "W2": grads["W2"]}


class wrong_zero_bias_slopes(Base):
    """Biases start at zero, so do their slopes."""

    def numerical_gradient(self, x, t):
        grads = super().numerical_gradient(x, t)
        return {key: grad if key[0] == "W" else np.zeros_like(grad) for key, grad in grads.items()}


class wrong_gradient_of_the_sum(Base):
    """The slope of the whole batch's loss."""

    def numerical_gradient(self, x, t):
        return {key: len(x) * grad for key, grad in super().numerical_gradient(x, t).items()}


class wrong_downhill(Base):
    """Already with the minus of the step."""

    def numerical_gradient(self, x, t):
        return {key: -grad for key, grad in super().numerical_gradient(x, t).items()}


class wrong_gradient_of_the_accuracy(Base):
    """Measures what we want to improve."""

    def numerical_gradient(self, x, t):
        def f(key, W):
            return accuracy(softmax(forward({**self.params, key: W}, x, sigmoid)), t)

        return {key: slopes(lambda W: f(key, W), self.params[key]) for key in self.params}


class wrong_parameters_moved(Base):
    """Leaves the last array that was tried."""

    def numerical_gradient(self, x, t):
        grads = {}
        for key, value in list(self.params.items()):

            def f(moved):
                self.params[key] = np.array(moved)
                return self.loss(x, t)

            grads[key] = slopes(f, value)
        return grads


class wrong_steps_at_once(Base):
    """Learns while it measures."""

    def numerical_gradient(self, x, t):
        grads = super().numerical_gradient(x, t)
        for key in grads:
            self.params[key] -= 0.1 * grads[key]
        return grads


class wrong_naive(Base):
    """Formulas as they stand in the book."""

    def predict(self, x):
        x = np.asarray(x, dtype=float)
        z = 1 / (1 + np.exp(-(x @ self.params["W1"] + self.params["b1"])))
        powers = np.exp(z @ self.params["W2"] + self.params["b2"])
        return powers / powers.sum(axis=-1, keepdims=True)


class right_textbook:
    """As in the book: the arrays themselves are moved, and the loss sees it."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01, rng=None):
        self.params = {}
        self.params["W1"] = weight_init_std * np.random.randn(input_size, hidden_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = weight_init_std * np.random.randn(hidden_size, output_size)
        self.params["b2"] = np.zeros(output_size)

    def predict(self, x):
        z1 = sigmoid(np.dot(x, self.params["W1"]) + self.params["b1"])
        return softmax(np.dot(z1, self.params["W2"]) + self.params["b2"])

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        return accuracy(self.predict(x), t)

    def numerical_gradient(self, x, t):
        grads = {}
        for key in ("W1", "b1", "W2", "b2"):
            grads[key] = numerical_gradient(lambda W: self.loss(x, t), self.params[key])
        return grads


class right_inherits(ThreeLayerNet):
    """Chapter 5's network, with other weights and one method more."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01, rng=None):
        super().__init__(input_size, hidden_size, output_size, rng)
        rng = rng or np.random.default_rng()
        for key in ("W1", "W2"):
            self.params[key] = rng.normal(0, weight_init_std, self.params[key].shape)

    def numerical_gradient(self, x, t):
        grads = {}
        for key, value in self.params.items():
            grads[key] = numerical_gradient(lambda moved: self._loss_with(key, moved, x, t), value)
        return grads

    def _loss_with(self, key, moved, x, t):
        kept, self.params[key] = self.params[key], moved
        try:
            return self.loss(x, t)
        finally:
            self.params[key] = kept


class right_by_hand:
    """Measures by itself, in place, and puts back what was there."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01, rng=None):
        rng = np.random.default_rng() if rng is None else rng
        self.params = dict(
            b2=np.zeros(output_size),
            W2=rng.standard_normal((hidden_size, output_size)) * weight_init_std,
            b1=np.zeros(hidden_size),
            W1=rng.standard_normal((input_size, hidden_size)) * weight_init_std,
        )

    def predict(self, x):
        p = self.params
        return softmax(sigmoid(np.asarray(x, dtype=float) @ p["W1"] + p["b1"]) @ p["W2"] + p["b2"])

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        labels = np.asarray(t)
        labels = labels.argmax(axis=1) if labels.ndim == 2 else labels
        return float((self.predict(x).argmax(axis=1) == labels).mean())

    def numerical_gradient(self, x, t):
        grads = {key: np.zeros_like(value) for key, value in self.params.items()}
        for key, value in self.params.items():
            for i in np.ndindex(value.shape):
                kept = value[i]
                value[i] = kept + 1e-5
                above = self.loss(x, t)
                value[i] = kept - 1e-5
                grads[key][i] = (above - self.loss(x, t)) / 2e-5
                value[i] = kept
        return grads
