def wrong_leaky(x):
    """A little of the negative numbers should get through."""
    return x if x > 0 else 0.01 * x


def wrong_absolute_value(x):
    """Rectify means: make it positive."""
    return abs(x)


def wrong_inverted(x):
    """The comparison the wrong way round."""
    return x if x < 0 else 0


def wrong_truncated(x):
    """Numbers are integers, aren't they?"""
    return int(x) if x > 0 else 0


def wrong_clipped_at_one(x):
    """Confused with a gate that says at most 1."""
    return min(max(x, 0), 1)


def wrong_step(x):
    """Confused with the step function."""
    return 1 if x > 0 else 0


def wrong_forgets_to_return(x):
    """Computes the answer and keeps it."""
    max(0, x)


def wrong_threshold(x):
    """Anything below one is too weak to count."""
    return x if x > 1 else 0


def right_max(x):
    """The larger of zero and the number."""
    return max(0, x)


def right_product(x):
    """True counts as 1."""
    return x * (x > 0)


def right_half_of_sum(x):
    """x and its absolute value cancel out where x is negative."""
    return (x + abs(x)) / 2


def right_border_included(x):
    """At zero both branches say the same."""
    if x >= 0:
        return x
    return 0.0
