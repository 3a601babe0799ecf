import numpy as np


def wrong_factor_missing(x):
    """The sigmoid alone."""
    return sigmoid(x)


def wrong_overflow(x):
    """The formula in one go."""
    x = np.asarray(x, dtype=float)
    return x / (1 + np.exp(-x))


def wrong_tanh(x):
    """The other S."""
    return np.asarray(x, dtype=float) * np.tanh(np.asarray(x, dtype=float))


def wrong_of_the_product(x):
    """sigmoid(x * x)."""
    x = np.asarray(x, dtype=float)
    return sigmoid(np.minimum(np.abs(x), 1e100) * np.minimum(np.abs(x), 1e100))


def wrong_sum(x):
    """Plus for times."""
    return np.asarray(x, dtype=float) + sigmoid(x)


def wrong_relu_factor(x):
    """Negative numbers should be zero after all."""
    return np.maximum(np.asarray(x, dtype=float), 0) * sigmoid(x)


def wrong_mirrored(x):
    """sigmoid(-x)."""
    return np.asarray(x, dtype=float) * sigmoid(-np.asarray(x, dtype=float))


def right_by_tanh(x):
    """Needs no other function of the module."""
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1 + np.tanh(0.5 * x))


def right_multiply(x):
    """A list times an array is an array."""
    return np.multiply(x, sigmoid(x))


def right_clipped(x):
    """Clips inside the power only."""
    x = np.asarray(x, dtype=float)
    return x / (1 + np.exp(np.clip(-x, None, 709)))
