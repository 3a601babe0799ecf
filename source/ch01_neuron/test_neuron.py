"""Checks for chapter 1. Read them: each one is an example of what your function should do.

Run them with ``pytest`` in this folder. The graded tests look at more cases than these,
but at nothing that the docstrings in neuron.py do not promise.
"""

import pytest
from pytest import approx

exercise = pytest.mark.exercise


@exercise("relu")
def test_a_positive_number_comes_through(student):
    assert student.relu(2.5) == 2.5, "ReLU returns a positive number unchanged."


@exercise("relu")
def test_a_negative_number_becomes_zero(student):
    assert student.relu(-3) == 0, "Nothing below zero gets through: not -3, and not 3 either."


@exercise("relu")
def test_zero_stays_zero(student):
    assert student.relu(0) == 0, "The border belongs to the closed side; there the answer is 0."


@exercise("weighted_sum")
def test_inputs_times_weights_are_added_up(student):
    assert student.weighted_sum([1, 2], [10, 100], 0) == 210, "1 * 10 + 2 * 100 = 210."


@exercise("weighted_sum")
def test_the_bias_is_added_once(student):
    assert student.weighted_sum([1, 2, 3], [1, 1, 1], 5) == 11, "1 + 2 + 3 = 6, and the bias 5 comes on top, once."


@exercise("weighted_sum")
def test_numbers_with_a_point(student):
    # 0.3 * 0.1 = 0.03,  -0.5 * 0.8 = -0.4,  0.2 * -0.5 = -0.1
    result = student.weighted_sum([0.3, -0.5, 0.2], [0.1, 0.8, -0.5], 0.2)
    assert result == approx(-0.27), "0.03 - 0.4 - 0.1 = -0.47; with the bias 0.2 that makes -0.27."


@exercise("neuron")
def test_the_neuron_fires(student):
    assert student.neuron([1, 0], [1, 1], -0.5) == approx(0.5), "The weighted sum is 0.5, and ReLU lets it through."


@exercise("neuron")
def test_the_neuron_stays_silent(student):
    assert student.neuron([1, 0], [1, 1], -2) == 0, "The weighted sum is -1, and ReLU makes it 0."


@exercise("neuron")
def test_another_activation(student):
    result = student.neuron([1, 0], [1, 1], -2, activation=lambda z: 10 * z)
    assert result == approx(-10), "The weighted sum is -1, and this activation multiplies it by 10."


@exercise("layer")
def test_each_neuron_has_its_own_row_and_bias(student):
    outputs = student.layer([1, 2], [[1, 0], [0, 1], [1, 1]], [0, 10, -1])
    assert list(outputs) == approx([1, 12, 2]), "Row j of the weights and biases[j] belong to neuron j."


@exercise("layer")
def test_a_layer_with_another_activation(student):
    outputs = student.layer([1, 2], [[-1, 0], [0, -1]], [0, 0], activation=lambda z: z)
    assert list(outputs) == approx([-1, -2]), "The activation is handed on to every neuron."


@exercise("network")
def test_outputs_become_the_next_inputs(student):
    outputs = student.network([1, 2], [([[1, 1]], [0]), ([[2], [3]], [0, 1])])
    assert list(outputs) == approx([6, 10]), "The first layer gives [3]; the second makes [2 * 3, 3 * 3 + 1] of it."


@exercise("network")
def test_a_network_of_one_layer(student):
    outputs = student.network([1, 2], [([[1, 0], [0, -1]], [0, 0])])
    assert list(outputs) == approx([1, 0]), "With one layer the network is that layer."


@exercise("relu_xor_layers")
def test_there_is_one_hidden_layer(student):
    assert len(student.relu_xor_layers()) == 2, "Two pairs (weights, biases): a hidden layer and an output layer."


@exercise("relu_xor_layers")
def test_the_hidden_layer_takes_two_inputs(student):
    weights, biases = student.relu_xor_layers()[0]
    assert len(weights) == len(biases), "Every neuron has a row of weights and one bias."
    assert all(len(row) == 2 for row in weights), "The network has two inputs, so each row has two weights."


