import numpy as np


def wrong_random_start(X, t, lr=0.1, epochs=100):
    """Weights start at random."""
    X, t = np.asarray(X, dtype=float), np.asarray(t, dtype=float)
    w, b, errors = np.random.normal(size=X.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            wrong += int(perceptron(x, w, b) != target)
            w, b = perceptron_update(x, target, w, b, lr)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors


def wrong_shuffled(X, t, lr=0.1, epochs=100):
    """Another order in each epoch."""
    X, t = np.asarray(X, dtype=float), np.asarray(t, dtype=float)
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for i in np.random.permutation(len(X)):
            wrong += int(perceptron(X[i], w, b) != t[i])
            w, b = perceptron_update(X[i], t[i], w, b, lr)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors


def wrong_batch(X, t, lr=0.1, epochs=100):
    """One correction for all samples."""
    X, t = np.asarray(X, dtype=float), np.asarray(t, dtype=float)
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        error = t - (X @ w + b > 0)
        w, b = w + lr * error @ X, b + lr * error.sum()
        errors.append(int(np.abs(error).sum()))
        if errors[-1] == 0:
            break
    return w, b, errors


def wrong_counted_afterwards(X, t, lr=0.1, epochs=100):
    """Counts at the end of the epoch."""
    X, t = np.asarray(X, dtype=float), np.asarray(t, dtype=float)
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        for x, target in zip(X, t):
            w, b = perceptron_update(x, target, w, b, lr)
        errors.append(sum(perceptron(x, w, b) != target for x, target in zip(X, t)))
        if errors[-1] == 0:
            break
    return w, b, [int(count) for count in errors]


def wrong_counted_after_the_update(X, t, lr=0.1, epochs=100):
    """Asks after correcting."""
    X, t = np.asarray(X, dtype=float), np.asarray(t, dtype=float)
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            w, b = perceptron_update(x, target, w, b, lr)
            wrong += int(perceptron(x, w, b) != target)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors


def wrong_last_epoch_not_noted(X, t, lr=0.1, epochs=100):
    """Stops before the 0 is noted."""
    X, t = np.asarray(X, dtype=float), np.asarray(t, dtype=float)
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            wrong += int(perceptron(x, w, b) != target)
            w, b = perceptron_update(x, target, w, b, lr)
        if wrong == 0:
            break
        errors.append(wrong)
    return w, b, errors


def wrong_never_stops(X, t, lr=0.1, epochs=100):
    """Goes through all epochs."""
    X, t = np.asarray(X, dtype=float), np.asarray(t, dtype=float)
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            wrong += int(perceptron(x, w, b) != target)
            w, b = perceptron_update(x, target, w, b, lr)
        errors.append(wrong)
    return w, b, errors


def wrong_without_end(X, t, lr=0.1, epochs=100):
    """Until nothing is wrong, however long that takes."""
    X, t = np.asarray(X, dtype=float), np.asarray(t, dtype=float)
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    while not errors or errors[-1]:
        wrong = 0
        for x, target in zip(X, t):
            wrong += int(perceptron(x, w, b) != target)
            w, b = perceptron_update(x, target, w, b, lr)
        errors.append(wrong)
        if len(errors) > 5000:
            break
    return w, b, errors


def wrong_counter_not_reset(X, t, lr=0.1, epochs=100):
    """The count begins once."""
    X, t = np.asarray(X, dtype=float), np.asarray(t, dtype=float)
    w, b, errors, wrong = np.zeros(X.shape[1]), 0.0, [], 0
    for _ in range(epochs):
        before = wrong
        for x, target in zip(X, t):
            wrong += int(perceptron(x, w, b) != target)
            w, b = perceptron_update(x, target, w, b, lr)
        errors.append(wrong)
        if wrong == before:
            break
    return w, b, errors


def wrong_rate_not_handed_on(X, t, lr=0.1, epochs=100):
    """The update knows its rate."""
    X, t = np.asarray(X, dtype=float), np.asarray(t, dtype=float)
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            wrong += int(perceptron(x, w, b) != target)
            w, b = perceptron_update(x, target, w, b)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors


def wrong_unsigned_error(X, t, lr=0.1, epochs=100):
    """Subtracts in the type of the targets, where 0 - 1 is 255."""
    t = np.asarray(t)
    w, b, errors = np.zeros(len(X[0])), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            error = np.subtract(target, perceptron(x, w, b), dtype=t.dtype)
            wrong += int(error != 0)
            w, b = w + lr * float(error) * np.asarray(x, dtype=float), b + lr * float(error)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors


def wrong_errors_left_out(X, t, lr=0.1, epochs=100):
    """Returns what was learned."""
    w, b = np.zeros(len(X[0])), 0.0
    for _ in range(epochs):
        for x, target in zip(X, t):
            w, b = perceptron_update(x, target, w, b, lr)
    return w, b


def wrong_stops_at_the_first_right_answer(X, t, lr=0.1, epochs=100):
    """The break stands in the inner loop."""
    X, t = np.asarray(X, dtype=float), np.asarray(t, dtype=float)
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, t):
            if perceptron(x, w, b) == target:
                break
            wrong += 1
            w, b = perceptron_update(x, target, w, b, lr)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, errors


def right_vectors_of_one_more(X, t, lr=0.1, epochs=100):
    """A column of ones for the bias, and arrays throughout."""
    X = np.column_stack([np.asarray(X, dtype=float), np.ones(len(X))])
    t = np.asarray(t, dtype=float)
    weights, errors = np.zeros(X.shape[1]), []
    for _ in range(epochs):
        wrong = np.zeros(len(X))
        for i, x in enumerate(X):
            error = t[i] - np.heaviside(x @ weights, 0)
            weights += lr * error * x
            wrong[i] = abs(error)
        errors.append(wrong.sum())
        if not wrong.any():
            break
    return weights[:-1], weights[-1], np.array(errors)


def right_while(X, t, lr=0.1, epochs=100):
    """A while loop; a sample was wrong if the update changed something."""
    w, b, errors = [0.0] * len(X[0]), 0.0, []
    while len(errors) < epochs and (not errors or errors[-1] > 0):
        errors.append(0)
        for i in range(len(X)):
            new_w, new_b = perceptron_update(X[i], int(t[i]), w, b, lr)
            if new_b != b:
                errors[-1] += 1
            w, b = new_w, new_b
    return list(w), float(b), tuple(errors)


def right_separates(X, t, lr=0.1, epochs=100):
    """Asks after each epoch whether it is done, and adds the last 0."""
    targets = [int(target) for target in t]
    w, b, errors = np.zeros(len(X[0])), 0.0, []
    while len(errors) < epochs:
        if separates(w, b, X, targets):
            errors.append(0)
            break
        count = 0
        for x, target in zip(X, targets):
            count += perceptron(x, w, b) != target
            w, b = perceptron_update(x, target, w, b, lr)
        errors.append(int(count))
    return w, b, errors
