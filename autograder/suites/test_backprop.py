"""Hidden tests of ch07: layers that run both ways, and the network that they make.

Slopes are checked with a random ``dout``: ones would hide a transposed or missing factor.
All axes have different sizes, so that no transposition goes unnoticed.
"""

import numpy as np
import pytest

from autograder.checks import EPSILON, ROUNDING, SINGLE, Mistake, as_numbers, assert_close, require
from autograder.checks.arguments import locked, off_the_kink, untouched

exercise = pytest.mark.exercise

WHY_LATEST = (
    "A backward belongs to the latest forward of its own layer: store what it needs in self again at each call."
)
WHY_OWN = "Another layer's forward has changed this one's memory: keep it in self, not in the class or the module."
WHY_KINDS = "Layers take numbers of every kind. Arithmetic with floats does it: np.asarray(x, dtype=float)."
WHY_LABELS = "Labels come as integers or as one-hot rows: t.ndim tells which."
WHY_SHARED = "Keep the arrays themselves, not copies of them: an optimizer changes them in place."
KEYS = ["W1", "b1", "W2", "b2"]


def each(*names, promise, **options):
    """Run a test once for each exercise, and count it for that exercise."""
    return pytest.mark.parametrize(
        "name", [pytest.param(name, marks=exercise(name, promise=promise, **options)) for name in names]
    )


def pair(result):
    """The two slopes that a layer with two inputs returns."""
    two = isinstance(result, tuple | list) and len(result) == 2
    two = two or (isinstance(result, np.ndarray) and result.ndim > 0 and len(result) == 2)
    require(two, "did not give two slopes", "Two inputs, two slopes: return dx, dy.", "wrong-type")
    return result


# Multiplication and addition


@exercise("MulLayer", promise="forward", gate=True)
def test_mul_forward_multiplies(student, rng):
    """forward gives the product."""
    x, y = rng.normal(size=(2, 3, 4))
    mistakes = [
        Mistake("sum-for-product", x + y, "That is x + y; this layer multiplies."),
        Mistake("whole-numbers", np.trunc(x) * np.trunc(y), "The inputs are not whole numbers: keep their fractions."),
    ]
    assert_close(student.MulLayer().forward(x, y), x * y, "It is x * y.", mistakes=mistakes)


@exercise("MulLayer", promise="backward", weight=2)
def test_mul_backward_multiplies_by_the_other_input(student, rng):
    """Each input's slope is dout times the other input."""
    x, y, dout = rng.normal(size=(3, 3, 4))
    layer = student.MulLayer()
    layer.forward(x, y)
    dx, dy = pair(layer.backward(dout))
    why = "If x grows a little, x * y grows y times as much."
    mistakes = [
        Mistake("inputs-not-swapped", dout * x, "That is dout times x itself; the slope for x has y in it."),
        Mistake("dout-ignored", y, "That is y alone; multiply it by dout, the slope that comes from behind."),
        Mistake("dout-handed-on", dout, "That is dout alone; a product hands on dout times the other input."),
    ]
    assert_close(dx, dout * y, why, mistakes=mistakes, what="`dx`")
    mistakes = [
        Mistake("dout-ignored", x, "That is x alone; multiply it by dout, the slope that comes from behind."),
        Mistake("output-for-input", dout * x * y, "That is dout times the product; the slope for y is dout times x."),
    ]
    assert_close(dy, dout * x, "If y grows a little, x * y grows x times as much.", mistakes=mistakes, what="`dy`")


@exercise("MulLayer", promise="backward")
def test_every_mul_layer_remembers_its_own_latest_inputs(student, rng):
    """backward uses the latest inputs of this very layer."""
    x, y, dout = rng.normal(size=(3, 5))
    layer, other = student.MulLayer(), student.MulLayer()
    layer.forward(y + 1.0, x - 1.0)
    layer.forward(x, y)
    other.forward(x + 2.0, y + 3.0)
    dx, dy = pair(layer.backward(dout))
    mistakes = [
        Mistake("first-input-kept", dout * (x - 1.0), WHY_LATEST),
        Mistake("memory-shared", dout * (y + 3.0), WHY_OWN),
    ]
    assert_close(dx, dout * y, WHY_LATEST, mistakes=mistakes, what="`dx`")
    assert_close(dy, dout * x, WHY_LATEST, what="`dy`")


@exercise("AddLayer", promise="forward", gate=True)
def test_add_forward_adds(student, rng):
    """forward gives the sum."""
    x, y = rng.normal(size=(2, 3, 4))
    product = Mistake("product-for-sum", x * y, "That is x * y; this layer adds.")
    assert_close(student.AddLayer().forward(x, y), x + y, "It is x + y.", mistakes=[product])


@exercise("AddLayer", promise="backward", weight=2)
def test_add_backward_hands_dout_on(student, rng):
    """Both slopes are dout."""
    x, y, dout = rng.normal(size=(3, 3, 4))
    layer = student.AddLayer()
    layer.forward(x, y)
    dx, dy = pair(layer.backward(dout))
    why = "If one input grows a little, the sum grows by just as much."
    for what, slope, other in (("`dx`", dx, y), ("`dy`", dy, x)):
        mistakes = [
            Mistake("dout-ignored", np.ones((3, 4)), "The slope of a sum is 1; multiply it by dout."),
            Mistake("halved", dout / 2, "Nothing is shared out: each input gets the whole slope."),
            Mistake("sign", -dout, "Both inputs are added, so both get dout as it is."),
            Mistake("product-for-sum", dout * other, "The other input matters to a product; a sum hands dout on."),
        ]
        assert_close(slope, dout, why, mistakes=mistakes, what=what)


