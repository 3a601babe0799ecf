import numpy as np


class Net:
    """What most of the variants below begin with."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01, rng=None):
        rng = np.random.default_rng() if rng is None else rng
        self.params = {
            "W1": weight_init_std * rng.normal(size=(input_size, hidden_size)),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * rng.normal(size=(hidden_size, output_size)),
            "b2": np.zeros(output_size),
        }
        self.build()

    def build(self):
        self.layers = {
            "Affine1": Affine(self.params["W1"], self.params["b1"]),
            "Relu1": Relu(),
            "Affine2": Affine(self.params["W2"], self.params["b2"]),
        }
        self.last = SoftmaxWithLoss()

    def predict(self, x):
        for layer in self.layers.values():
            x = layer.forward(x)
        return x

    def loss(self, x, t):
        return self.last.forward(self.predict(x), t)

    def accuracy(self, x, t):
        return accuracy(self.predict(x), t)

    def gradient(self, x, t):
        self.loss(x, t)
        return self.walk_back()

    def walk_back(self):
        dout = self.last.backward(1)
        for layer in list(self.layers.values())[::-1]:
            dout = layer.backward(dout)
        one, two = self.layers["Affine1"], self.layers["Affine2"]
        return {"W1": one.dW, "b1": one.db, "W2": two.dW, "b2": two.db}


class wrong_copies(Net):
    """The layers get copies."""

    def build(self):
        params = self.params
        self.params = {key: array.copy() for key, array in params.items()}
        super().build()
        self.params = params


class wrong_copies_one(Net):
    """Only b2 is copied."""

    def build(self):
        super().build()
        self.layers["Affine2"] = Affine(self.params["W2"], self.params["b2"] + 0)


class wrong_params_copied(Net):
    """Whoever asks for the parameters gets copies."""

    def __getattribute__(self, name):
        value = super().__getattribute__(name)
        return {key: array.copy() for key, array in value.items()} if name == "params" else value


class wrong_softmax_in_predict(Net):
    """predict gives probabilities."""

    def predict(self, x):
        return softmax(super().predict(x))

    def loss(self, x, t):
        return self.last.forward(super().predict(x), t)


class wrong_softmax_twice(Net):
    """The loss layer gets probabilities."""

    def loss(self, x, t):
        return self.last.forward(softmax(self.predict(x)), t)


class wrong_loss_among_the_layers(Net):
    """Every layer stands in the dict."""

    def build(self):
        super().build()
        self.layers["Softmax"] = self.last

    def predict(self, x):
        for name in ("Affine1", "Relu1", "Affine2"):
            x = self.layers[name].forward(x)
        return x

    def walk_back(self):
        dout = self.last.backward(1)
        for name in ("Affine2", "Relu1", "Affine1"):
            dout = self.layers[name].backward(dout)
        one, two = self.layers["Affine1"], self.layers["Affine2"]
        return {"W1": one.dW, "b1": one.db, "W2": two.dW, "b2": two.db}


class wrong_no_relu(Net):
    """Two affine layers in a row."""

    def predict(self, x):
        return self.layers["Affine2"].forward(self.layers["Affine1"].forward(x))

    def walk_back(self):
        self.layers["Affine1"].backward(self.layers["Affine2"].backward(self.last.backward()))
        one, two = self.layers["Affine1"], self.layers["Affine2"]
        return {"W1": one.dW, "b1": one.db, "W2": two.dW, "b2": two.db}


class wrong_forward_order(Net):
    """Walks through the layers in the same order both ways."""

    def walk_back(self):
        dout = self.last.backward(1)
        for layer in self.layers.values():
            dout = layer.backward(dout)
        one, two = self.layers["Affine1"], self.layers["Affine2"]
        return {"W1": one.dW, "b1": one.db, "W2": two.dW, "b2": two.db}


class wrong_no_forward(Net):
    """Trusts that loss has been called before."""

    def gradient(self, x, t):
        if not hasattr(self.last, "y"):
            self.loss(x, t)
        return self.walk_back()


class wrong_layers_swapped_in_gradient(Net):
    """W1 gets the slopes of W2's layer, and the other way round."""

    def walk_back(self):
        gradient = super().walk_back()
        return {"W1": gradient["W2"], "b1": gradient["b2"], "W2": gradient["W1"], "b2": gradient["b1"]}


