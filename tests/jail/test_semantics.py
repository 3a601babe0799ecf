"""A test that calls into a jailed worker sees what it would see in one process.

Each test runs at every level of isolation. The modules under test are what students write.
"""

import time
from functools import partial
from types import MappingProxyType

import numpy as np
import pytest

import solutions.activations
from autograder.guest.wire.codec import CannotCross
from autograder.proxy import ArgumentChanged, StudentError, Unusable, WorkerEnded, WorkerTimedOut, in_place
from autograder.proxy.errors import TooManyCalls

LAYERS = """
    import numpy as np

    class Affine:
        def __init__(self, W, b):
            self.W, self.b = W, b
            self.dW = None

        def forward(self, x):
            self.x = x
            return x @ self.W + self.b

        def backward(self, dout):
            self.dW = self.x.T @ dout
            return dout @ self.W.T

    class Net:
        def __init__(self):
            self.params = {"W": np.ones((2, 3)), "b": np.zeros(3)}
            self.layers = {"Affine": Affine(self.params["W"], self.params["b"])}

        def predict(self, x):
            return self.layers["Affine"].forward(x)

    class SGD:
        def __init__(self, lr=0.1):
            self.lr = lr

        def update(self, params, grads):
            for key in params:
                params[key] -= self.lr * grads[key]

    class Rebinding(SGD):
        def update(self, params, grads):
            for key in params:
                params[key] = params[key] - self.lr * grads[key]
"""


class TestValues:
    @pytest.mark.parametrize(
        "value",
        [
            None,
            True,
            3,
            -(2**70),
            2.5,
            float("inf"),
            1 + 2j,
            "テキスト",
            b"bytes",
            (1, (2.0,)),
            [1, [2]],
            {"a": [1]},
            {1, 2},
        ],
        ids=repr,
    )
    def test_it_comes_back_as_it_was_sent(self, submit, value):
        result = submit("def same(x): return x").student.same(value)
        assert result == value
        assert type(result) is type(value)

    @pytest.mark.parametrize(
        "dtype", ["bool", "int8", "uint8", "int64", "float16", "float32", "float64", "complex128", ">f8"]
    )
    def test_an_array_keeps_dtype_and_shape(self, submit, dtype):
        array = np.arange(6).reshape(2, 3).astype(dtype)
        result = submit("def copy(x): return x.copy()").student.copy(array)
        assert result.dtype == array.dtype
        assert np.array_equal(result, array)

    @pytest.mark.parametrize("shape", [(), (0,), (3, 0, 2), (1, 1, 1, 1)])
    def test_an_array_may_have_no_axis_or_no_element(self, submit, shape):
        assert submit("def copy(x): return x.copy()").student.copy(np.ones(shape)).shape == shape

    def test_a_float32_scalar_stays_one(self, submit):
        result = submit("import numpy as np\ndef f(): return np.float32(0.5)").student.f()
        assert isinstance(result, np.float32)

    def test_an_argument_keeps_its_layout(self, submit):
        source = "def flags(x): return x.flags.c_contiguous, x.flags.f_contiguous, x.flags.writeable"
        student = submit(source).student
        base = np.ones((4, 6))
        locked = np.ones(3)
        locked.flags.writeable = False
        assert student.flags(base) == (True, False, True)
        assert student.flags(np.asfortranarray(base)) == (False, True, True)
        assert student.flags(base[:, ::2]) == (False, False, True)
        assert student.flags(locked)[2] is False

    def test_types_and_numpy_functions_can_be_passed(self, submit):
        student = submit("def make(kind, x): return kind(x)\ndef cast(x, dtype): return x.astype(dtype)").student
        assert student.make(int, 2.7) == 2
        assert np.allclose(student.make(np.tanh, np.ones(2)), np.tanh(np.ones(2)))
        assert student.cast(np.ones(2), np.float32).dtype == np.float32

    def test_nan_and_infinity_cross(self, submit):
        result = submit("def f(): return [float('nan'), float('-inf')]").student.f()
        assert np.isnan(result[0])
        assert result[1] == -np.inf

    def test_a_masked_array_or_a_matrix_comes_as_plain_data(self, submit):
        student = submit("import numpy as np\ndef f(): return np.ma.masked_array([1.0, 2.0], mask=[1, 0])").student
        assert type(student.f()) is np.ndarray

    def test_an_object_array_is_refused_with_a_sentence(self, submit):
        student = submit("import numpy as np\ndef f(): return np.array([object()])").student
        with pytest.raises(Unusable, match="an array of dtype object"):
            student.f()

    def test_a_refused_value_leaves_the_worker_in_order(self, submit):
        student = submit("import numpy as np\nx = [np.array([object()])]\ndef f(): return x\ndef g(): return 1").student
        for _ in range(2):
            with pytest.raises(Unusable):
                student.f()
        assert student.g() == 1

    def test_what_has_no_form_cannot_be_passed(self, submit):
        student = submit("def f(x): return x").student
        with pytest.raises(CannotCross, match="cannot pass a module"):
            student.f(np)


