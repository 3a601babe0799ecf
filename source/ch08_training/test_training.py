"""Checks for chapter 8. Read them: each one is an example of what your code should do.

Run them with ``pytest`` in this folder. The graded tests look at more cases than these,
but at nothing that the docstrings in training.py do not promise.
"""

import numpy as np
import pytest
from pytest import approx

exercise = pytest.mark.exercise

BITS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


@exercise("shuffle_batches")
def test_ten_samples_in_batches_of_four(student):
    x, t = np.arange(10.0).reshape(10, 1), np.arange(10)
    sizes = [len(x_batch) for x_batch, t_batch in student.shuffle_batches(x, t, 4)]
    assert sizes == [4, 4, 2], "Two full batches, and the last has what is left."


@exercise("shuffle_batches")
def test_every_sample_comes_once_and_with_its_target(student):
    x, t = np.arange(10.0).reshape(10, 1), np.arange(10)
    batches = list(student.shuffle_batches(x, t, 3))
    targets = [int(target) for _, t_batch in batches for target in t_batch]
    samples = [int(row[0]) for x_batch, _ in batches for row in x_batch]
    assert sorted(targets) == list(range(10)), "No sample is left out, and none comes twice."
    assert samples == targets, "Here every sample is its own target, so the two must go together."


@exercise("shuffle_batches")
def test_the_order_is_new_each_time(student):
    x, t = np.arange(50.0).reshape(50, 1), np.arange(50)
    first, second = ([list(map(int, t_batch)) for _, t_batch in student.shuffle_batches(x, t, 10)] for _ in range(2))
    assert first != second, "Two calls mix in two ways (the same way twice has a chance of one in 10^64)."


@exercise("sgd_step")
def test_a_step_goes_downhill(student):
    params = {"W": np.array([1.0, 2.0]), "b": np.array([0.5])}
    student.sgd_step(params, {"W": np.array([10.0, -10.0]), "b": np.array([5.0])}, 0.1)
    assert params["W"] == approx(np.array([0.0, 3.0])), "1 - 0.1 * 10 = 0 and 2 + 0.1 * 10 = 3."
    assert params["b"] == approx(np.array([0.0])), "Every key takes the step: 0.5 - 0.1 * 5 = 0."


@exercise("sgd_step")
def test_the_array_itself_changes(student):
    W = np.array([1.0, 2.0])
    student.sgd_step({"W": W}, {"W": np.array([10.0, -10.0])}, 0.1)
    assert pytest.approx(np.array([0.0, 3.0])) == W, "A layer that holds W must see the step, so change W itself."


@exercise("NeuralNetwork")
def test_feedforward_fills_both_layers(student):
    x, y = np.array([[0.0, 1.0], [1.0, 1.0], [1.0, 0.0]]), np.array([[1.0], [0.0], [1.0]])
    net = student.NeuralNetwork(x, y)
    net.feedforward()
    assert net.layer1 == approx(sigmoid(x @ net.weights1)), "layer1 = sigmoid(x·weights1)."
    assert net.output == approx(sigmoid(net.layer1 @ net.weights2)), "output = sigmoid(layer1·weights2)."


@exercise("NeuralNetwork")
@pytest.mark.parametrize("name", ["weights1", "weights2"])
def test_a_step_agrees_with_a_measured_slope(student, name):
    x, y = np.array([[0.2, 1.0], [0.7, -0.4], [1.5, 0.3]]), np.array([[0.9], [0.2], [0.6]])
    net = student.NeuralNetwork(x, y)
    weights = getattr(net, name)

    def loss(change):
        weights[1, 0] += change
        net.feedforward()
        weights[1, 0] -= change
        return float(np.sum((y - net.output) ** 2))

    slope, before = (loss(1e-5) - loss(-1e-5)) / 2e-5, float(weights[1, 0])
    net.feedforward()
    net.backprop(lr=0.1)
    moved = float(getattr(net, name)[1, 0]) - before
    assert moved == approx(-0.1 * slope, rel=1e-4), f"One of the {name} should move by -lr times its slope."


@exercise("NeuralNetwork")
def test_training_makes_the_error_smaller(student):
    x, y = np.array([[0.0, 1.0], [1.0, 1.0], [1.0, 0.0]]), np.array([[1.0], [0.0], [1.0]])
    net = student.NeuralNetwork(x, y)
    before = np.sum((y - net.predict(x)) ** 2)
    net.train(50)
    assert np.sum((y - net.predict(x)) ** 2) < before, "After 50 steps downhill the error is smaller."


