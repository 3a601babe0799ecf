"""Hidden tests of ch03: activation functions and their slopes."""

import numpy as np
import pytest

from autograder.checks import HALF, ROUNDING, SINGLE, Mistake, as_numbers, assert_close, require
from autograder.checks.arguments import off_the_kink

exercise = pytest.mark.exercise

FUNCTIONS = ["step_function", "sigmoid", "relu", "leaky_relu", "tanh", "swish"]
SLOPES = ["sigmoid_grad", "relu_grad", "leaky_relu_grad", "tanh_grad", "swish_grad"]
ELEMENTWISE = [*FUNCTIONS, *SLOPES]

WHY_SHAPE = "An activation works on each element by itself and keeps the shape."
WHY_KINDS = "Make an array of floats first, with np.asarray(x, dtype=float); then every kind of number works."
WHY_LARGE = "e^x overflows beyond x = 709. A stable formula never raises e to a large positive power."
WHY_LARGE_WITHOUT_POWERS = "However large a number is, the rule for it is the same."
WITHOUT_POWERS = ["step_function", "relu", "leaky_relu", "relu_grad", "leaky_relu_grad"]


def each(*names, promise, **options):
    """Run a test once for each exercise, and count it for that exercise."""
    return pytest.mark.parametrize(
        "name", [pytest.param(name, marks=exercise(name, promise=promise, **options)) for name in names]
    )


# What each function computes


@exercise("step_function", promise="values", gate=True, weight=2)
def test_step_is_one_for_positive_numbers_and_zero_for_others(student, reference, rng):
    """step_function(x) is 1 where x > 0 and 0 elsewhere, 0 at x = 0."""
    x = np.concatenate([off_the_kink(rng, 12), [0.0, -0.0, 1e-300, -1e-300]])
    mistakes = [
        Mistake("boundary-included", (x >= 0).astype(int), "At x = 0 the step is still 0: use >, not >=."),
        Mistake("inverted", (x < 0).astype(int), "It is the positive numbers that give 1."),
        Mistake("sign-for-step", np.sign(x), "There are two answers only: 0 for negative numbers, too."),
    ]
    expected = reference.step_function(x)
    assert_close(student.step_function(x), expected, "1 where x > 0, otherwise 0.", mistakes=mistakes)


@exercise("step_function", promise="integers")
def test_step_returns_integers(student, rng):
    """The result is the integers 0 and 1, neither floats nor True and False."""
    result = np.asarray(student.step_function(off_the_kink(rng, 7)))
    why = "astype(int) turns True and False into 1 and 0."
    require(
        result.dtype.kind in "iu",
        f"gave elements of type {result.dtype}; integers were expected",
        why,
        "wrong-dtype",
    )


@exercise("sigmoid", promise="values", gate=True, weight=2)
def test_sigmoid_follows_the_formula(student, reference, rng):
    """sigmoid(x) = 1 / (1 + e^-x) for ordinary numbers."""
    x = rng.normal(scale=2.0, size=(4, 5))
    mistakes = [
        Mistake("sign-of-exponent", reference.sigmoid(-x), "The exponent is -x: large x gives values near 1."),
        Mistake("tanh-for-sigmoid", np.tanh(x), "That is tanh, from -1 to 1; the sigmoid goes from 0 to 1."),
    ]
    assert_close(student.sigmoid(x), reference.sigmoid(x), "It is 1 / (1 + e^-x).", mistakes=mistakes)


@exercise("relu", promise="values", gate=True, weight=2)
def test_relu_keeps_what_is_positive(student, reference, rng):
    """relu(x) is x where x > 0 and 0 elsewhere."""
    x = np.append(off_the_kink(rng, (3, 7)).ravel(), 0.0)
    mistakes = [
        Mistake("absolute-value", np.abs(x), "Negative numbers become 0; their sign is not just taken away."),
        Mistake("leaky", reference.leaky_relu(x), "Negative numbers become 0; nothing leaks through a plain ReLU."),
        Mistake("inverted-mask", np.minimum(x, 0.0), "It is the positive numbers that stay."),
        Mistake("step-for-relu", reference.step_function(x), "That is the step: a positive number stays as it is."),
    ]
    assert_close(student.relu(x), reference.relu(x), "Positive elements stay, others become 0.", mistakes=mistakes)