class TestSharing:
    def test_an_array_that_a_layer_holds_is_the_tests_own(self, submit):
        student = submit(LAYERS).student
        W, b = np.ones((2, 3)), np.zeros(3)
        affine = student.Affine(W, b)
        W *= 3
        assert np.array_equal(affine.forward(np.ones((1, 2))), [[6.0, 6.0, 6.0]])
        assert affine.W is W

    def test_the_last_change_is_sent_before_an_array_is_dropped(self, submit):
        student = submit(LAYERS).student
        W = np.ones((2, 3))
        affine = student.Affine(W, np.zeros(3))
        W *= 3
        del W
        assert np.array_equal(affine.forward(np.ones((1, 2))), [[6.0, 6.0, 6.0]])
        assert np.array_equal(affine.forward(np.ones((1, 2))), [[6.0, 6.0, 6.0]])

    def test_two_names_for_one_array_are_one_array(self, submit):
        net = submit(LAYERS).student.Net()
        assert net.params["W"] is net.layers["Affine"].W

    def test_a_change_of_params_reaches_the_layers(self, submit):
        net = submit(LAYERS).student.Net()
        net.params["b"] += 1
        assert np.array_equal(net.predict(np.zeros((1, 2))), [[1.0, 1.0, 1.0]])

    def test_an_optimizer_changes_a_network_in_place(self, submit):
        student = submit(LAYERS).student
        net = student.Net()
        student.SGD(lr=0.5).update(net.params, {"W": np.ones((2, 3)), "b": np.ones(3)})
        assert np.array_equal(net.params["W"], np.full((2, 3), 0.5))
        assert np.array_equal(net.predict(np.ones((1, 2))), [[0.5, 0.5, 0.5]])

    def test_rebinding_in_params_is_seen_to_leave_the_layer_behind(self, submit):
        student = submit(LAYERS).student
        net = student.Net()
        student.Rebinding(lr=0.5).update(net.params, {"W": np.ones((2, 3)), "b": np.ones(3)})
        assert np.array_equal(net.params["W"], np.full((2, 3), 0.5))
        assert np.array_equal(net.predict(np.ones((1, 2))), [[2.0, 2.0, 2.0]])

    def test_a_declared_argument_is_changed_in_the_test(self, submit):
        student = submit(LAYERS).student
        params, grads = {"W": np.ones(2)}, {"W": np.ones(2)}
        W = params["W"]
        student.SGD(lr=0.5).update(in_place(params), grads)
        assert np.array_equal(W, [0.5, 0.5])
        assert params["W"] is W

    def test_an_undeclared_change_leaves_the_tests_array_alone(self, submit):
        student = submit("def double(x):\n    x *= 2\n    return x.copy()").student
        x = np.ones(2)
        assert np.array_equal(student.double(x), [2.0, 2.0])
        assert np.array_equal(x, [1.0, 1.0])
        assert np.array_equal(student.double(x), [2.0, 2.0])

    def test_a_test_that_watches_its_arguments_fails_on_a_change(self, submit):
        session = submit("def double(a, x):\n    x *= 2")
        session.begin_test(1, watch_arguments=True)
        with pytest.raises(ArgumentChanged, match="`double` changed its second argument"):
            session.student.double(1, np.ones(2))

    def test_a_change_deep_inside_an_argument_is_found(self, submit):
        session = submit("def clear(d): d['a'][0].append(1)")
        session.begin_test(1, watch_arguments=True)
        with pytest.raises(ArgumentChanged, match="first argument"):
            session.student.clear({"a": [[]]})

    def test_moving_an_argument_and_putting_it_back_is_allowed(self, submit):
        session = submit(
            """
            def slope(f, x):
                x += 1e-4
                up = f(x)
                x -= 2e-4
                down = f(x)
                x += 1e-4
                x[...] = 3.0
                return (up - down) / 2e-4
            """
        )
        session.begin_test(1, watch_arguments=True)
        seen = []
        assert session.student.slope(
            lambda x: seen.append(x.copy()) or float(x[0] ** 2), np.array([3.0])
        ) == pytest.approx(6)
        assert np.allclose(np.ravel(seen), [3.0001, 2.9999])

    def test_a_buffer_that_is_used_again_is_seen_to_change(self, submit):
        student = submit("import numpy as np\nout = np.zeros(1)\ndef f(x):\n    out[0] = x\n    return out").student
        first = student.f(1.0)
        second = student.f(2.0)
        assert first is second
        assert first[0] == 2.0

    def test_parameters_may_be_views_of_one_long_array(self, submit):
        source = """
            import numpy as np
            class Net:
                def __init__(self):
                    self.flat = np.zeros(8)
                    self.params = {"W": self.flat[:6].reshape(2, 3), "b": self.flat[6:]}
                def step(self): self.flat += 1
                def total(self): return self.flat.sum()
        """
        net = submit(source).student.Net()
        params = net.params
        params["W"] += 1
        params["b"][...] = [2, 3]
        assert net.total() == 11
        net.step()
        assert np.array_equal(params["W"], np.full((2, 3), 2.0))
        assert np.array_equal(params["b"], [3.0, 4.0])

    def test_an_attribute_that_is_replaced_is_another_array(self, submit):
        student = submit(LAYERS).student
        affine = student.Affine(np.ones((2, 3)), np.zeros(3))
        affine.forward(np.ones((4, 2)))
        affine.backward(np.ones((4, 3)))
        first = affine.dW
        affine.backward(2 * np.ones((4, 3)))
        assert affine.dW is not first
        assert np.array_equal(first, np.full((2, 3), 4.0))
        assert np.array_equal(affine.dW, np.full((2, 3), 8.0))

    def test_a_dict_of_layers_keeps_its_order_and_may_be_of_another_kind(self, submit):
        source = (
            LAYERS
            + """
    from collections import OrderedDict
    class Deep(Net):
        def __init__(self):
            super().__init__()
            layer = self.layers.pop("Affine")
            self.layers = OrderedDict(Last=layer, First=layer)
        """
        )
        net = submit(source).student.Deep()
        assert list(net.layers) == ["Last", "First"]
        assert net.layers["Last"] is net.layers["First"]
        assert net.layers["First"].W is net.params["W"]

    def test_a_returned_argument_is_the_argument(self, submit):
        x = [1, 2]
        assert submit("def same(x): return x").student.same(x) is x

    def test_lists_and_dicts_keep_their_identity_and_content(self, submit):
        student = submit("box = {'a': [1]}\ndef get(): return box\ndef add(n): box['a'].append(n)").student
        box = student.get()
        inner = box["a"]
        student.add(2)
        assert box["a"] is inner
        assert inner == [1, 2]
        inner.append(3)
        student.add(4)
        assert inner == [1, 2, 3, 4]

    def test_a_list_that_holds_itself_crosses(self, submit):
        result = submit("def f():\n    x = [1]\n    x.append(x)\n    return x").student.f()
        assert result[1] is result

    def test_a_random_generator_goes_on_where_the_student_left_it(self, submit):
        student = submit("def draw(rng): return rng.normal(size=3)").student
        rng, twin = np.random.default_rng(5), np.random.default_rng(5)
        assert np.array_equal(student.draw(rng), twin.normal(size=3))
        assert np.array_equal(student.draw(rng), twin.normal(size=3))
        assert rng.random() == twin.random()

    def test_nothing_is_kept_of_values_that_a_test_has_dropped(self, submit):
        session = submit("import numpy as np\ndef f(x): return np.asarray(x) + 1")
        for _ in range(50):
            session.student.f(np.ones(1000))
        assert len(session.conversation.ledger) < 5


