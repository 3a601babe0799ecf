import numpy as np


def wrong_of_the_activated(x):
    """The formula for somebody who has the output already."""
    x = np.asarray(x, dtype=float)
    return 1 - x * x


def wrong_not_squared(x):
    """Forgets the square."""
    return 1 - tanh(x)


def wrong_function(x):
    """The function for its slope."""
    return tanh(x)


def wrong_sigmoid_formula(x):
    """The formula of the other S."""
    t = tanh(x)
    return t * (1 - t)


def wrong_plus(x):
    """A slip of the sign."""
    return 1 + tanh(x) ** 2


def wrong_overflow(x):
    """One over cosh squared, in the naive form."""
    return 1 / np.cosh(np.asarray(x, dtype=float)) ** 2


def wrong_quarter(x):
    """The slope of the sigmoid is at most one quarter, so this too."""
    return (1 - tanh(x) ** 2) / 4


def right_factors(x):
    """Third binomial formula."""
    t = tanh(x)
    return (1 + t) * (1 - t)


def right_numpy(x):
    """Needs no other function of the module, and works in the dtype that comes."""
    return 1 - np.tanh(x) ** 2


def right_decay(x):
    """4 d / (1 + d)^2 with d = e^-2|x|."""
    decay = np.exp(-2 * np.abs(np.asarray(x, dtype=float)))
    return 4 * decay / (1 + decay) ** 2
