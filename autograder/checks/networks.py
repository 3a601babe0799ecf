"""What hidden tests ask of a network: its parameters by name, and numbers of ours put into them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .assertions import require

Params = dict[str, NDArray[np.float64]]


def params_of(value: Any, sizes: Sequence[int], verb: str = "has") -> Params:
    """A dict of parameters, or of gradients, after making sure that it is one.

    Args:
        value: what the student's code keeps or returned.
        sizes: the number of inputs, then the number of neurons of each layer.
        verb: how ``value`` belongs to the latest call, for the message: it "has" or it "gave".

    Raises:
        CheckFailed: if it is not a dict of float arrays with the names ``W1``, ``b1``, ``W2``, … and their shapes.
    """
    arrays = isinstance(value, dict) and all(isinstance(array, np.ndarray) for array in value.values())
    require(arrays, f"{verb} no dict of arrays", "It is a dict: names and arrays.", "wrong-type")
    shapes: dict[str, tuple[int, ...]] = {}
    for number, (fan_in, fan_out) in enumerate(pairwise(sizes), 1):
        shapes |= {f"W{number}": (fan_in, fan_out), f"b{number}": (fan_out,)}
    found = ", ".join(map(str, value))
    require(set(value) == set(shapes), f"{verb} the keys {found}", f"They are {', '.join(shapes)}.", "wrong-keys")
    for key, shape in shapes.items():
        finding = f"{verb} {key} of shape {value[key].shape}; {shape} was expected"
        why = "W has a row for each input and a column for each neuron, b a number for each neuron."
        require(value[key].shape == shape, finding, why, "wrong-shape")
        why = "Parameters change in small steps, so they must be floats."
        require(value[key].dtype.kind == "f", f"{verb} {key} of type {value[key].dtype}", why, "wrong-dtype")
    params: Params = value
    return params


def filled(value: Any, sizes: Sequence[int], rng: np.random.Generator) -> Params:
    """A network's parameters, after filling them with numbers of ours, in place."""
    params = params_of(value, sizes)
    for array in params.values():
        array[...] = rng.normal(scale=0.7, size=array.shape)
    return params


def assert_biases_are_zero(params: Params) -> None:
    """Assert that every bias is 0.

    Raises:
        CheckFailed: if a weight has the wrong spread, or a bias is not 0.
    """
    for key, array in params.items():
        if key.startswith("b"):
            require(not np.any(array), f"has a {key} that is not 0", "Biases begin at 0.", "bias-not-zero")


def assert_fresh(
    make: Callable[[np.random.Generator | None], Any], sizes: Sequence[int], rng: np.random.Generator
) -> None:
    """Assert that parameters begin elsewhere each time, without a generator and with the same one.

    Args:
        make: makes parameters, with the generator that it is given.
        sizes: the sizes of the layers.
        rng: the generator.

    Raises:
        CheckFailed: if two calls gave the same weights.
    """
    why = "Never fix a seed inside; draw new numbers from rng, or from np.random.default_rng(), at every call."
    for generator in (None, rng):
        first, second = (params_of(make(generator), sizes) for _ in range(2))
        for key in first:
            fresh = key.startswith("b") or not np.array_equal(first[key], second[key])
            require(fresh, f"gave the same {key} twice", why, "fixed-seed")
