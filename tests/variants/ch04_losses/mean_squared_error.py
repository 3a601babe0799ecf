import numpy as np


def wrong_sum(y, t):
    """Forgets to divide."""
    return np.sum((np.asarray(y, dtype=float) - np.asarray(t, dtype=float)) ** 2)


def wrong_half(y, t):
    """Mixes it up with its twin."""
    return 0.5 * np.mean((np.asarray(y, dtype=float) - np.asarray(t, dtype=float)) ** 2)


def wrong_rows(y, t):
    """Divides by the length of the batch."""
    difference = np.asarray(y, dtype=float) - np.asarray(t, dtype=float)
    return np.sum(difference**2) / len(difference)


def wrong_root(y, t):
    """The root of it has the unit of y."""
    return np.sqrt(np.mean((np.asarray(y, dtype=float) - np.asarray(t, dtype=float)) ** 2))


def wrong_absolute(y, t):
    """The mean difference."""
    return np.mean(np.abs(np.asarray(y, dtype=float) - np.asarray(t, dtype=float)))


def wrong_square_of_the_mean(y, t):
    """Averages first and squares then."""
    return np.mean(np.asarray(y, dtype=float) - np.asarray(t, dtype=float)) ** 2


def wrong_one_for_each_row(y, t):
    """A loss for each sample."""
    difference = np.asarray(y, dtype=float) - np.asarray(t, dtype=float)
    return np.mean(difference**2, axis=-1)


def wrong_unsigned(y, t):
    """Subtracts in the dtype of the images."""
    return np.mean((np.asarray(y) - np.asarray(t)) ** 2)


def wrong_arrays_only(y, t):
    """Lists cannot be subtracted."""
    return ((y.astype(float) - t) ** 2).mean()


def wrong_in_place(y, t):
    """Subtracts into y."""
    y = np.asarray(y, dtype=float)
    if y.flags.writeable:
        y -= t
        return np.mean(y**2)
    return np.mean((y - np.asarray(t, dtype=float)) ** 2)


def wrong_clipped(y, t):
    """No loss is larger than a million."""
    return min(float(np.mean((np.asarray(y, dtype=float) - np.asarray(t, dtype=float)) ** 2)), 1e6)


def wrong_whole_number(y, t):
    """Returns an integer for integers."""
    loss = np.mean((np.asarray(y, dtype=float) - np.asarray(t, dtype=float)) ** 2)
    return int(loss) if np.asarray(y).dtype.kind in "iu" else loss


def right_loop(y, t):
    """One number after another."""
    total, count = 0.0, 0
    for a, b in zip(np.ravel(y).tolist(), np.ravel(t).tolist()):
        total += (a - b) ** 2
        count += 1
    return total / count


def right_dot(y, t):
    """The product of the differences with themselves, as a 0-d array."""
    difference = (np.array(y, dtype=np.float64) - np.array(t, dtype=np.float64)).ravel()
    return np.array(difference @ difference / difference.size)


def right_expanded(y, t):
    """np.square and np.average."""
    return np.average(np.square(np.subtract(y, t, dtype=float)))
