import numpy as np


def wrong_first_bias_for_all(inputs, weights, biases, activation=lambda z: max(z, 0)):
    """One bias is enough for a layer."""
    return [neuron(inputs, row, biases[0], activation) for row in weights]


def wrong_activation_not_handed_on(inputs, weights, biases, activation=None):
    """The neurons know their activation."""
    return [neuron(inputs, row, bias) for row, bias in zip(weights, biases)]


def wrong_transposed(inputs, weights, biases, activation=lambda z: max(z, 0)):
    """Columns belong to neurons; a square matrix hides it."""
    columns = list(zip(*weights))
    return [neuron(inputs, column, bias, activation) for column, bias in zip(columns, biases)]


def wrong_as_many_as_inputs(inputs, weights, biases, activation=lambda z: max(z, 0)):
    """There is one neuron for each input."""
    return [neuron(inputs, weights[j], biases[j], activation) for j in range(min(len(inputs), len(weights)))]


def wrong_summed(inputs, weights, biases, activation=lambda z: max(z, 0)):
    """A layer has one output."""
    return sum(neuron(inputs, row, bias, activation) for row, bias in zip(weights, biases))


def wrong_chained(inputs, weights, biases, activation=lambda z: max(z, 0)):
    """Each neuron sees the output of the one before."""
    outputs = []
    for row, bias in zip(weights, biases):
        outputs.append(neuron([*inputs[:-1], outputs[-1]] if outputs else inputs, row, bias, activation))
    return outputs


def wrong_changes_its_inputs(inputs, weights, biases, activation=lambda z: max(z, 0)):
    """Empties the lists while working through them."""
    outputs = [neuron(inputs, row, bias, activation) for row, bias in zip(weights, biases)]
    if isinstance(biases, list):
        biases.clear()
    return outputs


def right_loop(inputs, weights, biases, activation=lambda z: max(z, 0)):
    """Index by index."""
    outputs = []
    for j in range(len(weights)):
        outputs.append(neuron(inputs, weights[j], biases[j], activation))
    return outputs


def right_array(inputs, weights, biases, activation=lambda z: max(z, 0)):
    """A matrix product, then the activation of each sum; the result is an array."""
    sums = np.asarray(weights, dtype=float) @ np.asarray(inputs, dtype=float) + np.asarray(biases, dtype=float)
    return np.array([activation(float(z)) for z in sums])


def right_tuple(inputs, weights, biases, activation=lambda z: max(z, 0)):
    """Numbers that nobody should change come as a tuple."""
    return tuple(map(lambda row, bias: neuron(inputs, row, bias, activation), weights, biases))
