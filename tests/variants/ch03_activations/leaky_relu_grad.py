import numpy as np


def wrong_function(x, alpha=0.01):
    """The function for its slope."""
    x = np.asarray(x, dtype=float)
    return np.where(x > 0, x, alpha * x)


def wrong_alpha_ignored(x, alpha=0.01):
    """Alpha is 0.01."""
    return np.where(np.asarray(x) > 0, 1.0, 0.01)


def wrong_flat(x, alpha=0.01):
    """The slope of a plain ReLU."""
    return np.where(np.asarray(x) > 0, 1.0, 0.0)


def wrong_sides(x, alpha=0.01):
    """Alpha on the right."""
    return np.where(np.asarray(x) > 0, alpha, 1.0)


def wrong_default(x, alpha=0.1):
    """A tenth seems reasonable."""
    return np.where(np.asarray(x) > 0, 1.0, alpha)


def wrong_integers(x, alpha=0.01):
    """Writes alpha into an array of the dtype of x."""
    result = np.ones_like(np.asarray(x))
    result[np.asarray(x) <= 0] = alpha
    return result


def wrong_zero_at_the_kink(x, alpha=0.01):
    """At the corner there is no slope, so 0."""
    x = np.asarray(x, dtype=float)
    return np.where(x > 0, 1.0, np.where(x < 0, alpha, 0.0))


def right_other_side(x, alpha=0.01):
    """At the kink the slope of the right side."""
    return np.where(np.asarray(x) < 0, alpha, 1.0)


def right_sum(x, alpha=0.01):
    """alpha everywhere, and the rest where x is positive."""
    return alpha + (1 - alpha) * (np.asarray(x) > 0)


def right_fill(x, alpha=0.01):
    """Fill, then overwrite."""
    x = np.asarray(x)
    result = np.full(x.shape, float(alpha))
    result[x > 0] = 1
    return result
