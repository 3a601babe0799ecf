import numpy as np


def learn(
    X, t, hidden_size, lr, epochs, rng, start=None, sign=1.0, hidden_bias=1.0, output_bias=1.0, hidden=1.0, output=1.0
):
    """A network with switches for what a variant leaves out; not a variant itself."""
    rng = np.random.default_rng() if rng is None else rng
    X, t = np.asarray(X, dtype=float), np.asarray(t, dtype=float).reshape(-1, 1)
    draw = start or (lambda *shape: rng.normal(size=shape))
    W1, b1, W2, b2 = draw(X.shape[1], hidden_size), np.zeros(hidden_size), draw(hidden_size, 1), np.zeros(1)
    losses = []
    for _ in range(epochs):
        h = sigmoid(X @ W1 + b1)
        y = sigmoid(h @ W2 + b2)
        losses.append(float(np.mean((t - y) ** 2)))
        out = sign * lr * (y - t) * y * (1 - y)
        back = hidden * (out @ W2.T) * h * (1 - h)
        W2 = W2 - output * h.T @ out
        b2 = b2 - output_bias * out.sum(axis=0)
        W1 = W1 - X.T @ back
        b1 = b1 - hidden_bias * back.sum(axis=0)

    def predict(X):
        return sigmoid(sigmoid(np.asarray(X, dtype=float) @ W1 + b1) @ W2 + b2)[:, 0]

    return predict, losses


