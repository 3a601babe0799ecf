import numpy as np


def wrong_overflow(x):
    """The formula as printed in the book."""
    return 1 / (1 + np.exp(-np.asarray(x, dtype=float)))


def wrong_sign_of_exponent(x):
    """Forgets the minus."""
    x = np.clip(np.asarray(x, dtype=float), -500, 500)
    return 1 / (1 + np.exp(x))


def wrong_tanh(x):
    """Another S."""
    return np.tanh(np.asarray(x, dtype=float))


def wrong_both_forms_computed(x):
    """np.where picks the harmless form, but computes both."""
    x = np.asarray(x, dtype=float)
    return np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (1 + np.exp(x)))


def wrong_hard(x):
    """Straight lines are simpler."""
    return np.clip(0.2 * np.asarray(x, dtype=float) + 0.5, 0, 1)


def wrong_clipped_too_early(x):
    """Clips to keep the power small, and loses the ends."""
    return 1 / (1 + np.exp(-np.clip(np.asarray(x, dtype=float), -5, 5)))


def wrong_integer_result(x):
    """Writes into an array of the dtype of x."""
    x = np.asarray(x)
    result = np.zeros_like(x)
    result[...] = 1 / (1 + np.exp(-np.clip(x.astype(float), -500, 500)))
    return result


def wrong_two(x):
    """A slip in the denominator."""
    return 1 / (2 + np.exp(-np.clip(np.asarray(x, dtype=float), -500, 500)))


def right_clipped(x):
    """Beyond 500 the result is 0 or 1 anyway."""
    return 1 / (1 + np.exp(-np.clip(np.asarray(x, dtype=float), -500, 500)))


def right_by_tanh(x):
    """The sigmoid is a squeezed tanh."""
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(x, dtype=float)))


def right_logaddexp(x):
    """NumPy's own stable logarithm."""
    return np.exp(-np.logaddexp(0, -np.asarray(x, dtype=float)))


def right_masks(x):
    """Two halves, each with its form."""
    x = np.asarray(x, dtype=float)
    flat = np.atleast_1d(x).astype(float)
    result = np.empty_like(flat)
    positive = flat >= 0
    result[positive] = 1 / (1 + np.exp(-flat[positive]))
    powers = np.exp(flat[~positive])
    result[~positive] = powers / (1 + powers)
    return result.reshape(x.shape)


def right_silenced(x):
    """Knows that the overflow is harmless here, and says so to NumPy."""
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-np.asarray(x, dtype=float)))
