import numpy as np


def wrong_unchecked(t, num_classes=10):
    """NumPy complains by itself, but not about -1."""
    return np.eye(num_classes)[np.asarray(t)]


def wrong_upper_bound_only(t, num_classes=10):
    """Negative labels do not come to mind."""
    t = np.asarray(t)
    if t.max() >= num_classes:
        raise ValueError("too large")
    return np.eye(num_classes)[t]


def wrong_lower_bound_only(t, num_classes=10):
    """Leaves the upper bound to NumPy, whose error is an IndexError."""
    t = np.asarray(t)
    if t.min() < 0:
        raise ValueError("negative")
    return np.eye(num_classes)[t]


def wrong_off_by_one(t, num_classes=10):
    """Allows the label num_classes, in one column more."""
    t = np.asarray(t)
    if t.min() < 0 or t.max() > num_classes:
        raise ValueError("out of range")
    return np.eye(num_classes + 1)[t][:, :num_classes]


def wrong_too_strict(t, num_classes=10):
    """Refuses the last class."""
    t = np.asarray(t)
    if t.min() < 0 or t.max() >= num_classes - 1:
        raise ValueError("out of range")
    return np.eye(num_classes)[t]


def wrong_columns_by_the_labels(t, num_classes=10):
    """As many columns as labels occur."""
    t = np.asarray(t)
    if t.min() < 0 or t.max() >= num_classes:
        raise ValueError("out of range")
    return np.eye(t.max() + 1)[t]


def wrong_whole_columns(t, num_classes=10):
    """Fills every row at all labels."""
    t = np.asarray(t)
    if t.min() < 0 or t.max() >= num_classes:
        raise ValueError("out of range")
    result = np.zeros((len(t), num_classes))
    result[:, t] = 1
    return result


def wrong_transposed(t, num_classes=10):
    """Classes are rows."""
    t = np.asarray(t)
    if t.min() < 0 or t.max() >= num_classes:
        raise ValueError("out of range")
    return np.eye(num_classes)[t].T


def wrong_truth_values(t, num_classes=10):
    """True is as good as 1."""
    t = np.asarray(t)
    if t.min() < 0 or t.max() >= num_classes:
        raise ValueError("out of range")
    return t[:, None] == np.arange(num_classes)


def wrong_from_one(t, num_classes=10):
    """People count from 1."""
    t = np.asarray(t)
    if t.min() < 0 or t.max() >= num_classes:
        raise ValueError("out of range")
    return np.eye(num_classes)[t - 1]


def wrong_label_in_place_of_one(t, num_classes=10):
    """Writes the label where it belongs."""
    t = np.asarray(t)
    if t.min() < 0 or t.max() >= num_classes:
        raise ValueError("out of range")
    return np.eye(num_classes)[t] * t[:, None]


def wrong_clipped(t, num_classes=10):
    """Repairs a label in silence."""
    return np.eye(num_classes)[np.clip(t, 0, num_classes - 1)]


def wrong_default(t, num_classes=3):
    """Three classes are usual."""
    t = np.asarray(t)
    if t.min() < 0 or t.max() >= num_classes:
        raise ValueError("out of range")
    return np.eye(num_classes)[t]


def wrong_assertion(t, num_classes=10):
    """Another kind of error."""
    t = np.asarray(t)
    assert 0 <= t.min() <= t.max() < num_classes
    return np.eye(num_classes)[t]


def right_eye(t, num_classes=10):
    """Rows of the identity."""
    t = np.asarray(t)
    if t.min() < 0 or t.max() >= num_classes:
        raise ValueError("out of range")
    return np.eye(num_classes, dtype=int)[t]


def right_loop(t, num_classes=10):
    """Lists of lists."""
    rows = []
    for label in t:
        if not 0 <= label < num_classes:
            raise ValueError(f"{label} is no class")
        rows.append([1 if k == label else 0 for k in range(num_classes)])
    return rows


def right_compared(t, num_classes=10):
    """Compares with every class, and makes numbers of the answers."""
    t = np.asarray(t, dtype=np.int64)
    rows = (t[:, None] == np.arange(num_classes)).astype(np.uint8)
    if not rows.any(axis=1).all():
        raise ValueError("a label is out of range")
    return rows
