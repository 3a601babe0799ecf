"""What hidden tests assert with says what came back, where, and why that matters."""

import numpy as np
import pytest

from autograder.checks import CheckFailed, Mistake, as_numbers, assert_close, assert_raises, require
from autograder.checks.assertions import watching
from autograder.proxy import StudentError
from autograder.proxy.calls import Call
from autograder.proxy.conversation import Conversation
from autograder.proxy.stage import stage


@pytest.fixture(autouse=True)
def latest_call():
    stage.conversation = Conversation(None, {}, call_seconds=1.0)
    stage.conversation.call = Call("Affine.backward", (np.ones((4, 3)),), {})
    yield
    stage.clear()


def message(*arguments, **options):
    with pytest.raises(CheckFailed) as caught:
        assert_close(*arguments, **options)
    return str(caught.value), caught.value.code


def test_a_result_is_what_the_call_gave():
    text, code = message(np.ones(2), np.zeros(2), "It is zero.")
    called = "`Affine.backward(an array of shape (4, 3))`"
    assert text == f"{called} gave an array of shape (2,), which is not the right value. It is zero."
    assert code == "wrong-value"


def test_an_attribute_is_what_is_there_after_the_call():
    text, code = message(np.ones(2), np.zeros((2, 1)), "It is zero.", what="`.dW`")
    called = "After `Affine.backward(an array of shape (4, 3))`, `.dW`"
    assert text == f"{called} is an array of shape (2,); shape (2, 1) was expected. It is zero."
    assert code == "wrong-shape"


def test_nothing_returned_and_nothing_kept_are_two_mistakes():
    assert message(None, 1.0, "Keep it.")[1] == "returned-none"
    text, code = message(None, 1.0, "Keep it.", what="`.dW`")
    assert text.endswith("`.dW` is None. Keep it.")
    assert code == "is-none"


def test_a_mistake_is_recognised():
    mistakes = [Mistake("doubled", 2.0, "Once is enough.")]
    assert message(2.0, 1.0, "It is one.", mistakes=mistakes)[0].endswith("gave 2. Once is enough.")


@pytest.mark.parametrize("value", [True, "1", {1: 1}, [1, [2, 3]], [True, False]])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(CheckFailed):
        as_numbers(value)


class StudentValueError(StudentError, ValueError):
    pass


class StudentNotImplementedError(StudentError, NotImplementedError):
    pass


def raising(error):
    def call():
        raise error

    return call


def test_the_promised_error_is_right_and_another_is_wrong():
    error = StudentValueError("ValueError", "too large", ())
    assert_raises(ValueError, raising(error), "Check the range.")
    with pytest.raises(
        CheckFailed, match=r"raised ValueError: “too large”; KeyError was expected\. Check the range\."
    ) as no:
        assert_raises(KeyError, raising(error), "Check the range.")
    assert no.value.code == "wrong-error"
    with pytest.raises(CheckFailed, match="gave 1; KeyError was expected"):
        assert_raises(KeyError, lambda: 1, "Check the range.")


@pytest.mark.parametrize("promised", [ValueError, RuntimeError])
def test_a_stub_that_should_raise_is_not_started(promised):
    with pytest.raises(NotImplementedError):
        assert_raises(promised, raising(StudentNotImplementedError("NotImplementedError", "", ())), "Check the range.")


def test_an_error_of_our_own_is_not_taken_for_the_students():
    with pytest.raises(KeyError):
        assert_raises(ValueError, raising(KeyError("ours")), "Check the range.")


@pytest.mark.parametrize("condition", [1, "yes", np.ones(1), None, False, np.False_])
def test_only_a_real_truth_value_counts(condition):
    with pytest.raises(CheckFailed, match="is odd"):
        require(condition, "is odd", "Be even.")


def test_an_observer_is_told_what_is_expected_as_long_as_it_watches():
    seen = []
    with watching(seen.append):
        assert_close([1.0, 2.0], [1.0, 2.0], "They are equal.")
        message(3.0, 4.0, "It is four.")
    assert_close(5.0, 5.0, "It is five.")
    assert [expected.tolist() for expected in seen] == [[1.0, 2.0], 4.0]


def test_nobody_watches_after_an_error():
    seen = []
    with pytest.raises(ZeroDivisionError), watching(seen.append):
        raise ZeroDivisionError
    assert_close(1.0, 1.0, "It is one.")
    assert seen == []
