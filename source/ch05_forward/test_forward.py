"""Checks for chapter 5. Read them: each one is an example of what your function should do.

Run them with ``pytest`` in this folder. The graded tests look at more cases than these,
but at nothing that the docstrings in forward.py do not promise.
"""

import numpy as np
import pytest
from pytest import approx

exercise = pytest.mark.exercise


@exercise("affine")
def test_affine_of_a_batch(student):
    x = [[1.0, 2.0], [3.0, 4.0]]
    W = [[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]]
    expected = np.array([[11.0, 22.0, 34.0], [13.0, 24.0, 40.0]])
    assert student.affine(x, W, [10.0, 20.0, 30.0]) == approx(expected), (
        "Each row of x times the matrix W, and b added to every row."
    )


@exercise("affine")
def test_affine_of_one_sample(student):
    result = student.affine(np.array([1.0, 2.0]), np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([0.5, -0.5]))
    assert result == approx(np.array([1.5, 1.5])), "One sample of shape (D,) gives a result of shape (M,)."


@exercise("he_init")
def test_he_weights_have_the_right_shape(student):
    assert student.he_init(3, 5).shape == (3, 5), "One row for each input, one column for each neuron."


@exercise("he_init")
def test_he_weights_have_the_right_spread(student):
    weights = student.he_init(200, 50, np.random.default_rng(5))
    assert np.std(weights) == approx(0.1, abs=0.01), "The standard deviation is sqrt(2 / 200) = 0.1."


@exercise("he_init")
def test_he_weights_differ_from_call_to_call(student):
    assert not np.array_equal(student.he_init(3, 5), student.he_init(3, 5)), "Every network begins elsewhere."


@exercise("xavier_init")
def test_xavier_weights_have_the_right_spread(student):
    weights = student.xavier_init(100, 50, np.random.default_rng(5))
    assert np.std(weights) == approx(0.1, abs=0.01), "The standard deviation is sqrt(1 / 100) = 0.1."


@exercise("init_params")
def test_parameters_of_two_layers(student):
    params = student.init_params([4, 3, 2])
    shapes = {key: array.shape for key, array in params.items()}
    assert shapes == {"W1": (4, 3), "b1": (3,), "W2": (3, 2), "b2": (2,)}, "A W and a b for each pair of neighbours."


@exercise("init_params")
def test_biases_begin_at_zero(student):
    params = student.init_params([4, 3, 2])
    assert not np.any(params["b1"]), "The biases are 0."
    assert np.all(params["W1"] != 0), "The weights are not 0."


@exercise("forward")
def test_forward_through_two_layers(student):
    params = {"W1": [[1.0, -1.0]], "b1": [0.0, 0.0], "W2": [[1.0], [1.0]], "b2": [0.5]}
    result = student.forward(params, [[-3.0], [2.0]], np.abs)
    assert result == approx(np.array([[6.5], [4.5]])), "abs after the first layer, nothing after the last."


@exercise("forward")
def test_the_last_layer_is_not_activated(student):
    params = {"W1": np.array([[1.0]]), "b1": np.array([-5.0])}
    result = student.forward(params, np.array([[2.0]]), np.abs)
    assert result == approx(np.array([[-3.0]])), "Of a single layer only the affine map is left."


@exercise("forward")
def test_layers_follow_their_numbers(student):
    params = {"b2": [0.0], "W2": [[10.0]], "b1": [1.0], "W1": [[1.0]]}
    result = student.forward(params, [[2.0]], np.abs)
    assert result == approx(np.array([[30.0]])), "First W1 and b1, then W2 and b2, in whatever order the dict has them."


@exercise("ThreeLayerNet")
def test_the_network_has_parameters(student):
    net = student.ThreeLayerNet(4, 3, 2)
    assert set(net.params) == {"W1", "b1", "W2", "b2"}, "They are in a dict under these names."


@exercise("ThreeLayerNet")
def test_the_network_predicts_probabilities(student):
    net = student.ThreeLayerNet(4, 3, 2)
    y = net.predict(np.ones((5, 4)))
    assert y.shape == (5, 2), "One row for each sample, one column for each class."
    assert y.sum(axis=1) == approx(np.ones(5)), "Probabilities add up to 1 in each row."


@exercise("ThreeLayerNet")
def test_a_network_that_knows_nothing_says_one_half(student):
    net = student.ThreeLayerNet(4, 3, 2)
    for array in net.params.values():
        array[...] = 0.0
    assert net.predict([1.0, 2.0, 3.0, 4.0]) == approx(np.array([0.5, 0.5])), "All scores are 0: nobody is preferred."
    assert net.loss(np.ones((5, 4)), [0, 1, 1, 0, 1]) == approx(np.log(2), abs=1e-5), "-log(1/2) for every sample."


@exercise("ThreeLayerNet")
def test_labels_may_be_one_hot(student):
    net = student.ThreeLayerNet(4, 3, 2)
    x = np.ones((2, 4))
    assert net.loss(x, [0, 1]) == approx(net.loss(x, [[1, 0], [0, 1]])), "Both ways of writing labels say the same."
    assert net.accuracy(x, [0, 1]) == approx(0.5), "Both rows are equal, so one of the two labels is right."


HINTS = {
    "affine": (
        "Write it for one neuron first: weighted sum plus bias. Which operation does that for all neurons at once?",
        "A matrix product: each row of x meets each column of W. The biases are added to every row by broadcasting.",
        "Make arrays of floats of all three, then `x @ W` and add b. The same line works for one sample.",
    ),
    "he_init": (
        "Which numbers, how many of them, and how large?",
        "A random generator has the method `normal(size=...)`. It draws with standard deviation 1.",
        "Draw with size (fan_in, fan_out) and multiply by the square root of 2 / fan_in. If rng is None, make one.",
    ),
    "xavier_init": (
        "It differs from he_init in one number.",
        "Sigmoid and tanh do not throw half of the signal away, so nothing has to be doubled.",
        "The factor is the square root of 1 / fan_in.",
    ),
    "init_params": (
        "How many layers of weights lie between the numbers in layer_sizes?",
        "One fewer than there are sizes. Layer k goes from size k-1 to size k; its keys are f'W{k}' and f'b{k}'.",
        "For k from 1 on: W comes from he_init with the two neighbouring sizes and rng, b is np.zeros of the second.",
    ),
    "forward": (
        "What happens in one layer, and what is different in the last?",
        "Each layer has two keys, so there are len(params) // 2 layers. Loop over their numbers, not over the dict.",
        "Start with x; for each number apply affine with that W and b, and the activation unless it is the last.",
    ),
    "ThreeLayerNet": (
        "Every method is one line: you have written all the pieces, in this chapter and in earlier ones.",
        "init_params makes the parameters, forward computes scores, softmax makes them probabilities.",
        "predict: softmax of forward with sigmoid. loss and accuracy: the functions of chapter 4, of predict(x) and t.",
    ),
}
