"""Checks for chapter 7. Read them: each one is an example of what your layers should do.

Run them with ``pytest`` in this folder. The graded tests look at more cases than these,
but at nothing that the docstrings in backprop.py do not promise.
"""

import numpy as np
import pytest
from pytest import approx

exercise = pytest.mark.exercise


@exercise("MulLayer")
def test_mul_forward(student):
    assert student.MulLayer().forward(3, 8) == approx(24), "3 hours at 8 coins are 24 coins."


@exercise("MulLayer")
def test_mul_backward(student):
    layer = student.MulLayer()
    layer.forward(3, 8)
    dx, dy = layer.backward(0.5)
    assert (dx, dy) == approx((4, 1.5)), "Each input's slope is dout times the other input: 0.5 * 8 and 0.5 * 3."


@exercise("AddLayer")
def test_add_forward(student):
    assert student.AddLayer().forward(24, 10) == approx(34), "It is the sum."


@exercise("AddLayer")
def test_add_backward(student):
    layer = student.AddLayer()
    layer.forward(24, 10)
    dx, dy = layer.backward(0.5)
    assert (dx, dy) == approx((0.5, 0.5)), "A sum hands dout on as it is, to both inputs."


@exercise("Relu")
def test_relu_forward(student):
    result = student.Relu().forward(np.array([[1.0, -2.0], [-3.0, 4.0]]))
    assert result == approx(np.array([[1.0, 0.0], [0.0, 4.0]])), "Negative numbers become 0."


@exercise("Relu")
def test_relu_backward(student):
    layer = student.Relu()
    layer.forward(np.array([[1.0, -2.0], [-3.0, 4.0]]))
    result = layer.backward(np.array([[-10.0, 20.0], [30.0, -40.0]]))
    assert result == approx(np.array([[-10.0, 0.0], [0.0, -40.0]])), "dout passes where the input was positive."


@exercise("Relu")
def test_relu_keeps_its_input(student):
    x = np.array([-1.0, 2.0])
    student.Relu().forward(x)
    assert x == approx(np.array([-1.0, 2.0])), "Write the zeros into a new array, not into x."


@exercise("Sigmoid")
def test_sigmoid_forward(student):
    result = student.Sigmoid().forward(np.array([0.0, 2.0]))
    assert result == approx(np.array([0.5, 0.880797]), abs=1e-5), "1 / (1 + e^-x); chapter 3 has it ready."


@exercise("Sigmoid")
def test_sigmoid_backward(student):
    layer = student.Sigmoid()
    layer.forward(np.array([0.0, 2.0]))
    result = layer.backward(np.array([1.0, 10.0]))
    assert result == approx(np.array([0.25, 1.049936]), abs=1e-5), "dout * y * (1 - y), where y is the output."


def affine(student):
    W, b = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.array([0.5, 0.0, -0.5])
    return student.Affine(W, b), W, b


@exercise("Affine")
def test_affine_forward(student):
    layer, _, _ = affine(student)
    assert layer.forward(np.array([[1.0, 10.0]])) == approx(np.array([[41.5, 52.0, 62.5]])), "x W + b."


@exercise("Affine")
def test_affine_backward(student):
    layer, _, _ = affine(student)
    layer.forward(np.array([[1.0, 10.0], [0.0, 1.0]]))
    dx = layer.backward(np.array([[1.0, 0.0, 2.0], [0.0, 1.0, 0.0]]))
    assert dx == approx(np.array([[7.0, 16.0], [2.0, 5.0]])), "dx is dout times W transposed."
    assert layer.dW == approx(np.array([[1.0, 0.0, 2.0], [10.0, 1.0, 20.0]])), "dW is x transposed times dout."
    assert layer.db == approx(np.array([1.0, 1.0, 2.0])), "db is the sum of dout over the rows."


@exercise("Affine")
def test_affine_feels_a_change_of_w(student):
    layer, W, _ = affine(student)
    W *= 2
    assert layer.forward(np.array([[1.0, 0.0]])) == approx(np.array([[2.5, 4.0, 5.5]])), "Keep W itself, not a copy."


@exercise("Affine")
def test_affine_takes_images(student):
    layer = student.Affine(np.ones((12, 5)), np.zeros(5))
    assert layer.forward(np.ones((2, 3, 2, 2))).shape == (2, 5), "Each image becomes one row of 12 numbers."
    assert layer.backward(np.ones((2, 5))).shape == (2, 3, 2, 2), "dx has the shape that the input had."


SCORES = np.array([[0.0, 0.0], [1.0, 3.0]])


@exercise("SoftmaxWithLoss")
def test_loss_of_two_rows(student):
    loss = student.SoftmaxWithLoss().forward(SCORES, np.array([0, 1]))
    assert loss == approx(0.410038, abs=1e-4), "The mean of -log(0.5) and -log(0.881)."


@exercise("SoftmaxWithLoss")
def test_loss_backward(student):
    layer = student.SoftmaxWithLoss()
    layer.forward(SCORES, np.array([0, 1]))
    expected = np.array([[-0.25, 0.25], [0.059601, -0.059601]])
    assert layer.backward() == approx(expected, abs=1e-5), "(y - t) / N, where N is the number of rows."
    assert layer.y == approx(np.array([[0.5, 0.5], [0.119203, 0.880797]]), abs=1e-5), "y holds the probabilities."


