import numpy as np


def wrong_or():
    """At least one bit."""
    return [([[1, 1], [1, 1]], [0, -1]), ([[1, -1]], [0])]


def wrong_and():
    """Both bits."""
    return [([[1, 1], [1, 1]], [0, -1]), ([[0, 1]], [0])]


def wrong_single_layer():
    """One neuron should be able to do it."""
    return [([[1, -1]], [0])]


def wrong_opposite():
    """1 where the bits are equal."""
    return [([[1, 1], [1, 1]], [0, -1]), ([[-1, 2]], [1])]


def wrong_transposed():
    """Weights of an input in a row."""
    return [([[1, 1], [1, 1]], [0, -1]), ([[1], [-2]], [0])]


def wrong_twice_as_much():
    """Two is as good as one."""
    return [([[1, 1], [1, 1]], [0, -1]), ([[2, -4]], [0])]


def wrong_two_hidden_layers():
    """One layer more cannot hurt."""
    return [([[1, 1], [1, 1]], [0, -1]), ([[1, 0], [0, 1]], [0, 0]), ([[1, -2]], [0])]


def right_one_neuron_for_each_side():
    """Either the first without the second, or the second without the first."""
    return [([[1, -1], [-1, 1]], [0, 0]), ([[1, 1]], [0])]


def right_three_neurons():
    """More hidden neurons than needed."""
    return [([[1, 1], [1, 1], [5, 5]], [0, -1, -20]), ([[1, -2, 7]], [0])]


def right_arrays_and_tuples():
    """Arrays for the weights, tuples for the layers."""
    hidden = (np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([0.0, -1.0]))
    output = (np.array([[1.0, -2.0]]), np.array([0.0]))
    return (hidden, output)


def right_from_nand():
    """OR but not AND, with a constant neuron for the one."""
    return [([[-1, -1], [1, 1], [0, 0]], [1, -1, 1]), ([[-1, -1, 1]], [0])]