class TestObjects:
    SOURCE = """
        from dataclasses import dataclass

        class Base:
            factor = 2
            def __init__(self, x=1): self.x = x
            def times(self, n, *, plus=0): return self.factor * self.x * n + plus
            @property
            def double(self): return 2 * self.x
            @staticmethod
            def answer(): return 42
            def __call__(self, n): return n + self.x
            def __len__(self): return 3
            def __getitem__(self, i): return [self.x, self.x, self.x][i]
            def __contains__(self, value): return value == self.x

        class Derived(Base):
            factor = 3

        @dataclass
        class Point:
            x: float
            y: float = 0.0

        def count(n):
            yield from range(n)

        def make(): return Derived(5)
        def is_derived(value): return isinstance(value, Derived)
        def twice(f, x): return f(f(x))
        def increment(x): return x + 1
    """

    def test_methods_properties_calls_and_keywords_work(self, submit):
        base = submit(self.SOURCE).student.Base(4)
        assert base.times(3) == 24
        assert base.times(3, plus=1) == 25
        assert base.double == 8
        assert base.answer() == 42
        assert base(1) == 5
        assert len(base) == 3
        assert base[1] == 4
        assert 4 in base
        assert 5 not in base
        method = base.times
        assert method(2) == 16

    def test_attributes_can_be_set(self, submit):
        base = submit(self.SOURCE).student.Base()
        base.x = 10
        assert base.times(1) == 20
        assert base.x == 10

    def test_inheritance_and_isinstance_work_through_the_class(self, submit):
        student = submit(self.SOURCE).student
        derived = student.Derived(1)
        assert derived.times(1) == 3
        assert isinstance(derived, student.Base)
        assert not isinstance(student.Base(1), student.Derived)

    def test_an_object_goes_back_as_itself(self, submit):
        student = submit(self.SOURCE).student
        made = student.make()
        assert student.is_derived(made) is True
        assert student.is_derived(student.Base()) is False

    def test_a_dataclass_is_an_object(self, submit):
        point = submit(self.SOURCE).student.Point(1.0, y=2.0)
        assert (point.x, point.y) == (1.0, 2.0)

    def test_a_generator_is_read_step_by_step(self, submit):
        assert list(submit(self.SOURCE).student.count(4)) == [0, 1, 2, 3]

    def test_a_function_of_the_module_can_be_passed_to_another(self, submit):
        student = submit(self.SOURCE).student
        assert student.twice(student.increment, 1) == 3
        assert student.twice(student.Base(10), 1) == 21

    def test_a_missing_attribute_is_an_attribute_error(self, submit):
        with pytest.raises(AttributeError):
            submit(self.SOURCE).student.Base().nothing  # noqa: B018

    def test_a_missing_exercise_is_named(self, submit):
        with pytest.raises(AssertionError, match=r"`sigmoid` is not defined in work\.py"):
            submit("x = 1", exercises=("sigmoid",)).student.sigmoid  # noqa: B018

    def test_objects_of_an_earlier_test_are_refused(self, submit):
        session = submit(self.SOURCE)
        old = session.student.make()
        session.begin_test(2)
        with pytest.raises(CannotCross, match="earlier test"):
            session.student.is_derived(old)


