"""The sample class deserves what it is said to deserve, whichever exercise the dice choose."""

import pytest

from autograder.authoring.trials import Trial, Trials, lost
from autograder.sample.students import FULL, invent
from tests.conftest import chapters, each_chapter

KINDS = ("perfect", "other style", "half finished", "wrong sign", "untouched", "cheat")  # the others are the engine's


@pytest.fixture(scope="module")
def trials():
    with Trials(chapters()) as opened:
        yield opened


@each_chapter
def test_each_kind_of_student_gets_what_it_deserves(chapter, trials):
    works = {(work.kind, work.source): work for work in invent(chapter, 540, seed=0) if work.kind in KINDS}
    spoilt = {name for (kind, _), work in works.items() if kind == "wrong sign" for name in lost_by(work)}
    assert spoilt == {exercise.name for exercise in chapter.exercises}
    graded = trials.grade(Trial(work, chapter, work.source) for work in works.values())
    assert [(work.kind, lost(found)) for work, found in graded if lost(found) != lost_by(work)] == []


def lost_by(work):
    """The exercises in which a piece of work deserves less than full marks."""
    return {name for name, deserved in work.deserved.items() if deserved != FULL}
