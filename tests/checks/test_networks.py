"""What is asked of a network's parameters."""

import numpy as np
import pytest

from autograder.checks import CheckFailed
from autograder.checks.networks import assert_biases_are_zero, assert_fresh, filled, params_of

SIZES = (3, 5, 4)


def good(rng=None):
    rng = rng or np.random.default_rng()
    return {"W1": rng.normal(size=(3, 5)), "b1": np.zeros(5), "W2": rng.normal(size=(5, 4)), "b2": np.zeros(4)}


def test_good_parameters_pass():
    params = good()
    assert params_of(params, SIZES) is params
    assert_biases_are_zero(params)
    assert_fresh(good, SIZES, np.random.default_rng(0))


@pytest.mark.parametrize(
    ("params", "code"),
    [
        (None, "wrong-type"),
        (good() | {"b2": [0.0] * 4}, "wrong-type"),
        (good() | {"W3": np.zeros(2)}, "wrong-keys"),
        (good() | {"b1": np.zeros((1, 5))}, "wrong-shape"),
        (good() | {"b1": np.zeros(5, dtype=int)}, "wrong-dtype"),
    ],
)
def test_each_flaw_has_its_code(params, code):
    with pytest.raises(CheckFailed) as failed:
        params_of(params, SIZES)
    assert failed.value.code == code


def test_numbers_are_filled_in_in_place():
    params = good()
    kept = dict(params)
    assert filled(params, SIZES, np.random.default_rng(0)) is params
    assert all(params[key] is kept[key] and np.all(params[key] != 0) for key in kept)


def test_a_bias_that_is_not_zero_is_found():
    with pytest.raises(CheckFailed, match="b2"):
        assert_biases_are_zero(good() | {"b2": np.array([0.0, 0.0, 0.1, 0.0])})


def test_a_fixed_seed_is_found():
    with pytest.raises(CheckFailed, match="twice"):
        assert_fresh(lambda _: good(np.random.default_rng(0)), SIZES, np.random.default_rng(0))
