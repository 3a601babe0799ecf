"""Hidden tests of ch02: the perceptron, gates, and Rosenblatt's rule.

Weights and samples are eighths or whole numbers wherever a sum may come near 0, so that
every order of summation gives exactly the same sum.
"""

import itertools

import numpy as np
import pytest

from autograder.checks import ROUNDING, Mistake, as_numbers, assert_close, require
from autograder.checks.arguments import locked

exercise = pytest.mark.exercise

BITS = ((0, 0), (0, 1), (1, 0), (1, 1))
TABLES = {"AND": (0, 0, 0, 1), "OR": (0, 1, 1, 1), "NAND": (1, 1, 1, 0), "XOR": (0, 1, 1, 0)}
OTHER_TABLES = {
    (1, 0, 0, 0): "NOR",
    (1, 0, 0, 1): "XNOR",
    (0, 0, 1, 1): "the first bit",
    (0, 1, 0, 1): "the second bit",
    (1, 1, 0, 0): "the opposite of the first bit",
    (1, 0, 1, 0): "the opposite of the second bit",
    (0, 0, 0, 0): "always 0",
    (1, 1, 1, 1): "always 1",
}

WHY_ANSWER = "The answer is 1 when x·w + b is greater than 0, and 0 otherwise."
WHY_BORDER = "A sum of exactly 0 is not greater than 0, so the answer is 0."
WHY_KINDS = "np.asarray(x, dtype=float) makes an array of floats of whatever comes; then every kind of number works."
WHY_UNSIGNED = "Unsigned integers cannot go below 0. Make floats of them before you subtract or multiply."


def eighths(rng, *shape):
    """Random multiples of 1/8, none of them 0; their sums and products are exact."""
    return rng.choice([-1.0, 1.0], size=shape) * rng.integers(1, 24, size=shape) / 8


def bias_for(x, w, total):
    """The bias that makes the weighted sum exactly ``total``."""
    return total - float(np.dot(x, w))


# perceptron


@exercise("perceptron", promise="answer", gate=True, weight=2)
def test_a_perceptron_says_whether_the_sum_is_positive(student, rng):
    """1 when the weighted sum with the bias is positive, 0 when it is negative."""
    for total in (0.125, -0.125, 2.5, -2.5):
        x, w = eighths(rng, 4), eighths(rng, 4)
        b = bias_for(x, w, total)
        result = as_numbers(student.perceptron(x, w, b))
        mistakes = [
            Mistake("raw-sum", total, "That is the sum itself; the answer is only whether it is positive."),
            Mistake("relu", max(total, 0.0), "That is ReLU; a perceptron answers 0 or 1."),
            Mistake("minus-one", np.sign(total), "The answer is 0 or 1, never -1."),
            Mistake("opposite", 1 - (total > 0), "It is the other way round: 1 above 0."),
        ]
        assert_close(result, int(total > 0), WHY_ANSWER, mistakes=mistakes)


@exercise("perceptron", promise="answer")
def test_the_bias_can_decide(student, rng):
    """The bias is added to the sum, with its own sign."""
    x, w = eighths(rng, 3), eighths(rng, 3)
    plain = float(np.dot(x, w))
    why = "Add the bias to the weighted sum before you compare with 0."
    for total in (1.0, -1.0):
        far = (abs(plain) + 1.0) * total
        assert_close(student.perceptron(x, w, far - plain), int(far > 0), why)


@exercise("perceptron", promise="answer")
def test_a_perceptron_takes_any_number_of_inputs(student, rng):
    """One input, two, or many; each has its own weight."""
    for size in (1, 2, 7, 30):
        for total in (0.25, -0.25):
            x, w = eighths(rng, size), eighths(rng, size)
            assert_close(student.perceptron(x, w, bias_for(x, w, total)), int(total > 0), WHY_ANSWER)


@exercise("perceptron", promise="border")
def test_a_sum_of_zero_is_the_answer_zero(student, rng):
    """When the sum is exactly 0 the answer is 0; a little more, and it is 1."""
    x, w = eighths(rng, 3), eighths(rng, 3)
    wrong = Mistake("border-included", 1, "A sum of exactly 0 gives 0: use >, not >=.")
    assert_close(student.perceptron(x, w, bias_for(x, w, 0.0)), 0, WHY_BORDER, mistakes=[wrong])
    assert_close(student.perceptron([0, 0], [1, -1], 0), 0, WHY_BORDER, mistakes=[wrong])
    assert_close(student.perceptron([0, 0], [1, -1], 1e-9), 1, "However small, a positive sum gives 1.")