@exercise("leaky_relu", promise="values", gate=True, weight=2)
def test_leaky_relu_multiplies_negative_numbers_by_alpha(student, reference, rng):
    """leaky_relu(x, alpha) is x where x > 0 and alpha * x elsewhere."""
    x, alpha = np.append(off_the_kink(rng, (3, 7)).ravel(), 0.0), float(rng.uniform(0.05, 0.5))
    mistakes = [
        Mistake("alpha-ignored", reference.leaky_relu(x), "The slope on the left is `alpha`, not always 0.01."),
        Mistake(
            "nothing-leaks", reference.relu(x), "That is plain ReLU: here a little of negative numbers comes through."
        ),
        Mistake("both-sides", alpha * x, "Positive elements stay as they are; only negative ones are multiplied."),
        Mistake("sign", np.where(x > 0, x, -alpha * x), "What leaks through stays negative."),
        Mistake("constant-for-slope", np.where(x > 0, x, alpha), "alpha is a slope: multiply x by it."),
    ]
    expected = reference.leaky_relu(x, alpha)
    assert_close(
        student.leaky_relu(x, alpha), expected, "Negative elements are multiplied by alpha.", mistakes=mistakes
    )


@exercise("tanh", promise="values", gate=True, weight=2)
def test_tanh_follows_the_formula(student, reference, rng):
    """tanh(x) for ordinary numbers."""
    x = rng.normal(scale=1.5, size=(4, 5))
    mistakes = [
        Mistake("sigmoid-for-tanh", reference.sigmoid(x), "That is the sigmoid, from 0 to 1; tanh goes from -1 to 1."),
        Mistake("not-doubled", np.tanh(x / 2), "tanh(x) = 2 sigmoid(2x) - 1: the argument is doubled, too."),
        Mistake("sinh-for-tanh", np.sinh(x), "That is sinh: divide by cosh(x), which is (e^x + e^-x) / 2."),
        Mistake("tan-for-tanh", np.tan(x), "That is the tangent of an angle; the h is missing."),
    ]
    assert_close(student.tanh(x), reference.tanh(x), "It is (e^x - e^-x) / (e^x + e^-x).", mistakes=mistakes)


@exercise("swish", promise="values", gate=True, weight=2)
def test_swish_is_x_times_sigmoid(student, reference, rng):
    """swish(x) = x * sigmoid(x) for ordinary numbers."""
    x = rng.normal(scale=2.0, size=(4, 5))
    s = reference.sigmoid(x)
    mistakes = [
        Mistake("factor-missing", s, "That is the sigmoid alone; multiply it by x."),
        Mistake("sign-of-exponent", x * (1.0 - s), "The factor is sigmoid(x), not sigmoid(-x)."),
        Mistake("added", x + s, "Multiply x by its sigmoid; do not add them."),
        Mistake("relu-for-x", np.maximum(x, 0.0) * s, "Negative numbers count, too: the factor is x itself."),
        Mistake("tanh-for-sigmoid", x * np.tanh(x), "The factor is the sigmoid, not tanh."),
    ]
    assert_close(student.swish(x), reference.swish(x), "It is x / (1 + e^-x).", mistakes=mistakes)


# Slopes


@exercise("sigmoid_grad", promise="values", gate=True, weight=2)
def test_sigmoid_grad_takes_the_number_before_the_activation(student, reference, rng):
    """The slope of the sigmoid at x."""
    x = rng.normal(scale=2.0, size=(4, 5))
    s = reference.sigmoid(x)
    mistakes = [
        Mistake(
            "derivative-of-activated",
            x * (1.0 - x),
            "x is the number before the activation: compute s = sigmoid(x) first.",
        ),
        Mistake("activated-twice", reference.sigmoid_grad(s), "x goes through the sigmoid once, not twice."),
        Mistake("function-for-slope", s, "That is the sigmoid itself, not its slope."),
        Mistake("slope-of-another", 1.0 - s * s, "That is the rule for tanh; the sigmoid's is s * (1 - s)."),
        Mistake("squared", s * s, "One of the two factors is 1 - s."),
    ]
    assert_close(student.sigmoid_grad(x), reference.sigmoid_grad(x), "It is s * (1 - s).", mistakes=mistakes)


