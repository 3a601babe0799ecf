"""The fixtures of the hidden suites.

The same suite runs in two ways. Under ``pytest autograder/suites`` the fixture
``student`` is the reference module itself. In a grader it is the stand-in for a
submission's module, which lives in a jailed worker; the suite cannot tell.
"""

from __future__ import annotations

import importlib
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from autograder.proxy.stage import stage
from autograder.reference import earlier_modules


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> ModuleType:
    """The reference module of the test's chapter. It never crosses to the student's side."""
    name = Path(request.path).stem.removeprefix("test_")
    return importlib.import_module(f"solutions.{name}")


@pytest.fixture
def student(request: pytest.FixtureRequest) -> Any:
    """The module under test: the student's in its worker, or the reference when nobody is graded."""
    return request.getfixturevalue("reference") if stage.student is None else stage.student


@pytest.fixture
def earlier(reference: ModuleType) -> Any:
    """What the chapter builds on, ready for use: ``earlier.backprop.TwoLayerNet(4, 5, 3)`` is our own network.

    In a grader it is made in the student's worker, from the same classes that the student's
    imports give.
    """
    return LocalEarlier(reference) if stage.earlier is None else stage.earlier


@pytest.fixture
def rng() -> np.random.Generator:
    """Random numbers for this test; the seed is the class's and stands in the verdict."""
    random.seed(stage.seed)
    np.random.seed(stage.seed)
    return np.random.default_rng(stage.seed)


class LocalEarlier:
    """The finished modules of earlier chapters when nobody is graded; as in a worker, no others."""

    def __init__(self, reference: ModuleType) -> None:
        self._names = earlier_modules(Path(str(reference.__file__)))

    def __getattr__(self, name: str) -> ModuleType:
        if name not in self._names:
            raise AttributeError(f"this chapter builds on no module {name}")
        return importlib.import_module(f"solutions.{name}")
