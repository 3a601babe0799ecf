import numpy as np


def wrong_overflow(x):
    """The formula as printed in the book."""
    x = np.asarray(x, dtype=float)
    return np.exp(x) / np.sum(np.exp(x), axis=-1, keepdims=True)


def wrong_columns(x):
    """Adds up downwards."""
    x = np.asarray(x, dtype=float)
    powers = np.exp(x - x.max())
    return powers / powers.sum(axis=0)


def wrong_over_everything(x):
    """One sum for the whole batch."""
    x = np.asarray(x, dtype=float)
    powers = np.exp(x - x.max())
    return powers / powers.sum()


def wrong_no_keepdims(x):
    """Divides by sums that lie across; only square batches notice nothing."""
    x = np.asarray(x, dtype=float)
    powers = np.exp(x - x.max())
    return (powers.T / powers.sum(axis=-1)).T if x.ndim == 1 else powers / powers.sum(axis=-1)


def wrong_shift_of_the_whole_batch(x):
    """One maximum for all rows; a small row underflows beside a large one."""
    x = np.asarray(x, dtype=float)
    powers = np.exp(x - x.max())
    return powers / powers.sum(axis=-1, keepdims=True)


def wrong_temperature(x):
    """Softer is nicer."""
    x = np.asarray(x, dtype=float) / 2
    powers = np.exp(x - x.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def wrong_not_normalised(x):
    """Stops after the powers."""
    x = np.asarray(x, dtype=float)
    return np.exp(x - x.max(axis=-1, keepdims=True))


def wrong_linear(x):
    """Shares of the sum, without powers."""
    x = np.asarray(x, dtype=float)
    positive = x - x.min(axis=-1, keepdims=True) + 1e-9
    return positive / positive.sum(axis=-1, keepdims=True)


def wrong_batches_only(x):
    """axis=1 needs two axes."""
    x = np.asarray(x, dtype=float)
    powers = np.exp(x - x.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def wrong_in_place(x):
    """Subtracts the maximum from the argument."""
    x = np.asarray(x, dtype=float)
    x -= x.max(axis=-1, keepdims=True)
    powers = np.exp(x)
    return powers / powers.sum(axis=-1, keepdims=True)


def wrong_unsigned(x):
    """Subtracts in the dtype of x; unsigned integers wrap around."""
    x = np.asarray(x)
    powers = np.exp((x - x.max(axis=-1, keepdims=True)).astype(float))
    return powers / powers.sum(axis=-1, keepdims=True)


def right_transposed(x):
    """The textbook's way: turn the batch, then no keepdims is needed."""
    x = np.asarray(x, dtype=float)
    if x.ndim == 2:
        x = x.T
        x = x - np.max(x, axis=0)
        return (np.exp(x) / np.sum(np.exp(x), axis=0)).T
    x = x - np.max(x)
    return np.exp(x) / np.sum(np.exp(x))


def right_logarithm(x):
    """exp(x - log sum exp)."""
    x = np.asarray(x, dtype=float)
    return np.exp(x - np.logaddexp.reduce(x, axis=-1, keepdims=True))


def right_rows(x):
    """Row by row."""
    x = np.asarray(x, dtype=float)
    if x.ndim == 1:
        powers = np.exp(x - max(x))
        return powers / sum(powers)
    return np.array([softmax(row) for row in x])
