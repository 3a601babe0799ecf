import numpy as np


def rows_and_labels(y, t):
    """What most of the variants below begin with."""
    y = np.atleast_2d(np.asarray(y))
    t = np.asarray(t)
    labels = t.reshape(y.shape).argmax(axis=1) if t.size == y.size else t.reshape(-1)
    return y, labels


def wrong_count(y, t):
    """How many, not which share."""
    y, labels = rows_and_labels(y, t)
    return np.sum(y.argmax(axis=1) == labels)


def wrong_percent(y, t):
    """In percent."""
    y, labels = rows_and_labels(y, t)
    return 100 * np.mean(y.argmax(axis=1) == labels)


def wrong_errors(y, t):
    """The share of mistakes."""
    y, labels = rows_and_labels(y, t)
    return np.mean(y.argmax(axis=1) != labels)


def wrong_axis(y, t):
    """argmax over the wrong axis."""
    y, labels = rows_and_labels(y, t)
    best = y.argmax(axis=0)
    return float(np.mean([a == b for a, b in zip(best, labels)]))


def wrong_smallest(y, t):
    """Takes y for distances."""
    y, labels = rows_and_labels(y, t)
    return np.mean(y.argmin(axis=1) == labels)


def wrong_one_hot_only(y, t):
    """argmax of t, whatever it is."""
    y, t = np.atleast_2d(np.asarray(y)), np.atleast_2d(np.asarray(t))
    return np.mean(y.argmax(axis=1) == t.argmax(axis=1))


def wrong_integers_only(y, t):
    """Compares with t as it is."""
    y, t = np.atleast_2d(np.asarray(y)), np.asarray(t)
    return float(np.mean(np.asarray(y.argmax(axis=1) == t.ravel()[: len(y)])))


def wrong_batches_only(y, t):
    """One sample is not a batch."""
    y, t = np.asarray(y), np.asarray(t)
    labels = t.argmax(axis=1) if t.ndim == 2 else t
    return np.mean(y.argmax(axis=1) == labels)


def wrong_elements(y, t):
    """Compares one-hot predictions element by element; the zeros count, too."""
    y, labels = rows_and_labels(y, t)
    eye = np.eye(y.shape[1])
    return np.mean(eye[y.argmax(axis=1)] == eye[labels])


def wrong_threshold(y, t):
    """Right means that the right class has more than one half."""
    y, labels = rows_and_labels(y, t)
    return np.mean(y[np.arange(len(y)), labels] > 0.5)


def wrong_rounded(y, t):
    """Rounds to whole numbers."""
    y, labels = rows_and_labels(y, t)
    return round(float(np.mean(y.argmax(axis=1) == labels)))


def wrong_two_digits(y, t):
    """Two digits are enough."""
    y, labels = rows_and_labels(y, t)
    return round(float(np.mean(y.argmax(axis=1) == labels)), 2)


def wrong_truth_value_for_one(y, t):
    """Answers True or False about one sample."""
    y, labels = rows_and_labels(y, t)
    right = y.argmax(axis=1) == labels
    return bool(right[0]) if len(right) == 1 else float(right.mean())


def wrong_absolute_scores(y, t):
    """The score that is farthest from 0."""
    y, labels = rows_and_labels(y, t)
    return np.mean(np.abs(y.astype(float)).argmax(axis=1) == labels)


def wrong_square_is_one_hot(y, t):
    """argmax over the columns of a square one-hot matrix."""
    y, t = np.asarray(y), np.asarray(t)
    if y.ndim == 2 and t.shape == y.shape and len(y) == y.shape[1]:
        t = t.argmax(axis=0)
    y, labels = rows_and_labels(y, t)
    return np.mean(y.argmax(axis=1) == labels)


def wrong_in_place(y, t):
    """Sorts the scores of y."""
    kept, labels = rows_and_labels(np.array(y), t)
    if isinstance(y, np.ndarray) and y.flags.writeable:
        y.sort(axis=-1)
    return np.mean(kept.argmax(axis=1) == labels)


def right_textbook(y, t):
    """As the book has it, for everything that is array_like."""
    y, t = np.atleast_2d(np.asarray(y)), np.asarray(t)
    t = t.reshape(y.shape) if t.size == y.size else t.reshape(-1)
    y = np.argmax(y, axis=1)
    if t.ndim != 1:
        t = np.argmax(t, axis=1)
    return np.sum(y == t) / float(len(y))


def right_loop(y, t):
    """Counts by hand."""
    if np.ndim(y) == 1:
        y, t = [y], [t]
    right = 0
    for row, label in zip(y, t):
        label = int(np.argmax(label)) if np.ndim(label) else int(label)
        best = max(range(len(row)), key=lambda k: row[k])
        right += best == label
    return right / len(y)


def right_score_of_the_label(y, t):
    """Right means that nobody has more than the right class."""
    y = np.atleast_2d(np.asarray(y))
    t = np.atleast_1d(np.asarray(t))
    labels = t.reshape(y.shape).argmax(1) if t.size == y.size and y.shape[1] > 1 else t
    return np.float64((np.take_along_axis(y, labels.astype(int)[:, None], axis=1)[:, 0] >= y.max(axis=1)).mean())
