def wrong_single_unit(x1, x2):
    """One perceptron with the right weights must do it."""
    return perceptron([x1, x2], [1.0, -1.0], -0.5)


def wrong_or(x1, x2):
    """At least one."""
    return OR(x1, x2)


def wrong_and_of_or_and_and(x1, x2):
    """AND in the place of NAND."""
    return AND(OR(x1, x2), AND(x1, x2))


def wrong_or_at_the_end(x1, x2):
    """OR joins the two."""
    return OR(NAND(x1, x2), OR(x1, x2))


def wrong_nand_at_the_end(x1, x2):
    """NAND joins the two: the opposite of XOR."""
    return NAND(NAND(x1, x2), OR(x1, x2))


def wrong_truth_value(x1, x2):
    """Different, or not."""
    return x1 != x2


def wrong_difference(x1, x2):
    """The difference of the bits has a sign."""
    return x1 - x2


def wrong_second_bit_ignored(x1, x2):
    """x2 is not used by OR."""
    return AND(NAND(x1, x2), OR(x1, x1))


def right_four_nands(x1, x2):
    """NAND alone is enough."""
    middle = NAND(x1, x2)
    return NAND(NAND(x1, middle), NAND(middle, x2))


def right_either_without_the_other(x1, x2):
    """The first without the second, or the second without the first."""
    return OR(AND(x1, 1 - float(x2)), AND(1 - float(x1), x2))


def right_three_perceptrons(x1, x2):
    """Weights written out."""
    hidden = [perceptron([x1, x2], [1, 1], -0.5), perceptron([x1, x2], [1, 1], -1.5)]
    return perceptron(hidden, [1, -1], -0.5)
