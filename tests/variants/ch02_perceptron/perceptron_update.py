import numpy as np


def wrong_sign(x, t, w, b, lr=0.1):
    """y - t."""
    x, w = np.asarray(x, dtype=float), np.asarray(w, dtype=float)
    error = perceptron(x, w, b) - float(t)
    return w + lr * error * x, b + lr * error


def wrong_bias_left_out(x, t, w, b, lr=0.1):
    """Only weights learn."""
    x, w = np.asarray(x, dtype=float), np.asarray(w, dtype=float)
    return w + lr * (t - perceptron(x, w, b)) * x, b


def wrong_bias_without_rate(x, t, w, b, lr=0.1):
    """The bias moves by one."""
    x, w = np.asarray(x, dtype=float), np.asarray(w, dtype=float)
    error = t - perceptron(x, w, b)
    return w + lr * error * x, b + error


def wrong_rate_ignored(x, t, w, b, lr=0.1):
    """A learning rate of 1."""
    x, w = np.asarray(x, dtype=float), np.asarray(w, dtype=float)
    error = t - perceptron(x, w, b)
    return w + error * x, b + error


def wrong_default(x, t, w, b, lr=1.0):
    """Another learning rate by default."""
    x, w = np.asarray(x, dtype=float), np.asarray(w, dtype=float)
    error = t - perceptron(x, w, b)
    return w + lr * error * x, b + lr * error


def wrong_hebb(x, t, w, b, lr=0.1):
    """Always adds when the target is 1, as Hebb would."""
    x, w = np.asarray(x, dtype=float), np.asarray(w, dtype=float)
    return w + lr * t * x, b + lr * t


def wrong_misses_only(x, t, w, b, lr=0.1):
    """Nothing is done about a false alarm."""
    x, w = np.asarray(x, dtype=float), np.asarray(w, dtype=float)
    if t == 1 and perceptron(x, w, b) == 0:
        return w + lr * x, b + lr
    return w, b


def wrong_delta_rule(x, t, w, b, lr=0.1):
    """The error of the sum, not of the answer."""
    x, w = np.asarray(x, dtype=float), np.asarray(w, dtype=float)
    error = t - (x @ w + b)
    return w + lr * error * x, b + lr * error


def wrong_border_included(x, t, w, b, lr=0.1):
    """A sum of zero is a yes."""
    x, w = np.asarray(x, dtype=float), np.asarray(w, dtype=float)
    error = t - (1 if x @ w + b >= 0 else 0)
    return w + lr * error * x, b + lr * error


def wrong_bias_unseen(x, t, w, b, lr=0.1):
    """Answers without the bias."""
    x, w = np.asarray(x, dtype=float), np.asarray(w, dtype=float)
    error = t - perceptron(x, w, 0.0)
    return w + lr * error * x, b + lr * error


def wrong_in_place(x, t, w, b, lr=0.1):
    """Changes the weights that it was given."""
    x = np.asarray(x, dtype=float)
    if not (isinstance(w, np.ndarray) and w.dtype == float and w.flags.writeable):
        w = np.array(w, dtype=float)
    error = t - perceptron(x, w, b)
    w += lr * error * x
    return w, b + lr * error


def wrong_truncated(x, t, w, b, lr=0.1):
    """Keeps the type of the weights."""
    x, w = np.asarray(x), np.array(w)
    error = t - perceptron(x, w, b)
    return (w + lr * error * x).astype(w.dtype), b + lr * error


def wrong_unsigned(x, t, w, b, lr=0.1):
    """Multiplies by the error in the type of the sample."""
    x, w = np.asarray(x), np.asarray(w, dtype=float)
    error = t - perceptron(x, w, b)
    return w + lr * (np.array(error).astype(x.dtype) * x), b + lr * error


def wrong_weights_only(x, t, w, b, lr=0.1):
    """Returns the weights."""
    x, w = np.asarray(x, dtype=float), np.asarray(w, dtype=float)
    return w + lr * (t - perceptron(x, w, b)) * x


def right_loop(x, t, w, b, lr=0.1):
    """Lists and a loop."""
    error = int(t) - perceptron(x, w, b)
    weights = []
    for value, weight in zip(x, w):
        weights.append(float(weight) + lr * error * float(value))
    return weights, b + lr * error


def right_cases(x, t, w, b, lr=0.1):
    """Case by case."""
    x, w = np.array(x, dtype=float), np.array(w, dtype=float)
    y = perceptron(x, w, b)
    if y == t:
        return w, b
    step = lr if t > y else -lr
    w += step * x
    return w, b + step


def right_one_vector(x, t, w, b, lr=0.1):
    """The bias is the weight of an input that is always 1."""
    inputs, weights = np.append(np.asarray(x, dtype=float), 1.0), np.append(np.asarray(w, dtype=float), b)
    weights = weights + lr * (float(t) - (inputs @ weights > 0)) * inputs
    return weights[:-1], weights[-1]
