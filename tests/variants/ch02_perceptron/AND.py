import numpy as np


def wrong_or(x1, x2):
    """The bias of OR."""
    return perceptron([x1, x2], [0.5, 0.5], -0.3)


def wrong_border(x1, x2):
    """Two bits reach the threshold, but do not pass it."""
    return perceptron([x1, x2], [0.5, 0.5], -1.0)


def wrong_sign_of_the_threshold(x1, x2):
    """The threshold is added."""
    return perceptron([x1, x2], [0.5, 0.5], 0.7)


def wrong_truth_value(x1, x2):
    """A comparison is enough."""
    return x1 + x2 > 1


def wrong_second_bit_ignored(x1, x2):
    """Looks at the first bit twice."""
    return perceptron([x1, x1], [0.5, 0.5], -0.7)


def wrong_sum(x1, x2):
    """Returns the weighted sum."""
    return 0.5 * x1 + 0.5 * x2 - 0.7


def wrong_whole_numbers_only(x1, x2):
    """Bits have bit operations."""
    return x1 & x2


def right_plain(x1, x2):
    """Without the perceptron."""
    return 1 if 0.5 * x1 + 0.5 * x2 > 0.7 else 0


def right_other_weights(x1, x2):
    """Whole weights, as arrays."""
    return perceptron(np.array([x1, x2]), np.array([2, 1]), -2.5)


def right_product(x1, x2):
    """The product of two bits."""
    return float(x1) * float(x2)
