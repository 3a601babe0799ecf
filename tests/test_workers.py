"""Tests that share what takes long to make are dealt out together."""

import pytest

from tests.workers import group_of


@pytest.mark.parametrize(
    ("nodeid", "group"),
    [
        ("tests/test_lessons.py::test_the_lesson_runs[ch07_backprop]", "ch07_backprop"),
        ("tests/authoring/test_variants.py::test_every_variant[ch07_backprop]", "ch07_backprop"),
        ("tests/nbgrader/test_two_ways.py::test_scores", "nbgrader"),
        ("tests/nbgrader/test_formgrader.py::test_the_gradebook", "nbgrader"),
        ("tests/attacks/test_attacks.py::test_it_is_held[full-as-user-own/peek]", "tests/attacks/test_attacks.py"),
        ("solutions/neuron.py::solutions.neuron.relu", "solutions/neuron.py"),
    ],
)
def test_a_group_shares_what_takes_long_to_make(nodeid, group):
    assert group_of(nodeid) == group
