"""Hidden tests of ch04: losses, one-hot labels, accuracy, the confusion matrix."""

from functools import partial

import numpy as np
import pytest

from autograder.checks import EPSILON, ROUNDING, SINGLE, Mistake, as_numbers, assert_close, assert_raises, require
from autograder.checks.arguments import locked

exercise = pytest.mark.exercise

SQUARED = ["mean_squared_error", "sum_squared_error"]

WHY_KINDS = "Make arrays of floats first, with np.asarray(y, dtype=float); then every kind of number works."
WHY_LABELS = "Labels come as integers or as one-hot rows: t.ndim tells which."
WHY_SINGLE = "One sample is a batch of one row: np.atleast_2d makes it one."
WHY_ZERO = "log(0) is minus infinity: add a tiny number inside the logarithm, or clip y before."
WHY_TINY = "The number inside the logarithm must be tiny, 1e-6 or less: 0.01 lets no loss be larger than 4.6."
WHY_EDGES = "log(0) waits at both ends, at y = 0 and at y = 1: keep both logarithms away from 0."


def each(*names, promise, **options):
    """Run a test once for each exercise, and count it for that exercise."""
    return pytest.mark.parametrize(
        "name", [pytest.param(name, marks=exercise(name, promise=promise, **options)) for name in names]
    )


def probabilities(rng, rows, classes):
    """Rows that add up to 1, none of them so small that an ε in the logarithm would show."""
    y = rng.uniform(0.2, 1.0, size=(rows, classes))
    return y / y.sum(axis=1, keepdims=True)


def labels(rng, rows, classes):
    """Integer labels in which every class occurs, and the same labels one-hot."""
    t = rng.permutation(np.arange(rows) % classes)
    return t, np.eye(classes, dtype=int)[t]


def takes_both(function, y, t, one_hot, expected, tolerance=ROUNDING):
    """The same labels give the same result, as integers and as one-hot rows."""
    assert_close(function(y, t), expected, WHY_LABELS, tolerance=tolerance)
    result = as_numbers(function(y, one_hot), WHY_LABELS)
    near = {"rtol": tolerance.relative, "atol": tolerance.absolute}
    same = result.shape == np.shape(expected) and bool(np.allclose(result, expected, **near))
    why = f"{WHY_LABELS} Each row of one-hot labels belongs to one sample."
    require(same, "gave a different result for the same labels as integers", why, "one-hot-misread")


# Squared errors


@exercise("mean_squared_error", promise="values", gate=True, weight=2)
def test_mean_squared_error_is_a_mean_over_all_elements(student, rng):
    """The mean of (y - t)^2 over all elements."""
    y, t = rng.normal(size=(2, 4, 3))
    squares = (y - t) ** 2
    mistakes = [
        Mistake("sum-for-mean", squares.sum(), "Divide by the number of elements."),
        Mistake("half", squares.mean() / 2, "There is no half in the mean squared error."),
        Mistake("mean-over-rows", squares.sum() / 4, "Divide by the number of all elements, not of rows."),
        Mistake("root", np.sqrt(squares.mean()), "No square root is taken."),
        Mistake("absolute-value", np.abs(y - t).mean(), "Square the differences."),
        Mistake("squared-sum", (y - t).sum() ** 2 / 12, "Square each difference first, then add up."),
        Mistake("squared-mean", (y - t).mean() ** 2, "Square each difference first, then take the mean."),
    ]
    assert_close(student.mean_squared_error(y, t), squares.mean(), "The mean of (y - t)^2.", mistakes=mistakes)


