"""One wrong exercise costs no other, however a module is put together.

The chapter here exists for these tests only: functions, classes, inheritance, constants
and aliases in one small module.
"""

import ast
from dataclasses import replace
from textwrap import dedent

import pytest

from autograder.engine.collect import collect
from autograder.engine.examine import Examination, Examiner
from autograder.engine.follow_through import in_order, needed, reference_needs
from autograder.engine.pool import Pool
from autograder.engine.task import Assignment, Task
from autograder.guest.references import references_between
from autograder.jail.levels import available
from autograder.proxy import Limits
from autograder.reference import definitions, source_of
from tests.material import each_chapter

REFERENCE = '''
"""Doubles and shapes."""

SCALE = 2.0


def _twice(x):
    return SCALE * x


def double(x):
    """Twice x."""
    return _twice(x)


def quadruple(x):
    """Four times x."""
    return double(double(x))


def octuple(x):
    """Eight times x."""
    return 2.0 * quadruple(x)


def apply(x, function=double):
    """The function of x."""
    return function(x)


class Shape:
    """Something with sides."""

    def __init__(self, side):
        self.side = side

    def area(self):
        """What it covers."""
        return self.side * self.side


class Cube(Shape):
    """Something with a volume."""

    def volume(self):
        """What it holds."""
        return self.area() * self.side
'''

SUITE = """
import pytest

exercise = pytest.mark.exercise


@exercise("double", gate=True)
def test_double(student):
    assert student.double(3.0) == 6.0


@exercise("quadruple", gate=True)
def test_quadruple(student):
    assert student.quadruple(3.0) == 12.0


@exercise("octuple", gate=True)
def test_octuple(student):
    assert student.octuple(3.0) == 24.0


@exercise("apply", gate=True)
def test_apply(student):
    assert student.apply(3.0) == 6.0


@exercise("Shape", gate=True)
def test_shape(student):
    assert student.Shape(3.0).area() == 9.0


@exercise("Cube", gate=True)
def test_cube(student):
    assert student.Cube(3.0).volume() == 27.0
"""

EXERCISES = ("double", "quadruple", "octuple", "apply", "Shape", "Cube")

DOUBLE = "def double(x):\n    return 2.0 * x\n"
WRONG_DOUBLE = "def double(x):\n    return 3.0 * x\n"
QUADRUPLE = "def quadruple(x):\n    return double(double(x))\n"
OCTUPLE = "def octuple(x):\n    return 2.0 * quadruple(x)\n"
APPLY = "def apply(x, function=double):\n    return function(x)\n"
SHAPE = """
class Shape:
    def __init__(self, side):
        self.side = side
    def area(self):
        return self.side ** 2
"""
WRONG_SHAPE = SHAPE.replace("side ** 2", "side * 4")
CUBE = "class Cube(Shape):\n    def volume(self):\n        return self.area() * self.side\n"
RIGHT = [DOUBLE, QUADRUPLE, OCTUPLE, APPLY, SHAPE, CUBE]


def module(**parts):
    """The right module with some parts otherwise; None leaves one out."""
    names = ("double", "quadruple", "octuple", "apply", "shape", "cube")
    return "\n".join(filter(None, (parts.get(name, text) for name, text in zip(names, RIGHT, strict=True))))


@pytest.fixture(scope="module")
def assignment(open_folder):
    folder = open_folder
    (folder / "shapes.py").write_text(REFERENCE)
    (folder / "test_shapes.py").write_text(SUITE)
    return Assignment("ch90_shapes", "shapes", EXERCISES, str(folder / "test_shapes.py"), str(folder / "shapes.py"))


@pytest.fixture(scope="module")
def pool(assignment):
    with Pool([], available()[0], jobs=1) as pool:
        pool._settings = replace(pool._settings, assignments=(assignment,))
        yield pool


@pytest.fixture
def lost(pool):
    """The exercises that a module loses, and those that were given for each."""

    def lost(source, **helpers):
        files = {name: dedent(text).encode() for name, text in helpers.items()}
        ((_, outcome),) = pool.examine([(0, Task("ch90_shapes", dedent(source).encode(), files))])
        return {check.exercise for check in outcome.checks if not check.passed}

    return lost


def test_the_right_module_loses_nothing(lost):
    assert lost(module()) == set()