@exercise("tanh_grad", promise="values", gate=True, weight=2)
def test_tanh_grad_takes_the_number_before_the_activation(student, reference, rng):
    """The slope of tanh at x."""
    x = rng.normal(scale=1.5, size=(4, 5))
    t = np.tanh(x)
    mistakes = [
        Mistake(
            "derivative-of-activated",
            1.0 - x * x,
            "x is the number before the activation: compute t = tanh(x) first.",
        ),
        Mistake("function-for-slope", t, "That is tanh itself, not its slope."),
        Mistake("not-squared", 1.0 - t, "The square is missing: 1 - t * t."),
        Mistake("sign", 1.0 + t * t, "It is minus: a slope of tanh is never above 1."),
        Mistake("slope-of-another", t * (1.0 - t), "That is the rule for the sigmoid; that of tanh is 1 - t * t."),
        Mistake("slope-of-another", reference.sigmoid_grad(x), "That is the sigmoid's slope, a quarter at most."),
    ]
    assert_close(student.tanh_grad(x), reference.tanh_grad(x), "It is 1 - tanh(x)^2.", mistakes=mistakes)


@exercise("relu_grad", promise="values", gate=True, weight=2)
def test_relu_grad_is_one_or_zero(student, reference, rng):
    """The slope of ReLU is 1 where x > 0 and 0 where x < 0."""
    x = off_the_kink(rng, (3, 7))
    mistakes = [
        Mistake("function-for-slope", np.maximum(x, 0.0), "That is ReLU itself; its slope is 1 or 0."),
        Mistake("inverted", (x < 0).astype(float), "It is the positive numbers that ReLU lets through."),
        Mistake("always-one", np.ones_like(x), "On the left ReLU is flat: there its slope is 0."),
        Mistake("sign", np.sign(x), "On the left ReLU is flat: there its slope is 0, not -1."),
        Mistake("leaky", reference.leaky_relu_grad(x), "That is the leaky one; a plain ReLU is flat on the left."),
    ]
    assert_close(student.relu_grad(x), reference.relu_grad(x), "It is 1 where x > 0, otherwise 0.", mistakes=mistakes)


@exercise("leaky_relu_grad", promise="values", gate=True, weight=2)
def test_leaky_relu_grad_is_one_or_alpha(student, reference, rng):
    """The slope of the leaky ReLU is 1 where x > 0 and alpha where x < 0."""
    x, alpha = off_the_kink(rng, (3, 7)), float(rng.uniform(0.05, 0.5))
    mistakes = [
        Mistake(
            "alpha-ignored",
            reference.leaky_relu_grad(x),
            "The slope on the left is `alpha`, not always 0.01.",
        ),
        Mistake(
            "function-for-slope",
            reference.leaky_relu(x, alpha),
            "That is the function itself, not its slope.",
        ),
        Mistake("nothing-leaks", reference.relu_grad(x), "That is plain ReLU's slope: here it is alpha on the left."),
        Mistake("inverted", np.where(x > 0, alpha, 1.0), "alpha is the slope on the negative side."),
    ]
    expected = reference.leaky_relu_grad(x, alpha)
    assert_close(
        student.leaky_relu_grad(x, alpha),
        expected,
        "It is 1 where x > 0, otherwise alpha.",
        mistakes=mistakes,
    )


@exercise("swish_grad", promise="values", gate=True, weight=2)
def test_swish_grad_has_both_terms(student, reference, rng):
    """The slope of swish at x."""
    x = rng.normal(scale=2.0, size=(4, 5))
    s = reference.sigmoid(x)
    mistakes = [
        Mistake(
            "first-term-missing",
            x * s * (1.0 - s),
            "The product rule has two terms; sigmoid(x) itself is missing.",
        ),
        Mistake("second-term-missing", s, "The product rule has two terms; x * s * (1 - s) is missing."),
        Mistake("function-for-slope", x * s, "That is swish itself, not its slope."),
        Mistake("sign", s - x * s * (1.0 - s), "The product rule adds its two terms."),
        Mistake("slope-of-another", s * (1.0 - s), "That is the slope of the sigmoid alone; x is a factor, too."),
        Mistake("derivative-of-activated", s + x * x * (1.0 - x), "The sigmoid's slope at x is s * (1 - s)."),
    ]
    assert_close(student.swish_grad(x), reference.swish_grad(x), "It is s + x * s * (1 - s).", mistakes=mistakes)


