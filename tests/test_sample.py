"""The sample class deserves what it is said to deserve, whichever exercise the dice choose."""

from autograder.authoring.trials import Trial
from autograder.sample.students import FULL, invent
from tests.material import each_chapter

KINDS = ("perfect", "other style", "half finished", "wrong sign", "untouched", "cheat")  # the others are the engine's


@each_chapter
def test_each_kind_of_student_gets_what_it_deserves(chapter, trials):
    works = {(work.kind, work.source): work for work in invent(chapter, 540, seed=0) if work.kind in KINDS}
    wrong = [work for work in works.values() if work.kind == "wrong sign"]
    spoilt = {name for work in wrong for name, deserved in work.deserved.items() if deserved != FULL}
    assert spoilt == {exercise.name for exercise in chapter.exercises}
    graded = trials.grade(Trial(work, chapter, work.source) for work in works.values())
    assert [(work.kind, complaint) for work, found in graded for complaint in work.complaints(sheet(found))] == []


def sheet(found):
    """What a verdict says of marks."""
    rows = [{"name": mark.exercise.name, "score": mark.score, "max_score": mark.exercise.points} for mark in found]
    return {"tests": rows}
