import numpy as np


def wrong_zero_weights_for_white(pattern):
    """White pixels do not matter."""
    return list(pattern), 1 - sum(pattern)


def wrong_bias_zero(pattern):
    """The weights alone tell."""
    return [1 if pixel else -1 for pixel in pattern], 0


def wrong_bias_one_too_low(pattern):
    """All ones together must be cancelled."""
    return [1 if pixel else -1 for pixel in pattern], -sum(pattern)


def wrong_bias_one_too_high(pattern):
    """One missing pixel may pass."""
    return [1 if pixel else -1 for pixel in pattern], 2 - sum(pattern)


def wrong_inverted(pattern):
    """Weights for the white pixels."""
    return [-1 if pixel else 1 for pixel in pattern], 1 - (len(pattern) - sum(pattern))


def wrong_length_for_count(pattern):
    """The bias comes from the number of pixels."""
    return [1 if pixel else -1 for pixel in pattern], 1 - len(pattern)


def wrong_nine_pixels(pattern):
    """Made for the picture of the lesson."""
    weights = [1 if pixel else -1 for pixel in pattern]
    return weights, 1 - sum(pattern) if len(pattern) <= 9 else -5


def wrong_changes_the_pattern(pattern):
    """Turns the 0s into -1s where they stand."""
    ones = sum(pattern)
    for i, pixel in enumerate(pattern):
        if not pixel:
            pattern[i] = -1
    return list(pattern), 1 - ones


def right_array(pattern):
    """2 p - 1 makes 1 and -1."""
    image = np.asarray(pattern)
    return 2 * image - 1, 0.5 - image.sum()


def right_larger_weights(pattern):
    """White pixels forbid strongly."""
    return [10.0 if pixel else -100.0 for pixel in pattern], -10.0 * sum(pattern) + 5.0


def right_tuple(pattern):
    """A bias just below the full sum."""
    return tuple(1.0 if pixel == 1 else -1.0 for pixel in pattern), -(sum(pattern) - 0.01)