class wrong_relu_left_out_on_the_way_back(Net):
    """ReLU has no weights, so it is skipped."""

    def walk_back(self):
        self.layers["Affine1"].backward(self.layers["Affine2"].backward(self.last.backward()))
        one, two = self.layers["Affine1"], self.layers["Affine2"]
        return {"W1": one.dW, "b1": one.db, "W2": two.dW, "b2": two.db}


class wrong_biases_forgotten(Net):
    """Only weights have slopes."""

    def walk_back(self):
        gradient = super().walk_back()
        return {"W1": gradient["W1"], "W2": gradient["W2"]}


class wrong_divided_again(Net):
    """N divides twice."""

    def gradient(self, x, t):
        return {key: slope / len(x) for key, slope in super().gradient(x, t).items()}


class wrong_downhill(Net):
    """The direction in which to go."""

    def walk_back(self):
        return {key: -slope for key, slope in super().walk_back().items()}


class wrong_gradients_collect(Net):
    """Adds to what it found before."""

    def walk_back(self):
        found = super().walk_back()
        before = self.__dict__.get("found")
        self.found = found if before is None else {key: found[key] + before[key] for key in found}
        return self.found


class wrong_learns_by_itself(Net):
    """gradient takes a small step, too."""

    def walk_back(self):
        gradient = super().walk_back()
        for key in gradient:
            self.params[key] -= 0.1 * gradient[key]
        return gradient


class wrong_zeros(Net):
    """All weights start at 0."""

    def build(self):
        for array in self.params.values():
            array[...] = 0
        super().build()


class wrong_fixed_seed(Net):
    """The same numbers each time, for reproducibility."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01, rng=None):
        super().__init__(input_size, hidden_size, output_size, weight_init_std, np.random.default_rng(0))


class wrong_fixed_default_seed(Net):
    """A fixed seed, unless rng is given."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01, rng=None):
        rng = np.random.default_rng(42) if rng is None else rng
        super().__init__(input_size, hidden_size, output_size, weight_init_std, rng)


class wrong_uniform(Net):
    """Uniform numbers of the same spread."""

    def build(self):
        for key in ("W1", "W2"):
            spread = self.params[key].std()
            self.params[key] = np.random.default_rng().uniform(-1, 1, self.params[key].shape) * spread * 3**0.5
        super().build()


class wrong_variance(Net):
    """The standard deviation squared."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01, rng=None):
        super().__init__(input_size, hidden_size, output_size, weight_init_std**2, rng)


class wrong_std_ignored(Net):
    """0.01 is what the book has."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01, rng=None):
        super().__init__(input_size, hidden_size, output_size, 0.01, rng)


