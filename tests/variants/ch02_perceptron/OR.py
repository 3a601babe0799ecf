import numpy as np


def wrong_and(x1, x2):
    """The bias of AND."""
    return perceptron([x1, x2], [0.5, 0.5], -0.7)


def wrong_border(x1, x2):
    """One bit reaches the threshold, but does not pass it."""
    return perceptron([x1, x2], [0.5, 0.5], -0.5)


def wrong_always(x1, x2):
    """The sign of the threshold."""
    return perceptron([x1, x2], [0.5, 0.5], 0.3)


def wrong_sum_of_bits(x1, x2):
    """Plus is or."""
    return x1 + x2


def wrong_truth_value(x1, x2):
    """A comparison is enough."""
    return x1 + x2 > 0.5


def wrong_second_bit_ignored(x1, x2):
    """x2 has the weight 0."""
    return perceptron([x1, x2], [0.5, 0], -0.3)


def wrong_either(x1, x2):
    """Or means either, or."""
    return int(x1 != x2)


def right_bits_alone(x1, x2):
    """Python's or."""
    return int(x1 or x2)


def right_maximum(x1, x2):
    """The larger bit."""
    return max(x1, x2)


def right_large_weights(x1, x2):
    """Weights need not be small."""
    weights = np.full(2, 20.0)
    return perceptron((x1, x2), weights, -10)
