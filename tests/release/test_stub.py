"""A stub keeps the contract and loses the solution."""

import ast

import pytest

from autograder.release.stub import StubError, make_stub
from tests.material import each_chapter

SOURCE = '''"""A chapter."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .earlier import helper

Array = NDArray[np.float64]
LIMIT = 3


def f(x: Sequence[float], y: int = 2, *, z: Array | None = None) -> Array:
    """Do something.

    Example:
        >>> f(1)
        1
    """
    ### BEGIN SOLUTION multiply x by y.
    return helper(x) * y
    ### END SOLUTION


class Layer:
    """Hold things."""

    def __init__(self, W: Array, b: Array) -> None:
        ### BEGIN SOLUTION keep both.
        self.W = W
        self.b = b
        ### END SOLUTION

    def forward(self, x: Array) -> Array:
        """Go."""
        ### BEGIN SOLUTION go forward.
        out = x @ self.W

        return out
        ### END SOLUTION
'''

STUB = '''"""A chapter."""

import numpy as np

from earlier import helper

LIMIT = 3


def f(x, y=2, *, z=None):
    """Do something.

    Example:
        >>> f(1)
        1
    """
    # TODO: multiply x by y.
    raise NotImplementedError


class Layer:
    """Hold things."""

    def __init__(self, W, b):
        # TODO: keep both.
        raise NotImplementedError

    def forward(self, x):
        """Go."""
        # TODO: go forward.
        raise NotImplementedError
'''


def test_a_stub_has_signatures_docstrings_and_todos():
    assert make_stub(SOURCE) == STUB


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("def f():\n    ### BEGIN SOLUTION do it.\n    return 1\n", "line 2: a solution begins and does not end"),
        ("def f():\n    return 1\n    ### END SOLUTION\n", "line 3: a solution ends that did not begin"),
        ("def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION\n", "line 2: a marker"),
        ("### BEGIN SOLUTION do it.\nx = 1\n### END SOLUTION\n", "line 1: a marker"),
        (
            "def f():\n    ### BEGIN SOLUTION a.\n    ### BEGIN SOLUTION b.\n    ### END SOLUTION\n",
            "line 3: a solution begins inside",
        ),
    ],
)
def test_a_misplaced_marker_is_named_with_its_line(source, complaint):
    with pytest.raises(StubError, match=complaint):
        make_stub(source)


@each_chapter
def test_every_stub_compiles_and_keeps_every_docstring(chapter):
    source = chapter.reference.read_text(encoding="utf-8")
    stub = ast.parse(make_stub(source))
    for original, made in zip(_definitions(ast.parse(source)), _definitions(stub), strict=True):
        assert made.name == original.name
        assert ast.get_docstring(made) == ast.get_docstring(original)


def _definitions(tree):
    """The functions and classes of a module, and their methods; what is defined inside a function is its solution."""
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return [*found, *(method for node in found if isinstance(node, ast.ClassDef) for method in _definitions(node))]