WRONG_DOUBLES = {
    "wrong": WRONG_DOUBLE,
    "missing": None,
    "never finished": "def double(x):\n    raise NotImplementedError\n",
    "an alias of a helper": "def _mine(x):\n    return 3.0 * x\ndouble = _mine\n",
    "a lambda": "double = lambda x: 3.0 * x\n",
    "a tuple of two": "double, other = (lambda x: 3.0 * x), 1\n",
    "defined under a condition": "if True:\n    def double(x):\n        return 3.0 * x\nelse:\n    double = None\n",
    "defined in a try": "try:\n    import torch\nexcept ImportError:\n    def double(x):\n        return 3.0 * x\n",
    "defined twice": WRONG_DOUBLE + WRONG_DOUBLE,
    "decorated": "def same(f):\n    return f\n@same\ndef double(x):\n    return 3.0 * x\n",
    "failing while it is defined": "@missing\ndef double(x):\n    return 2.0 * x\n",
    "with a wrong constant": "FACTOR = 3.0\ndef double(x):\n    return FACTOR * x\n",
    "not a function": "double = 2.0\n",
}


@pytest.mark.parametrize("part", WRONG_DOUBLES.values(), ids=WRONG_DOUBLES)
def test_a_wrong_function_costs_no_other(lost, part):
    assert lost(module(double=part)) == {"double"}


WRONG_SHAPES = {
    "wrong": WRONG_SHAPE,
    "missing": None,
    "never finished": "class Shape:\n    def __init__(self, side):\n        raise NotImplementedError\n",
    "on a base that does not exist": SHAPE.replace("class Shape:", "class Shape(Missing):"),
    "an alias of another class": WRONG_SHAPE.replace("class Shape", "class Mine") + "Shape = Mine\n",
    "with another constructor": "class Shape:\n    def __init__(self):\n        self.side = 0\n",
    "a function": "def Shape(side):\n    return side\n",
}


WRONG_SHAPES |= {
    "with a method added later": "class Shape:\n    def __init__(self, side):\n        self.side = side\n"
    "def area(self):\n    return self.side * 4\nShape.area = area\n",
    "with a method added by a decorator": """
def add_to(kind):
    return lambda f: setattr(kind, f.__name__, f)
class Shape:
    def __init__(self, side):
        self.side = side
@add_to(Shape)
def area(self):
    return self.side * 4
""",
}


@pytest.mark.parametrize("part", WRONG_SHAPES.values(), ids=WRONG_SHAPES)
def test_a_wrong_base_class_costs_no_subclass(lost, part):
    assert lost(module(shape=part)) == {"Shape"}


CUBES = {
    "inherits": CUBE,
    "inherits from an alias": f"Base = Shape\n{CUBE.replace('(Shape)', '(Base)')}",
    "calls super": CUBE.replace("self.area()", "super().area()"),
    "holds one": """
        class Cube:
            def __init__(self, side):
                self.face = Shape(side)
            def volume(self):
                return self.face.area() * self.face.side
    """,
    "has the class for an attribute": """
        class Cube:
            kind = Shape
            def __init__(self, side):
                self.face = self.kind(side)
            def volume(self):
                return self.face.area() * self.face.side
    """,
    "goes through a helper": """
        def _face(side):
            return Shape(side).area()
        class Cube:
            def __init__(self, side):
                self.side = side
            def volume(self):
                return _face(self.side) * self.side
    """,
    "uses a constant made from it": """
        UNIT = Shape(1.0).area()
        class Cube:
            def __init__(self, side):
                self.side = side
            def volume(self):
                return UNIT * self.side ** 3
    """,
    "imports its own module": """
        import shapes
        class Cube:
            def __init__(self, side):
                self.face = shapes.Shape(side)
            def volume(self):
                return self.face.area() * self.face.side
    """,
    "imports its own module under another name": """
        import shapes as here
        class Cube:
            def __init__(self, side):
                self.face = here.Shape(side)
            def volume(self):
                return self.face.area() * self.face.side
    """,
}


@pytest.mark.parametrize("shape", [WRONG_SHAPE, None], ids=["wrong", "missing"])
@pytest.mark.parametrize("part", CUBES.values(), ids=CUBES)
def test_a_right_class_is_kept_however_it_uses_the_wrong_one(lost, part, shape):
    assert lost(module(shape=shape, cube=dedent(part))) == {"Shape"}


def test_a_wrong_subclass_does_not_cost_its_base(lost):
    assert lost(module(cube=CUBE.replace("self.area()", "4.0"))) == {"Cube"}


def test_what_a_given_definition_needs_is_given_with_it(lost):
    """octuple is given quadruple, whose reference needs double; the student's quadruple does not mention it."""
    wrong = "def quadruple(x):\n    return 5.0 * x\n"
    assert lost(module(double=WRONG_DOUBLE, quadruple=wrong)) == {"double", "quadruple"}