@each("MulLayer", "AddLayer", promise="arrays")
def test_numbers_and_arrays_of_any_shape_will_do(student, reference, rng, name):
    """Numbers work, and so do arrays with any number of axes."""
    for shape in ((), (6,), (2, 3, 4)):
        x, y, dout = rng.normal(size=(3, *shape))
        both_ways(student, reference, name, (x, y, dout), "Element by element, for numbers and arrays of any shape.")
    both_ways(student, reference, name, (3, -2.5, 2), "Plain Python numbers are as good as arrays.")


@each("MulLayer", "AddLayer", promise="kinds")
def test_two_inputs_of_every_kind(student, reference, rng, name):
    """Integers, float32 and read-only arrays are as good as floats."""
    whole = np.array([[3, 1, -2], [4, -5, 6]])
    both_ways(student, reference, name, (whole, -2 * whole, whole), WHY_KINDS)
    singles = rng.normal(size=(3, 2, 3)).astype(np.float32)
    both_ways(student, reference, name, tuple(singles), WHY_KINDS, tolerance=SINGLE)
    both_ways(student, reference, name, tuple(locked(rng.normal(size=4)) for _ in range(3)), WHY_KINDS)
    both_ways(student, reference, name, tuple(rng.normal(size=(3, 2, 6))[:, :, ::2]), WHY_KINDS)


def both_ways(student, reference, name, values, why, tolerance=ROUNDING):
    """Send numbers through a layer of two inputs, forward and backward."""
    x, y, dout = values
    layer, expected = getattr(student, name)(), getattr(reference, name)()
    assert_close(layer.forward(x, y), expected.forward(x, y), why, tolerance=tolerance)
    slopes = pair(layer.backward(dout))
    for what, slope, right in zip(("`dx`", "`dy`"), slopes, expected.backward(dout), strict=True):
        assert_close(slope, right, why, tolerance=tolerance, what=what)


@each("MulLayer", "AddLayer", promise="untouched")
def test_inputs_and_dout_stay_as_they_were(student, rng, name):
    """Neither the inputs nor dout is changed."""
    x, y, dout = (rng.normal(size=(2, 3)) for _ in range(3))
    layer = getattr(student, name)()
    with untouched(x, y, dout):
        layer.forward(x, y)
        layer.backward(dout)


# ReLU and sigmoid


@exercise("Relu", promise="forward", gate=True)
def test_relu_forward_keeps_what_is_positive(student, rng):
    """forward keeps positive elements and makes all others 0."""
    x = np.append(off_the_kink(rng, (3, 5)).ravel(), 0.0)
    mistakes = [
        Mistake("absolute-value", np.abs(x), "Negative numbers become 0; their sign is not just taken away."),
        Mistake("inverted-mask", np.minimum(x, 0.0), "It is the positive numbers that stay."),
        Mistake("mask-returned", np.where(x > 0, 1.0, 0.0), "Return the numbers themselves, not where they are."),
        Mistake(
            "leaky", np.where(x > 0, x, 0.01 * x), "Negative numbers become 0; nothing leaks through a plain ReLU."
        ),
        Mistake("whole-numbers", np.trunc(np.fmax(x, 0.0)), "Positive numbers stay as they are, fractions and all."),
    ]
    expected = np.where(x > 0, x, 0.0)
    assert_close(student.Relu().forward(x), expected, "Positive elements stay, others become 0.", mistakes=mistakes)


@exercise("Relu", promise="backward", weight=2)
def test_relu_backward_opens_where_the_input_was_positive(student, rng):
    """dout passes where the input was positive, and only there."""
    x, dout = off_the_kink(rng, (4, 5)), off_the_kink(rng, (4, 5))
    layer = student.Relu()
    layer.forward(x)
    mistakes = [
        Mistake("mask-from-dout", np.where(dout > 0, dout, 0.0), "The sign of the input counts, not that of dout."),
        Mistake("inverted-mask", np.where(x > 0, 0.0, dout), "The way is open where the input was positive."),
        Mistake("dout-ignored", np.where(x > 0, 1.0, 0.0), "That is the slope of ReLU; multiply it by dout."),
        Mistake("dout-handed-on", dout, "Where the input was negative, nothing comes back."),
        Mistake("leaky", np.where(x > 0, dout, 0.01 * dout), "Where the input was negative, nothing comes back."),
        Mistake("output-for-slope", np.where(x > 0, dout * x, 0.0), "Where x is positive the slope is 1, not x."),
    ]
    expected = np.where(x > 0, dout, 0.0)
    assert_close(layer.backward(dout.copy()), expected, "dout where x > 0, otherwise 0.", mistakes=mistakes)


@exercise("Relu", promise="kink")
def test_relu_slope_at_zero(student, rng):
    """Where the input was 0 the slope is dout or 0."""
    layer, dout = student.Relu(), rng.uniform(1.0, 2.0, size=4)
    layer.forward(np.zeros(4))
    slope = as_numbers(layer.backward(dout.copy()))
    either = slope.shape == (4,) and bool(np.all(np.isclose(slope, 0.0) | np.isclose(slope, dout)))
    require(either, "gave something other than dout or 0", "At 0, take the slope of one side or the other.")


@exercise("Sigmoid", promise="forward", gate=True)
def test_sigmoid_forward_follows_the_formula(student, reference, rng):
    """forward gives 1 / (1 + e^-x)."""
    x = rng.normal(scale=2.0, size=(3, 5))
    mirrored = Mistake("sign-of-exponent", reference.Sigmoid().forward(-x), "The exponent is -x.")
    expected = reference.Sigmoid().forward(x)
    assert_close(student.Sigmoid().forward(x), expected, "It is 1 / (1 + e^-x).", mistakes=[mirrored])