@exercise("pattern_neuron")
def test_one_weight_for_each_pixel(student):
    weights, _ = student.pattern_neuron([1, 0, 1, 1])
    assert len(weights) == 4, "An image of four pixels needs four weights."


@exercise("pattern_neuron")
def test_the_pattern_wakes_its_neuron(student):
    weights, bias = student.pattern_neuron([1, 0, 1])
    assert weights[0] + weights[2] + bias > 0, "For its own pattern 1, 0, 1 the weighted sum must be positive."


@exercise("threshold_weight")
def test_the_example_of_the_lesson(student):
    assert student.threshold_weight(3, 4, 2) == approx(-6), "3 * 4 + 2 * w = 0 for w = -6."


@exercise("threshold_weight")
def test_another_limit(student):
    assert student.threshold_weight(1, 5, 10) == approx(-0.5), "1 * 5 + 10 * w = 0 for w = -0.5."


@exercise("output_errors")
def test_output_minus_target(student):
    assert list(student.output_errors([0.25, 0.5], 1)) == approx([0.25, -0.5]), "The targets are 0 and 1."


@exercise("output_errors")
def test_the_right_class_may_be_the_first(student):
    errors = student.output_errors([0.8, 0.1, 0.1], 0)
    assert list(errors) == approx([-0.2, 0.1, 0.1]), "The target is 1 at index 0 and 0 elsewhere."


HINTS = {
    "relu": (
        "There are two cases. What tells them apart?",
        "Use `if`: one branch for x greater than 0, one for everything else. Mind that 0 itself has a branch.",
        "Python can say it in one line: `A if condition else B`. One of A and B is the number 0.",
    ),
    "weighted_sum": (
        "Do it by hand for two inputs first. What do you multiply, what do you add, and how often?",
        "`zip(inputs, weights)` walks through both lists at the same time.",
        "Start with `total = bias`. For each pair from zip, add their product to total. Return total after the loop.",
    ),
    "neuron": (
        "You have written both halves already.",
        "First compute the weighted sum. What is left to be done with that number?",
        "Call `activation` like any function, with the weighted sum as its argument, and return what it gives.",
    ),
    "layer": (
        "Every neuron sees the same inputs. What differs from one to the next?",
        "Walk through the rows of `weights` and through `biases` at the same time, as in weighted_sum.",
        "Start with an empty list. For each row and its bias, append `neuron(...)`, and hand `activation` on.",
    ),
    "network": (
        "What does the second layer see?",
        "Keep one variable for the numbers that are on their way. Each layer replaces it.",
        "Loop over `layers`, taking each pair apart; inside, the variable becomes the outputs of that layer.",
    ),
    "relu_xor_layers": (
        "Add the two bits: XOR wants 1 for the sum 1, and 0 for the sums 0 and 2. Which bends make that shape?",
        "Let one hidden neuron compute relu(a + b) and another one relu(a + b - 1). What are they for sums 0, 1 and 2?",
        "The hidden outputs are (0, 0), (1, 0) and (2, 1). Choose two output weights that make 0, 1 and 0 of them.",
    ),
    "pattern_neuron": (
        "Which pixels should speak for the pattern, and which against it?",
        "A weight of +1 where the pattern has 1, and -1 where it has 0. What is the largest sum, and who reaches it?",
        "Only the pattern reaches the number of its ones; any other image is at least 1 lower. The bias goes between.",
    ),
    "threshold_weight": (
        "What must be true exactly at the limit, b = b_max?",
        "There the sum a * w_a + b_max * w_b is 0. Only w_b is unknown.",
        "Bring a * w_a to the other side, then divide by the number that multiplies w_b.",
    ),
    "output_errors": (
        "Write down the targets as a list first: where is the 1?",
        "`enumerate(outputs)` gives you each output together with its index.",
        "For each index j and output: subtract 1 if j is `correct`, otherwise nothing. Collect the results in a list.",
    ),
}
