"""Graders for the authors' tools, started once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from autograder.authoring.trials import Trials
from tests.conftest import chapters


@pytest.fixture(scope="session")
def trials() -> Iterator[Trials]:
    with Trials(chapters()) as trials:
        yield trials