@exercise("perceptron", promise="number")
def test_a_perceptron_answers_with_a_number(student):
    """The number 0 or 1, not True or False."""
    for bias in (-1.0, 1.0):
        assert_close(student.perceptron([1.0], [0.5], bias), int(bias > 0), "The answer is the number 0 or 1.")


@exercise("perceptron", promise="kinds")
def test_a_perceptron_takes_every_kind_of_numbers(student):
    """Lists, tuples and arrays, of floats or integers; nothing is rounded."""
    kinds = [
        ([1, 0, 1], [0.25, 9.0, 0.5]),
        ((1, 0, 1), (0.25, 9.0, 0.5)),
        (np.array([1, 0, 1]), [0.25, 9.0, 0.5]),
        (np.array([1, 0, 1], dtype=np.uint8), np.array([0.25, 9.0, 0.5])),
        (np.array([1, 0, 1], dtype=np.float32), locked([0.25, 9.0, 0.5], float)),
        (np.array([200, 100], dtype=np.uint8), np.array([1, -2])),
        (locked([0.5, 1.0, 0.5, 9.0], float)[::2], np.array([1, 1], dtype=np.uint8)),
    ]
    for x, w in kinds:
        total = float(np.dot(np.asarray(x, dtype=float), np.asarray(w, dtype=float)))
        assert_close(student.perceptron(x, w, 0.5 - total), 1, WHY_KINDS)
        assert_close(student.perceptron(x, w, -0.5 - total), 0, WHY_KINDS)


@exercise("perceptron", promise="untouched")
def test_a_perceptron_leaves_its_arguments_alone(student, rng):
    """Inputs and weights are not changed."""
    x, w = eighths(rng, 4), eighths(rng, 4)
    kept = x.copy(), w.copy()
    student.perceptron(x, w, 0.5)
    same = np.array_equal(x, kept[0]) and np.array_equal(w, kept[1])
    require(bool(same), "changed an argument", "The next sample needs the same weights.", "argument-changed")


# Gates


def each_gate(promise, **options):
    """Run a test once for each gate, and count it for that gate."""
    return pytest.mark.parametrize(
        "name", [pytest.param(name, marks=exercise(name, promise=promise, **options)) for name in TABLES]
    )


@each_gate("table", gate=True, weight=2)
def test_a_gate_has_its_table(student, name):
    """The right answer for 00, 01, 10 and 11, whenever it is asked."""
    gate = getattr(student, name)
    for _ in range(3):  # tossing a coin is right now and then
        assert_table(gate, name)


def assert_table(gate, name):
    """All four answers are right; if not, the message says which gate has such a table."""
    answers = tuple(np.asarray(as_numbers(gate(x1, x2))).tolist() for x1, x2 in BITS)
    wrong = [bits for bits, answer, right in zip(BITS, answers, TABLES[name], strict=True) if answer != right]
    if wrong:
        answer = as_numbers(gate(*wrong[0]))  # once more, so that the message speaks of this call
        known = {table: other for other, table in TABLES.items()} | OTHER_TABLES
        what = f"All four answers together are {known[answers]}. " if answers in known else ""
        code = f"as-{known[answers].replace(' ', '-')}" if what else "wrong-value"
        if not {0, 1}.issuperset(answers):
            code, what = "no-bit", "A gate answers with the bit 0 or the bit 1, and with nothing else. "
        why = f"{what}Write down the four rows of {name}'s table and try each by hand."
        assert_close(
            answer, dict(zip(BITS, TABLES[name], strict=True))[wrong[0]], why, mistakes=[Mistake(code, answer, why)]
        )


@each_gate("number")
def test_a_gate_answers_with_a_number(student, name):
    """The number 0 or 1, not True or False, and not the sum."""
    gate = getattr(student, name)
    for (x1, x2), right in zip(BITS, TABLES[name], strict=True):
        assert_close(gate(x1, x2), right, "A gate answers with the number 0 or the number 1.")


