import numpy as np


def wrong_no_bias(x, W, b):
    """The weights do all the work."""
    return np.asarray(x, dtype=float) @ np.asarray(W, dtype=float)


def wrong_transposed_weights(x, W, b):
    """A row of weights for each neuron, as in chapter 1."""
    return np.asarray(x, dtype=float) @ np.asarray(W, dtype=float).T + np.asarray(b, dtype=float)


def wrong_tries_either_way(x, W, b):
    """Takes the weights in whichever way they fit, transposed first."""
    x, W = np.asarray(x, dtype=float), np.asarray(W, dtype=float)
    return x @ (W.T if W.shape[1] == x.shape[-1] else W) + np.sum(b)


def wrong_columns_are_samples(x, W, b):
    """W times x, as mathematicians write it."""
    return (np.asarray(W, dtype=float).T @ np.asarray(x, dtype=float).T).T - np.asarray(b, dtype=float)


def wrong_batches_only(x, W, b):
    """Every input is a batch."""
    x, W = np.asarray(x, dtype=float), np.asarray(W, dtype=float)
    return np.array([[sum(row * W[:, j]) + b[j] for j in range(W.shape[1])] for row in x])


def wrong_batch_always(x, W, b):
    """Makes a batch of everything, and leaves it one."""
    return np.atleast_2d(np.asarray(x, dtype=float)) @ np.asarray(W, dtype=float) + np.asarray(b, dtype=float)


def wrong_arrays_only(x, W, b):
    """x.dot needs an array; small integers wrap around."""
    return x.dot(W) + b


def wrong_eight_bits(x, W, b):
    """np.dot takes lists, and computes in the dtype it is given."""
    return np.dot(x, W) + b


def wrong_activated(x, W, b):
    """A layer has an activation."""
    return np.maximum(np.dot(np.asarray(x, dtype=float), np.asarray(W, dtype=float)) + b, 0)


def wrong_in_place(x, W, b):
    """Adds the product to the biases; in a batch of one that even has the right shape."""
    product = np.asarray(x, dtype=float) @ np.asarray(W, dtype=float)
    b = np.asarray(b, dtype=float)
    total = product + b
    b += product if product.ndim == 1 else product[0]
    return total


def wrong_integers(x, W, b):
    """Keeps the integers of x whole."""
    x = np.asarray(x)
    result = np.asarray(x, dtype=float) @ np.asarray(W, dtype=float) + np.asarray(b, dtype=float)
    return result.astype(x.dtype)


def right_einsum(x, W, b):
    """Says which axes meet."""
    x, W, b = (np.asarray(part, dtype=float) for part in (x, W, b))
    return np.einsum("...d,dm->...m", x, W) + b


def right_loops(x, W, b):
    """Neuron by neuron, as in chapter 1; lists come back."""
    if np.ndim(x) > 1:
        return [affine(row, W, b) for row in x]
    columns = list(zip(*W))
    return [sum(float(v) * float(w) for v, w in zip(x, columns[j])) + float(b[j]) for j in range(len(b))]


def right_bias_as_weight(x, W, b):
    """Appends a 1 to every sample, and the biases to the weights."""
    x, W, b = np.asarray(x, dtype=float), np.asarray(W, dtype=float), np.asarray(b, dtype=float)
    return np.concatenate([x, np.ones((*x.shape[:-1], 1))], axis=-1) @ np.vstack([W, b])
