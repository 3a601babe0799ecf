"""Positive controls: with nbgrader's own code, each attack on the time stops or hangs the class."""

import contextlib
import signal

import pytest
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.nbgrader_plugin import configure
from autograder.nbgrader_plugin.replaced import originals

from .attack import find_attacks, make_special

ATTACKS = {attack.folder.name: attack for attack in find_attacks() if attack.folder.parent.name == "times"}


class Hangs(BaseException):
    """Nothing came for a second."""


@contextlib.contextmanager
def a_second():
    def end(*_):
        raise Hangs

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("name", ATTACKS)
def test_it_bites_with_the_defence_off(tmp_path, name):
    configure(Config())
    (tmp_path / "canary").write_text("CANARY")
    folder = tmp_path / "submitted" / "mallory" / "ch03_activations"
    folder.mkdir(parents=True)
    for special in ATTACKS[name].expect["make"]:
        make_special(folder, special, lambda text: text.replace("{canary}", str(tmp_path / "canary")))
    directory = CourseDirectory(root=str(tmp_path))
    original = originals()["nbgrader.coursedir.CourseDirectory.get_existing_timestamp"]
    failure = Hangs if ATTACKS[name].expect["control"] == "hangs" else Exception
    with pytest.raises(failure), a_second():
        original(directory, str(folder))
    assert directory.get_existing_timestamp(str(folder)) is None