@each_gate("bits")
def test_a_gate_takes_bits_of_every_kind(student, name):
    """The bits may be integers, floats or NumPy's numbers."""
    gate = getattr(student, name)
    for kind in (float, np.int64, np.uint8, np.float32):
        for (x1, x2), right in zip(BITS, TABLES[name], strict=True):
            assert_close(gate(kind(x1), kind(x2)), right, "1 and 1.0 are the same bit.")


# perceptron_update


def updated(w, b):
    """Weights and bias in one row, to compare both at once."""
    return np.append(w, b)


def as_row(result, size):
    """The student's ``(w, b)`` in one row."""
    pair = isinstance(result, tuple | list) and len(result) == 2
    require(pair, "did not give a pair", "Return both, the new weights and the new bias: (w, b).", "wrong-type")
    w, b = (as_numbers(part) for part in result)
    require(w.shape == (size,), "gave weights of the wrong shape", "There is one weight for each input.", "wrong-shape")
    require(b.shape in ((), (1,)), "gave a bias that is not one number", "The bias is one number.", "wrong-shape")
    return updated(w, b.ravel())


@exercise("perceptron_update", promise=("missed", "alarm"), gate=True, weight=2)
def test_a_wrong_answer_is_corrected(student, rng):
    """lr * (t - y) * x is added to the weights, and lr * (t - y) to the bias."""
    for t, lr in ((1, 0.5), (0, 0.25)):
        x, w = eighths(rng, 4), eighths(rng, 4)
        b = bias_for(x, w, 1.5 - 3.0 * t)
        error = 2 * t - 1
        mistakes = [
            Mistake("sign", updated(w - lr * error * x, b - lr * error), "The error is t - y: turn the sign around."),
            Mistake("bias-missing", updated(w + lr * error * x, b), "The bias learns, too: add lr * (t - y) to it."),
            Mistake("lr-missing", updated(w + error * x, b + error), "Multiply the correction by lr."),
            Mistake("lr-missing", updated(w + lr * error * x, b + error), "The bias' correction needs lr, too."),
            Mistake("x-missing", updated(w + lr * error, b + lr * error), "Each weight moves by its own input."),
            Mistake(
                "error-of-the-sum",
                updated(w + lr * (t - 1.5 + 3.0 * t) * x, b + lr * (t - 1.5 + 3.0 * t)),
                "y is the perceptron's answer, 0 or 1, not the sum itself.",
            ),
            Mistake("no-change", updated(w, b), "The answer was wrong here, so something must change."),
            Mistake(
                "target-for-error",
                updated(w + lr * t * x, b + lr * t),
                "Use the error t - y, not t: a false alarm must be corrected, too.",
            ),
        ]
        row = as_row(student.perceptron_update(x, t, w, b, lr), 4)
        why = "The new weights are w + lr * (t - y) * x, the new bias is b + lr * (t - y)."
        assert_learned(row, updated(w + lr * error * x, b + lr * error), why, mistakes=mistakes)


@exercise("perceptron_update", promise="right")
def test_a_right_answer_changes_nothing(student, rng):
    """When the answer was right, weights and bias keep their values."""
    for t in (0, 1):
        x, w = eighths(rng, 3), eighths(rng, 3)
        b = bias_for(x, w, 2.0 * t - 1.0)
        why = "Learn from mistakes only: t - y is 0 when the answer is right."
        assert_learned(as_row(student.perceptron_update(x, t, w, b, 0.5), 3), updated(w, b), why)


@exercise("perceptron_update", promise="border")
def test_a_sum_of_zero_counts_as_the_answer_zero(student, rng):
    """On the border the answer is 0: wrong for t = 1, right for t = 0."""
    x, w = eighths(rng, 2), eighths(rng, 2)
    b = bias_for(x, w, 0.0)
    why = "A sum of exactly 0 is the answer 0."
    for t, expected, other in (
        (1, updated(w + 0.5 * x, b + 0.5), updated(w, b)),
        (0, updated(w, b), updated(w - 0.5 * x, b - 0.5)),
    ):
        row = as_row(student.perceptron_update(x, t, w, b, 0.5), 2)
        assert_learned(row, expected, why, mistakes=[Mistake("border-included", other, f"{why} Use >, not >=.")])