@pytest.mark.parametrize(
    ("name", "sides"),
    [
        pytest.param("relu_grad", (0.0, 1.0), marks=exercise("relu_grad", promise="kink")),
        pytest.param("leaky_relu_grad", (0.01, 1.0), marks=exercise("leaky_relu_grad", promise="kink")),
    ],
)
def test_slope_at_the_kink(student, name, sides):
    """At x = 0 the slope is that of one side or the other."""
    result = float(np.asarray(getattr(student, name)(np.array([0.0]))).ravel()[0])
    require(
        result in sides,
        "is neither of the two slopes that meet at 0",
        "Take one side's slope; both are right.",
        "kink",
    )


@each("leaky_relu", "leaky_relu_grad", promise="alpha")
def test_alpha_has_a_default_and_may_be_zero(student, reference, rng, name):
    """alpha is 0.01 when it is not given, and 0 is allowed."""
    x, function = off_the_kink(rng, (2, 5)), getattr(reference, name)
    why = "Without alpha the slope on the left is 0.01."
    defaults = [Mistake("other-default", function(x, alpha), why) for alpha in (0.0, 0.1, 0.001, 0.2)]
    assert_close(getattr(student, name)(x), function(x), why, mistakes=defaults)
    why = "With alpha=0 nothing is left of negative numbers."
    missing = Mistake("zero-for-missing", function(x), "0 is a value like any other; it does not mean the default.")
    assert_close(getattr(student, name)(x, alpha=0.0), function(x, alpha=0.0), why, mistakes=[missing])


# What all of them keep to


@each(*ELEMENTWISE, promise="shape")
def test_the_result_has_the_shape_of_x(student, reference, rng, name):
    """It works on a number, a list, and arrays of any shape."""
    function, expected = getattr(student, name), getattr(reference, name)
    for x in (1.5, [-0.5, 2.0, 0.25], off_the_kink(rng, (2, 3, 4)), off_the_kink(rng, (5, 1))):
        assert_close(function(x), expected(x), WHY_SHAPE)


@each(*ELEMENTWISE, promise="kinds")
def test_every_kind_of_number_will_do(student, reference, rng, name):
    """Integers, unsigned integers, float32 and read-only arrays are as good as floats."""
    function, expected = getattr(student, name), getattr(reference, name)
    locked = off_the_kink(rng, 6)
    locked.flags.writeable = False
    kinds = [
        (np.array([-3, -1, 1, 2]), ROUNDING),
        (np.array([1, 2, 3], dtype=np.uint8), HALF),
        (off_the_kink(rng, (2, 3)).astype(np.float32), SINGLE),
        (off_the_kink(rng, (4, 6))[:, ::2], ROUNDING),
        (locked, ROUNDING),
    ]
    for x, tolerance in kinds:
        truncated = Mistake("truncated", np.trunc(expected(x)), f"The result lost its decimals. {WHY_KINDS}")
        assert_close(function(x), expected(x), WHY_KINDS, tolerance=tolerance, mistakes=[truncated])


@each(*(name for name in ELEMENTWISE if name != "swish_grad"), promise="large")
def test_large_numbers_are_no_problem(student, reference, name):
    """Right, and without a warning, for elements as large as 1e100."""
    function, expected = getattr(student, name), getattr(reference, name)
    why = WHY_LARGE_WITHOUT_POWERS if name in WITHOUT_POWERS else WHY_LARGE
    for x in (-1000.0, 1000.0, -1e100, 1e100):
        assert_close(function(x), expected(x), why)
    x = np.array([-1e100, -710.0, -30.0, 30.0, 710.0, 1e100])
    assert_close(function(x), expected(x), why)


