def wrong_sign(a, w_a, b_max):
    """A weight is positive."""
    return a * w_a / b_max


def wrong_limit_multiplied(a, w_a, b_max):
    """Brings the limit to the wrong side."""
    return -a * w_a * b_max


def wrong_limit_ignored(a, w_a, b_max):
    """Cancels A's signal."""
    return -a * w_a


def wrong_whole_numbers(a, w_a, b_max):
    """Divides with //."""
    return -a * w_a // b_max


def wrong_always_negative(a, w_a, b_max):
    """Takes the absolute value of each factor, but only of one."""
    return -abs(a) * w_a / b_max


def wrong_added(a, w_a, b_max):
    """Adds where it should multiply."""
    return -(a + w_a) / b_max


def right_two_steps(a, w_a, b_max):
    """The sum at the limit is 0."""
    signal = a * w_a
    return 0 - signal / b_max


def right_other_order(a, w_a, b_max):
    """Divides first."""
    return (a / b_max) * (-w_a)


def right_float(a, w_a, b_max):
    """Makes floats of everything."""
    return -(float(a) * float(w_a)) / float(b_max)