@exercise("perceptron_update", promise="lr")
def test_the_learning_rate_is_a_tenth_by_default(student, rng):
    """Without lr it is 0.1, and it may be given by name."""
    x, w = eighths(rng, 3), eighths(rng, 3)
    b = bias_for(x, w, -2.0)
    for given, lr in (({}, 0.1), ({"lr": 2.0}, 2.0)):
        row = as_row(student.perceptron_update(x, 1, w, b, **given), 3)
        rate = row[-1] - b
        why = "The correction is lr times the error; lr is 0.1 unless given."
        mistakes = [Mistake("lr-ignored" if given else "wrong-default", updated(w + rate * x, b + rate), why)]
        assert_learned(row, updated(w + lr * x, b + lr), why, mistakes=mistakes)


@exercise("perceptron_update", promise="kinds")
def test_an_update_takes_every_kind_of_numbers(student):
    """Lists, tuples and arrays, of floats or integers; nothing is rounded."""
    kinds = [
        ([2, 1], [1, -4]),
        ((2, 1), (1.0, -4.0)),
        (np.array([2, 1]), np.array([1, -4])),
        (np.array([2, 1], dtype=np.float32), locked([1.0, -4.0], float)),
        (locked([2.0, 9.0, 1.0], float)[::2], [1, -4]),
    ]
    for x, w in kinds:
        row = as_row(student.perceptron_update(x, 1, w, 1, 0.25), 2)
        why = f"{WHY_KINDS} Integers cannot hold a correction of a quarter."
        assert_learned(row, [1.5, -3.75, 1.25], why, mistakes=[Mistake("truncated", [1.0, -3.0, 1.25], why)])


@exercise("perceptron_update", promise="kinds")
def test_an_update_takes_unsigned_numbers(student):
    """Samples of bytes, as pixels are, can be subtracted from weights."""
    x = np.array([2, 200], dtype=np.uint8)
    row = as_row(student.perceptron_update(x, 0, np.array([1, 1], dtype=np.uint8), 1, 0.25), 2)
    assert_learned(row, [0.5, -49.0, 0.75], WHY_UNSIGNED, code="unsigned")


@exercise("perceptron_update", promise="untouched")
def test_an_update_returns_new_weights(student, rng):
    """x and w are not changed."""
    x, w = eighths(rng, 3), eighths(rng, 3)
    kept = x.copy(), w.copy()
    student.perceptron_update(x, 1, w, bias_for(x, w, -1.0), 0.5)
    same = np.array_equal(x, kept[0]) and np.array_equal(w, kept[1])
    why = "w += ... changes the array that was handed in; w = w + ... makes a new one."
    require(bool(same), "changed an argument", why, "argument-changed")


def assert_learned(row, expected, why, mistakes=(), code="wrong-value"):
    """Weights and bias, compared in one row, are the expected ones."""
    for mistake in mistakes:
        is_it = np.allclose(row, mistake.value, rtol=ROUNDING.relative, atol=ROUNDING.absolute)
        is_right = np.allclose(expected, mistake.value, rtol=ROUNDING.relative, atol=ROUNDING.absolute)
        require(is_right or not is_it, "gave wrong weights or a wrong bias", mistake.hint, mistake.code)
    same = np.allclose(row, expected, rtol=ROUNDING.relative, atol=ROUNDING.absolute)
    require(same, "gave wrong weights or a wrong bias", why, code)


# train_perceptron


def history(X, t, lr, epochs):
    """Rosenblatt's rule in whole numbers, by itself: weights, bias and mistakes after these epochs."""
    w, b, errors = np.zeros(np.shape(X)[1]), 0.0, []
    for _ in range(epochs):
        mistakes = 0
        for x, target in zip(np.asarray(X, dtype=float), np.asarray(t, dtype=float), strict=True):
            error = target - (float(x @ w + b) > 0)
            mistakes += int(error != 0)
            w, b = w + lr * error * x, b + lr * error
        errors.append(mistakes)
        if mistakes == 0:
            break
    return updated(w, b), errors