class TestEarlierModules:
    NETS = """
        from layers import Net
        class Deeper(Net):
            def depth(self): return 2
    """
    EARLIER = MappingProxyType({"layers": LAYERS, "nets": NETS})
    FIT = """
        def fit(net, x, lr):
            net.params["b"] -= lr * net.gradient(x)["b"]
            return type(net).__name__
    """

    def test_an_object_of_an_earlier_chapter_is_made_in_the_worker(self, submit):
        session = submit(self.FIT, earlier=self.EARLIER)
        net = session.earlier.nets.Deeper()
        assert net.depth() == 2
        assert np.array_equal(net.predict(np.ones((1, 2))), [[2.0, 2.0, 2.0]])

    def test_the_students_code_works_on_it_and_the_test_sees_what_it_did(self, submit):
        session = submit(self.FIT, earlier=self.EARLIER)
        net = session.earlier.layers.Net()
        b = net.params["b"]
        seen = []

        def gradient(x):
            seen.append(b.copy())
            return {"b": x.sum(axis=0)}

        net.gradient = gradient
        assert session.student.fit(net, np.ones((2, 3)), 0.5) == "Net"
        assert session.student.fit(net, np.ones((2, 3)), 0.5) == "Net"
        assert np.array_equal(seen, [[0.0, 0.0, 0.0], [-1.0, -1.0, -1.0]])
        assert np.array_equal(b, [-2.0, -2.0, -2.0])
        assert np.array_equal(net.predict(np.zeros((1, 2))), [[-2.0, -2.0, -2.0]])

    def test_it_is_of_the_class_that_the_student_imports(self, submit):
        source = "from nets import Deeper\ndef knows(net): return isinstance(net, Deeper)"
        session = submit(source, earlier=self.EARLIER)
        assert session.student.knows(session.earlier.nets.Deeper()) is True
        assert session.student.knows(session.earlier.layers.Net()) is False

    def test_a_file_of_the_students_with_the_same_name_takes_no_part(self, submit):
        theirs = {"layers": "class Net:\n    def predict(self, x): return 'mine'"}
        session = submit("import layers\ndef name(): return layers.Net.__name__", earlier=self.EARLIER, helpers=theirs)
        assert session.earlier.layers.Net().params["W"].shape == (2, 3)

    @pytest.mark.parametrize(
        "source",
        [
            "import layers\nlayers.Net = None",
            "import sys, types\nsys.modules['layers'] = types.ModuleType('layers')",
            "import sys\nsys.meta_path.clear()",
            "import layers, sys\ndel sys.modules['layers'], layers.Net",
        ],
        ids=["rebound", "replaced", "no finder", "removed"],
    )
    def test_what_the_student_puts_under_its_name_takes_no_part(self, submit, source):
        session = submit(source, earlier=self.EARLIER)
        assert session.earlier.layers.Net().params["W"].shape == (2, 3)

    def test_a_module_that_the_chapter_does_not_build_on_is_not_there(self, submit):
        session = submit(self.FIT, earlier=self.EARLIER, helpers={"mine": "x = 1"})
        for name in ("mine", "numpy", "work"):
            with pytest.raises(AttributeError, match=f"builds on no module {name}"):
                getattr(session.earlier, name)