@exercise("swish_grad", promise="large")
def test_swish_grad_takes_large_numbers(student, reference):
    """Right up to 1e6, and without a warning for elements as large as 1e100."""
    x = np.array([-1e6, -1000.0, -30.0, 30.0, 1000.0, 1e6])
    assert_close(student.swish_grad(x), reference.swish_grad(x), WHY_LARGE)
    huge = as_numbers(student.swish_grad(np.array([-1e100, 1e100])))
    require(bool(np.all(np.isfinite(huge))), "gave something that is not finite", WHY_LARGE, "not-finite")


# Softmax


@exercise("softmax", promise="batch", gate=True, weight=2)
def test_softmax_normalises_each_row(student, reference, rng):
    """Each row of a batch becomes probabilities that add up to 1."""
    x = rng.normal(size=(5, 3))
    e = np.exp(x)
    mistakes = [
        Mistake(
            "wrong-axis",
            e / e.sum(axis=0, keepdims=True),
            "Each row is one sample: add up along the last axis.",
        ),
        Mistake("normalised-over-all", e / e.sum(), "Each row is one sample and adds up to 1 by itself."),
        Mistake("not-normalised", e, "Divide each row by its sum."),
        Mistake("not-normalised", np.exp(x - x.max(axis=-1, keepdims=True)), "Divide each row by its sum."),
        Mistake("temperature", reference.softmax(x / 2), "The scores are used as they are, not divided by anything."),
    ]
    assert_close(student.softmax(x), reference.softmax(x), "It is e^x divided by the row's sum.", mistakes=mistakes)


@exercise("softmax", promise="single")
def test_softmax_takes_one_sample(student, reference, rng):
    """One sample of shape (C,) works as well as a batch, and so does a batch of one."""
    x = rng.normal(size=6)
    assert_close(student.softmax(x), reference.softmax(x), "One sample is normalised as a whole.")
    assert_close(student.softmax(x[None, :]), reference.softmax(x[None, :]), "A batch of one is a batch.")


@exercise("softmax", promise="shift")
def test_softmax_does_not_feel_a_shift(student, reference, rng):
    """Adding the same number to all scores of a row changes nothing."""
    x = rng.normal(size=(4, 6))
    shift = rng.uniform(-300, 300, size=(4, 1))
    why = "e^(x+c) / sum(e^(x+c)) = e^x / sum(e^x): subtract each row's own maximum, with keepdims=True."
    assert_close(student.softmax(x + shift), reference.softmax(x), why)


@exercise("softmax", promise="large")
def test_softmax_takes_large_scores(student, reference):
    """Right, and without a warning, for scores as large as 1e100."""
    why = "Subtract the row's largest score before raising e to it; then the largest power is 1."
    for x in ([[1000.0, 1001.0, 999.0], [-1000.0, -1001.0, -999.0]], [[1e100, 0.0, -1e100], [0.0, 1.0, 2.0]]):
        assert_close(student.softmax(np.array(x)), reference.softmax(x), why)


@exercise("softmax", promise="kinds")
def test_softmax_takes_every_kind_of_number(student, reference, rng):
    """Lists, integers, unsigned integers, float32 and read-only arrays are as good as floats."""
    locked = rng.normal(size=(2, 5))
    locked.flags.writeable = False
    kinds = [
        ([[0.5, -1.0, 2.0], [1.0, 0.0, -1.0]], ROUNDING),
        (np.array([[3, 1, 2], [-1, 0, 1]]), ROUNDING),
        (np.array([[3, 1, 2, 0]], dtype=np.uint8), HALF),
        (rng.normal(size=(3, 4)).astype(np.float32), SINGLE),
        (locked, ROUNDING),
    ]
    for x, tolerance in kinds:
        assert_close(student.softmax(x), reference.softmax(x), WHY_KINDS, tolerance=tolerance)


# What no function does


@each(*ELEMENTWISE, "softmax", promise="untouched")
def test_x_stays_as_it_was(student, rng, name):
    """The argument is not changed."""
    x = off_the_kink(rng, (3, 4))
    before = x.copy()
    getattr(student, name)(x)
    require(bool(np.array_equal(x, before)), "changed its argument", "Work on a copy.", "argument-changed")
