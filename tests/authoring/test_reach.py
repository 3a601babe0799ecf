"""An exercise that cannot notice a fault need not be examined; whoever can, is."""

import ast

import pytest

from autograder.authoring import mutation, reach
from autograder.authoring.due import Part, commit_of
from autograder.authoring.mutants import mutants_of
from autograder.authoring.mutation import chapter_mutants, grade_mutants
from autograder.authoring.reach import Reach
from autograder.course import Chapter
from tests.material import ROOT, each_chapter

SOURCE = """
LIMIT = 3
def _helper(x): return x + LIMIT
def a(x): return _helper(x) + 1
def b(x, scale=2): return scale * a(x)
def c(x): return x - 1
TABLE = c(4)
class D:
    size = 2
    def f(self, x): return x * self.size
"""


@pytest.fixture
def reaching(course, monkeypatch, tmp_path):
    """The exercises that can notice each mutant of a small module whose tests call what they are named after."""
    chapter = course.chapters["ch01_neuron"]
    path = tmp_path / "neuron.py"
    path.write_text(SOURCE)
    names = ("a", "b", "c", "D")
    monkeypatch.setattr(Chapter, "reference", path)
    monkeypatch.setattr(reach, "_taken", lambda *_: {name: frozenset({name}) for name in names})
    chapter = type(chapter)(
        chapter.folder, chapter.name, "", tuple(type(chapter.exercises[0])(name, 1) for name in names)
    )
    found = Reach(chapter, 0)
    return {(mutant.where, mutant.before, mutant.after): found.of(mutant) for mutant in mutants_of(SOURCE)}


@pytest.mark.parametrize(
    ("mutant", "who"),
    [
        (("a", "return _helper(x) + 1", "return _helper(x) - 1"), ("a", "b")),
        (("_helper", "return x + LIMIT", "return x - LIMIT"), ("a", "b")),
        (("b", "return scale * a(x)", "return scale / a(x)"), ("b",)),
        (("D.f", "return x * self.size", "return x / self.size"), ("D",)),
    ],
)
def test_a_fault_in_a_body_is_noticed_by_those_whose_tests_lead_to_it(reaching, mutant, who):
    assert reaching[mutant] == who


@pytest.mark.parametrize(
    "mutant",
    [
        ("b", "def b(x, scale=2):", "def b(x, scale=3):"),
        ("LIMIT", "LIMIT = 3", "LIMIT = 4"),
        ("D", "size = 2", "size = 3"),
        ("c", "return x - 1", "return x + 1"),
    ],
    ids=["default", "constant", "class attribute", "called on import"],
)
def test_a_fault_that_shows_on_import_is_noticed_by_all(reaching, mutant):
    assert reaching[mutant] == ("a", "b", "c", "D")


def test_what_the_tests_take_is_seen_in_a_rehearsal(course):
    taken = reach._taken(course.chapters["ch01_neuron"], 0)
    assert taken["relu"] == {"relu"}
    assert "weighted_sum" not in taken["relu_xor_layers"]


def test_a_mutant_that_spends_the_time_is_examined_in_every_exercise(course, trials, monkeypatch):
    chapter = course.chapters["ch01_neuron"]
    found = next(mutant for mutant in chapter_mutants(chapter) if mutant.where == "output_errors")
    tree = ast.parse(found.source)
    endless = next(node for node in tree.body if getattr(node, "name", "") == "output_errors")
    endless.body = ast.parse("while True: pass").body
    slow = type(found)(found.where, found.before, "while True: pass", 1, ast.unparse(tree))
    monkeypatch.setattr(mutation, "chapter_mutants", lambda _: [slow])
    graded = []
    grade = trials.grade
    monkeypatch.setattr(trials, "grade", lambda works, title: grade(graded.append(list(works)) or graded[-1], title))
    (fate,) = grade_mutants(chapter, ROOT, trials).fates
    assert [[work.only for work in works] for works in graded] == [[("output_errors",)], [()]]
    assert fate.costs == {"output_errors"}


@pytest.mark.slow
@pytest.mark.timeout(3000)
@each_chapter
def test_examining_every_exercise_finds_nothing_else(chapter, trials):
    part = Part("", f"{commit_of(ROOT)} {chapter.folder}")
    short, long = (grade_mutants(chapter, ROOT, trials, part=part, everywhere=whole) for whole in (False, True))
    assert short.fates == long.fates
