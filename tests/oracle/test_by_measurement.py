"""The reference's slopes against measured ones: central differences with a random cotangent.

Where PyTorch is missing, this is what vouches for the reference.
"""

import numpy as np
import pytest

from solutions import backprop


@pytest.fixture(params=range(3))
def rng(request):
    return np.random.default_rng(request.param)


def measured(function, x, h=1e-6):
    """The slope of a function of x at each element; x is moved and put back."""
    slopes = np.zeros(x.shape)
    for place in np.ndindex(*x.shape):
        kept = x[place]
        x[place] = kept + h
        up = function()
        x[place] = kept - h
        slopes[place] = (up - function()) / (2 * h)
        x[place] = kept
    return slopes


def agree(exact, slopes):
    np.testing.assert_allclose(exact, slopes, rtol=1e-6, atol=1e-8)


def off_the_kink(rng, shape):
    return rng.choice([-1.0, 1.0], size=shape) * rng.uniform(0.1, 3.0, size=shape)


@pytest.mark.parametrize("name", ["MulLayer", "AddLayer"])
def test_a_layer_of_two_inputs(rng, name):
    layer = getattr(backprop, name)()
    x, y, dout = rng.normal(size=(3, 2, 3))
    layer.forward(x, y)
    for exact, array in zip(layer.backward(dout), (x, y), strict=True):
        agree(exact, measured(lambda: np.sum(dout * layer.forward(x, y)), array))


@pytest.mark.parametrize("name", ["Relu", "Sigmoid"])
def test_an_activation_layer(rng, name):
    layer = getattr(backprop, name)()
    x, dout = off_the_kink(rng, (2, 3, 4)), rng.normal(size=(2, 3, 4))
    layer.forward(x)
    agree(layer.backward(dout), measured(lambda: np.sum(dout * layer.forward(x)), x))


def test_the_affine_layer(rng):
    x, W, b, dout = (rng.normal(size=shape) for shape in ((3, 2, 4), (8, 5), (5,), (3, 5)))
    layer = backprop.Affine(W, b)
    layer.forward(x)
    exact = layer.backward(dout), layer.dW, layer.db
    for slope, array in zip(exact, (x, W, b), strict=True):
        agree(slope, measured(lambda: np.sum(dout * layer.forward(x)), array))


def test_softmax_with_loss(rng):
    x, t, dout = rng.normal(size=(4, 3)), np.array([0, 2, 1, 2]), rng.normal()
    layer = backprop.SoftmaxWithLoss()
    layer.forward(x, t)
    agree(layer.backward(dout), measured(lambda: dout * layer.forward(x, t), x))


def test_the_network(rng):
    net = backprop.TwoLayerNet(4, 5, 3, weight_init_std=0.7, rng=rng)
    x, t = rng.normal(size=(6, 4)), rng.integers(0, 3, size=6)
    for key, slope in net.gradient(x, t).items():
        agree(slope, measured(lambda: net.loss(x, t), net.params[key]))
