"""The mutator makes each small fault once, and names it so that the name survives edits elsewhere."""

import pytest

from autograder.authoring import accuracy
from autograder.authoring.due import Key
from autograder.authoring.mutants import mutants_of, owners
from autograder.authoring.mutation import Fate, Result, chapter_mutants
from autograder.authoring.reviewed import CATALOGUE, Equivalent, RightAnswer, read_reviewed
from tests.material import ROOT, each_chapter


def mutated(body, arguments="x, y=None"):
    """What becomes of the body of a function."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return {mutant.after for mutant in mutants_of(f"def f({arguments}):\n{lines}")}


@pytest.mark.parametrize(
    ("statement", "faults"),
    [
        ("return x + y", ["return x - y", "return x", "return y", "return None"]),
        ("return x - y", ["return x + y", "return y - x"]),
        ("return x * y", ["return x / y", "return x + y", "return x", "return y"]),
        ("return x / y", ["return x * y", "return y / x"]),
        ("return x @ y", ["return y @ x", "return x", "return y"]),
        ("return x < y", ["return x <= y", "return x >= y"]),
        ("return x == y", ["return x != y"]),
        ("return x is not None", ["return x is None"]),
        ("return x in y", ["return x not in y"]),
        ("return x and y", ["return x or y", "return x", "return y"]),
        ("return not x", ["return x"]),
        ("return -x", ["return x"]),
        ("return 0", ["return 1"]),
        ("return 3", ["return 4", "return 2"]),
        ("return 0.5", ["return 1.0", "return 0.0"]),
        ("return True", ["return False"]),
        ("return np.maximum(x, 0.0)", ["return np.minimum(x, 0.0)", "return np.maximum(0.0, x)", "return x"]),
        ("return np.zeros(x)", ["return np.ones(x)"]),
        ("return x.sum(axis=1)", ["return x.mean(axis=1)", "return x.sum()", "return x.sum(axis=2)", "return x"]),
        ("return np.argmax(x)", ["return np.argmin(x)"]),
        ("return np.asarray(x, dtype=float)", ["return np.asarray(x)", "return x"]),
        ("return x.copy()", ["return x"]),
        ("return x.astype(int)", ["return x"]),
        ("return x.T", ["return x"]),
        ("return x[1:]", ["return x[2:]", "return x[0:]", "return x[:]"]),
        ("return x[:-1]", ["return x[:]", "return x[:1]", "return x[:-2]"]),
        ("return x if y else 0", ["return x if not y else 0", "return x", "return 0"]),
        ("return [i for i in x if i]", ["return [i for i in x]"]),
        ("return (x, y)", ["return (y, x)"]),
        ("return g(x, y)", ["return g(y, x)", "return x"]),
        ("raise ValueError('no')", ["raise TypeError('no')", "(removed)"]),
        ("x = y", ["(removed)"]),
        ("x[0] = y", ["x[0] += y", "x[1] = y", "(removed)"]),
        ("x += y", ["x = y", "x -= y", "(removed)"]),
        ("x[0] -= y", ["x[0] = y", "x[0] = x[0] - y", "x[0] += y"]),
        ("for i in range(x):\n    g(i)", ["for i in range(x - 1):", "for i in range(1, x):", "(removed)"]),
        ("for i in x:\n    g(i)", ["for i in x: …; break"]),
        ("while x:\n    g()", ["while not x:", "(removed)"]),
        ("if x:\n    y = 1", ["if not x:", "if True:", "(removed)"]),
        ("if x:\n    y = 1\nelse:\n    y = 2", ["if False:"]),
    ],
)
def test_each_operator(statement, faults):
    assert set(faults) <= mutated(statement)


def test_defaults_are_mutated():
    assert "def f(x, lr=0.02):" in mutated("return x", "x, lr=0.01")
    assert "def f(x, activation=None):" in mutated("return x", "x, activation=relu")


def test_docstrings_annotations_and_imports_are_left_alone():
    source = 'import numpy as np\ndef f(x: int = None) -> int:\n    """Add 1."""\n    return x\n'
    assert [mutant.after for mutant in mutants_of(source)] == ["return None"]


def test_every_program_is_made_once_and_none_is_the_reference():
    source = "def f(x):\n    return -x if x < 0 else x\n"
    programs = [mutant.source for mutant in mutants_of(source)]
    assert len(set(programs)) == len(programs)
    assert source.strip() not in programs


def test_a_name_survives_edits_elsewhere():
    tail = "class A:\n    def f(self, x):\n        x = x + 1\n        x = x + 1\n        return x\n"
    before = {mutant.id for mutant in mutants_of(tail)}
    after = {mutant.id for mutant in mutants_of(f"LIMIT = 3\ndef g():\n    return LIMIT\n{tail}")}
    assert before < after
    assert ("A.f", "x = x + 1", "(removed)", 2) in before


def test_a_helper_belongs_to_the_exercises_that_use_it():
    source = (
        "LIMIT = 3\ndef _h(x): return LIMIT\ndef _g(x): return _h(x)\ndef a(x): return _g(x)\ndef b(x): return a(x)\n"
    )
    owning = owners(source, ["a", "b"])
    assert owning == {"LIMIT": {"a"}, "_h": {"a"}, "_g": {"a"}, "a": {"a"}, "b": {"b"}}


@each_chapter
def test_every_reviewed_mutant_exists_and_has_its_reason(chapter):
    known = {mutant.id for mutant in chapter_mutants(chapter)}
    for one in read_reviewed(chapter, ROOT).equivalents:
        assert one.id in known, f"{one.where}: {one.before}  →  {one.after}: there is no such mutant"
        assert len(one.reason) > 20


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[equivalent]]\nwhere = 'a'\nbefore = 'b'\nafter = 'c'\n", "missing 1 required"),
        ("[[equivalent]]\nwhere = 'a'\nbefore = 'b'\nafter = 'c'\nreason = ' '\n", "needs its reason"),
        ("[[equivalent]]\nwhere = 'a'\nbefore = 'b'\nafter = 'c'\nreason = 'r'\n" * 2, "appears twice"),
        ("[[trivial]]\nexercise = 'relu'\nreason = 'r'\n", "missing 1 required"),
        ("[[equivalents]]\nwhere = 'a'\n", r"unknown table \[\[equivalents\]\]"),
        ("[[", "ch01_neuron.toml"),
    ],
)
def test_a_malformed_list_is_named(tmp_path, course, text, complaint):
    (tmp_path / CATALOGUE).mkdir(parents=True)
    (tmp_path / CATALOGUE / "ch01_neuron.toml").write_text(text)
    with pytest.raises(ValueError, match=complaint):
        read_reviewed(course.chapters["ch01_neuron"], tmp_path)


class TestResult:
    source = "def a(x):\n    return x + 1\ndef b(x):\n    return a(x)\n"

    @pytest.fixture
    def result(self, course):
        """A result in which each mutant costs what is asked for."""

        def result(costs, equivalents=()):
            mutants = [mutant for mutant in mutants_of(self.source) if mutant.definition == "a"]
            fates = [Fate(mutant, frozenset({"a"}), frozenset(costs.get(mutant.after, {"a"}))) for mutant in mutants]
            return Result(course.chapters["ch01_neuron"], tuple(fates), tuple(equivalents))

        return result

    def test_mutants_that_cost_their_own_exercise_are_found(self, result):
        found = result({})
        assert (found.found, found.missed, found.complaints) == (len(found.fates), (), [])

    def test_a_survivor_is_named(self, result):
        (complaint,) = result({"return x - 1": set()}).complaints
        assert "no hidden test finds the mutant a: return x + 1  →  return x - 1" in complaint

    def test_a_survivor_with_a_reason_is_no_complaint(self, result):
        found = result({"return x - 1": set()}, [Equivalent("a", "return x + 1", "return x - 1", "It is the same.")])
        assert (found.complaints, len(found.equivalent), found.found) == ([], 1, len(found.fates) - 1)

    def test_a_mutant_that_costs_another_exercise_is_named(self, result):
        (complaint,) = result({"return x - 1": {"a", "b"}}).complaints
        assert "costs marks in b, too" in complaint

    def test_a_reviewed_mutant_that_is_found_now_is_an_error(self, result):
        (complaint,) = result({}, [Equivalent("a", "return x + 1", "return x - 1", "It is the same.")]).complaints
        assert "is found now, so it is not equivalent" in complaint

    def test_a_reviewed_mutant_that_is_gone_is_an_error(self, result):
        (complaint,) = result({}, [Equivalent("a", "return x + 9", "return x - 1", "It is the same.")]).complaints
        assert "there is no such mutant" in complaint


class TestPage:
    figures = accuracy.Figures(10, 1, 5, 4, 0, 20, 2, 1, 7)
    key = Key("0123456789abcdef", "0.1.0+fedcba987654", "0011223344556677")
    section = accuracy.Section((accuracy.Explained("f", "return x | y", "return x", "It is the same."),), (), key)
    known = ("ch01_neuron", "ch03_activations")

    def test_a_second_run_changes_nothing(self):
        once = accuracy.update("", "ch01_neuron", self.figures, self.section, self.known)
        assert accuracy.update(once, "ch01_neuron", self.figures, self.section, self.known) == once

    def test_the_order_of_runs_does_not_matter(self):
        texts = []
        for order in (self.known, self.known[::-1]):
            text = ""
            for chapter in order:
                text = accuracy.update(text, chapter, self.figures, self.section, self.known)
            texts.append(text)
        assert texts[0] == texts[1]
        assert accuracy.read(texts[0]) == dict.fromkeys(self.known, self.figures)

    def test_one_chapter_leaves_the_others_alone(self):
        text = accuracy.update("", "ch01_neuron", self.figures, self.section, self.known)
        both = accuracy.update(text, "ch03_activations", self.figures, accuracy.Section(), self.known)
        assert r"| `f` | `return x \| y` | `return x` | It is the same. |" in both
        assert "## ch03_activations\n\nNo mutant keeps its marks." in both

    def test_a_chapter_that_is_gone_goes(self):
        text = accuracy.update("", "ch01_neuron", self.figures, accuracy.Section(), self.known)
        after = accuracy.update(text, "ch03_activations", self.figures, accuracy.Section(), self.known[1:])
        assert "ch01_neuron |" not in after

    def test_rates_are_of_what_could_have_gone_wrong(self):
        text = accuracy.update("", "ch01_neuron", self.figures, accuracy.Section(), self.known)
        assert "10.0 % of the variants, 4.8 % of the mutants that are wrong" in text
        assert "Right answers that lose marks: 0.0 %" in text

    def test_a_trivial_answer_that_is_right_stands_with_its_reason(self):
        section = accuracy.Section(answers=(RightAnswer("negate", "its negative", "It is asked for."),))
        text = accuracy.update("", "ch01_neuron", self.figures, section, self.known)
        assert "`negate` may return its negative: It is asked for." in text

    def test_what_a_chapter_was_measured_with_is_recorded_unless_something_is_to_be_done(self, tmp_path):
        accuracy.write(tmp_path, "ch01_neuron", self.figures, self.section, self.known)
        accuracy.write(tmp_path, "ch03_activations", self.figures, accuracy.Section(), self.known)
        assert accuracy.recorded(tmp_path) == {"ch01_neuron": self.key}


@each_chapter
def test_the_published_page_has_every_chapter_and_every_reason(chapter):
    text = (ROOT / accuracy.PAGE).read_text(encoding="utf-8")
    assert chapter.folder in accuracy.read(text), f"make mutation CHAPTER={chapter.folder}"
    assert "**missed**" not in text
    for one in read_reviewed(chapter, ROOT).equivalents:
        assert one.reason in text, f"make mutation CHAPTER={chapter.folder}"
