"""Inputs of every kind, and the promise that no argument changes."""

import numpy as np
import pytest

from autograder.checks import CheckFailed
from autograder.checks.arguments import kinds_of, untouched


def test_every_kind_has_the_shape_that_was_asked_for():
    kinds = [x for x, _ in kinds_of(np.random.default_rng(0), (2, 3))]
    assert {np.shape(x) for x in kinds} == {(2, 3)}
    assert {np.asarray(x).dtype.kind for x in kinds} == {"f", "i", "u"}
    assert any(isinstance(x, np.ndarray) and not x.flags.writeable for x in kinds)


def test_who_only_looks_passes():
    x, params = np.ones(3), {"W": np.ones(2)}
    with untouched(x, params, [1, 2]):
        _ = x + 1.0


def change_an_array(arguments):
    arguments[0][1] = 5.0


def change_a_list(arguments):
    arguments[1].pop()


def change_an_array_in_a_dict(arguments):
    arguments[2]["W"] += 1.0


def take_a_key_away(arguments):
    del arguments[2]["W"]


@pytest.mark.parametrize("change", [change_an_array, change_a_list, change_an_array_in_a_dict, take_a_key_away])
def test_who_changes_an_argument_is_found(change):
    arguments = np.ones(3), [1, 2], {"W": np.ones(2)}
    with pytest.raises(CheckFailed, match="changed an argument"), untouched(*arguments):
        change(arguments)