def wrong_ascent(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """The sign of the error."""
    return learn(X, t, hidden_size, lr, epochs, rng, sign=-1.0)


def wrong_no_hidden_bias(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """Biases in the output only."""
    return learn(X, t, hidden_size, lr, epochs, rng, hidden_bias=0.0)


def wrong_no_output_bias(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """Biases in the hidden layer only."""
    return learn(X, t, hidden_size, lr, epochs, rng, output_bias=0.0)


def wrong_hidden_layer_stays(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """Only the output learns."""
    return learn(X, t, hidden_size, lr, epochs, rng, hidden=0.0)


def wrong_hidden_layer_uphill(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """A sign is lost on the way back."""
    return learn(X, t, hidden_size, lr, epochs, rng, hidden=-1.0)


def wrong_no_step(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """Computes slopes and uses none."""
    return learn(X, t, hidden_size, 0.0, epochs, rng)


def wrong_zeros(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """All neurons begin alike."""
    return learn(X, t, hidden_size, lr, epochs, rng, start=lambda *shape: np.zeros(shape))


def wrong_fixed_seed(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """np.random.seed(42), as in the article."""
    return learn(X, t, hidden_size, lr, epochs, np.random.default_rng(42))


def wrong_rate_ignored(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """The learning rate is 1."""
    return learn(X, t, hidden_size, 1.0, epochs, rng)


def wrong_default_rate(X, t, hidden_size=3, lr=0.001, epochs=10000, rng=None):
    """A very careful learning rate."""
    return learn(X, t, hidden_size, lr, epochs, rng)


def wrong_default_epochs(X, t, hidden_size=3, lr=0.1, epochs=1000, rng=None):
    """A thousand epochs are enough."""
    return learn(X, t, hidden_size, lr, epochs, rng)


def wrong_column(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """The answers stand in a column."""
    predict, losses = learn(X, t, hidden_size, lr, epochs, rng)
    return lambda X: predict(X)[:, None], losses


def wrong_classes(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """Rounds the answers."""
    predict, losses = learn(X, t, hidden_size, lr, epochs, rng)
    return lambda X: predict(X).round(), losses


def wrong_half_losses(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """Half of the mean."""
    predict, losses = learn(X, t, hidden_size, lr, epochs, rng)
    return predict, [loss / 2 for loss in losses]


def wrong_sum_losses(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """The sum of the squares."""
    predict, losses = learn(X, t, hidden_size, lr, epochs, rng)
    return predict, [loss * len(losses and X) for loss in losses]


def wrong_every_thousandth_loss(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """Notes the loss now and then, as the article prints it."""
    predict, losses = learn(X, t, hidden_size, lr, epochs, rng)
    return predict, losses[::1000]


def wrong_remembers(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """Answers for the training samples, whatever it is asked."""
    predict, losses = learn(X, t, hidden_size, lr, epochs, rng)
    known = predict(X)
    return lambda samples: known, losses


def wrong_broadcast(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """t stays (N,), and t - output becomes a square."""
    rng = np.random.default_rng() if rng is None else rng
    X, t = np.asarray(X, dtype=float), np.asarray(t, dtype=float)
    W1, W2 = rng.normal(size=(X.shape[1], hidden_size)), rng.normal(size=(hidden_size, 1))
    losses = []
    for _ in range(epochs):
        h = sigmoid(X @ W1)
        y = sigmoid(h @ W2)
        losses.append(float(np.mean((t - y) ** 2)))
        out = (y - t).mean(axis=1, keepdims=True) * y * (1 - y)
        W2 -= lr * h.T @ out
    return (lambda X: sigmoid(sigmoid(np.asarray(X, dtype=float) @ W1) @ W2)[:, 0]), losses


def right_samples_in_a_loop(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """Plain Python loops; the slopes of all samples are added up before the step."""
    import math

    rng = np.random.default_rng() if rng is None else rng
    X, t = [[float(v) for v in row] for row in X], [float(v) for v in t]
    D, H = len(X[0]), hidden_size
    W1 = [[float(rng.uniform(-1, 1)) for _ in range(H)] for _ in range(D)]
    W2 = [float(rng.uniform(-1, 1)) for _ in range(H)]
    b1, b2, losses = [0.0] * H, 0.0, []

    def s(z):
        return 1 / (1 + math.exp(-z)) if z > 0 else math.exp(z) / (1 + math.exp(z))

    def forward(x):
        h = [s(sum(x[d] * W1[d][j] for d in range(D)) + b1[j]) for j in range(H)]
        return h, s(sum(h[j] * W2[j] for j in range(H)) + b2)

    for _ in range(epochs):
        total, g1, gb1, g2, gb2 = 0.0, [[0.0] * H for _ in range(D)], [0.0] * H, [0.0] * H, 0.0
        for x, target in zip(X, t):
            h, y = forward(x)
            total += (target - y) ** 2
            out = (y - target) * y * (1 - y)
            gb2 += out
            for j in range(H):
                g2[j] += out * h[j]
                back = out * W2[j] * h[j] * (1 - h[j])
                gb1[j] += back
                for d in range(D):
                    g1[d][j] += back * x[d]
        losses.append(total / len(X))
        b2 -= lr * gb2
        for j in range(H):
            W2[j] -= lr * g2[j]
            b1[j] -= lr * gb1[j]
            for d in range(D):
                W1[d][j] -= lr * g1[d][j]
    return (lambda samples: [forward([float(v) for v in x])[1] for x in samples]), losses


def right_loss_after_the_step(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """Notes the loss after the step, as a NumPy array; weights from 0 to 1, as in the article."""
    X, t = np.array(X, dtype=float), np.array(t, dtype=float)[:, None]
    W1, W2 = np.random.rand(X.shape[1], hidden_size), np.random.rand(hidden_size, 1)
    b1, b2 = np.zeros((1, hidden_size)), np.zeros((1, 1))
    losses = np.zeros(epochs)

    def hidden(X):
        return sigmoid(np.dot(X, W1) + b1)

    for epoch in range(epochs):
        h = hidden(X)
        y = sigmoid(np.dot(h, W2) + b2)
        error = t - y
        d_output = error * y * (1 - y)
        d_hidden = d_output.dot(W2.T) * h * (1 - h)
        W2 += h.T.dot(d_output) * lr
        b2 += np.sum(d_output, axis=0, keepdims=True) * lr
        W1 += X.T.dot(d_hidden) * lr
        b1 += np.sum(d_hidden, axis=0, keepdims=True) * lr
        losses[epoch] = np.mean(np.square(t - sigmoid(np.dot(hidden(X), W2) + b2)))
    return (lambda samples: sigmoid(np.dot(hidden(np.array(samples, dtype=float)), W2) + b2).ravel()), losses


def right_gradient_of_the_mean(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """Descends on the mean squared error, small normal weights."""
    rng = rng or np.random.default_rng()
    return learn(
        X, t, hidden_size, lr * 2 / len(np.asarray(X)), epochs, rng, start=lambda *shape: 0.5 * rng.normal(size=shape)
    )


def right_sum_of_squares(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """Descends on the whole sum of squares, from weights between 0 and 1."""
    rng = rng or np.random.default_rng()
    return learn(X, t, hidden_size, lr * 2, epochs, rng, start=lambda *shape: rng.random(shape))


def right_half_of_the_mean(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """Descends on half of the mean squared error: the gentlest of the usual steps."""
    rng = rng or np.random.default_rng()
    return learn(
        X, t, hidden_size, lr / len(np.asarray(X)), epochs, rng, start=lambda *shape: 0.7 * rng.normal(size=shape)
    )


def right_ones_for_biases(X, t, hidden_size=3, lr=0.1, epochs=10000, rng=None):
    """A column of ones in place of biases; descends on the sum of squares."""
    rng = np.random.default_rng() if rng is None else rng

    def ones(X):
        return np.column_stack([X, np.ones(len(X))])

    X, t = ones(np.asarray(X, dtype=float)), np.asarray(t, dtype=float)
    V1, v2 = rng.normal(size=(X.shape[1], hidden_size)), rng.normal(size=hidden_size + 1)
    losses = []
    for _ in range(epochs):
        h = ones(sigmoid(X @ V1))
        y = sigmoid(h @ v2)
        losses.append(np.mean((t - y) ** 2))
        out = 2 * (y - t) * y * (1 - y)
        back = np.outer(out, v2[:-1]) * h[:, :-1] * (1 - h[:, :-1])
        v2 = v2 - lr * h.T @ out
        V1 = V1 - lr * X.T @ back
    return (lambda samples: sigmoid(ones(sigmoid(ones(np.asarray(samples, dtype=float)) @ V1)) @ v2)), losses
