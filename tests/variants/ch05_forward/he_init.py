import random

import numpy as np


def wrong_zeros(fan_in, fan_out, rng=None):
    """Start from nothing."""
    return np.zeros((fan_in, fan_out))


def wrong_xavier(fan_in, fan_out, rng=None):
    """The other one."""
    return np.random.randn(fan_in, fan_out) * np.sqrt(1 / fan_in)


def wrong_fan_out(fan_in, fan_out, rng=None):
    """Divides by the number of neurons."""
    return np.random.randn(fan_in, fan_out) * np.sqrt(2 / fan_out)


def wrong_variance(fan_in, fan_out, rng=None):
    """Multiplies by the variance."""
    return np.random.randn(fan_in, fan_out) * 2 / fan_in


def wrong_glorot(fan_in, fan_out, rng=None):
    """Glorot's own form, with both numbers."""
    return np.random.randn(fan_in, fan_out) * np.sqrt(2 / (fan_in + fan_out))


def wrong_small(fan_in, fan_out, rng=None):
    """Small is always good."""
    return np.random.randn(fan_in, fan_out) * 0.01


def wrong_uniform(fan_in, fan_out, rng=None):
    """np.random.rand for randn, scaled until the spread is right."""
    return (np.random.rand(fan_in, fan_out) - 0.5) * np.sqrt(12) * np.sqrt(2 / fan_in)


def wrong_positive(fan_in, fan_out, rng=None):
    """Weights below zero look wrong."""
    return np.abs(np.random.randn(fan_in, fan_out)) * np.sqrt(2 / fan_in)


def wrong_transposed(fan_in, fan_out, rng=None):
    """A row for each neuron."""
    return np.random.randn(fan_out, fan_in) * np.sqrt(2 / fan_in)


def wrong_fixed_seed(fan_in, fan_out, rng=None):
    """So that my results can be repeated."""
    return np.random.default_rng(42).normal(size=(fan_in, fan_out)) * np.sqrt(2 / fan_in)


def wrong_fixed_default(fan_in, fan_out, rng=None):
    """A given rng is used; without one, always the same."""
    rng = rng or np.random.default_rng(0)
    return rng.normal(size=(fan_in, fan_out)) * np.sqrt(2 / fan_in)


def wrong_one_row(fan_in, fan_out, rng=None):
    """Draws the weights of one input, and uses them for all."""
    return np.tile(np.random.randn(fan_out) * np.sqrt(2 / fan_in), (fan_in, 1))


def wrong_truncated(fan_in, fan_out, rng=None):
    """Cuts off what is far out, as Keras does."""
    weights = np.clip(np.random.randn(fan_in, fan_out), -2, 2)
    return weights / weights.std() * np.sqrt(2 / fan_in)


def right_randn(fan_in, fan_out, rng=None):
    """The textbook's line; rng is not needed."""
    return np.random.randn(fan_in, fan_out) * np.sqrt(2.0 / fan_in)


def right_scale(fan_in, fan_out, rng=None):
    """normal takes the scale itself."""
    if rng is None:
        rng = np.random.default_rng()
    return rng.normal(0.0, (2.0 / fan_in) ** 0.5, (fan_in, fan_out))


def right_gauss(fan_in, fan_out, rng=None):
    """The standard library draws, number by number."""
    return np.array([[random.gauss(0, (2 / fan_in) ** 0.5) for _ in range(fan_out)] for _ in range(fan_in)])


def right_transposed_draw(fan_in, fan_out, rng=None):
    """Draws in another order."""
    rng = rng if rng is not None else np.random.default_rng()
    return (rng.standard_normal((fan_out, fan_in)) * np.sqrt(2 / fan_in)).T
