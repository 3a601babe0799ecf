import numpy as np


def rows_and_labels(y, t):
    """What most of the variants below begin with."""
    y = np.atleast_2d(np.asarray(y, dtype=float))
    t = np.asarray(t)
    labels = t.reshape(y.shape).argmax(axis=1) if t.size == y.size else t.reshape(-1)
    return y, labels


def wrong_log_of_zero(y, t):
    """The formula as printed in the book's margin."""
    y, labels = rows_and_labels(y, t)
    return -np.mean(np.log(y[np.arange(len(y)), labels]))


def wrong_epsilon_outside(y, t):
    """The tiny number stands beside the logarithm."""
    y, labels = rows_and_labels(y, t)
    return -np.mean(np.log(y[np.arange(len(y)), labels]) + 1e-7)


def wrong_large_epsilon(y, t):
    """A hundredth is tiny enough."""
    y, labels = rows_and_labels(y, t)
    return -np.mean(np.log(y[np.arange(len(y)), labels] + 0.01))


def wrong_sum(y, t):
    """No division by N."""
    y, labels = rows_and_labels(y, t)
    return -np.sum(np.log(y[np.arange(len(y)), labels] + 1e-7))


def wrong_all_elements(y, t):
    """Averages over the classes, too."""
    y, labels = rows_and_labels(y, t)
    return -np.mean(np.eye(y.shape[1])[labels] * np.log(y + 1e-7))


def wrong_no_minus(y, t):
    """The mean of the logarithms."""
    y, labels = rows_and_labels(y, t)
    return np.mean(np.log(y[np.arange(len(y)), labels] + 1e-7))


def wrong_one_hot_only(y, t):
    """Integer labels are multiplied, too."""
    y, t = np.asarray(y, dtype=float), np.asarray(t)
    return -np.sum(t * np.log(y + 1e-7)) / (len(y) if y.ndim == 2 else 1)


def wrong_integers_only(y, t):
    """One-hot labels choose rows."""
    y = np.atleast_2d(np.asarray(y, dtype=float))
    return -np.mean(np.log(y[np.arange(len(y)), np.asarray(t)] + 1e-7))


def wrong_batches_only(y, t):
    """One sample is not a batch."""
    y, t = np.asarray(y, dtype=float), np.asarray(t)
    labels = t.argmax(axis=1) if t.ndim == 2 else t
    return -np.mean(np.log(y[np.arange(y.shape[0]), labels] + 1e-7))


def wrong_all_pairs(y, t):
    """y[:, labels] picks every label for every row."""
    y, labels = rows_and_labels(y, t)
    return -np.mean(np.log(y[:, labels] + 1e-7))


def wrong_base_two(y, t):
    """Counts in bits."""
    y, labels = rows_and_labels(y, t)
    return -np.mean(np.log2(y[np.arange(len(y)), labels] + 1e-7))


def wrong_softmax_once_more(y, t):
    """Takes y for scores."""
    y, labels = rows_and_labels(y, t)
    y = np.exp(y) / np.exp(y).sum(axis=1, keepdims=True)
    return -np.mean(np.log(y[np.arange(len(y)), labels] + 1e-7))


def wrong_binary(y, t):
    """Counts the other classes, too."""
    y, labels = rows_and_labels(y, t)
    t = np.eye(y.shape[1])[labels]
    return -np.sum(t * np.log(y + 1e-7) + (1 - t) * np.log(1 - y + 1e-7)) / len(y)


def wrong_log_of_the_mean(y, t):
    """Averages before the logarithm."""
    y, labels = rows_and_labels(y, t)
    return -np.log(np.mean(y[np.arange(len(y)), labels]) + 1e-7)


def wrong_square_is_one_hot(y, t):
    """argmax over the columns of a square one-hot matrix."""
    y, t = np.asarray(y, dtype=float), np.asarray(t)
    if y.ndim == 2 and t.shape == y.shape and len(y) == y.shape[1]:
        t = t.argmax(axis=0)
    y, labels = rows_and_labels(y, t)
    return -np.mean(np.log(y[np.arange(len(y)), labels] + 1e-7))


def wrong_capped(y, t):
    """No surprise is larger than 5."""
    y, labels = rows_and_labels(y, t)
    return np.mean(np.minimum(-np.log(y[np.arange(len(y)), labels] + 1e-7), 5))


def wrong_zero_times_infinity(y, t):
    """Multiplies the logarithms of all classes; 0 times infinity is not 0."""
    y, labels = rows_and_labels(y, t)
    return -np.sum(np.eye(y.shape[1])[labels] * np.log(y)) / len(y)


def wrong_in_place(y, t):
    """Clips y itself."""
    if isinstance(y, np.ndarray) and y.flags.writeable and y.dtype == float:
        y += 1e-7
    y, labels = rows_and_labels(y, t)
    return -np.mean(np.log(y[np.arange(len(y)), labels] + 1e-9))


def wrong_arrays_only(y, t):
    """Asks a list for its ndim."""
    if y.ndim == 1:
        y = y.reshape(1, y.size)
    return -np.mean(np.log(rows_and_labels(y, t)[0][np.arange(len(y)), rows_and_labels(y, t)[1]] + 1e-7))


def right_textbook(y, t):
    """As the book has it, for everything that is array_like."""
    y, t = np.asarray(y), np.asarray(t)
    if y.ndim == 1:
        t = t.reshape(1, t.size)
        y = y.reshape(1, y.size)
    if t.size == y.size:
        t = t.argmax(axis=1)
    batch_size = y.shape[0]
    return -np.sum(np.log(y[np.arange(batch_size), t.ravel()] + 1e-7)) / batch_size


def right_clipped(y, t):
    """Clips, and multiplies by one-hot rows."""
    y = np.clip(np.asarray(y, dtype=float), 1e-12, 1)
    t = np.asarray(t)
    one_hot = t if t.ndim == y.ndim else np.eye(y.shape[-1])[t]
    return -np.sum(one_hot * np.log(y), axis=-1).mean()


def right_loop(y, t):
    """Row by row, with Python's logarithm."""
    import math

    if np.ndim(y) == 1:
        y, t = [y], [t]
    total = 0.0
    for row, label in zip(y, t):
        if np.ndim(label):
            label = list(label).index(1)
        total -= math.log(max(float(row[int(label)]), 1e-8))
    return total / len(y)
