import numpy as np


def wrong_forward_difference(f, x):
    """One step to the right is enough."""
    x, h = float(x), 1e-4
    return (f(x + h) - f(x)) / h


def wrong_tiny_forward_difference(f, x):
    """One step to the right, so short that nobody can tell by the value."""
    x, h = float(x), 1e-7
    return (f(x + h) - f(x)) / h


def wrong_backward_difference(f, x):
    """One step to the left."""
    x, h = float(x), 1e-4
    return (f(x) - f(x - h)) / h


def wrong_divided_by_h(f, x):
    """Two steps, one width."""
    x, h = float(x), 1e-4
    return (f(x + h) - f(x - h)) / h


def wrong_precedence(f, x):
    """Forgets the parentheses."""
    x, h = float(x), 1e-4
    return (f(x + h) - f(x - h)) / 2 * h


def wrong_sign(f, x):
    """Left minus right."""
    x, h = float(x), 1e-4
    return (f(x - h) - f(x + h)) / (2 * h)


def wrong_large_step(f, x):
    """A tenth is small."""
    x, h = float(x), 0.1
    return (f(x + h) - f(x - h)) / (2 * h)


def wrong_tiny_step(f, x):
    """The smaller, the better."""
    x, h = float(x), 1e-14
    return (f(x + h) - f(x - h)) / (2 * h)


def wrong_vanishing_step(f, x):
    """So small that x + h is x."""
    x, h = float(x), 1e-50
    return (f(x + h) - f(x - h)) / (2 * h)


def wrong_float32(f, x):
    """Keeps the type of x."""
    h = np.float32(1e-4)
    return (f(x + h) - f(x - h)) / (2 * h) if isinstance(x, np.float32) else (f(x + 1e-4) - f(x - 1e-4)) / 2e-4


def wrong_integer(f, x):
    """Rounds the steps of an integer."""
    h = 1e-4
    if isinstance(x, int):
        return (f(int(x + h)) - f(int(x - h))) / (2 * h)
    return (f(float(x) + h) - f(float(x) - h)) / (2 * h)


def right_smaller_step(f, x):
    """Another width."""
    h = 1e-5
    x = np.float64(x)
    return (f(x + h) - f(x - h)) / (h + h)


def right_larger_step(f, x):
    """The largest width that is still accurate enough."""
    x = float(x)
    return (f(x + 1e-3) - f(x - 1e-3)) / 2e-3


def right_mean_of_two(f, x):
    """The mean of the slope to the left and the slope to the right."""
    x, h = float(x), 1e-5
    middle = f(x)
    return ((f(x + h) - middle) / h + (middle - f(x - h)) / h) / 2


def right_five_points(f, x):
    """A finer formula."""
    x, h = float(x), 1e-3
    return (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h)