class wrong_default_std(Net):
    """He's rule is better, so it is the default."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=None, rng=None):
        super().__init__(input_size, hidden_size, output_size, weight_init_std or (2 / input_size) ** 0.5, rng)


class wrong_random_biases(Net):
    """Everything starts at random."""

    def build(self):
        for key in ("b1", "b2"):
            self.params[key] += 0.01 * np.random.default_rng().normal(size=self.params[key].shape)
        super().build()


class wrong_biases_with_two_axes(Net):
    """Biases are rows."""

    def build(self):
        for key in ("b1", "b2"):
            self.params[key] = self.params[key][None]
        super().build()


class wrong_accuracy_counts(Net):
    """The number of right answers."""

    def accuracy(self, x, t):
        return accuracy(self.predict(x), t) * len(x)


class wrong_accuracy_downwards(Net):
    """argmax over the wrong axis."""

    def accuracy(self, x, t):
        labels = np.argmax(t, axis=1) if np.ndim(t) == 2 else np.asarray(t)
        said = np.argmax(self.predict(x), axis=0)
        return float(np.mean([a == b for a, b in zip(said, labels)]))


class wrong_accuracy_integers_only(Net):
    """Compares with t as it is."""

    def accuracy(self, x, t):
        return float(
            np.mean(
                np.argmax(self.predict(x), axis=1) == np.argmax(t, axis=-1)
                if np.ndim(t) == 3
                else np.argmax(self.predict(x), axis=1) == np.ravel(t)[: len(x)]
            )
        )


class wrong_layers_in_a_list(Net):
    """The names say nothing new."""

    def build(self):
        super().build()
        self.layers = list(self.layers.values())

    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def walk_back(self):
        dout = self.last.backward(1)
        for layer in self.layers[::-1]:
            dout = layer.backward(dout)
        one, _, two = self.layers
        return {"W1": one.dW, "b1": one.db, "W2": two.dW, "b2": two.db}


class wrong_changes_x(Net):
    """Scales the pixels in place."""

    def predict(self, x):
        if x.dtype == float and x.flags.writeable:
            x /= 1.0000001
        return super().predict(x)


class right_textbook:
    """As the book has it: old random numbers, OrderedDict, its own accuracy."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01, rng=None):
        from collections import OrderedDict

        self.params = {}
        self.params["W1"] = weight_init_std * np.random.randn(input_size, hidden_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = weight_init_std * np.random.randn(hidden_size, output_size)
        self.params["b2"] = np.zeros(output_size)
        self.layers = OrderedDict()
        self.layers["Affine1"] = Affine(self.params["W1"], self.params["b1"])
        self.layers["Relu1"] = Relu()
        self.layers["Affine2"] = Affine(self.params["W2"], self.params["b2"])
        self.lastLayer = SoftmaxWithLoss()

    def predict(self, x):
        for layer in self.layers.values():
            x = layer.forward(x)
        return x

    def loss(self, x, t):
        y = self.predict(x)
        return self.lastLayer.forward(y, t)

    def accuracy(self, x, t):
        y = self.predict(x)
        y = np.argmax(y, axis=1)
        if t.ndim != 1:
            t = np.argmax(t, axis=1)
        accuracy = np.sum(y == t) / float(x.shape[0])
        return accuracy

    def gradient(self, x, t):
        self.loss(x, t)
        dout = 1
        dout = self.lastLayer.backward(dout)
        layers = list(self.layers.values())
        layers.reverse()
        for layer in layers:
            dout = layer.backward(dout)
        grads = {}
        grads["W1"], grads["b1"] = self.layers["Affine1"].dW, self.layers["Affine1"].db
        grads["W2"], grads["b2"] = self.layers["Affine2"].dW, self.layers["Affine2"].db
        return grads


class right_by_hand:
    """Everything written out; the layers are only kept beside it."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01, rng=None):
        rng = rng or np.random.default_rng()
        W1 = rng.normal(0, weight_init_std, (input_size, hidden_size))
        W2 = rng.normal(0, weight_init_std, (hidden_size, output_size))
        self.params = dict(b2=np.zeros(output_size), W2=W2, b1=np.zeros(hidden_size), W1=W1)
        self.layers = {"Affine1": Affine(W1, self.params["b1"]), "Relu1": Relu()}
        self.layers["Affine2"] = Affine(W2, self.params["b2"])

    def predict(self, x):
        p = self.params
        self.hidden = np.maximum(x @ p["W1"] + p["b1"], 0)
        return self.hidden @ p["W2"] + p["b2"]

    def loss(self, x, t):
        return SoftmaxWithLoss().forward(self.predict(x), t)

    def accuracy(self, x, t):
        labels = t.argmax(1) if t.ndim == 2 else t
        return sum(int(a) == int(b) for a, b in zip(self.predict(x).argmax(1), labels)) / len(x)

    def gradient(self, x, t):
        last = SoftmaxWithLoss()
        last.forward(self.predict(x), t)
        dout = last.backward()
        dhidden = (dout @ self.params["W2"].T) * (self.hidden > 0)
        return {"b1": dhidden.sum(0), "b2": dout.sum(0), "W2": self.hidden.T @ dout, "W1": np.transpose(x) @ dhidden}


class right_inherited(Net):
    """From a base class, with slopes as a fresh copy."""

    def gradient(self, x, t):
        return {key: np.array(slope) for key, slope in super().gradient(x, t).items()}
