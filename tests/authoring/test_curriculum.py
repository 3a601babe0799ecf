"""Nothing of an exercise is missing, and what is missing is named."""

import shutil

import pytest

from autograder.authoring import curriculum
from autograder.authoring.contract import read_contracts
from autograder.authoring.curriculum import collected, inspect, strays
from autograder.authoring.lesson import Lesson
from autograder.course import Course
from tests.material import ROOT, chapters, each_chapter


@pytest.fixture(scope="session")
def checks():
    return collected(chapters())


@each_chapter
def test_no_chapter_lacks_anything(course, chapter, checks, trials):
    inspection = inspect(course, chapter, checks[chapter.folder], trials)
    assert list(inspection.lacks) == []
    assert inspection.counts["exercises"] == len(chapter.exercises)


def test_no_file_belongs_to_no_chapter(course):
    assert strays(course) == []


def test_a_stray_file_is_named(tmp_path, course):
    (tmp_path / "source").mkdir()
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "magic.py").touch()
    (tmp_path / "tests" / "mutants").mkdir(parents=True)
    (tmp_path / "tests" / "mutants" / "ch99_magic.toml").touch()
    assert strays(Course(tmp_path / "source")) == [
        "solutions/magic.py: belongs to no chapter",
        "tests/mutants/ch99_magic.toml: belongs to no chapter",
    ]


@pytest.fixture
def contract(course, monkeypatch, tmp_path):
    """The contract of ch01's ``relu`` when its reference is another text."""

    def contract(text):
        chapter = course.chapters["ch01_neuron"]
        path = tmp_path / "neuron.py"
        path.write_text(text)
        monkeypatch.setattr(type(chapter), "reference", path)
        return read_contracts(chapter)["relu"]

    return contract


COMPLETE = '''
def relu(x, alpha=0.0):
    """Bend.

    Args:
        x, alpha: numbers.

    Returns:
        A number.

    Promises:
        positive: it stays.
        negative: it goes.

    Example:
        >>> relu(1)
        1

    Source: Nair (2010).
    """
    return x
'''


def test_a_complete_docstring_lacks_nothing(contract):
    found = contract(COMPLETE)
    assert list(found.lacks()) == []
    assert found.promises == ("positive", "negative")


@pytest.mark.parametrize(
    ("before", "after", "lack"),
    [
        ("x, alpha:", "x:", "its docstring does not explain `alpha`"),
        ("x, alpha:", "x, alpha, beta:", "its docstring explains `beta`, which does not exist"),
        ("        positive: it stays.\n        negative: it goes.\n", "", "its docstring promises nothing"),
        ("negative:", "positive:", "the promise 'positive' is made twice"),
        (">>> relu(1)", "relu(1)", "its docstring has no example that runs"),
        ("    Source: Nair (2010).\n", "", "its docstring names no source"),
        ("    Returns:\n        A number.\n", "", "its docstring does not say what is returned"),
    ],
)
def test_what_a_docstring_lacks_is_named(contract, before, after, lack):
    assert lack in list(contract(COMPLETE.replace(before, after)).lacks())


CLASS = '''
class relu:
    """Bend.

    Promises:
        forward: it bends.

    Example:
        >>> relu(1).forward(1)
        1

    Source: Nair (2010).
    """

    def __init__(self, W):
        """Keep W.

        Args:
            W: an array.
        """

    def forward(self, x):
        """Bend.

        Args:
            x: an array.

        Promises:
            shape: it stays.
        """
'''


def test_a_class_promises_what_its_methods_promise(contract):
    found = contract(CLASS)
    assert found.promises == ("forward", "shape")
    assert list(found.lacks()) == []


def test_a_method_must_explain_what_it_takes(contract):
    lacks = list(contract(CLASS.replace("x: an array", "y: an array")).lacks())
    assert lacks == ["its docstring does not explain `forward(x)`", "its docstring explains `y`, which does not exist"]


@pytest.fixture
def lesson(course, tmp_path):
    """A copy of ch01's lesson that a test may spoil."""
    chapter = course.chapters["ch01_neuron"]
    folder = tmp_path / chapter.folder
    shutil.copytree(course.source / chapter.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))

    def lesson(file, before, after):
        path = folder / file
        text = path.read_text()
        assert before in text
        path.write_text(text.replace(before, after))
        return list(Lesson(folder, chapter).lacks())

    return lesson


@pytest.mark.parametrize(
    ("file", "before", "after", "lack"),
    [
        ("test_neuron.py", '@exercise("threshold_weight")', '@exercise("relu")', "threshold_weight: no public check"),
        (
            "test_neuron.py",
            '@exercise("threshold_weight")',
            '@exercise("magic")',
            "magic: public checks for no exercise",
        ),
        ("test_neuron.py", '    "relu": (', '    "magic": (', "relu: 0 hints in HINTS; 3 steps are needed"),
        ("test_neuron.py", '    "relu": (', '    "magic": (', "magic: hints for no exercise"),
        ("ch01_neuron.ipynb", r"check(\"relu\")", r"check('relu')", "relu: its grade cell must say"),
    ],
)
def test_what_a_lesson_lacks_is_named(lesson, file, before, after, lack):
    assert any(said.startswith(lack) for said in lesson(file, before, after))


class TestHiddenTests:
    def lacks(self, course, checks):
        chapter = course.chapters["ch01_neuron"]
        return list(curriculum._tests_lack(chapter, read_contracts(chapter), checks))

    def test_a_promise_without_a_test_is_named(self, course, checks):
        left = [check for check in checks["ch01_neuron"] if "untouched" not in check.promise]
        assert "layer: no hidden test of the promise 'untouched'" in self.lacks(course, left)

    def test_an_exercise_without_a_gate_is_named(self, course, checks):
        left = [check for check in checks["ch01_neuron"] if check.exercise != "relu"]
        assert "relu: its first hidden test must be its gate" in self.lacks(course, left)

    def test_a_label_that_no_docstring_has_is_named(self, course, checks):
        from dataclasses import replace

        first, *others = checks["ch01_neuron"]
        said = self.lacks(course, [replace(first, promise=("magic",)), *others])
        assert "relu: hidden tests of 'magic', which its docstring does not promise" in said


class TestVariants:
    def test_too_few_are_counted(self, course, tmp_path):
        chapter = course.chapters["ch01_neuron"]
        folder = tmp_path / "tests" / "variants" / chapter.folder
        shutil.copytree(ROOT / "tests" / "variants" / chapter.folder, folder)
        (folder / "relu.py").unlink()
        said = list(curriculum._variants_lack(chapter, tmp_path))
        assert said == ["relu: 0 wrong variants; 5 are needed", "relu: 0 right variants; 2 are needed"]


class TestGrading:
    def test_a_stub_that_does_something_is_named(self, course, trials, monkeypatch):
        chapter = course.chapters["ch01_neuron"]
        stub = curriculum.make_stub(chapter.reference.read_text())
        spoilt = stub.replace("raise NotImplementedError", "return 1", 1)
        monkeypatch.setattr(curriculum, "make_stub", lambda source: spoilt)
        said = list(curriculum._grading_lacks(chapter, trials))
        assert [line.partition(": ")[0] for line in said] == ["relu"]
        assert "its stub is wrong, not not-started" in said[0]
