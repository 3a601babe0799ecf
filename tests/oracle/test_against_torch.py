"""The reference against PyTorch: two independent implementations, one answer.

A suite compares students with the reference; here the reference itself is compared,
forward and backward, with a library that shares no line with it. PyTorch is the extra
`oracle`; where it is not installed these tests are skipped.
"""

import importlib.util

import numpy as np
import pytest

from solutions import backprop, losses
from tests.machine import skip_unless

pytestmark = pytest.mark.oracle


@pytest.fixture
def torch():
    skip_unless(importlib.util.find_spec("torch") is not None, "PyTorch (the extra `oracle`) is not installed")
    import torch

    return torch


@pytest.fixture(params=range(3))
def rng(request):
    return np.random.default_rng(request.param)


def leaf(torch, array):
    """A tensor in float64 that collects its gradient."""
    return torch.tensor(array, dtype=torch.float64, requires_grad=True)


def agree(ours, theirs):
    theirs = theirs.detach().numpy() if hasattr(theirs, "detach") else theirs
    assert np.shape(ours) == np.shape(theirs)
    np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize(("name", "operation"), [("MulLayer", "mul"), ("AddLayer", "add")])
def test_a_layer_of_two_inputs(torch, rng, name, operation):
    values, dout = rng.normal(size=(2, 3, 4)), rng.normal(size=(3, 4))
    x, y = (leaf(torch, value) for value in values)
    out = getattr(torch, operation)(x, y)
    out.backward(torch.tensor(dout))
    layer = getattr(backprop, name)()
    agree(layer.forward(*values), out)
    dx, dy = layer.backward(dout)
    agree(dx, x.grad)
    agree(dy, y.grad)


@pytest.mark.parametrize(("name", "function"), [("Relu", "relu"), ("Sigmoid", "sigmoid")])
@pytest.mark.parametrize("shape", [(5,), (3, 4), (2, 3, 4, 5)])
def test_an_activation_layer(torch, rng, name, function, shape):
    value, dout = rng.normal(scale=3.0, size=shape), rng.normal(size=shape)
    x = leaf(torch, value)
    out = getattr(torch, function)(x)
    out.backward(torch.tensor(dout))
    layer = getattr(backprop, name)()
    agree(layer.forward(value), out)
    agree(layer.backward(dout), x.grad)


@pytest.mark.parametrize("shape", [(4, 24), (4, 2, 12), (4, 2, 3, 4)])
def test_the_affine_layer(torch, rng, shape):
    value, dout, W, b = (rng.normal(size=size) for size in (shape, (4, 5), (24, 5), (5,)))
    x, weight, bias = leaf(torch, value), leaf(torch, W), leaf(torch, b)
    out = torch.nn.functional.linear(x.flatten(start_dim=1), weight.T, bias)
    out.backward(torch.tensor(dout))
    layer = backprop.Affine(W, b)
    agree(layer.forward(value), out)
    agree(layer.backward(dout), x.grad)
    agree(layer.dW, weight.grad)
    agree(layer.db, bias.grad)


@pytest.mark.parametrize("one_hot", [False, True])
@pytest.mark.parametrize("scale", [1.0, 100.0])
def test_softmax_with_loss(torch, rng, one_hot, scale):
    value, t = rng.normal(scale=scale, size=(6, 4)), rng.integers(0, 4, size=6)
    x = leaf(torch, value)
    loss = torch.nn.functional.cross_entropy(x, torch.tensor(t))
    (2.5 * loss).backward()
    layer = backprop.SoftmaxWithLoss()
    agree(layer.forward(value, np.eye(4)[t] if one_hot else t), loss)
    agree(layer.y, torch.softmax(x, dim=1))
    agree(layer.backward(2.5), x.grad)


def test_the_network(torch, rng):
    net = backprop.TwoLayerNet(5, 7, 3, weight_init_std=0.5, rng=rng)
    for key in ("b1", "b2"):
        net.params[key] += rng.normal(size=net.params[key].shape)
    x, t = rng.normal(size=(6, 5)), rng.integers(0, 3, size=6)
    theirs = {key: leaf(torch, array) for key, array in net.params.items()}
    scores = torch.relu(torch.tensor(x) @ theirs["W1"] + theirs["b1"]) @ theirs["W2"] + theirs["b2"]
    loss = torch.nn.functional.cross_entropy(scores, torch.tensor(t))
    loss.backward()
    agree(net.predict(x), scores)
    agree(net.loss(x, t), loss)
    gradient = net.gradient(x, t)
    assert list(gradient) == list(net.params)
    for key, slope in gradient.items():
        agree(slope, theirs[key].grad)


def test_losses_of_numbers(torch, rng):
    y, t = rng.normal(size=(2, 4, 3))
    said, true = torch.tensor(y), torch.tensor(t)
    agree(losses.mean_squared_error(y, t), torch.nn.functional.mse_loss(said, true))
    agree(losses.sum_squared_error(y, t), torch.nn.functional.mse_loss(said, true, reduction="sum") / 2)


def test_losses_of_probabilities(torch, rng):
    """They agree up to the constant that keeps the logarithm from 0."""
    y, t = rng.dirichlet(np.ones(4), size=6), rng.integers(0, 4, size=6)
    theirs = torch.nn.functional.nll_loss(torch.log(torch.tensor(y)), torch.tensor(t)).item()
    assert losses.cross_entropy_error(y, t) == pytest.approx(theirs, rel=1e-4)
    y, t = rng.uniform(0.01, 0.99, size=(6, 4)), rng.integers(0, 2, size=(6, 4))
    theirs = torch.nn.functional.binary_cross_entropy(torch.tensor(y), torch.tensor(t, dtype=torch.float64)).item()
    assert losses.binary_cross_entropy(y, t) == pytest.approx(theirs, rel=1e-4)


def test_labels(torch, rng):
    t = rng.integers(0, 7, size=20)
    agree(losses.to_one_hot(t, 7), torch.nn.functional.one_hot(torch.tensor(t), 7))