@exercise("train_gate")
def test_and_can_be_learned(student):
    predict, losses = student.train_gate(BITS, [0, 0, 0, 1], lr=2, epochs=800)
    assert len(losses) == 800, "There is one loss for each epoch."
    assert predict(BITS) == approx(np.array([0, 0, 0, 1]), abs=0.2), "After 800 epochs every answer is close."


@exercise("train_gate")
def test_one_answer_for_each_sample(student):
    predict, losses = student.train_gate(BITS, [0, 0, 0, 1], epochs=3)
    assert np.shape(predict([[0.5, 0.5], [1, 0], [2, 2]])) == (3,), "Three samples, three numbers."
    assert losses[2] <= losses[0], "With a small learning rate the loss never climbs."


@exercise("train_xor")
def test_xor_can_be_learned(student):
    predict, losses = student.train_xor(lr=5, max_epochs=1000, restarts=10)
    assert predict(BITS) == approx(np.array([0, 1, 1, 0]), abs=0.1), "Every output is within 0.1 of XOR."
    assert len(losses) <= 1000, "losses belongs to the attempt that succeeded, and to no other."


@exercise("fit")
def test_the_diary_has_an_entry_for_each_batch_and_each_epoch(student):
    from backprop import TwoLayerNet

    net, x, t = TwoLayerNet(2, 5, 2), np.random.default_rng(1).normal(size=(10, 2)), np.arange(10) % 2
    diary = student.fit(net, x, t, x, t, epochs=3, batch_size=4, lr=0.1)
    assert len(diary["loss"]) == 9, "Three epochs of three batches: 4, 4 and 2 samples."
    assert len(diary["train_acc"]) == len(diary["test_acc"]) == 3, "Accuracies are noted after each epoch."


@exercise("fit")
def test_easy_samples_are_learned(student):
    from backprop import TwoLayerNet

    rng = np.random.default_rng(2)
    t = np.arange(60) % 2
    x = rng.normal(size=(60, 2)) + 4.0 * t[:, None]
    net = TwoLayerNet(2, 8, 2, weight_init_std=0.5)
    diary = student.fit(net, x[:40], t[:40], x[40:], t[40:], epochs=30, batch_size=10, lr=0.3)
    assert diary["test_acc"][-1] >= 0.8, "After 30 epochs the network separates two clouds that lie apart."


HINTS = {
    "shuffle_batches": (
        "Shuffle numbers, not samples: which list of numbers would tell you everything?",
        "rng.permutation(n) gives the indices 0 to n-1 in random order. x[some_indices] takes those rows; so does t.",
        "Walk with range(0, n, batch_size); take that slice of the order; yield x and t at these indices, as a pair.",
    ),
    "sgd_step": (
        "What is the difference between `p = p - 1` and `p -= 1` when p is an array that somebody else holds, too?",
        "Loop over the keys of params. Only -= (or a slice on the left) changes the array itself.",
        "Inside the loop: the array at this key, then -=, then lr times the gradient at the same key.",
    ),
    "NeuralNetwork": (
        "Write down the shapes of x, weights1, layer1, weights2 and output. Each slope has the shape of its weights.",
        "From (output - y): times 2, times the slope of sigmoid. Times layer1, turned, that is the slope of weights2.",
        "For weights1: the slope at the output times weights2, turned; times layer1's slope; x, turned, times that.",
    ),
    "train_gate": (
        "You have just written almost all of it. What is new are two biases, and a list of losses.",
        "The slope of a bias is the slope at its layer, summed over the samples. Reshape t to (N, 1), or shapes clash.",
        "After the loop, define a function `predict(X)` inside yours that uses the weights, and return it with losses.",
    ),
    "train_xor": (
        "How can you tell, after an attempt, whether it was stuck?",
        "train_gate does one attempt. Ask its predict about the four pairs of bits and look at the largest error.",
        "Loop over the attempts; in each call train_gate again, with the same rng; return once the error is small.",
    ),
    "fit": (
        "Two loops, one inside the other. What happens for each batch, what for each epoch?",
        "For each batch: net.gradient, sgd_step, net.loss. After the batches of an epoch: net.accuracy, twice.",
        "Call shuffle_batches inside the outer loop, so that it shuffles again; append to the three lists of a dict.",
    ),
}