class TestDunders:
    SOURCE = """
        class Always:
            def __eq__(self, other): return True
            def __bool__(self): return True
            def __float__(self): return 0.5
            def __array__(self, *a, **k): raise SystemExit
            def __radd__(self, other): return 0.5
            __hash__ = None
        def f(): return Always()
    """

    def test_an_object_that_equals_everything_equals_nothing(self, submit):
        assert (submit(self.SOURCE).student.f() == 0.5) is False

    def test_an_object_is_neither_true_nor_false(self, submit):
        with pytest.raises(TypeError, match="neither true nor false"):
            bool(submit(self.SOURCE).student.f())

    def test_an_object_is_no_number_and_no_array(self, submit):
        answer = submit(self.SOURCE).student.f()
        for convert in (float, np.asarray, lambda value: np.ones(2) + value, np.sum):
            with pytest.raises(TypeError):
                convert(answer)


class TestErrors:
    def test_an_error_is_the_builtin_with_file_and_line(self, submit):
        student = submit("def f():\n    raise ValueError('too small')").student
        with pytest.raises(ValueError, match=r"ValueError: “too small” \(work.py, line 2\)") as caught:
            student.f()
        assert isinstance(caught.value, StudentError)
        assert caught.value.places[-1].text == "raise ValueError('too small')"

    def test_an_error_of_the_students_own_is_its_nearest_builtin(self, submit):
        student = submit("class Mine(KeyError): pass\ndef f(): raise Mine('k')").student
        with pytest.raises(KeyError, match="Mine: “'k'”"):
            student.f()

    def test_numpys_errors_are_their_nearest_builtin(self, submit):
        student = submit("import numpy as np\ndef f(): np.linalg.inv(np.zeros((2, 2)))").student
        with pytest.raises(ValueError, match="Singular"):
            student.f()

    @pytest.mark.parametrize(
        "statement", ["raise SystemExit(0)", "raise KeyboardInterrupt", "import sys; sys.exit('bye')"]
    )
    def test_leaving_is_an_ordinary_error(self, submit, statement):
        student = submit(f"def f():\n    {statement}\ndef g(): return 1").student
        with pytest.raises(StudentError):
            student.f()
        assert student.g() == 1

    def test_an_error_whose_text_raises_is_reported_all_the_same(self, submit):
        source = "class Bad(Exception):\n    def __str__(self): raise SystemExit\ndef f(): raise Bad"
        with pytest.raises(StudentError, match="its text could not be read: SystemExit"):
            submit(source).student.f()

    def test_endless_recursion_is_an_error(self, submit):
        with pytest.raises(RecursionError):
            submit("def f(): return f()").student.f()

    def test_a_stub_is_not_implemented(self, submit):
        with pytest.raises(NotImplementedError):
            submit("def f():\n    raise NotImplementedError").student.f()

    def test_a_module_loads_as_far_as_it_can(self, submit):
        session = submit("import torch\ndef f(): return 1\n1 / 0\ndef g(): return torch", exercises=("f", "g"))
        assert session.student.f() == 1
        with pytest.raises(NameError):
            session.student.g()
        assert [error["name"] for error in session.report.errors] == ["ModuleNotFoundError", "ZeroDivisionError"]

    def test_a_syntax_error_is_reported_with_its_place(self, submit):
        session = submit("def f(:\n    pass", exercises=("f",))
        (error,) = session.report.errors
        assert error["frames"][0][:2] == ["work.py", 1]
        assert session.report.defined == frozenset()

    def test_a_loop_at_the_top_level_is_interrupted(self, submit):
        session = submit("while True: pass\ndef f(): return 1", call_seconds=4.0)
        assert session.student.f() == 1
        assert session.report.errors[0]["name"] == "TimeoutError"