@exercise("Sigmoid", promise="backward", weight=2)
def test_sigmoid_backward_uses_its_own_output(student, reference, rng):
    """backward gives dout * y * (1 - y)."""
    x, dout = rng.normal(scale=2.0, size=(3, 5)), rng.normal(size=(3, 5))
    layer = student.Sigmoid()
    layer.forward(x)
    y = reference.Sigmoid().forward(x)
    twice, of_dout = reference.Sigmoid().forward(y), reference.Sigmoid().forward(dout)
    mistakes = [
        Mistake("dout-ignored", y * (1 - y), "That is the slope of the sigmoid; multiply it by dout."),
        Mistake("input-for-output", dout * x * (1 - x), "y is the sigmoid's output, not its input."),
        Mistake("applied-twice", dout * twice * (1 - twice), "y is the sigmoid already; do not take it again."),
        Mistake("factor-missing", dout * y, "The slope is y * (1 - y); the second factor is missing."),
        Mistake("factor-missing", dout * (1 - y), "The slope is y * (1 - y); the first factor is missing."),
        Mistake("sign", dout * y * (1 + y), "The slope is y * (1 - y), with a minus."),
        Mistake("tanh-for-sigmoid", dout * (1 - y**2), "1 - y^2 is the slope of tanh; this is the sigmoid."),
        Mistake(
            "slope-of-dout", of_dout * (1 - of_dout), "The slope is taken where forward was, and multiplied by dout."
        ),
    ]
    assert_close(layer.backward(dout), dout * y * (1 - y), "It is dout * y * (1 - y).", mistakes=mistakes)


@exercise("Sigmoid", promise="large")
def test_sigmoid_layer_takes_large_numbers(student, reference):
    """Right both ways, and without a warning, for elements as large as 1e100."""
    x = np.array([[-1e100, -710.0, -30.0], [30.0, 710.0, 1e100]])
    why = "e^x overflows beyond x = 709. The sigmoid of chapter 3 is safe."
    layer, expected = student.Sigmoid(), reference.Sigmoid()
    assert_close(layer.forward(x), expected.forward(x), why)
    assert_close(layer.backward(np.full((2, 3), 3.0)), expected.backward(np.full((2, 3), 3.0)), why)


@each("Relu", "Sigmoid", promise="backward")
def test_every_layer_remembers_its_own_latest_input(student, reference, rng, name):
    """backward belongs to the latest forward of this very layer."""
    x = np.array([[1.0, -1.0, 1.0], [-1.0, 1.0, -1.0]]) * rng.uniform(0.5, 2.0, size=(2, 3))
    dout = off_the_kink(rng, (2, 3))
    layer, other = getattr(student, name)(), getattr(student, name)()
    layer.forward(-2.0 * x)
    layer.forward(x)
    other.forward(np.abs(x) + 1.0)

    def slope(x):
        expected = getattr(reference, name)()
        expected.forward(x)
        return expected.backward(dout)

    mistakes = [
        Mistake("first-input-kept", slope(-2.0 * x), WHY_LATEST),
        Mistake("memory-shared", slope(np.abs(x) + 1.0), WHY_OWN),
        Mistake("first-input-kept", np.zeros((2, 3)), WHY_LATEST),  # asleep once, asleep forever
    ]
    assert_close(layer.backward(dout.copy()), slope(x), WHY_LATEST, mistakes=mistakes)


@each("Relu", "Sigmoid", promise="shape")
def test_the_shape_is_kept_both_ways(student, reference, rng, name):
    """Arrays of any number of axes keep their shape, forward and backward."""
    for shape in ((7,), (2, 1), (2, 3, 4, 5)):
        layer, expected = getattr(student, name)(), getattr(reference, name)()
        x, dout = off_the_kink(rng, shape), rng.normal(size=shape)
        why = "An activation works on each element by itself and keeps the shape."
        assert_close(layer.forward(x), expected.forward(x), why)
        assert_close(layer.backward(dout.copy()), expected.backward(dout), why)


@each("Relu", "Sigmoid", promise="kinds")
def test_inputs_of_every_kind(student, reference, rng, name):
    """Integers, unsigned integers, float32 and read-only arrays are as good as floats."""
    kinds = [
        (np.array([[-3, -1, 2], [4, 1, -2]]), ROUNDING),
        (np.array([[3, 1, 2], [0, 4, 5]], dtype=np.uint16)[:, :2], SINGLE),
        (off_the_kink(rng, (2, 3)).astype(np.float32), SINGLE),
        (locked(off_the_kink(rng, (2, 3))), ROUNDING),
        (off_the_kink(rng, (2, 6))[:, ::2], ROUNDING),
    ]
    for x, tolerance in kinds:
        layer, expected = getattr(student, name)(), getattr(reference, name)()
        dout = rng.normal(size=x.shape) * (x != 0)
        assert_close(layer.forward(x), expected.forward(x), WHY_KINDS, tolerance=tolerance)
        assert_close(layer.backward(dout.copy()), expected.backward(dout), WHY_KINDS, tolerance=tolerance)


@exercise("Relu", promise="untouched")
def test_relu_forward_leaves_its_input(student, rng):
    """forward does not change x."""
    x = off_the_kink(rng, (3, 4))
    with untouched(x):
        student.Relu().forward(x)


@exercise("Sigmoid", promise="untouched")
def test_sigmoid_leaves_its_input_and_dout(student, rng):
    """Neither x nor dout is changed."""
    x, dout = rng.normal(size=(3, 4)), rng.normal(size=(3, 4))
    layer = student.Sigmoid()
    with untouched(x, dout):
        layer.forward(x)
        layer.backward(dout)