def whole_samples(rng, count=9, inputs=3):
    """Samples of small whole numbers that a plane divides, both kinds among them."""
    while True:
        X = rng.integers(-4, 5, size=(count, inputs))
        t = (X @ rng.integers(-3, 4, size=inputs) > 1).astype(int)
        errors = history(X, t, 1.0, 60)[1]
        if 2 < t.sum() < count - 2 and 4 <= len(errors) < 60:
            return X, t


def taken_apart(result, size):
    """The student's ``(w, b, errors)``: weights and bias in one row, and the errors."""
    three = isinstance(result, tuple | list) and len(result) == 3
    require(
        three, "did not give three things", "Return the weights, the bias and the errors: (w, b, errors).", "wrong-type"
    )
    return as_row(tuple(result[:2]), size), result[2]


@exercise("train_perceptron", promise=("start", "order", "errors"), gate=True, weight=2)
def test_training_sweeps_over_the_samples(student, rng):
    """From zeros, sample by sample, each correction counting at once: weights, bias and errors."""
    X, t = whole_samples(rng)
    for epochs in (1, 3):
        row, errors = taken_apart(student.train_perceptron(X.astype(float), t, 1.0, epochs), 3)
        expected, counted = history(X, t, 1.0, epochs)
        shape = "There is one number for each epoch."
        require(np.shape(as_numbers(errors)) == (epochs,), "gave errors of the wrong length", shape, "wrong-shape")
        mistakes = [
            Mistake("batch", one_batch(X, t, epochs), "Correct after each sample, not once for all of them."),
            Mistake("reversed", history(X[::-1], t[::-1], 1.0, epochs)[0], "Take the samples in their order."),
            Mistake("bias-missing", np.append(expected[:-1], 0.0), "The bias learns, too."),
        ]
        assert_learned(row, expected, "Start at zeros and apply the rule sample by sample.", mistakes=mistakes)
        why = "Count a mistake when the sample has its turn, with the weights of that moment."
        assert_close(
            errors, counted, why, mistakes=[Mistake("running-total", np.cumsum(counted), "Start each epoch at 0.")]
        )


def one_batch(X, t, epochs):
    """Where the rule leads when each epoch makes only one correction."""
    w, b = np.zeros(np.shape(X)[1]), 0.0
    for _ in range(epochs):
        error = t - (X @ w + b > 0)
        w, b = w + error @ X, b + error.sum()
    return updated(w, b)


@exercise("train_perceptron", promise="stop", weight=2)
def test_training_stops_after_the_first_epoch_without_a_mistake(student, rng):
    """The last epoch is the first without a mistake, and it is counted."""
    X, t = whole_samples(rng)
    expected, counted = history(X, t, 1.0, 60)
    row, errors = taken_apart(student.train_perceptron(X.astype(float), t, 1.0, 60), 3)
    numbers = as_numbers(errors).ravel()
    why = "When an epoch has no mistake, nothing will ever change again: note its 0, then stop."
    require(len(numbers) > 0 and bool(numbers[-1] == 0), "ended with an epoch that had mistakes", why, "stopped-early")
    require(
        len(numbers) == len(counted), f"went through {len(numbers)} epochs, too many or too few", why, "wrong-shape"
    )
    assert_close(numbers, counted, "Count the mistakes of each epoch.")
    assert_learned(row, expected, "The result is the weights at the end.")


@exercise("train_perceptron", promise="stop")
def test_training_may_have_nothing_to_learn(student):
    """If zeros are right from the start, one epoch without a mistake is all."""
    row, errors = taken_apart(student.train_perceptron(np.array([[1.0, 2.0], [3.0, -1.0]]), np.array([0, 0]), 1.0), 2)
    assert_close(errors, [0], "The first epoch has no mistake, so it is the last: errors is [0].")
    assert_learned(row, [0.0, 0.0, 0.0], "Nothing was wrong, so nothing changes.")