class TestCallbacks:
    APPLY = """
        def apply(f, *args, **kwargs): return f(*args, **kwargs)
        def swallow(f):
            try:
                return f()
            except BaseException:
                return "swallowed"
        def attributes(f): return [name for name in dir(f) if not name.startswith("__")]
    """

    def test_a_test_function_is_called_with_everything(self, submit):
        student = submit(self.APPLY).student
        assert student.apply(lambda a, b=1: a + b, 2, b=40) == 42
        assert np.array_equal(student.apply(np.negative, np.ones(2)), [-1.0, -1.0])

    def test_an_error_survives_a_students_except(self, submit):
        student = submit(self.APPLY).student

        def fail():
            raise AssertionError("the test's own")

        with pytest.raises(AssertionError, match="the test's own"):
            student.swallow(fail)
        assert student.apply(lambda: 1) == 1

    def test_a_callback_may_call_the_student_again(self, submit):
        student = submit(self.APPLY).student
        assert student.apply(lambda: student.apply(lambda: student.apply(lambda: 7))) == 7

    def test_a_returned_function_can_be_called_and_is_named_in_words(self, submit):
        session = submit("def adder(n):\n    def add(x):\n        return x + n\n    return add")
        assert session.student.adder(3)(4) == 7
        assert session.conversation.call.function == "the returned function"

    def test_a_callback_shows_nothing_of_the_grader(self, submit):
        student = submit(self.APPLY).student
        assert set(student.attributes(lambda: 1)) <= {"_call", "number"}

    @pytest.mark.parametrize(
        "oracle",
        [solutions.activations.sigmoid, partial(solutions.activations.sigmoid), [solutions.activations.sigmoid]],
        ids=["function", "partial", "in a list"],
    )
    def test_a_reference_function_never_travels(self, submit, oracle):
        with pytest.raises(CannotCross, match="reference"):
            submit(self.APPLY).student.apply(oracle, 1.0)


class TestRandomness:
    SOURCE = """
        import random
        import numpy as np
        def draw(): return [random.random(), float(np.random.random()), float(np.random.default_rng().random())]
        def twice(): return np.random.default_rng().random() == np.random.default_rng().random()
    """

    def test_a_test_sees_the_same_numbers_each_time(self, submit):
        session = submit(self.SOURCE)
        draws = []
        for seed in (7, 8, 7):
            session.begin_test(seed)
            draws.append(session.student.draw())
        assert draws[0] == draws[2] != draws[1]

    def test_a_new_worker_draws_the_same(self, submit):
        first, second = submit(self.SOURCE), submit(self.SOURCE)
        for session in (first, second):
            session.begin_test(7)
        assert first.student.draw() == second.student.draw()

    def test_two_generators_without_a_seed_differ(self, submit):
        assert submit(self.SOURCE).student.twice() is False

    def test_sets_of_text_have_the_same_order_in_every_worker(self, submit):
        source = "def f(): return list({'a', 'b', 'c', 'd', 'e', 'f'})"
        assert submit(source).student.f() == submit(source).student.f()


