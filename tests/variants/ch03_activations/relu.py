import numpy as np


def wrong_absolute_value(x):
    """Rectify means: make it positive."""
    return np.abs(np.asarray(x))


def wrong_leaky(x):
    """A little should get through."""
    x = np.asarray(x, dtype=float)
    return np.where(x > 0, x, 0.01 * x)


def wrong_inverted(x):
    """The smaller of the two."""
    return np.minimum(0, np.asarray(x))


def wrong_step(x):
    """Confused with the step function."""
    return np.where(np.asarray(x) > 0, 1, 0)


def wrong_in_place(x):
    """Writes the zeros into the argument."""
    x = np.asarray(x, dtype=float)
    x[x < 0] = 0
    return x


def wrong_only_numbers(x):
    """Plain Python, one number."""
    return max(0, x)


def wrong_truncated(x):
    """Numbers are integers, aren't they?"""
    return np.maximum(0, np.asarray(x)).astype(int)


def wrong_capped(x):
    """Confused with ReLU6 and its ceiling."""
    return np.clip(np.asarray(x, dtype=float), 0, 6)


def wrong_max_of_all(x):
    """np.max for np.maximum."""
    return np.max(np.asarray(x, dtype=float))


def right_maximum(x):
    """The larger of the two, integers staying integers."""
    return np.maximum(0, x)


def right_where(x):
    """Choose."""
    x = np.asarray(x)
    return np.where(x > 0, x, 0)


def right_product(x):
    """True counts as 1."""
    x = np.asarray(x)
    return x * (x > 0)


def right_copy_and_mask(x):
    """Zeros into a copy."""
    result = np.array(x, dtype=float)
    result[result < 0] = 0
    return result