# The affine layer


def affine_parts(rng, rows=4, inputs=5, outputs=3):
    """W, b, x and dout of fitting sizes, all different."""
    shapes = ((inputs, outputs), (outputs,), (rows, inputs), (rows, outputs))
    return [rng.normal(size=shape) for shape in shapes]


@exercise("Affine", promise="forward", gate=True)
def test_affine_forward_is_a_weighted_sum_plus_bias(student, rng):
    """forward gives x W + b."""
    W, b, x, _ = affine_parts(rng)
    bare = Mistake("bias-left-out", x @ W, "The bias b is missing.")
    assert_close(student.Affine(W, b).forward(x), x @ W + b, "It is x W + b, row by row.", mistakes=[bare])


@exercise("Affine", promise="backward", weight=2)
def test_affine_backward_returns_the_slope_for_x(student, rng):
    """backward gives dx = dout W^T."""
    W, b, x, dout = affine_parts(rng)
    layer = student.Affine(W, b)
    layer.forward(x)
    mistakes = [
        Mistake("divided-by-rows", dout @ W.T / len(x), "Nothing is divided here: the loss layer did that already."),
        Mistake("wrong-slope-returned", x.T @ dout, "That is dW. Return dx, and keep dW in self."),
    ]
    assert_close(layer.backward(dout), dout @ W.T, "dx = dout W^T, in the shape of x.", mistakes=mistakes)


@exercise("Affine", promise="gradients", weight=2)
def test_affine_backward_keeps_the_slopes_for_w_and_b(student, rng):
    """After backward, .dW and .db hold the slopes for W and b."""
    W, b, x, dout = affine_parts(rng)
    layer = student.Affine(W, b)
    layer.forward(x)
    layer.backward(dout)
    mistakes = [
        Mistake("mean-for-sum", x.T @ dout / len(x), "Every row adds its part: nothing is divided here."),
        Mistake("transposed", dout.T @ x, "dW has the shape of W: it is x^T dout, not dout^T x."),
    ]
    assert_close(layer.dW, x.T @ dout, "dW = x^T dout, in the shape of W.", mistakes=mistakes, what="`.dW`")
    mistakes = [
        Mistake("mean-for-sum", dout.mean(axis=0), "The bias is added to every row, so the rows' slopes add up."),
        Mistake("not-summed", dout, "The bias is added to every row, so the rows' slopes add up: sum over axis 0."),
    ]
    why = "The bias is added to every row: db is the sum of dout over the rows."
    assert_close(layer.db, dout.sum(axis=0), why, mistakes=mistakes, what="`.db`")


@exercise("Affine", promise=("overwrites", "backward"))
def test_affine_slopes_do_not_add_up(student, rng):
    """Each backward replaces .dW and .db, for the latest forward."""
    W, b, x, dout = affine_parts(rng)
    layer = student.Affine(W, b)
    layer.forward(x)
    layer.backward(dout)
    first_dW, first_db = x.T @ dout, dout.sum(axis=0)
    x, dout = 1.0 - x[:3], dout[1:] + 1.0
    layer.forward(x[:2])
    layer.forward(x)
    assert_close(layer.backward(dout), dout @ W.T, WHY_LATEST)
    why = "Each backward overwrites dW and db: slopes of an earlier batch are of no use."
    dW, db = x.T @ dout, dout.sum(axis=0)
    assert_close(layer.dW, dW, why, mistakes=[Mistake("adds-up", first_dW + dW, why)], what="`.dW`")
    assert_close(layer.db, db, why, mistakes=[Mistake("adds-up", first_db + db, why)], what="`.db`")


@exercise("Affine", promise="shared", weight=2)
def test_affine_feels_a_change_of_its_arrays(student, rng):
    """A change of W or b in place is felt by the layer."""
    W, b, x, dout = affine_parts(rng)
    layer = student.Affine(W, b)
    layer.forward(x)
    old_W, old_b = W.copy(), b.copy()
    W *= 1.5
    W += 0.25
    b -= 2.0
    copies = [Mistake("copied", x @ one + other, WHY_SHARED) for one, other in ((old_W, old_b), (old_W, b), (W, old_b))]
    assert_close(layer.forward(x), x @ W + b, WHY_SHARED, mistakes=copies)
    copy = Mistake("copied", dout @ old_W.T, WHY_SHARED)
    assert_close(layer.backward(dout), dout @ W.T, WHY_SHARED, mistakes=[copy])


@exercise("Affine", promise="flattens", weight=2)
def test_affine_flattens_images(student, rng):
    """Inputs of more than two axes are flattened, and dx has the input's own shape."""
    W, b = rng.normal(size=(24, 5)), rng.normal(size=5)
    layer = student.Affine(W, b)
    why = "Flatten each sample by itself: x.reshape(len(x), -1). Give dx the shape that x had."
    for shape in ((3, 4, 6), (2, 4, 3, 2), (3, 24)):
        x, dout = rng.normal(size=shape), rng.normal(size=(shape[0], 5))
        flat, turned = x.reshape(len(x), -1), x.reshape((len(x), -1), order="F")
        order = Mistake("column-order", turned @ W + b, "Flatten each sample row by row, as reshape does by itself.")
        assert_close(layer.forward(x), flat @ W + b, why, mistakes=[order])
        assert_close(layer.backward(dout), (dout @ W.T).reshape(shape), why)
        assert_close(layer.dW, flat.T @ dout, why, what="`.dW`")


