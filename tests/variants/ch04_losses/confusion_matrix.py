import numpy as np


def pairs(y, t):
    """What most of the variants below begin with."""
    y, t = np.asarray(y), np.asarray(t)
    labels = t.argmax(axis=1) if t.ndim == 2 else t
    return labels.astype(int), y.argmax(axis=1)


def wrong_transposed(y, t, num_classes):
    """The predicted class chooses the row."""
    labels, said = pairs(y, t)
    counts = np.zeros((num_classes, num_classes), dtype=int)
    np.add.at(counts, (said, labels), 1)
    return counts


def wrong_counted_once(y, t, num_classes):
    """+= with repeated pairs."""
    labels, said = pairs(y, t)
    counts = np.zeros((num_classes, num_classes), dtype=int)
    counts[labels, said] += 1
    return counts


def wrong_shares(y, t, num_classes):
    """Divides by the number of samples."""
    labels, said = pairs(y, t)
    counts = np.zeros((num_classes, num_classes))
    np.add.at(counts, (labels, said), 1)
    return counts / len(labels)


def wrong_row_shares(y, t, num_classes):
    """Every row adds up to one."""
    labels, said = pairs(y, t)
    counts = np.zeros((num_classes, num_classes))
    np.add.at(counts, (labels, said), 1)
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)


def wrong_mistakes_only(y, t, num_classes):
    """What is right need not be counted."""
    labels, said = pairs(y, t)
    counts = np.zeros((num_classes, num_classes), dtype=int)
    for true, predicted in zip(labels, said):
        if true != predicted:
            counts[true, predicted] += 1
    return counts


def wrong_size_by_the_labels(y, t, num_classes):
    """As many rows as classes occur."""
    labels, said = pairs(y, t)
    size = max(labels.max(), said.max()) + 1
    counts = np.zeros((size, size), dtype=int)
    np.add.at(counts, (labels, said), 1)
    return counts


def wrong_size_by_the_scores(y, t, num_classes):
    """As many rows as columns of y."""
    labels, said = pairs(y, t)
    size = np.shape(y)[1]
    counts = np.zeros((size, size), dtype=int)
    np.add.at(counts, (labels, said), 1)
    return counts


def wrong_integers_only(y, t, num_classes):
    """One-hot labels choose rows 0 and 1."""
    counts = np.zeros((num_classes, num_classes), dtype=int)
    said = np.argmax(y, axis=1)
    for true, predicted in zip(np.ravel(t).astype(int), said):
        counts[true, predicted] += 1
    return counts


def wrong_one_hot_only(y, t, num_classes):
    """argmax of t, whatever it is."""
    t = np.atleast_2d(np.asarray(t))
    counts = np.zeros((num_classes, num_classes), dtype=int)
    for true, predicted in zip(t.argmax(axis=1), np.argmax(y, axis=1)):
        counts[true, predicted] += 1
    return counts


def wrong_axis(y, t, num_classes):
    """argmax over the wrong axis."""
    labels, _ = pairs(y, t)
    counts = np.zeros((num_classes, num_classes), dtype=int)
    for true, predicted in zip(labels, np.argmax(y, axis=0)):
        counts[true, predicted % num_classes] += 1
    return counts


def wrong_smallest(y, t, num_classes):
    """Takes y for distances."""
    labels, _ = pairs(y, t)
    counts = np.zeros((num_classes, num_classes), dtype=int)
    np.add.at(counts, (labels, np.argmin(y, axis=1)), 1)
    return counts


def wrong_starts_with_ones(y, t, num_classes):
    """np.ones for np.zeros."""
    labels, said = pairs(y, t)
    counts = np.ones((num_classes, num_classes), dtype=int)
    np.add.at(counts, (labels, said), 1)
    return counts


def wrong_sums_scores(y, t, num_classes):
    """Adds up scores instead of samples."""
    labels, _ = pairs(y, t)
    counts = np.zeros((num_classes, num_classes))
    for true, row in zip(labels, np.asarray(y, dtype=float)):
        counts[true, : len(row)] += row
    return counts


def wrong_last_row_lost(y, t, num_classes):
    """Stops one sample too early."""
    labels, said = pairs(y, t)
    counts = np.zeros((num_classes, num_classes), dtype=int)
    np.add.at(counts, (labels[:-1], said[:-1]), 1)
    return counts


def wrong_square_is_one_hot(y, t, num_classes):
    """argmax over the columns of a square one-hot matrix."""
    t = np.asarray(t)
    if t.ndim == 2 and t.shape[0] == t.shape[1]:
        t = t.argmax(axis=0)
    labels, said = pairs(y, t)
    counts = np.zeros((num_classes, num_classes), dtype=int)
    np.add.at(counts, (labels, said), 1)
    return counts


def right_loop(y, t, num_classes):
    """Lists of lists."""
    counts = [[0] * num_classes for _ in range(num_classes)]
    for row, label in zip(y, t):
        true = int(np.argmax(label)) if np.ndim(label) else int(label)
        counts[true][int(np.argmax(row))] += 1
    return counts


def right_product(y, t, num_classes):
    """One-hot rows, transposed, times one-hot rows: floats."""
    labels, said = pairs(y, t)
    eye = np.eye(num_classes)
    return eye[labels].T @ eye[said]


def right_bincount(y, t, num_classes):
    """Counts the numbers num_classes * true + predicted."""
    labels, said = pairs(y, t)
    return np.bincount(num_classes * labels + said, minlength=num_classes**2).reshape(num_classes, num_classes)
