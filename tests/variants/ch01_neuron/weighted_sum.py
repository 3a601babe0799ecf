import numpy as np


def wrong_bias_missing(inputs, weights, bias):
    """The bias comes later, in the neuron."""
    return sum(x * w for x, w in zip(inputs, weights))


def wrong_bias_multiplied(inputs, weights, bias):
    """The bias strengthens the sum."""
    return sum(x * w for x, w in zip(inputs, weights)) * bias


def wrong_bias_for_each_input(inputs, weights, bias):
    """Every connection has a bias."""
    return sum(x * w + bias for x, w in zip(inputs, weights))


def wrong_bias_subtracted(inputs, weights, bias):
    """The bias is a threshold that is taken away."""
    return sum(x * w for x, w in zip(inputs, weights)) - bias


def wrong_products_not_summed(inputs, weights, bias):
    """Multiplies element by element and forgets to add up."""
    return np.multiply(inputs, weights) + bias


def wrong_sums_multiplied(inputs, weights, bias):
    """Adds first and multiplies afterwards."""
    return sum(inputs) * sum(weights) + bias


def wrong_last_input_left_out(inputs, weights, bias):
    """Counts to n - 1."""
    return sum(inputs[i] * weights[i] for i in range(len(inputs) - 1)) + bias


def wrong_mean(inputs, weights, bias):
    """A fair sum is divided by the number of inputs."""
    return sum(x * w for x, w in zip(inputs, weights)) / max(len(inputs), 1) + bias


def wrong_rounded(inputs, weights, bias):
    """Nobody needs that many digits."""
    return round(sum(x * w for x, w in zip(inputs, weights)) + bias, 2)


def wrong_integer_array(inputs, weights, bias):
    """Takes the dtype of the inputs for the result."""
    result = np.zeros(1, dtype=np.asarray(inputs).dtype)
    result[0] = np.dot(inputs, weights) + bias
    return result[0]


def right_loop(inputs, weights, bias):
    """Step by step."""
    total = bias
    for i in range(len(inputs)):
        total += inputs[i] * weights[i]
    return total


def right_dot(inputs, weights, bias):
    """NumPy's product."""
    return np.dot(inputs, weights) + bias


def right_matmul(inputs, weights, bias):
    """The operator for it."""
    return np.asarray(inputs, dtype=float) @ np.asarray(weights, dtype=float) + bias


def right_zero_dimensional(inputs, weights, bias):
    """An array without axes is a number, too."""
    return np.array(np.sum(np.multiply(inputs, weights)) + bias)
