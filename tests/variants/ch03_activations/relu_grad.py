import numpy as np


def wrong_function(x):
    """The function for its slope."""
    return np.maximum(np.asarray(x, dtype=float), 0)


def wrong_always_one(x):
    """A straight line has slope 1."""
    return np.ones_like(np.asarray(x, dtype=float))


def wrong_sign(x):
    """Minus one on the left."""
    return np.where(np.asarray(x) > 0, 1.0, -1.0)


def wrong_inverted(x):
    """The mask the wrong way round."""
    return np.where(np.asarray(x) > 0, 0.0, 1.0)


def wrong_truth_values(x):
    """The mask itself."""
    return np.asarray(x) > 0


def wrong_half_at_the_kink(x):
    """Fair is in the middle."""
    return np.heaviside(np.asarray(x, dtype=float), 0.5)


def wrong_leaky(x):
    """A little slope on the left."""
    return np.where(np.asarray(x) > 0, 1.0, 0.01)


def right_integers(x):
    """1 and 0 as integers."""
    return (np.asarray(x) > 0).astype(int)


def right_other_side(x):
    """At the kink the slope of the right side."""
    return np.where(np.asarray(x) >= 0, 1.0, 0.0)


def right_heaviside(x):
    """NumPy has this one as well."""
    return np.heaviside(np.asarray(x, dtype=float), 0.0)


def right_float32(x):
    """0 and 1 are exact in any dtype."""
    return np.greater(x, 0).astype(np.float32)
