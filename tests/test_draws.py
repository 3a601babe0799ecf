"""The distribution of random numbers is judged fairly: right draws pass, wrong ones are told apart."""

import numpy as np
import pytest

from autograder.checks import CheckFailed, Mistake
from autograder.draws import assert_normal

COUNT = 10_000


@pytest.fixture
def rng():
    return np.random.default_rng(20)


@pytest.mark.parametrize("count", [20, 300, COUNT])
def test_normal_numbers_pass_for_every_seed(count):
    for seed in range(200):
        assert_normal(np.random.default_rng(seed).normal(scale=0.1, size=count), 0.1, "")


@pytest.mark.parametrize("dtype", [float, np.float32])
def test_shape_and_precision_do_not_matter(rng, dtype):
    assert_normal(rng.normal(size=(200, 50)).astype(dtype), 1.0, "")


@pytest.mark.parametrize(
    ("draw", "code"),
    [
        (lambda rng: 1.1 * rng.normal(size=COUNT), "wrong-std"),
        (lambda rng: 0.9 * rng.normal(size=COUNT), "wrong-std"),
        (lambda rng: np.zeros(COUNT), "not-random"),
        (lambda rng: np.tile(rng.normal(size=100), 100), "not-random"),
        (lambda rng: np.full(COUNT, np.nan), "not-finite"),
        (lambda rng: np.abs(rng.normal(size=COUNT)), "wrong-mean"),
        (lambda rng: rng.uniform(-np.sqrt(3), np.sqrt(3), size=COUNT), "not-normal"),
        (lambda rng: rng.laplace(scale=np.sqrt(0.5), size=COUNT), "not-normal"),
        (lambda rng: np.clip(rng.normal(size=COUNT), -2.5, 2.5), "not-normal"),
        (lambda rng: None, "returned-none"),
    ],
)
def test_other_numbers_are_told_apart(rng, draw, code):
    with pytest.raises(CheckFailed) as caught:
        assert_normal(draw(rng), 1.0, "")
    assert caught.value.code == code


def test_a_known_mistake_is_named_with_its_hint(rng):
    halved = Mistake("halved", 0.5, "It is twice that.")
    with pytest.raises(CheckFailed, match="It is twice that") as caught:
        assert_normal(0.5 * rng.normal(size=COUNT), 1.0, "", mistakes=[halved])
    assert caught.value.code == "halved"
