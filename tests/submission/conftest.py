"""A class's folder with one student in it."""

import pytest

from autograder.submission import read_submission

GOOD = "def relu(x):\n    return max(x, 0)\n"


@pytest.fixture
def chapter(course):
    return course.chapters["ch01_neuron"]


@pytest.fixture
def submitted(tmp_path):
    path = tmp_path / "submitted"
    path.mkdir()
    return path


@pytest.fixture
def folder(submitted, chapter):
    """The folder of a student who handed in good work."""
    path = submitted / "alice" / chapter.folder
    path.mkdir(parents=True)
    (path / chapter.filename).write_text(GOOD)
    return path


@pytest.fixture
def read(submitted, chapter):
    """What a student handed in, by name."""
    return lambda student="alice": read_submission(submitted, student, chapter)
