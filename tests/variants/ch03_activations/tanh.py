import numpy as np


def wrong_overflow(x):
    """The formula as printed in the book."""
    x = np.asarray(x, dtype=float)
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))


def wrong_sigmoid(x):
    """Another S."""
    return sigmoid(x)


def wrong_sinh(x):
    """Forgets the denominator."""
    return np.sinh(np.clip(np.asarray(x, dtype=float), -500, 500))


def wrong_cotangent(x):
    """Numerator and denominator exchanged."""
    return 1 / np.tanh(np.where(np.asarray(x, dtype=float) == 0, 1.0, x))


def wrong_not_doubled(x):
    """tanh(x) = 2 sigmoid(2x) - 1, without the second 2."""
    return 2 * sigmoid(x) - 1


def wrong_trigonometric(x):
    """The tangent without the h."""
    return np.tan(np.asarray(x, dtype=float))


def wrong_hard(x):
    """Straight lines are simpler."""
    return np.clip(np.asarray(x, dtype=float), -1, 1)


def right_numpy(x):
    """NumPy has it, for arrays of integers too."""
    return np.tanh(x)


def right_by_sigmoid(x):
    """A stretched sigmoid."""
    return 2 * sigmoid(2 * np.asarray(x, dtype=float)) - 1


def right_decay(x):
    """Only powers that are not positive."""
    x = np.asarray(x, dtype=float)
    decay = np.exp(-2 * np.abs(x))
    return np.sign(x) * (1 - decay) / (1 + decay)