@exercise("train_perceptron", promise="limit")
def test_training_ends_even_when_mistakes_do_not(student):
    """XOR is never learned: there are as many epochs as allowed, 100 unless given."""
    X, t = np.array(BITS, dtype=float), np.array(TABLES["XOR"])
    for given, epochs in (({}, 100), ({"epochs": 7}, 7)):
        row, errors = taken_apart(student.train_perceptron(X, t, lr=0.5, **given), 2)
        expected, counted = history(X, t, 0.5, epochs)
        shape = f"Mistakes never end here, so there are {epochs} epochs."
        require(np.shape(as_numbers(errors)) == (epochs,), f"gave {len(errors)} epochs", shape, "wrong-shape")
        assert_close(errors, counted, "Count the mistakes of each epoch.")
        assert_learned(row, expected, "The result is the weights after the last epoch.")


@exercise("train_perceptron", promise="lr")
def test_every_correction_is_scaled_by_the_learning_rate(student, rng):
    """lr is used for weights and bias; without it, it is 0.1."""
    X, t = whole_samples(rng)
    expected = history(X, t, 1.0, 60)[0]
    row, _ = taken_apart(student.train_perceptron(X.astype(float), t, lr=0.5, epochs=60), 3)
    why = "Hand lr on to every correction. From zeros, half the rate gives exactly half the weights."
    assert_learned(row, 0.5 * expected, why, mistakes=[Mistake("lr-ignored", expected, why)])
    row, _ = taken_apart(student.train_perceptron(np.array([[2.0, -1.0], [-3.0, 1.0]]), np.array([1, 0])), 2)
    assert_learned(row, [0.2, -0.1, 0.1], "Without lr it is 0.1.")


@exercise("train_perceptron", promise="kinds")
def test_training_takes_every_kind_of_samples(student):
    """Lists and arrays, of floats or integers, unsigned ones too; nothing is rounded."""
    for name in ("AND", "NAND"):
        X, t = [list(bits) for bits in BITS], list(TABLES[name])
        expected, counted = history(X, t, 0.5, 100)
        kinds = [
            (X, t),
            (np.array(X), np.array(t)),
            (np.array(X, dtype=np.float32), t),
            (locked(X, float), locked(t, float)),
            (np.array(X, dtype=np.uint8), np.array(t, dtype=np.uint8)),
        ]
        for samples, targets in kinds:
            row, errors = taken_apart(student.train_perceptron(samples, targets, lr=0.5), 2)
            unsigned = getattr(targets, "dtype", None) == np.uint8
            why, code = (WHY_UNSIGNED, "unsigned") if unsigned else (WHY_KINDS, "wrong-value")
            assert_learned(row, expected, why, code=code)
            assert_close(errors, counted, why)


@exercise("train_perceptron", promise="untouched")
def test_training_leaves_the_samples_alone(student, rng):
    """X and t are not changed."""
    X, t = whole_samples(rng)
    X = X.astype(float)
    kept = X.copy(), t.copy()
    student.train_perceptron(X, t, 1.0, 2)
    same = np.array_equal(X, kept[0]) and np.array_equal(t, kept[1])
    require(bool(same), "changed an argument", "The samples are still needed.", "argument-changed")


# separates


def assert_verdict(student, right, why, *args, code="wrong-value"):
    """The answer is the right one of True and False; which type says so is for another test."""
    result = student.separates(*args)
    finding = "gave None" if result is None else "did not answer True or False"
    is_verdict = np.shape(result) == () and np.asarray(result).dtype.kind in "biuf" and result in (0, 1)
    require(is_verdict, finding, "The answer is True or False, one for all samples.", "wrong-type")
    require(bool(result) == right, f"answered {bool(result)}", why, code)


@exercise("separates", promise="all", gate=True, weight=2)
def test_one_wrong_sample_is_enough(student, rng):
    """True when all samples are right; False as soon as one is wrong, whichever it is."""
    w = eighths(rng, 3)
    X = eighths(rng, 7, 3)
    b = 1 / 256  # sums of products of eighths are multiples of 1/64: none is on the border
    t = (X @ w + b > 0).astype(int)
    assert_verdict(student, True, "Every sample is answered right here.", w, b, X, t)
    for position in rng.permutation(7)[:4].tolist() + [0, 6]:
        wrong = t.copy()
        wrong[position] = 1 - wrong[position]
        why = "One sample is answered wrongly here, and one is enough for False."
        assert_verdict(student, False, why, w, b, X, wrong, code="not-every-sample")


