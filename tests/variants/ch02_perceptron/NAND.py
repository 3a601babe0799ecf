def wrong_bias_of_and(x1, x2):
    """Turns the weights around and forgets the bias."""
    return perceptron([x1, x2], [-0.5, -0.5], -0.7)


def wrong_weights_of_and(x1, x2):
    """Turns the bias around and forgets the weights."""
    return perceptron([x1, x2], [0.5, 0.5], 0.7)


def wrong_nor(x1, x2):
    """No bit at all."""
    return perceptron([x1, x2], [-0.5, -0.5], 0.3)


def wrong_and(x1, x2):
    """Forgets the N."""
    return perceptron([x1, x2], [0.5, 0.5], -0.7)


def wrong_truth_value(x1, x2):
    """Not AND."""
    return not AND(x1, x2)


def wrong_bitwise_not(x1, x2):
    """The tilde turns bits around, all 64 of them."""
    return ~int(AND(x1, x2))


def wrong_second_bit_ignored(x1, x2):
    """x2 is not used."""
    return perceptron([x1, x1], [-0.5, -0.5], 0.7)


def right_one_minus(x1, x2):
    """One minus AND."""
    return 1 - AND(x1, x2)


def right_other_weights(x1, x2):
    """Whole numbers."""
    return perceptron([x1, x2], [-2, -2], 3)


def right_plain(x1, x2):
    """Plain Python."""
    if x1 == 1 and x2 == 1:
        return 0
    return 1
