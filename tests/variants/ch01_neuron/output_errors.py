import numpy as np


def wrong_target_minus_output(outputs, correct):
    """What is missing."""
    return [(1 if j == correct else 0) - output for j, output in enumerate(outputs)]


def wrong_absolute(outputs, correct):
    """An error is never negative."""
    return [abs(output - (1 if j == correct else 0)) for j, output in enumerate(outputs)]


def wrong_squared(outputs, correct):
    """As in the loss."""
    return [(output - (1 if j == correct else 0)) ** 2 for j, output in enumerate(outputs)]


def wrong_counted_from_one(outputs, correct):
    """The first class is number 1."""
    return [output - (1 if j == correct else 0) for j, output in enumerate(outputs, 1)]


def wrong_only_the_right_class(outputs, correct):
    """Only the right class has an error."""
    return [output - 1 if j == correct else 0 for j, output in enumerate(outputs)]


def wrong_all_targets_one(outputs, correct):
    """Every neuron should say 1."""
    return [output - 1 for output in outputs]


def wrong_in_place(outputs, correct):
    """Subtracts where the numbers stand."""
    outputs[correct] -= 1
    return outputs


def right_array(outputs, correct):
    """One-hot target, then a difference of arrays."""
    target = np.zeros(len(outputs))
    target[correct] = 1.0
    return np.asarray(outputs) - target


def right_copy(outputs, correct):
    """Changes a copy."""
    errors = list(outputs)
    errors[correct] = errors[correct] - 1
    return errors


def right_tuple(outputs, correct):
    """A bool counts as 0 or 1."""
    return tuple(output - (j == correct) for j, output in enumerate(outputs))
