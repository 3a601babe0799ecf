"""A small course that has been released, handed in and collected with nbgrader's own code."""

from __future__ import annotations

import pytest

from autograder.sample.walk import SampleClass, Walk

CHAPTERS = ("ch01_neuron", "ch03_activations")


def collected(folder, students=9, seed=0):
    """Take a sample class up to the collected submissions."""
    walk = Walk(SampleClass(folder, students, seed, CHAPTERS))
    for step in (walk.make_course, walk.release, walk.fetch, walk.submit, walk.collect):
        step()
    return walk


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    """A class whose work is collected and not graded yet."""
    return collected(tmp_path_factory.mktemp("class"))
