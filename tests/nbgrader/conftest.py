"""A small course that has been released, handed in and collected with nbgrader's own code."""

from __future__ import annotations

import shutil

import pytest

from autograder.sample.walk import SampleClass, Walk
from tests.machine import skip_unless
from tests.nbgrader.postgresql import server  # noqa: F401 - a fixture

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
CHAPTERS = ("ch01_neuron", "ch03_activations")


@pytest.fixture(scope="session")
def walk(tmp_path_factory):
    """A class whose work is collected and not graded yet; who changes anything works on a copy."""
    walk = Walk(SampleClass(tmp_path_factory.mktemp("class"), 9, 0, CHAPTERS))
    for step in (walk.make_course, walk.release, walk.fetch, walk.submit, walk.collect):
        step()
    return walk


@pytest.fixture
def spoilable(walk, tmp_path):
    """A copy of the class's course folder that a test may spoil."""
    shutil.copytree(walk.sample.folder, tmp_path / "class", symlinks=True)
    return tmp_path / "class" / "course"


@pytest.fixture(scope="module")
def browser():
    """Chromium."""
    skip_unless(CHROMIUM is not None, "Chromium is not installed (apt install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