@exercise("Affine", promise="kinds")
def test_affine_takes_inputs_of_every_kind(student, rng):
    """Inputs of integers, unsigned integers, float32 and read-only arrays are as good as floats."""
    W, b, x, dout = affine_parts(rng)
    whole = np.arange(20).reshape(4, 5)
    kinds = [
        (whole - 7, ROUNDING),
        (whole.astype(np.uint8), ROUNDING),
        (x.astype(np.float32), SINGLE),
        (locked(x), ROUNDING),
        (rng.normal(size=(4, 10))[:, ::2], ROUNDING),
    ]
    layer = student.Affine(W, b)
    for value, tolerance in kinds:
        whole = Mistake("whole-numbers", np.trunc(value @ W + b), "Whole numbers in do not make whole numbers out.")
        assert_close(layer.forward(value), value @ W + b, WHY_KINDS, tolerance=tolerance, mistakes=[whole])
        layer.backward(locked(dout))
        assert_close(layer.dW, value.T @ dout, WHY_KINDS, tolerance=tolerance, what="`.dW`")


@exercise("Affine", promise="untouched")
def test_affine_leaves_its_arguments(student, rng):
    """Neither x, W, b nor dout is changed."""
    W, b, x, dout = affine_parts(rng)
    with untouched(W, b, x, dout):
        layer = student.Affine(W, b)
        layer.forward(x)
        layer.backward(dout)


# Softmax with loss


def scores_and_labels(rng, rows=4, classes=3):
    """Scores, integer labels in which every class occurs, and the same labels one-hot."""
    t = rng.permutation(np.arange(rows) % classes)
    return rng.normal(size=(rows, classes)), t, np.eye(classes)[t]


@exercise("SoftmaxWithLoss", promise="forward", gate=True)
def test_loss_is_the_mean_cross_entropy(student, reference, rng):
    """forward gives the mean cross entropy of the softmax."""
    x, t, one_hot = scores_and_labels(rng)
    loss, powers, rows = reference.SoftmaxWithLoss().forward(x, t), np.exp(x), np.arange(len(x))
    y, down = powers / powers.sum(axis=1, keepdims=True), powers / powers.sum(axis=0)
    tiny = "The number inside the logarithm must be tiny, 1e-6 or less."
    mistakes = [
        Mistake("sum-for-mean", loss * len(x), "Divide by the number of rows: it is the mean over the batch."),
        Mistake("sign", -loss, "The logarithm of a probability is negative: the loss is minus its mean."),
        Mistake("base-two", loss / np.log(2), "Use the natural logarithm, np.log."),
        Mistake("wrong-axis", -np.log(down[rows, t]).mean(), "Each row's probabilities add up to 1: softmax by rows."),
        Mistake(
            "squared-error", np.sum((y - one_hot) ** 2) / len(x), "That is a squared error, not the cross entropy."
        ),
        *(Mistake("epsilon-too-large", -np.log(y[rows, t] + e).mean(), tiny) for e in (1e-1, 1e-2, 1e-3, 1e-4)),
    ]
    why = "It is the mean over the rows of -log(probability of the right class)."
    assert_close(student.SoftmaxWithLoss().forward(x, t), loss, why, tolerance=EPSILON, mistakes=mistakes)


@exercise("SoftmaxWithLoss", promise="backward", weight=3)
def test_loss_backward_is_probabilities_minus_labels(student, reference, rng):
    """backward gives (y - labels) / N."""
    x, t, one_hot = scores_and_labels(rng)
    layer, expected = student.SoftmaxWithLoss(), reference.SoftmaxWithLoss()
    layer.forward(x, t)
    expected.forward(x, t)
    slope = expected.backward()
    mistakes = [
        Mistake("sum-for-mean", slope * len(x), "The loss is a mean over N rows, so each row's slope is divided by N."),
        Mistake("sign", -slope, "It is y minus the labels: a score that is too high has a positive slope."),
        Mistake("labels-ignored", expected.y / len(x), "Subtract the labels: 1 for the right class of each row."),
        Mistake("wrong-divisor", slope * len(x) / x.size, "Divide by the number of rows, not of elements."),
        Mistake("column-for-element", (expected.y - one_hot.sum(axis=0)) / len(x), "Each row has one right class."),
        Mistake(
            "column-for-element",
            (expected.y - 1.0) / len(x),
            "y[:, t] is whole columns; y[np.arange(N), t] is one element of each row.",
        ),
        Mistake("slope-twice", slope * expected.y * (1 - expected.y), "The slope of softmax is in y - t already."),
    ]
    assert_close(layer.backward(), slope, "It is (y - labels) / N.", tolerance=EPSILON, mistakes=mistakes)


@exercise("SoftmaxWithLoss", promise=("y", "backward"))
def test_loss_keeps_the_probabilities(student, reference, rng):
    """.y holds the probabilities of the latest forward, after backward, too."""
    layer, expected = student.SoftmaxWithLoss(), reference.SoftmaxWithLoss()
    x, t, _ = scores_and_labels(rng)
    layer.forward(x[::-1] * 2, t)
    layer.forward(x, t)
    expected.forward(x[::-1] * 2, t)
    first = Mistake("first-input-kept", expected.y, WHY_LATEST)
    expected.forward(x, t)
    slope = expected.backward()
    assert_close(layer.y, expected.y, "Keep the softmax of the scores in self.y.", mistakes=[first], what="`.y`")
    assert_close(layer.backward(), slope, WHY_LATEST, tolerance=EPSILON)
    why = "Subtract the labels from a copy: y stays what it is."
    changed = [Mistake("y-changed", slope * rows, why) for rows in (1, len(x))]
    assert_close(layer.y, expected.y, why, mistakes=changed, what="`.y`")


