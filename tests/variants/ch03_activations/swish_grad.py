import numpy as np


def wrong_first_term_only(x):
    """x is a constant, isn't it?"""
    return sigmoid(x)


def wrong_second_term_only(x):
    """Only the sigmoid changes."""
    x = np.asarray(x, dtype=float)
    s = sigmoid(x)
    return x * s * (1 - s)


def wrong_product_of_slopes(x):
    """The slope of a product is the product of the slopes."""
    return 1 * sigmoid_grad(x)


def wrong_function(x):
    """The function for its slope."""
    return swish(x)


def wrong_minus(x):
    """A slip of the sign."""
    x = np.asarray(x, dtype=float)
    s = sigmoid(x)
    return s - x * s * (1 - s)


def wrong_of_the_activated(x):
    """Takes x for the sigmoid's output in the second term."""
    x = np.asarray(x, dtype=float)
    return sigmoid(x) + x * np.clip(x, -1e10, 1e10) * (1 - np.clip(x, -1e10, 1e10))


def wrong_overflow(x):
    """Everything over one denominator."""
    x = np.asarray(x, dtype=float)
    power = np.exp(-x)
    return (1 + power + x * power) / (1 + power) ** 2


def right_by_swish(x):
    """f + s (1 - f) with f = swish(x)."""
    x = np.asarray(x, dtype=float)
    s = sigmoid(x)
    f = x * s
    return f + s * (1 - f)


def right_product_rule(x):
    """u' v + u v' with the functions of the chapter."""
    return sigmoid(x) + np.asarray(x, dtype=float) * sigmoid_grad(x)


def right_by_tanh(x):
    """Needs no other function of the module."""
    x = np.asarray(x, dtype=float)
    s = 0.5 * (1 + np.tanh(0.5 * x))
    return s * (1 + x * (1 - s))
