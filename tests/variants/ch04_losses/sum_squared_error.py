import numpy as np


def wrong_no_half(y, t):
    """Forgets the half."""
    return np.sum((np.asarray(y, dtype=float) - np.asarray(t, dtype=float)) ** 2)


def wrong_mean(y, t):
    """Half the mean."""
    return 0.5 * np.mean((np.asarray(y, dtype=float) - np.asarray(t, dtype=float)) ** 2)


def wrong_rows(y, t):
    """Divides by the length of the batch, as the book does for its loss."""
    difference = np.asarray(y, dtype=float) - np.asarray(t, dtype=float)
    return 0.5 * np.sum(difference**2) / len(difference)


def wrong_half_inside(y, t):
    """The half is squared, too."""
    return np.sum((0.5 * (np.asarray(y, dtype=float) - np.asarray(t, dtype=float))) ** 2)


def wrong_absolute(y, t):
    """Half the sum of the differences."""
    return 0.5 * np.sum(np.abs(np.asarray(y, dtype=float) - np.asarray(t, dtype=float)))


def wrong_first_axis(y, t):
    """A loss for each column."""
    return 0.5 * np.sum((np.asarray(y, dtype=float) - np.asarray(t, dtype=float)) ** 2, axis=0)


def wrong_python_sum(y, t):
    """Python's sum adds up the rows."""
    return 0.5 * sum((np.asarray(y, dtype=float) - np.asarray(t, dtype=float)) ** 2)


def wrong_unsigned(y, t):
    """Subtracts in the dtype of the images."""
    return 0.5 * np.sum((np.asarray(y) - np.asarray(t)) ** 2)


def wrong_integer_division(y, t):
    """// for /."""
    return np.sum((np.asarray(y, dtype=float) - np.asarray(t, dtype=float)) ** 2) // 2


def wrong_fourth_power(y, t):
    """Squares twice."""
    return 0.5 * np.sum((np.asarray(y, dtype=float) - np.asarray(t, dtype=float)) ** 2) ** 2


def wrong_in_place(y, t):
    """Squares into y."""
    y = np.asarray(y, dtype=float)
    if y.flags.writeable:
        y -= t
        y **= 2
        return 0.5 * np.sum(y)
    return 0.5 * np.sum((y - np.asarray(t, dtype=float)) ** 2)


def right_norm(y, t):
    """Half the square of the length."""
    difference = np.asarray(y, dtype=float) - np.asarray(t, dtype=float)
    return np.linalg.norm(difference) ** 2 / 2


def right_einsum(y, t):
    """Every axis of the difference with itself."""
    difference = np.subtract(y, t, dtype=float)
    return np.einsum("i,i->", difference.ravel(), difference.ravel()) / 2


def right_through_the_mean(y, t):
    """The mean, times the number of elements."""
    return mean_squared_error(y, t) * np.size(y) / 2
