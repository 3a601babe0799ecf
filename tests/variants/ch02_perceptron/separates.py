import numpy as np


def wrong_any(w, b, X, t):
    """One right answer is enough."""
    return any(perceptron(x, w, b) == target for x, target in zip(X, t))


def wrong_first_only(w, b, X, t):
    """Returns inside the loop."""
    for x, target in zip(X, t):
        return bool(perceptron(x, w, b) == target)


def wrong_last_only(w, b, X, t):
    """The last sample decides."""
    for x, target in zip(X, t):
        right = perceptron(x, w, b) == target
    return bool(right)


def wrong_last_left_out(w, b, X, t):
    """Counts to one less."""
    return all(perceptron(X[i], w, b) == t[i] for i in range(len(X) - 1))


def wrong_bias_left_out(w, b, X, t):
    """A line through the origin."""
    return all(perceptron(x, w, 0.0) == target for x, target in zip(X, t))


def wrong_border_included(w, b, X, t):
    """On the line is above the line."""
    answers = np.asarray(X, dtype=float) @ np.asarray(w, dtype=float) + b >= 0
    return bool(np.all(answers == np.asarray(t)))


def wrong_border_refused(w, b, X, t):
    """A sample on the line is never right."""
    side = np.sign(np.asarray(X, dtype=float) @ np.asarray(w, dtype=float) + b)
    return bool(np.all(side == 2.0 * np.asarray(t) - 1.0))


def wrong_count(w, b, X, t):
    """How many are wrong."""
    return sum(int(perceptron(x, w, b) != target) for x, target in zip(X, t))


def wrong_number(w, b, X, t):
    """1 for yes."""
    return int(all(perceptron(x, w, b) == target for x, target in zip(X, t)))


def wrong_each(w, b, X, t):
    """An answer for each sample."""
    return [bool(perceptron(x, w, b) == target) for x, target in zip(X, t)]


def wrong_same_number_of_ones(w, b, X, t):
    """As many ones as there should be."""
    return bool(sum(perceptron(x, w, b) for x in X) == sum(t))


def wrong_either_way_round(w, b, X, t):
    """A line separates, whichever side is called 1."""
    answers = [perceptron(x, w, b) == target for x, target in zip(X, t)]
    return all(answers) or not any(answers)


def wrong_in_place(w, b, X, t):
    """Weighs the samples where they stand."""
    if isinstance(X, np.ndarray) and X.dtype == float and X.flags.writeable:
        X *= w
        return bool(np.all((X.sum(axis=1) + b > 0) == np.asarray(t)))
    return all(perceptron(x, w, b) == target for x, target in zip(X, t))


def right_vectors(w, b, X, t):
    """All samples at once; NumPy's own truth."""
    answers = np.asarray(X, dtype=float) @ np.asarray(w, dtype=float) + b > 0
    return np.array_equal(answers, np.asarray(t))


def right_numpys_truth(w, b, X, t):
    """np.all gives np.bool_."""
    return np.all(np.array([perceptron(x, w, b) for x in X]) == np.asarray(t))


def right_loop(w, b, X, t):
    """Leaves at the first wrong answer."""
    for i in range(len(X)):
        if perceptron(X[i], w, b) != t[i]:
            return False
    return True