@exercise("sum_squared_error", promise="values", gate=True, weight=2)
def test_sum_squared_error_is_half_the_sum(student, rng):
    """Half the sum of (y - t)^2 over all elements."""
    y, t = rng.normal(size=(2, 4, 3))
    squares = (y - t) ** 2
    mistakes = [
        Mistake("no-half", squares.sum(), "Take half of the sum."),
        Mistake("mean-for-sum", squares.mean(), "It is a sum; nothing is divided by the number of elements."),
        Mistake("half-mean", squares.mean() / 2, "It is a sum; nothing is divided by the number of elements."),
        Mistake("mean-over-rows", squares.sum() / 8, "It is a sum over everything; do not divide by the rows."),
        Mistake("absolute-value", np.abs(y - t).sum() / 2, "Square the differences."),
        Mistake("half-squared", squares.sum() / 4, "Halve the sum; a half inside the square becomes a quarter."),
        Mistake("whole-number", squares.sum() // 2, "// rounds down to a whole number: multiply by 0.5 instead."),
    ]
    assert_close(student.sum_squared_error(y, t), squares.sum() / 2, "1/2 Σ (y - t)^2.", mistakes=mistakes)


@each(*SQUARED, promise="shape")
def test_any_number_of_axes_will_do(student, reference, rng, name):
    """y and t may have any number of axes."""
    function, expected = getattr(student, name), getattr(reference, name)
    for shape in ((5,), (1, 4), (3, 2, 4)):
        y, t = rng.normal(size=(2, *shape))
        assert_close(function(y, t), expected(y, t), "It is one number, over all elements of all axes.")


@each(*SQUARED, promise="kinds")
def test_every_kind_of_number_will_do(student, reference, rng, name):
    """Lists, integers, unsigned integers, float32 and read-only arrays are as good as floats."""
    function, expected = getattr(student, name), getattr(reference, name)
    y, t = rng.normal(size=(2, 3, 4))
    kinds = [
        ([1.5, -2.0, 0.5], [1.0, 2.0, -3.0], ROUNDING),
        ([[1, 2], [3, 4]], ((4, 1), (2, 2)), ROUNDING),
        (np.array([1, 2, 250], dtype=np.uint8), np.array([3, 1, 9], dtype=np.uint8), ROUNDING),
        (np.array([100, -100], dtype=np.int8), np.array([-100, 100], dtype=np.int8), ROUNDING),
        (y.astype(np.float32), t.astype(np.float32), SINGLE),
        (locked(y), locked(t), ROUNDING),
        (y[:, ::2], t[:, ::2], ROUNDING),
    ]
    for said, true, tolerance in kinds:
        right, squares = expected(said, true), np.square(np.subtract(said, true))
        wrapped = squares.mean() if name == "mean_squared_error" else squares.sum() / 2
        mistakes = [
            Mistake("wrapped-around", wrapped, f"Small integers have no room for the result. {WHY_KINDS}"),
            Mistake("whole-number", np.floor(right), "The loss of whole numbers need not be whole: do not round it."),
        ]
        assert_close(function(said, true), right, WHY_KINDS, tolerance=tolerance, mistakes=mistakes)


@each(*SQUARED, promise="large")
def test_large_differences_are_no_problem(student, reference, name):
    """Right, and without a warning, for elements as large as 1e100."""
    y, t = np.array([1e100, -3e100, 2.0]), np.array([-1e100, 1e100, 1.0])
    expected = getattr(reference, name)(y, t)
    assert_close(getattr(student, name)(y, t), expected, "(1e100)^2 still fits into a float; a higher power may not.")


# One-hot labels


@exercise("to_one_hot", promise="values", gate=True, weight=2)
def test_one_hot_has_a_one_in_the_column_of_the_label(student, rng):
    """Each row has a 1 in the column of its label and 0 elsewhere."""
    t, expected = labels(rng, 7, 5)
    why = "Row n has its 1 in column t[n]."
    mistakes = [
        Mistake("counted-from-one", np.roll(expected, -1, axis=1), "Labels count from 0: label 0 is the first column."),
        Mistake("label-for-one", expected * t[:, None], "Write a 1 there, not the label itself."),
        Mistake("whole-columns", np.ones((7, 5)), "t chooses one column in each row: index rows and columns together."),
    ]
    assert_close(student.to_one_hot(t, 5), expected, why, mistakes=mistakes)


@exercise("to_one_hot", promise="classes")
def test_one_hot_has_as_many_columns_as_classes(student, rng):
    """There are num_classes columns, 10 unless given, whichever labels occur."""
    t = rng.integers(0, 3, size=4)
    for given, classes in ((), 10), ((6,), 6), ((3,), 3):
        why = "The number of columns is num_classes, which is 10 unless given; it does not depend on the labels."
        assert_close(student.to_one_hot(t, *given), np.eye(classes)[t], why)
    assert_close(student.to_one_hot(np.array([2]), num_classes=4), [[0, 0, 1, 0]], "One label makes one row.")


@exercise("to_one_hot", promise="range", weight=2)
def test_one_hot_refuses_a_label_out_of_range(student):
    """A label below 0, or not below num_classes, is a ValueError."""
    why = "Check the range first: NumPy takes index -1 for the last column."
    for t in ([0, 4, 1], [0, 3, -1], [-4, 0], [1000, 1]):
        assert_raises(ValueError, lambda t=t: student.to_one_hot(np.array(t), 4), why)


@exercise("to_one_hot", promise="kinds")
def test_one_hot_takes_labels_of_every_kind(student):
    """Lists, unsigned integers and read-only arrays are as good as an array of integers."""
    expected = np.eye(4)[[3, 0, 3]]
    for t in ([3, 0, 3], (3, 0, 3), np.array([3, 0, 3], dtype=np.uint8), locked(np.array([3, 0, 3], dtype=np.int32))):
        assert_close(student.to_one_hot(t, 4), expected, "Make an array first, with np.asarray(t).")


# Cross entropy


@exercise("cross_entropy_error", promise="values", gate=True, weight=2)
def test_cross_entropy_is_the_mean_surprise(student, rng):
    """The mean over the rows of -log(probability of the right class)."""
    y, (t, one_hot) = probabilities(rng, 6, 4), labels(rng, 6, 4)
    right = y[np.arange(6), t]
    loss = -np.log(right).mean()
    mistakes = [
        Mistake("sum-for-mean", 6 * loss, "Divide by the number of rows."),
        Mistake("divided-by-elements", loss / 4, "Divide by the number of rows, not of elements."),
        Mistake("sign", -loss, "The logarithm of a probability is negative: the loss is minus its mean."),
        Mistake("base-two", loss / np.log(2), "Use the natural logarithm, np.log."),
        Mistake("base-ten", loss / np.log(10), "Use the natural logarithm, np.log."),
        Mistake("log-of-the-mean", -np.log(right.mean()), "Take the logarithm first, then the mean."),
        Mistake("binary", -(one_hot * np.log(y) + (1 - one_hot) * np.log(1 - y)).sum() / 6, "Only the right class."),
        Mistake("all-pairs", -np.log(y[:, t]).mean(), "y[:, t] takes every label for every row: y[np.arange(N), t]."),
        Mistake("softmax-again", np.log(np.exp(y).sum(axis=1)).mean() - right.mean(), "y are probabilities already."),
        *(Mistake("epsilon-too-large", -np.log(right + tiny).mean(), WHY_TINY) for tiny in (1e-1, 1e-2, 1e-3, 1e-4)),
    ]
    why = "It is minus the mean logarithm of the right class's probability."
    assert_close(student.cross_entropy_error(y, t), loss, why, tolerance=EPSILON, mistakes=mistakes)


@exercise("cross_entropy_error", promise=("one_hot", "integers"), weight=2)
def test_cross_entropy_takes_labels_either_way(student, reference, rng):
    """Labels may be one-hot rows or integers, for any number of rows."""
    for rows, classes in ((5, 3), (4, 4), (1, 3)):
        y, (t, _) = probabilities(rng, rows, classes), labels(rng, rows, classes)
        t = np.roll(np.arange(rows), 1) if rows == classes else t
        expected = reference.cross_entropy_error(y, t)
        takes_both(student.cross_entropy_error, y, t, np.eye(classes)[t], expected, tolerance=EPSILON)


@exercise("cross_entropy_error", promise="single")
def test_cross_entropy_takes_one_sample(student, reference, rng):
    """One sample of shape (C,) works, with labels either way."""
    (y,) = probabilities(rng, 1, 4)
    expected = reference.cross_entropy_error(y, 2)
    for t in (2, np.array(2), np.array([0, 0, 1, 0])):
        assert_close(student.cross_entropy_error(y, t), expected, WHY_SINGLE, tolerance=EPSILON)


@exercise("cross_entropy_error", promise="zero", weight=2)
def test_cross_entropy_is_finite_at_zero(student):
    """y may be 0: the result stays finite, without a warning."""
    y = np.array([[0.0, 0.25, 0.75], [0.5, 0.5, 0.0]])
    expected = -(np.log(0.25) + np.log(0.5)) / 2
    for t in (np.array([1, 0]), np.array([[0, 1, 0], [1, 0, 0]])):
        assert_close(student.cross_entropy_error(y, t), expected, WHY_ZERO, tolerance=EPSILON)
    for t in (np.array([0, 2]), np.array([[1, 0, 0], [0, 0, 1]])):
        loss = as_numbers(student.cross_entropy_error(y, t), WHY_ZERO)
        require(bool(np.all(np.isfinite(loss))), "gave a loss that is not finite", WHY_ZERO, "not-finite")
        require(bool(np.all(loss > 10)), "gave a small loss for a right class of probability 0", WHY_TINY, "capped")


@exercise("cross_entropy_error", promise="kinds")
def test_cross_entropy_takes_every_kind_of_number(student, reference, rng):
    """Lists, float32 and read-only arrays are as good as any, and so are labels of any integer type."""
    y, (t, one_hot) = probabilities(rng, 6, 4), labels(rng, 6, 4)
    expected = reference.cross_entropy_error(y, t)
    kinds = [
        (y.tolist(), t.tolist()),
        (y.tolist(), one_hot.tolist()),
        (y.astype(np.float32), t.astype(np.uint8)),
        (locked(y), one_hot.astype(np.uint8)),
        (np.repeat(y, 2, axis=1)[:, ::2], locked(t)),
    ]
    for said, true in kinds:
        assert_close(student.cross_entropy_error(said, true), expected, WHY_KINDS, tolerance=EPSILON)


@exercise("binary_cross_entropy", promise="values", gate=True, weight=2)
def test_binary_cross_entropy_follows_the_formula(student, reference, rng):
    """The mean of -log(y) where t is 1, and of -log(1 - y) where t is 0."""
    y, t = rng.uniform(0.1, 0.9, size=7), rng.permutation(np.arange(7) % 2)
    terms = -np.where(t == 1, np.log(y), np.log(1 - y))
    mistakes = [
        Mistake("sum-for-mean", terms.sum(), "Divide by the number of elements."),
        Mistake("sign", -terms.mean(), "Logarithms of probabilities are negative: the loss is minus their mean."),
        Mistake("one-sided", -(t * np.log(y)).mean(), "Where t is 0, -log(1 - y) counts, too."),
        Mistake("labels-swapped", -np.where(t == 0, np.log(y), np.log(1 - y)).mean(), "y is the probability of t = 1."),
        Mistake("base-two", terms.mean() / np.log(2), "Use the natural logarithm, np.log."),
        Mistake("minus-between", (terms * (2 * t - 1)).mean(), "Add the two terms; one minus stands before both."),
        Mistake("sigmoid-again", (np.log(1 + np.exp(y)) - t * y).mean(), "y are probabilities already."),
        Mistake("arguments-swapped", reference.binary_cross_entropy(t, y), "Take the logarithms of y, not of t."),
    ]
    why = "It is minus the mean of t * log(y) + (1 - t) * log(1 - y)."
    assert_close(student.binary_cross_entropy(y, t), terms.mean(), why, tolerance=EPSILON, mistakes=mistakes)


@exercise("binary_cross_entropy", promise="shape")
def test_binary_cross_entropy_takes_any_number_of_axes(student, reference, rng):
    """y and t may have any number of axes."""
    for shape in ((5, 1), (3, 4), (2, 3, 2)):
        y, t = rng.uniform(0.1, 0.9, size=shape), rng.integers(0, 2, size=shape)
        expected = reference.binary_cross_entropy(y, t)
        why = "It is one number, the mean over all elements of all axes."
        rows = [Mistake("mean-over-rows", expected * y.size / len(y), "Divide by the number of all elements.")]
        assert_close(student.binary_cross_entropy(y, t), expected, why, tolerance=EPSILON, mistakes=rows)


@exercise("binary_cross_entropy", promise="edges", weight=2)
def test_binary_cross_entropy_is_finite_at_both_ends(student):
    """y may be 0 and 1: the result stays finite, without a warning."""
    why = "A certain and right answer costs almost nothing."
    clipped = [Mistake("epsilon-too-large", -np.log(1 - tiny), WHY_TINY) for tiny in (1e-1, 1e-2, 1e-3, 1e-4)]
    result = student.binary_cross_entropy([0.0, 1.0], [0, 1])
    assert_close(result, 0.0, why, tolerance=EPSILON, mistakes=clipped)
    for y, t in ((0.0, 1.0), (1.0, 0.0)):
        loss = as_numbers(student.binary_cross_entropy(np.array([y, y]), np.array([t, t])), WHY_EDGES)
        require(bool(np.all(np.isfinite(loss))), "gave a loss that is not finite", WHY_EDGES, "not-finite")
        require(bool(np.all(loss > 10)), "gave a small loss for a certain and wrong answer", WHY_TINY, "capped")


@exercise("binary_cross_entropy", promise="kinds")
def test_binary_cross_entropy_takes_every_kind_of_number(student, reference, rng):
    """Lists, float32 and read-only arrays are as good as any, and t may be integers."""
    y, t = rng.uniform(0.1, 0.9, size=6), rng.permutation(np.arange(6) % 2)
    expected = reference.binary_cross_entropy(y, t)
    kinds = [
        (y.tolist(), t.tolist()),
        (y.astype(np.float32), t.astype(np.float32)),
        (locked(y), locked(t.astype(float))),
        (np.repeat(y, 2)[::2], tuple(t.tolist())),
    ]
    for said, true in kinds:
        assert_close(student.binary_cross_entropy(said, true), expected, WHY_KINDS, tolerance=EPSILON)


# Accuracy and the confusion matrix


def scores_and_labels(rng, rows, classes, right):
    """Scores of both signs, and labels of which the first ``right`` are right."""
    y = rng.normal(size=(rows, classes))
    t = y.argmax(axis=1)
    t[right:] = (t[right:] + rng.integers(1, classes, size=rows - right)) % classes
    order = rng.permutation(rows)
    return y[order], t[order], np.eye(classes, dtype=int)[t[order]]


def square_and_right(rng, size=4):
    """As many rows as classes, all right; read by columns, these one-hot labels say something else."""
    t = np.roll(np.arange(size), 1)
    one_hot = np.eye(size, dtype=int)[t]
    return rng.uniform(size=(size, size)) + one_hot, t, one_hot


@exercise("accuracy", promise="values", gate=True, weight=2)
def test_accuracy_is_the_share_of_right_rows(student, rng):
    """The number of rows whose largest score is at the right class, divided by N."""
    y, t, _ = scores_and_labels(rng, 7, 4, 5)
    mistakes = [
        Mistake("count-for-share", 5, "Divide by the number of rows."),
        Mistake("percent", 500 / 7, "It is a share from 0 to 1, not a percentage."),
        Mistake("error-rate", 2 / 7, "Count the rows that are right, not those that are wrong."),
        Mistake("divided-by-elements", 5 / 28, "Divide by the number of rows, not of scores."),
        Mistake("zeros-counted", 24 / 28, "Compare the classes: most elements of two one-hot rows agree anyway."),
        *(Mistake("rounded", round(5 / 7, digits), "Return the share as it is, unrounded.") for digits in (1, 2, 3)),
        Mistake("smallest-score", np.mean(y.argmin(axis=1) == t), "The largest score wins."),
        Mistake("one-half", np.mean(y[np.arange(7), t] > 0.5), "The largest score wins, whatever its size."),
    ]
    assert_close(student.accuracy(y, t), 5 / 7, "It is the share of rows that are right.", mistakes=mistakes)


@exercise("accuracy", promise="values")
def test_accuracy_reaches_both_ends(student, rng):
    """All right is 1, all wrong is 0."""
    for right, share in ((5, 1.0), (0, 0.0)):
        y, t, _ = scores_and_labels(rng, 5, 3, right)
        assert_close(student.accuracy(y, t), share, "It is the share of rows that are right.")


@exercise("accuracy", promise=("one_hot", "integers"), weight=2)
def test_accuracy_takes_labels_either_way(student, rng):
    """Labels may be one-hot rows or integers, for any number of rows."""
    few, one = scores_and_labels(rng, 6, 3, 4), scores_and_labels(rng, 1, 3, 1)
    for (y, t, one_hot), share in ((few, 4 / 6), (square_and_right(rng), 1.0), (one, 1.0)):
        takes_both(student.accuracy, y, t, one_hot, share)


@exercise("accuracy", promise="single")
def test_accuracy_of_one_sample_is_zero_or_one(student, rng):
    """One sample of shape (C,) works, with labels either way."""
    y = np.array([0.5, -1.0, 2.0, 1.0]) + rng.uniform(0, 0.2)
    for t, share in ((2, 1.0), (np.array(3), 0.0), (np.array([0, 0, 1, 0]), 1.0), (np.array([1, 0, 0, 0]), 0.0)):
        assert_close(student.accuracy(y, t), share, WHY_SINGLE)


@exercise("accuracy", promise="kinds")
def test_accuracy_takes_every_kind_of_number(student, rng):
    """Lists, integers, float32 and read-only arrays are as good as floats."""
    y, t, one_hot = scores_and_labels(rng, 6, 4, 4)
    ranks = y.argsort(axis=1).argsort(axis=1)
    for said, true in (
        (y.tolist(), t.tolist()),
        (ranks, one_hot.tolist()),
        (ranks.astype(np.uint8), t.astype(np.uint8)),
        (y.astype(np.float32), one_hot.astype(np.float32)),
        (locked(y), locked(t)),
    ):
        assert_close(student.accuracy(said, true), 4 / 6, WHY_KINDS)


@exercise("confusion_matrix", promise="values", gate=True, weight=2)
def test_confusion_matrix_counts_true_against_predicted(student, reference, rng):
    """Every sample is counted once, in the row of its true class and the column of the predicted one."""
    y, t, _ = scores_and_labels(rng, 30, 4, 18)
    expected = reference.confusion_matrix(y, t, 4)
    mistakes = [
        Mistake("transposed", expected.T, "The true class chooses the row, the predicted one the column."),
        Mistake("counted-once", np.minimum(expected, 1), "`matrix[t, p] += 1` counts a repeated pair once: np.add.at."),
        Mistake("shares", expected / 30, "Counts are wanted, not shares."),
        Mistake("row-shares", expected / np.fmax(expected.sum(axis=1, keepdims=True), 1), "Counts are wanted."),
        Mistake(
            "only-right", np.diag(np.diag(expected)), "Count the wrong answers, too: they are the interesting ones."
        ),
        Mistake("only-wrong", expected - np.diag(np.diag(expected)), "Count the right answers, too."),
        Mistake("last-sample-lost", reference.confusion_matrix(y[:-1], t[:-1], 4), "Count the last sample, too."),
        Mistake("starts-with-ones", expected + 1, "Before the first sample all counts are 0."),
        Mistake("smallest-score", reference.confusion_matrix(-y, t, 4), "The largest score wins."),
        Mistake("scores-summed", np.eye(4)[t].T @ y, "Count samples: add 1 for each of them, not its scores."),
    ]
    why = "matrix[i, j] counts the samples of class i that were taken for j."
    assert_close(student.confusion_matrix(y, t, 4), expected, why, mistakes=mistakes)


@exercise("confusion_matrix", promise=("one_hot", "integers"))
def test_confusion_matrix_takes_labels_either_way(student, reference, rng):
    """Labels may be one-hot rows or integers."""
    many, one = scores_and_labels(rng, 9, 3, 4), scores_and_labels(rng, 1, 3, 0)
    for y, t, one_hot in (many, square_and_right(rng), one):
        classes = y.shape[1]
        expected = reference.confusion_matrix(y, t, classes)
        takes_both(partial(student.confusion_matrix, num_classes=classes), y, t, one_hot, expected)


@exercise("confusion_matrix", promise="classes")
def test_confusion_matrix_has_a_place_for_every_class(student, reference):
    """The matrix has num_classes rows and columns, also where a class does not occur."""
    y, t = np.array([[0.1, 0.9, 0.0], [0.8, 0.2, 0.1], [0.3, 0.6, 0.2]]), np.array([1, 0, 0])
    why = "num_classes is the number of rows and columns, whichever classes occur."
    for classes in (3, 5):
        assert_close(student.confusion_matrix(y, t, classes), reference.confusion_matrix(y, t, classes), why)
    assert_close(student.confusion_matrix(y, t, num_classes=4), reference.confusion_matrix(y, t, 4), why)


@exercise("confusion_matrix", promise="kinds")
def test_confusion_matrix_takes_every_kind_of_number(student, reference, rng):
    """Lists, integers, float32 and read-only arrays are as good as floats."""
    y, t, one_hot = scores_and_labels(rng, 8, 3, 5)
    expected = reference.confusion_matrix(y, t, 3)
    ranks = y.argsort(axis=1).argsort(axis=1)
    for said, true in (
        (y.tolist(), t.tolist()),
        (ranks, one_hot.tolist()),
        (ranks.astype(np.uint8), t.astype(np.uint8)),
        (y.astype(np.float32), one_hot.astype(np.float32)),
        (locked(y), locked(t)),
    ):
        assert_close(student.confusion_matrix(said, true, 3), expected, WHY_KINDS)


# What all of them keep to


def arguments(rng, name):
    """Arguments for one exercise, as arrays."""
    y, (t, one_hot) = probabilities(rng, 6, 4), labels(rng, 6, 4)
    if name in SQUARED:
        return [(y, one_hot.astype(float))]
    if name == "to_one_hot":
        return [(t, 4)]
    if name == "binary_cross_entropy":
        return [(y[:, 0], (t > 1).astype(float)), (np.array([0.0, 1.0]), np.array([0.0, 1.0]))]
    if name == "confusion_matrix":
        return [(y, t, 4), (y, one_hot, 4)]
    return [(y, t), (y, one_hot), (np.array([[0.0, 1.0], [0.5, 0.5]]), np.array([[0.0, 1.0], [1.0, 0.0]]))]


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # log(0) has a test of its own
@each(
    *SQUARED,
    "to_one_hot",
    "cross_entropy_error",
    "binary_cross_entropy",
    "accuracy",
    "confusion_matrix",
    promise="untouched",
)
def test_arguments_stay_as_they_were(student, rng, name):
    """No argument is changed."""
    for given in arguments(rng, name):
        before = [np.copy(argument) for argument in given]
        getattr(student, name)(*given)
        require(all(map(np.array_equal, given, before)), "changed its argument", "Work on a copy.", "argument-changed")
