import numpy as np


def wrong_log_of_zero(y, t):
    """The formula as printed."""
    y, t = np.asarray(y, dtype=float), np.asarray(t, dtype=float)
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))


def wrong_safe_at_one_end(y, t):
    """Thinks of y = 0 only."""
    y, t = np.asarray(y, dtype=float), np.asarray(t, dtype=float)
    return -np.mean(t * np.log(y + 1e-7) + (1 - t) * np.log(1 - y))


def wrong_safe_at_the_other_end(y, t):
    """Thinks of y = 1 only."""
    y, t = np.asarray(y, dtype=float), np.asarray(t, dtype=float)
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y + 1e-7))


def wrong_one_sided(y, t):
    """Only the yes counts."""
    y, t = np.asarray(y, dtype=float), np.asarray(t, dtype=float)
    return -np.mean(t * np.log(y + 1e-7))


def wrong_sum(y, t):
    """Not the mean."""
    y, t = np.asarray(y, dtype=float), np.asarray(t, dtype=float)
    return -np.sum(t * np.log(y + 1e-7) + (1 - t) * np.log(1 - y + 1e-7))


def wrong_rows(y, t):
    """The sum divided by the length of the batch."""
    y, t = np.asarray(y, dtype=float), np.asarray(t, dtype=float)
    return -np.sum(t * np.log(y + 1e-7) + (1 - t) * np.log(1 - y + 1e-7)) / len(y)


def wrong_no_minus(y, t):
    """The mean of the logarithms."""
    y, t = np.asarray(y, dtype=float), np.asarray(t, dtype=float)
    return np.mean(t * np.log(y + 1e-7) + (1 - t) * np.log(1 - y + 1e-7))


def wrong_minus_between(y, t):
    """Minus where plus belongs."""
    y, t = np.asarray(y, dtype=float), np.asarray(t, dtype=float)
    return -np.mean(t * np.log(y + 1e-7) - (1 - t) * np.log(1 - y + 1e-7))


def wrong_swapped(y, t):
    """t is the prediction."""
    y, t = np.asarray(t, dtype=float), np.asarray(y, dtype=float)
    return -np.mean(t * np.log(y + 1e-7) + (1 - t) * np.log(1 - y + 1e-7))


def wrong_no_and_yes(y, t):
    """y is the probability of no."""
    y, t = np.asarray(y, dtype=float), np.asarray(t, dtype=float)
    return -np.mean((1 - t) * np.log(y + 1e-7) + t * np.log(1 - y + 1e-7))


def wrong_large_epsilon(y, t):
    """Clips at one percent."""
    y, t = np.clip(np.asarray(y, dtype=float), 0.01, 0.99), np.asarray(t, dtype=float)
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))


def wrong_epsilon_too_small(y, t):
    """1 - 1e-17 is 1 for a computer."""
    y, t = np.clip(np.asarray(y, dtype=float), 1e-17, 1 - 1e-17), np.asarray(t, dtype=float)
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))


def wrong_sigmoid_once_more(y, t):
    """Takes y for scores."""
    y, t = 1 / (1 + np.exp(-np.asarray(y, dtype=float))), np.asarray(t, dtype=float)
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))


def wrong_one_for_each_row(y, t):
    """Averages over the last axis only."""
    y, t = np.asarray(y, dtype=float), np.asarray(t, dtype=float)
    return -np.mean(t * np.log(y + 1e-7) + (1 - t) * np.log(1 - y + 1e-7), axis=-1)


def wrong_in_place(y, t):
    """Clips y itself."""
    y, t = np.asarray(y, dtype=float), np.asarray(t, dtype=float)
    if y.flags.writeable:
        np.clip(y, 1e-7, 1 - 1e-7, out=y)
    y = np.clip(y, 1e-7, 1 - 1e-7)
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))


def right_clipped(y, t):
    """Clips at both ends."""
    y, t = np.clip(np.asarray(y, dtype=float), 1e-12, 1 - 1e-12), np.asarray(t)
    return np.mean(-(t * np.log(y)) - (1 - t) * np.log1p(-y))


def right_chosen(y, t):
    """The probability of what was true, whichever it was."""
    y = np.asarray(y, dtype=float)
    return np.mean(-np.log(np.where(np.asarray(t) == 1, y, 1 - y) + 1e-8))


def right_loop(y, t):
    """One after another."""
    import math

    costs = []
    for p, label in zip(np.ravel(y).tolist(), np.ravel(t).tolist()):
        costs.append(-math.log(max(p if label == 1 else 1 - p, 1e-9)))
    return sum(costs) / len(costs)