@exercise("SoftmaxWithLoss", promise="dout")
def test_loss_backward_scales_by_dout(student, reference, rng):
    """backward(dout) is dout times as much."""
    layer, expected = student.SoftmaxWithLoss(), reference.SoftmaxWithLoss()
    x, t, _ = scores_and_labels(rng)
    layer.forward(x, t)
    expected.forward(x, t)
    dout = float(rng.uniform(2.0, 3.0))
    ignored = Mistake("dout-ignored", expected.backward(), "dout is ignored: multiply by it.")
    why = "The slope is multiplied by dout."
    assert_close(layer.backward(dout), expected.backward(dout), why, tolerance=EPSILON, mistakes=[ignored])


@exercise("SoftmaxWithLoss", promise="labels", weight=2)
def test_loss_takes_labels_either_way(student, reference, rng):
    """Labels may be one-hot rows or integers, of any type and for any batch."""
    for rows, classes in ((5, 3), (4, 4), (1, 3)):
        x, t, _ = scores_and_labels(rng, rows, classes)
        t = np.roll(np.arange(rows), 1) if rows == classes else t
        one_hot = np.eye(classes)[t]
        expected = reference.SoftmaxWithLoss()
        loss = expected.forward(x, t)
        for labels in (t, t.astype(np.uint8), locked(t), one_hot, one_hot.astype(np.int64), one_hot.astype(np.uint8)):
            layer = student.SoftmaxWithLoss()
            if labels.ndim == 1:
                assert_close(layer.forward(x, labels), loss, WHY_LABELS, tolerance=EPSILON)
            else:
                as_with_integers(layer.forward(x, labels), loss)
            assert_close(layer.backward(), expected.backward(), WHY_LABELS, tolerance=EPSILON)


def as_with_integers(result, expected):
    """One-hot labels give what the same labels gave as integers."""
    result = as_numbers(result, WHY_LABELS)
    same = result.shape == () and bool(np.isclose(result, expected, rtol=EPSILON.relative, atol=EPSILON.absolute))
    why = f"{WHY_LABELS} Each row of one-hot labels belongs to one sample."
    require(same, "gave a different result for the same labels as integers", why, "one-hot-misread")


@exercise("SoftmaxWithLoss", promise="large")
def test_loss_takes_large_scores(student, reference):
    """Right, and without a warning, for scores as large as 1e100; the loss stays finite."""
    why = "Subtract the row's largest score before raising e to it, and never take the logarithm of 0."
    x = np.array([[1000.0, 1001.0, 999.0], [1e100, 0.0, -1e100]])
    layer, expected = student.SoftmaxWithLoss(), reference.SoftmaxWithLoss()
    t = np.array([1, 0])
    assert_close(layer.forward(x, t), expected.forward(x, t), why, tolerance=EPSILON)
    assert_close(layer.backward(), expected.backward(), why, tolerance=EPSILON)
    loss = as_numbers(layer.forward(np.array([[0.0, 1e100], [0.0, 5000.0]]), np.array([0, 0])))
    require(bool(np.all(np.isfinite(loss))), "gave a loss that is not finite", why, "not-finite")
    require(bool(np.all(loss > 10)), "gave a small loss although the right class has no chance", why)


@exercise("SoftmaxWithLoss", promise="kinds")
def test_loss_takes_scores_of_every_kind(student, reference, rng):
    """Scores as integers, float32 and read-only arrays are as good as floats."""
    x, t, _ = scores_and_labels(rng)
    small = np.full((4, 3), -90, dtype=np.int8)  # in 8 bits, -90 - 90 is 76
    small[np.arange(4), t], small[np.arange(4), t - 1] = 89, 90
    kinds = (np.round(x).astype(int), small, x.astype(np.float32), locked(x), np.repeat(x, 2, axis=1)[:, ::2])
    for value in kinds:
        layer, expected = student.SoftmaxWithLoss(), reference.SoftmaxWithLoss()
        assert_close(layer.forward(value, t), expected.forward(value, t), WHY_KINDS, tolerance=EPSILON)
        assert_close(layer.backward(), expected.backward(), WHY_KINDS, tolerance=EPSILON)


@exercise("SoftmaxWithLoss", promise="untouched")
def test_loss_leaves_scores_and_labels(student, rng):
    """Neither x nor t is changed."""
    x, t, one_hot = scores_and_labels(rng)
    layer = student.SoftmaxWithLoss()
    with untouched(x, t, one_hot):
        for labels in (t, one_hot):
            layer.forward(x, labels)
            layer.backward()


# The network

SIZES = (5, 7, 3)


def params_of(net):
    """The network's parameters: float arrays by name, in the promised shapes."""
    inputs, hidden, outputs = SIZES
    params = net.params
    named = isinstance(params, dict) and sorted(params) == sorted(KEYS)
    require(named, "has no dict `.params` with the keys W1, b1, W2 and b2", "Keep all four there.", "wrong-type")
    for key, shape in zip(KEYS, ((inputs, hidden), (hidden,), (hidden, outputs), (outputs,)), strict=True):
        array = params[key]
        floats = isinstance(array, np.ndarray) and array.dtype == np.float64
        require(
            floats, f"keeps a `{key}` that is not a float64 array", "np.zeros and rng.normal make them.", "wrong-type"
        )
        why = "W1 leads from the inputs to the hidden neurons, W2 from those to the classes."
        finding = f"has a `{key}` of shape {array.shape} where {shape} is promised"
        require(array.shape == shape, finding, why, "wrong-shape")
    return params