def test_everything_wrong_but_the_last_keeps_the_last(lost):
    text = module(double=None, quadruple=None, apply=None, shape=None)
    assert lost(text) == {"double", "quadruple", "apply", "Shape"}


def test_a_helper_file_may_hold_the_wrong_function(lost):
    text = "from mine import *\n" + module(double=None)
    assert lost(text, mine=WRONG_DOUBLE) == {"double"}


def test_a_method_added_later_counts_as_a_part_of_its_class(lost):
    cube = "class Cube(Shape):\n    pass\ndef volume(self):\n    return double(self.side) * self.area() / 2.0\n"
    assert lost(module(double=WRONG_DOUBLE, cube=f"{cube}Cube.volume = volume\n")) == {"double"}


@pytest.mark.parametrize("switch", ["np.seterr(all='raise')", "warnings.simplefilter('error')"])
def test_a_switch_that_one_exercise_turns_stays_with_it(lost, switch):
    """Cube loses a tiny number on the way, which is fine; with the switch of ``double`` it would raise."""
    double = f"import warnings\nimport numpy as np\ndef double(x):\n    {switch}\n    return 3.0 * x\n"
    cube = CUBE.replace("self.area()", "(self.area() + 0.0 * np.float64(1e-200) ** 2)")
    assert lost(module(double=double, cube=cube)) == {"double"}


def test_a_circle_is_not_earned_twice(lost):
    text = module(
        double="def double(x):\n    return quadruple(x) / 2.0\n",
        quadruple="def quadruple(x):\n    return 2.0 * double(x)\n",
    )
    assert len(lost(text) & {"double", "quadruple"}) == 1


class TestSecrecy:
    """No worker holds the reference of an exercise while that exercise is graded."""

    @pytest.mark.parametrize(
        "text",
        [module(double=WRONG_DOUBLE, quadruple=None, shape=WRONG_SHAPE), module(double=None, shape=None), "x = 1\n"],
        ids=["wrong", "missing", "empty"],
    )
    def test_what_is_graded_is_never_given(self, assignment, jailed_zygote, monkeypatch, text):
        runs = []
        run = Examination._run

        def spy(self, session, checks, *rest, **options):
            runs.append((session._delivery, {check.exercise for check in checks}))
            return run(self, session, checks, *rest, **options)

        monkeypatch.setattr(Examination, "_run", spy)

        def serve(checks):
            Examiner(checks, [assignment], Limits()).examine(Task("ch90_shapes", text.encode()), jailed_zygote)

        collect([assignment], serve)
        given = [(delivery, graded) for delivery, graded in runs if delivery.frozen]
        assert given or text == "x = 1\n"
        for delivery, graded in runs:
            assert not graded & set(delivery.frozen)
            assert not graded & defined(delivery.frozen_source.decode()) or not delivery.frozen

    @each_chapter
    def test_given_definitions_do_not_hold_the_graded_one(self, chapter):
        names = frozenset(exercise.name for exercise in chapter.exercises)
        for name in names:
            given = defined(definitions(chapter.reference, names, names - {name}))
            assert name not in given
            assert names - {name} <= given

    @each_chapter
    def test_no_exercise_is_given_itself(self, chapter):
        needs = reference_needs(Assignment.of(chapter))
        everything = {name: list(needs) for name in needs}
        assert all(name not in others for name, others in needed(everything, needs).items())


def defined(source):
    return {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef | ast.ClassDef)}


class TestOrder:
    def test_what_is_needed_comes_first(self):
        needed = {"a": frozenset("c"), "b": frozenset("a"), "c": frozenset()}
        assert in_order("abc", needed, {}) == ["c", "a", "b"]

    def test_a_circle_that_the_reference_adds_is_left_out(self):
        needed = {"a": frozenset("b"), "b": frozenset("a")}
        assert in_order("ab", needed, {"a": ["b"]}) == ["b", "a"]

    def test_in_a_circle_the_chapters_order_holds(self):
        needed = {"a": frozenset("b"), "b": frozenset("a")}
        assert in_order("ab", needed, {"a": ["b"], "b": ["a"]}) == ["a", "b"]

    @each_chapter
    def test_the_reference_has_no_circle(self, chapter):
        names = [exercise.name for exercise in chapter.exercises]
        found = references_between(ast.parse(source_of(chapter.reference)), names, chapter.name)
        order = in_order(names, {name: frozenset(others) for name, others in found.items()}, found)
        assert all(order.index(other) < order.index(name) for name, others in found.items() for other in others)