@exercise("SoftmaxWithLoss")
def test_loss_with_one_hot_labels(student):
    layer = student.SoftmaxWithLoss()
    loss = layer.forward(SCORES, np.array([[1, 0], [0, 1]]))
    assert loss == approx(0.410038, abs=1e-4), "One-hot labels mean the same as the integers 0 and 1."
    expected = np.array([[-0.5, 0.5], [0.119203, -0.119203]])
    assert layer.backward(2) == approx(expected, abs=1e-5), "backward(2) is twice backward(1)."


@exercise("TwoLayerNet")
def test_net_has_arrays_and_layers(student):
    net = student.TwoLayerNet(4, 5, 3)
    shapes = {key: array.shape for key, array in net.params.items()}
    assert shapes == {"W1": (4, 5), "b1": (5,), "W2": (5, 3), "b2": (3,)}, "Weights are (inputs, outputs)."
    assert list(net.layers) == ["Affine1", "Relu1", "Affine2"], "In this order, without the loss layer."


@exercise("TwoLayerNet")
def test_net_predicts_scores(student):
    net = student.TwoLayerNet(2, 2, 2)
    net.params["W1"][...] = [[1.0, -1.0], [0.0, 1.0]]
    net.params["W2"][...] = [[1.0, 2.0], [3.0, 4.0]]
    net.params["b2"][...] = [0.5, -0.5]
    result = net.predict(np.array([[1.0, 0.0], [0.0, 2.0]]))
    assert result == approx(np.array([[1.5, 1.5], [6.5, 7.5]])), (
        "relu(x W1 + b1) W2 + b2, with the arrays that are in params now."
    )


@exercise("TwoLayerNet")
def test_net_learns(student):
    net = student.TwoLayerNet(2, 8, 2, weight_init_std=1.0)
    x, t = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([0, 0, 1, 1])
    before = net.loss(x, t)
    for _ in range(50):
        gradient = net.gradient(x, t)
        for key in net.params:
            net.params[key] -= 0.1 * gradient[key]
    assert net.loss(x, t) < before, "Fifty small steps downhill must make the loss smaller."
    assert 0 <= net.accuracy(x, t) <= 1, "accuracy is a share."


@exercise("TwoLayerNet")
def test_gradient_agrees_with_a_small_step(student):
    net = student.TwoLayerNet(3, 4, 2, weight_init_std=0.5)
    x, t = np.array([[0.3, -1.0, 2.0], [1.0, 0.5, -0.7]]), np.array([1, 0])
    exact, h = net.gradient(x, t), 1e-5
    for key in ("W1", "b1", "W2", "b2"):
        place = (0,) * exact[key].ndim
        net.params[key][place] += h
        up = net.loss(x, t)
        net.params[key][place] -= 2 * h
        down = net.loss(x, t)
        net.params[key][place] += h
        assert exact[key][place] == approx((up - down) / (2 * h), abs=1e-6), f"The slope for {key} is off."


HINTS = {
    "MulLayer": (
        "If x grows by 1, by how much does x * y grow? What must the layer remember to answer that?",
        "Keep x and y in self during forward. In backward, each input's slope needs the *other* one.",
        "backward returns two things: dout times the y that you kept, and dout times the x that you kept.",
    ),
    "AddLayer": (
        "If x grows by 1, by how much does x + y grow?",
        "By just as much. So what happens to dout on its way back?",
        "Nothing happens to it. Return it twice, as a tuple.",
    ),
    "Relu": (
        "What does backward need to know about the input? Not the numbers, only one thing about each of them.",
        "Whether it was positive. Keep `x > 0` in self; it is an array of True and False.",
        "np.where with what you kept, once with x and 0 in forward, once with dout and 0 in backward.",
    ),
    "Sigmoid": (
        "Write the slope of the sigmoid with its own output y. What must the layer keep, then?",
        "Keep the output. `from activations import sigmoid` gives you a safe forward.",
        "In backward multiply three things: dout, the output that you kept, and one minus that output.",
    ),
    "Affine": (
        "Write down the shapes of x, W, b and dout. Then ask of each slope which shape it must have.",
        "dx is (N, D): dout (N, M) times W.T (M, D). In the same way find dW (D, M). db adds up the rows of dout.",
        "Before all that: keep x.shape, and use x.reshape(len(x), -1). At the end reshape dx to the shape you kept.",
    ),
    "SoftmaxWithLoss": (
        "Forward: which two functions of earlier chapters do you need? Backward: which number is subtracted where?",
        "Turn integer labels into one-hot rows once, in forward; then backward is the same for both kinds of labels.",
        "Backward: the probabilities you kept minus the one-hot rows, divided by the number of rows, times dout.",
    ),
    "TwoLayerNet": (
        "Make the four arrays first, then give those very arrays to two Affine layers, with a Relu in between.",
        "predict loops over self.layers.values(). gradient runs the loss forward, then loops over the reversed layers.",
        "After the loop backwards, each Affine has .dW and .db. Put them into a dict under W1, b1, W2 and b2.",
    ),
}