def a_net(student, rng):
    """A student's network, and a batch for it; no probability is so small that an ε in the logarithm would show."""
    net = student.TwoLayerNet(*SIZES, weight_init_std=0.3)
    t = rng.permutation(np.arange(6) % 3)
    return net, params_of(net), rng.normal(size=(6, 5)), t


def twin(reference, params):
    """The reference's network with the same parameters."""
    net = reference.TwoLayerNet(*SIZES)
    for key in KEYS:
        net.params[key][...] = params[key]
    return net


@exercise("TwoLayerNet", promise="predict", gate=True)
def test_net_predicts_scores(student, rng):
    """predict gives relu(x W1 + b1) W2 + b2."""
    net, params, x, _ = a_net(student, rng)
    hidden = x @ params["W1"] + params["b1"]
    scores = np.maximum(hidden, 0.0) @ params["W2"] + params["b2"]
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    mistakes = [
        Mistake(
            "softmax-in-predict",
            powers / powers.sum(axis=1, keepdims=True),
            "predict gives scores, before any softmax.",
        ),
        Mistake("no-activation", hidden @ params["W2"] + params["b2"], "ReLU between the layers is missing."),
        Mistake("relu-at-the-end", np.maximum(scores, 0.0), "There is no ReLU after the last layer."),
    ]
    assert_close(net.predict(x), scores, "Through Affine1, Relu1 and Affine2.", mistakes=mistakes)


@exercise("TwoLayerNet", promise="params")
def test_net_has_four_arrays(student):
    """.params holds W1, b1, W2 and b2 in their shapes."""
    params_of(student.TwoLayerNet(*SIZES))


@exercise("TwoLayerNet", promise="start")
def test_net_starts_with_small_random_weights(student, rng):
    """Weights are normally distributed with the given standard deviation; biases are 0."""
    std = float(rng.uniform(0.5, 2.0))
    why = "Weights are normal numbers times weight_init_std, which is 0.01 unless given."
    for net, expected in (
        (student.TwoLayerNet(40, 60, 50, weight_init_std=std), std),
        (student.TwoLayerNet(40, 60, 50), 0.01),
    ):
        params = net.params
        for key in ("W1", "W2"):
            numbers = as_numbers(params[key], why, f"`params['{key}']`") / expected
            spread = abs(float(np.std(numbers)) - 1.0) < 0.1 and abs(float(np.mean(numbers))) < 0.1
            require(spread, f"started with a `{key}` whose spread or mean is not the promised one", why, "wrong-spread")
            far = 0.02 < float(np.mean(np.abs(numbers) > 2.0)) < 0.08
            require(far, f"started with a `{key}` that is not normally distributed", why, "not-normal")
        for key in ("b1", "b2"):
            zeros = bool(np.all(as_numbers(params[key], why, f"`params['{key}']`") == 0))
            require(zeros, f"started with a `{key}` that is not 0", "Biases start at 0.", "bias-not-zero")


@exercise("TwoLayerNet", promise="random")
def test_every_net_starts_differently(student):
    """Two networks have different weights, and W1 is not drawn like W2."""
    why = "Draw from rng; without one, from a new np.random.default_rng() without a fixed seed."
    rng = np.random.default_rng(5)
    for pair in ([student.TwoLayerNet(4, 4, 4) for _ in "ab"], [student.TwoLayerNet(4, 4, 4, rng=rng) for _ in "ab"]):
        first, second = pair[0].params, pair[1].params
        for one, other in ((first["W1"], second["W1"]), (first["W2"], second["W2"]), (first["W1"], first["W2"])):
            require(not np.array_equal(one, other), "started with the same weights twice", why, "same-weights")


@exercise("TwoLayerNet", promise="layers")
def test_net_keeps_its_layers_in_order(student, rng):
    """.layers is a dict with Affine1, Relu1 and Affine2 in this order."""
    net, params, x, _ = a_net(student, rng)
    layers = net.layers
    ordered = isinstance(layers, dict) and list(layers) == ["Affine1", "Relu1", "Affine2"]
    why = "The loss layer stands apart, because predict must not run through it."
    require(ordered, "has no dict `.layers` with Affine1, Relu1, Affine2 in this order", why, "wrong-type")
    hidden = x @ params["W1"] + params["b1"]
    assert_close(layers["Affine1"].forward(x), hidden, "Affine1 holds W1 and b1.")
    active = np.maximum(hidden, 0.0)
    assert_close(layers["Relu1"].forward(hidden), active, "Relu1 is a Relu.")
    assert_close(layers["Affine2"].forward(active), active @ params["W2"] + params["b2"], "Affine2 holds W2 and b2.")


@exercise("TwoLayerNet", promise="loss")
def test_net_measures_its_loss(student, reference, rng):
    """loss gives the mean cross entropy of the softmax of the scores."""
    net, params, x, t = a_net(student, rng)
    layer, scores = reference.SoftmaxWithLoss(), twin(reference, params).predict(x)
    expected = layer.forward(scores, t)
    twice = Mistake("softmax-twice", layer.forward(layer.y, t), "The loss layer takes the softmax: hand it the scores.")
    assert_close(net.loss(x, t), expected, "Predict, then ask the loss layer.", tolerance=EPSILON, mistakes=[twice])


@exercise("TwoLayerNet", promise="accuracy")
def test_net_measures_its_accuracy(student, reference, rng):
    """accuracy gives the share of rows that are right."""
    net, params, x, _ = a_net(student, rng)
    t = twin(reference, params).predict(x).argmax(axis=1)
    t[:2] = (t[:2] + 1) % 3
    counted = Mistake("count-for-share", 4, "Divide by the number of rows.")
    assert_close(net.accuracy(x, t), 4 / 6, "It is the share of rows whose largest score is right.", mistakes=[counted])