class TestLimits:
    def test_a_loop_ends_with_its_deadline_and_the_next_worker_works(self, submit):
        session = submit("def loop():\n    while True: pass\ndef f(): return 1", call_seconds=0.3)
        started = time.monotonic()
        with pytest.raises(WorkerTimedOut, match=r"`loop` was still running after 0\.3 seconds"):
            session.student.loop()
        assert time.monotonic() - started < 5
        assert not session.is_alive
        session.start(1)
        assert session.student.f() == 1

    def test_sleeping_is_no_way_around_the_deadline(self, submit):
        session = submit("import time\ndef f(): time.sleep(100)", call_seconds=0.3)
        with pytest.raises(WorkerTimedOut):
            session.student.f()

    def test_a_callback_counts_as_part_of_the_call(self, submit):
        session = submit("def f(g):\n    while True: g()", call_seconds=0.3)
        with pytest.raises(WorkerTimedOut):
            session.student.f(lambda: 1)

    def test_the_budget_is_shared_by_all_calls(self, submit):
        session = submit("import time\ndef f(): time.sleep(0.2)", seconds=0.5)
        session.student.f()
        session.student.f()
        with pytest.raises(WorkerTimedOut):
            session.student.f()

    def test_the_calls_of_a_test_are_counted_in_both_directions(self, submit):
        session = submit(
            """
            def forever():
                while True:
                    yield 1
            def ask(f):
                while True:
                    try:
                        f()
                    except BaseException:
                        pass
            def one(): return 1
            """,
            calls=300,
        )
        with pytest.raises(TooManyCalls, match="not finished after 300 calls"):
            for _ in session.student.forever():
                pass
        session.start(1)
        session.begin_test(1)
        with pytest.raises(TooManyCalls, match="`ask` had not finished after 300 calls"):
            session.student.ask(lambda: 1)
        session.start(1)
        session.begin_test(1)
        assert [session.student.one() for _ in range(299)] == [1] * 299

    def test_ending_the_process_is_said_plainly(self, submit):
        session = submit("import os\ndef f(): os._exit(3)")
        with pytest.raises(WorkerEnded, match=r"ended the whole Python process \(exit status 3\)"):
            session.student.f()

    def test_a_crash_of_the_interpreter_is_said_plainly(self, submit):
        session = submit("import ctypes\ndef f(): ctypes.string_at(0)")
        with pytest.raises(WorkerEnded, match="crashed the Python interpreter"):
            session.student.f()

    def test_memory_is_bounded_even_when_it_is_not_touched(self, submit):
        session = submit("import mmap\ndef f(): return len(mmap.mmap(-1, 4 << 30))")
        with pytest.raises((MemoryError, OSError)):
            session.student.f()

    def test_prints_are_kept_up_to_a_limit(self, submit):
        session = submit("def f(n):\n    print('x' * n)")
        session.student.f(10)
        assert session.conversation.output == "x" * 10 + "\n"
        session.student.f(10_000_000)
        assert len(session.conversation.output) <= 64 << 10

    def test_a_matrix_product_needs_no_thread(self, submit):
        student = submit(
            "import numpy as np\ndef f(): return float((np.ones((500, 500)) @ np.ones((500, 500)))[0, 0])"
        ).student
        assert student.f() == 500.0

    def test_numpys_warnings_are_the_tests_own(self, submit):
        student = submit("import numpy as np\ndef f(): return np.exp(np.float64(1000))").student
        with pytest.warns(RuntimeWarning, match=r"“overflow encountered in exp” \(work.py, line 2\)"):
            student.f()
        with pytest.warns(RuntimeWarning, match="overflow"):
            student.f()

    def test_the_standard_library_is_there(self, submit):
        source = (
            "def f():\n    import json, decimal, statistics, sqlite3, ssl, csv\n    return statistics.mean([1, 3]) == 2"
        )
        assert submit(source).student.f() is True
