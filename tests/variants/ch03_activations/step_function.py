import numpy as np


def wrong_border_included(x):
    """At zero the step is up already."""
    return (np.asarray(x) >= 0).astype(int)


def wrong_truth_values(x):
    """The comparison is the answer."""
    return np.asarray(x) > 0


def wrong_floats(x):
    """Where without thinking of the type."""
    return np.where(np.asarray(x) > 0, 1.0, 0.0)


def wrong_sign(x):
    """Minus one, zero or one."""
    return np.sign(np.asarray(x)).astype(int)


def wrong_inverted(x):
    """1 for negative numbers."""
    return (np.asarray(x) < 0).astype(int)


def wrong_only_numbers(x):
    """Plain Python, one number."""
    return 1 if x > 0 else 0


def wrong_flattened(x):
    """A loop forgets the shape."""
    return np.array([1 if value > 0 else 0 for value in np.ravel(x)])


def wrong_threshold(x):
    """The step is at one half."""
    return (np.asarray(x) > 0.5).astype(int)


def right_where(x):
    """np.where with integers."""
    return np.where(np.asarray(x) > 0, 1, 0)


def right_multiplied(x):
    """True times 1 is 1."""
    return (np.array(x) > 0) * 1


def right_loop(x):
    """Element by element, into an array of integers."""
    x = np.asarray(x)
    result = np.zeros(x.shape, dtype=np.int32)
    for index, value in np.ndenumerate(x):
        if value > 0:
            result[index] = 1
    return result