@exercise("TwoLayerNet", promise="gradient", weight=4)
def test_net_finds_the_slope_for_every_parameter(student, reference, rng):
    """gradient gives the slope of the loss for each parameter."""
    net, params, x, t = a_net(student, rng)
    expected = twin(reference, params)
    gradient = expected.gradient(x, t)
    dhidden = expected.last_layer.backward() @ params["W2"].T
    skipped = {**gradient, "W1": x.T @ dhidden, "b1": dhidden.sum(axis=0)}
    why = "ReLU has no parameters, but its backward decides which slopes pass."
    check_gradient(net.gradient(x, t), gradient, len(x), ("relu-skipped", skipped, why))


@exercise("TwoLayerNet", promise="gradient")
def test_gradient_belongs_to_its_own_batch(student, reference, rng):
    """gradient is that of this x and t, whatever was computed before."""
    net, params, x, t = a_net(student, rng)
    net.gradient(1.0 - x, t)
    net.loss(2.0 * x, t)
    expected, before, stale = (
        twin(reference, params).gradient(*batch) for batch in ((x[:4], t[:4]), (1.0 - x, t), (2.0 * x, t))
    )
    sums = {key: expected[key] + before[key] for key in KEYS}
    check_gradient(
        net.gradient(x[:4], t[:4]),
        expected,
        4,
        ("adds-up", sums, "Slopes of an earlier batch are of no use: start afresh each time."),
        ("no-forward", stale, "Run forward with this very batch first; the layers remember the one before."),
    )


def check_gradient(gradient, expected, rows, *others):
    """Compare two dicts of slopes; ``others`` are wrong ones, each with a code before and a hint after it."""
    named = isinstance(gradient, dict) and sorted(gradient) == sorted(KEYS)
    require(named, "did not give a dict with the keys W1, b1, W2 and b2", "As in .params.", "wrong-type")
    why = "Run forward, then backward through the layers in reverse order; Affine keeps dW and db."
    for key in KEYS:
        mistakes = [
            Mistake("sum-for-mean", expected[key] * rows, "The loss is a mean over the rows: divide by N, once."),
            Mistake("divided-twice", expected[key] / rows, "N divides twice: the loss layer does it already."),
            Mistake("sign", -expected[key], "That has the wrong sign: it points downhill, the slope points uphill."),
            *(Mistake(code, other[key], hint) for code, other, hint in others),
        ]
        what = f"the slope for `{key}`"
        assert_close(gradient[key], expected[key], why, tolerance=EPSILON, mistakes=mistakes, what=what)


@exercise("TwoLayerNet", promise="labels")
def test_net_takes_one_hot_labels(student, reference, rng):
    """Labels may be one-hot rows for loss, accuracy and gradient."""
    net, params, x, t = a_net(student, rng)
    expected, one_hot = twin(reference, params), np.eye(3)[t]
    assert_close(net.loss(x, one_hot), expected.loss(x, t), WHY_LABELS, tolerance=EPSILON)
    right = expected.predict(x).argmax(axis=1)
    assert_close(net.accuracy(x, right), 1.0, WHY_LABELS)
    as_with_integers(net.accuracy(x, np.eye(3)[right]), 1.0)
    check_gradient(net.gradient(x, one_hot), expected.gradient(x, t), len(x))


@exercise("TwoLayerNet", promise="shared", weight=2)
def test_net_feels_a_change_of_its_params(student, reference, rng):
    """A change of the arrays in .params changes what the network computes."""
    net, params, x, t = a_net(student, rng)
    old = {key: params[key].copy() for key in KEYS}
    for key in KEYS:
        params[key] += rng.normal(scale=0.3, size=params[key].shape)
    expected = twin(reference, params)
    copied = [
        twin(reference, {**params, **{key: old[key] for key in keys}}) for keys in (KEYS, *([key] for key in KEYS))
    ]
    copies = [Mistake("copied", copy.predict(x), WHY_SHARED) for copy in copied]
    assert_close(net.predict(x), expected.predict(x), WHY_SHARED, mistakes=copies)
    check_gradient(net.gradient(x, t), expected.gradient(x, t), len(x))


@exercise("TwoLayerNet", promise="kinds")
def test_net_takes_inputs_of_every_kind(student, reference, rng):
    """Integers, unsigned integers and float32 are as good as floats, as pixels of images are."""
    net, params, x, t = a_net(student, rng)
    expected = twin(reference, params)
    pixels = rng.integers(0, 3, size=(6, 5))
    for value, labels in ((pixels, t), (pixels.astype(np.uint8), t.astype(np.uint8)), (x.astype(np.float32), t)):
        assert_close(net.predict(value), expected.predict(value), WHY_KINDS, tolerance=SINGLE)
        assert_close(net.loss(value, labels), expected.loss(value, labels), WHY_KINDS, tolerance=EPSILON)


@exercise("TwoLayerNet", promise="untouched")
def test_net_changes_nothing_by_looking(student, rng):
    """Neither x, t nor the parameters are changed by predict, loss, accuracy and gradient."""
    net, params, x, t = a_net(student, rng)
    before = [x.copy(), t.copy(), *(params[key].copy() for key in KEYS)]
    net.predict(x)
    net.loss(x, t)
    net.accuracy(x, t)
    net.gradient(x, t)
    after = [x, t, *(params[key] for key in KEYS)]
    unchanged = all(map(np.array_equal, after, before))
    require(unchanged, "changed its arguments or parameters", "Only an optimizer does.", "argument-changed")
