import numpy as np


def wrong_of_the_activated(x):
    """The formula of an article that calls the output x."""
    x = np.asarray(x, dtype=float)
    return x * (1 - x)


def wrong_function(x):
    """The function for its slope."""
    return sigmoid(x)


def wrong_tanh_formula(x):
    """The formula of the other S."""
    return 1 - sigmoid(x) ** 2


def wrong_squared(x):
    """s times s."""
    return sigmoid(x) * sigmoid(x)


def wrong_activated_twice(x):
    """Passes the output through the sigmoid again."""
    s = sigmoid(sigmoid(x))
    return s * (1 - s)


def wrong_overflow(x):
    """The quotient rule, written out."""
    power = np.exp(-np.asarray(x, dtype=float))
    return power / (1 + power) ** 2


def wrong_forward_difference(x):
    """Measures with a coarse step."""
    x = np.asarray(x, dtype=float)
    return (sigmoid(x + 0.01) - sigmoid(x)) / 0.01


def right_mirrored(x):
    """1 - s(x) is s(-x)."""
    x = np.asarray(x, dtype=float)
    return sigmoid(x) * sigmoid(-x)


def right_difference(x):
    """s minus s squared."""
    s = sigmoid(x)
    return s - s**2


def right_by_tanh(x):
    """Needs no other function of the module."""
    t = np.tanh(0.5 * np.asarray(x, dtype=float))
    return 0.25 * (1 - t * t)


def right_quotient(x):
    """The quotient rule with |x|, because the slope is symmetric."""
    power = np.exp(-np.abs(np.asarray(x, dtype=float)))
    return power / (1 + power) ** 2