@exercise("separates", promise="all")
def test_all_wrong_is_not_all_right(student):
    """With every answer wrong, or half of them, it is False; a single right sample is enough for True."""
    X = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, -1.0], [2.0, -3.0]])
    t = np.array([1, 0, 0, 1])
    assert_verdict(student, True, "All four are right here.", [1.0, -1.0], 0.0, X, t)
    assert_verdict(student, False, "All four are wrong here.", [-1.0, 1.0], -0.125, X, np.array([1, 0, 1, 1]))
    assert_verdict(
        student,
        False,
        "Every single answer is wrong here.",
        [1.0, -1.0],
        0.5,
        X,
        1 - (X @ [1, -1] + 0.5 > 0),
        code="all-wrong",
    )
    swapped = np.array([1, 1, 0, 0])
    assert_verdict(
        student,
        False,
        "As many ones as there should be, but in the wrong places.",
        [1.0, -1.0],
        0.0,
        X,
        swapped,
        code="counted-only",
    )
    assert_verdict(student, True, "The only sample is right.", [1.0], -0.5, np.array([[1.0]]), np.array([1]))


@exercise("separates", promise="all")
def test_the_bias_counts_in_the_verdict(student):
    """The bias belongs to the sum."""
    X, t = np.array(BITS, dtype=float), np.array(TABLES["AND"])
    assert_verdict(student, True, "With this bias every answer is right.", [1.0, 1.0], -1.5, X, t, code="bias-missing")
    assert_verdict(
        student, False, "With this bias some answers are wrong.", [1.0, 1.0], -0.5, X, t, code="bias-missing"
    )


@exercise("separates", promise="border")
def test_a_sample_on_the_border_is_answered_with_zero(student):
    """A sum of exactly 0 is the answer 0: right for t = 0, wrong for t = 1."""
    X = np.array([[1.0, 1.0], [3.0, 0.0], [0.0, 0.0]])
    assert_verdict(student, True, WHY_BORDER, [1.0, -1.0], 0.0, X, np.array([0, 1, 0]), code="border")
    assert_verdict(student, False, WHY_BORDER, [1.0, -1.0], 0.0, X, np.array([1, 1, 0]), code="border")


@exercise("separates", promise="truth")
def test_the_verdict_is_true_or_false(student):
    """True or False, not a number."""
    for name, right in (("AND", True), ("XOR", False)):
        samples, targets = np.array(BITS), np.array(TABLES[name])
        result = student.separates([1.0, 1.0], -1.5, samples, targets)
        finding = "answered with something other than True or False"
        require(np.asarray(result).dtype == bool, finding, "The answer is True or False, not a number.", "wrong-type")
        assert_verdict(student, right, "This line separates AND, and not XOR.", [1.0, 1.0], -1.5, samples, targets)


@exercise("separates", promise="kinds")
def test_the_verdict_takes_every_kind_of_samples(student):
    """Lists, tuples and arrays, of floats or integers, unsigned ones too; nothing is rounded."""
    X, t = [list(bits) for bits in BITS], list(TABLES["OR"])
    kinds = [
        ([1, 1], X, t),
        ((1.0, 1.0), list(BITS), tuple(t)),
        (np.array([1, 1]), np.array(X), np.array(t)),
        (np.array([1, 1], dtype=np.uint8), np.array(X, dtype=np.uint8), np.array(t, dtype=np.uint8)),
        (locked([1, 1], float), locked(X, float), locked(t, float)),
    ]
    for (w, samples, targets), (b, right) in itertools.product(kinds, ((-0.5, True), (-1.5, False), (0.5, False))):
        assert_verdict(student, right, WHY_KINDS, w, b, samples, targets)


@exercise("separates", promise="untouched")
def test_the_verdict_leaves_its_arguments_alone(student, rng):
    """w, X and t are not changed."""
    w, X, t = eighths(rng, 2), eighths(rng, 5, 2), rng.integers(0, 2, size=5)
    kept = w.copy(), X.copy(), t.copy()
    student.separates(w, 0.5, X, t)
    same = all(np.array_equal(now, before) for now, before in zip((w, X, t), kept, strict=True))
    require(same, "changed an argument", "The samples are still needed.", "argument-changed")
