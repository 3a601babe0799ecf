"""Hidden tests of ch06: slopes by measurement, the walk downhill, a network with slopes."""

import numpy as np
import pytest

from autograder.checks import (
    DIFFERENCE,
    EPSILON,
    ROUNDING,
    SINGLE,
    Mistake,
    as_numbers,
    assert_close,
    assert_raises,
    require,
)
from autograder.checks.arguments import kinds_of, untouched
from autograder.checks.draws import assert_normal
from autograder.checks.networks import assert_biases_are_zero, assert_fresh, filled, params_of
from autograder.proxy import in_place

exercise = pytest.mark.exercise

WHY_CENTRAL = "Step equally far to both sides; then the errors of the two sides cancel."
WHY_WIDTH = "Between the two points lies a distance of 2h, not h."
WHY_STEP = "Your h is too large: the line through two points far apart is not the slope. Take 1e-4."
WHY_SINGLE = "float32 has seven digits only, and a small step is lost in them; compute with floats of 64 bits."
WHY_INTEGERS = "An integer array cannot hold 3.0001, nor a gradient of 0.5. Make an array of floats first."


# numerical_diff


@exercise("numerical_diff", promise="slope", gate=True, weight=2)
def test_the_slope_of_a_smooth_function(student, rng):
    """Right to five digits for smooth functions."""
    for x in rng.uniform(0.5, 1.5, size=3).tolist():
        (a, b, c), sign = rng.uniform(0.5, 2.0, size=3), float(rng.choice([-1.0, 1.0]))
        slope = sign * (3 * a * x**2 + 2 * b * x + c + np.cos(x))

        def f(z, a=a, b=b, c=c, sign=sign):
            return sign * (a * z**3 + b * z**2 + c * z + np.sin(z))

        mistakes = [
            Mistake("divided-by-h", 2 * slope, WHY_WIDTH),
            Mistake("sign", -slope, "The value on the right minus the value on the left."),
            Mistake("divided-twice", slope / 2, "Divide by 2h once."),
            Mistake("not-divided", 0.0, "Divide the difference of the values by the distance of the points."),
            Mistake("step-too-large", (f(x + 0.1) - f(x - 0.1)) / 0.2, WHY_STEP),
        ]
        why = "It is (f(x + h) - f(x - h)) / (2h), with h near 1e-4: not too large, and not too small."
        assert_close(student.numerical_diff(f, x), slope, why, tolerance=DIFFERENCE, mistakes=mistakes)


@exercise("numerical_diff", promise="central")
def test_the_slope_looks_to_both_sides_equally(student):
    """The slope of abs at 0 is 0: one side alone would say 1 or -1."""
    mistakes = [
        Mistake("forward-difference", 1.0, "You look to the right only. " + WHY_CENTRAL),
        Mistake("backward-difference", -1.0, "You look to the left only. " + WHY_CENTRAL),
    ]
    result = student.numerical_diff(lambda z: abs(float(z)), 0.0)
    assert_close(result, 0.0, WHY_CENTRAL, tolerance=DIFFERENCE, mistakes=mistakes)


@exercise("numerical_diff", promise="kinds")
def test_the_slope_at_any_kind_of_number(student):
    """x may be an integer or a float32, and the result is as exact as for a float."""
    why, h = "Begin with x = float(x). " + WHY_SINGLE, np.float32(1e-4)
    for x in (3, np.int64(-2), np.float32(1000.3), np.float32(-777.7)):
        steps = int(x + 1e-4), int(x - 1e-4)
        mistakes = [
            Mistake("float32-kept", (float(x + h) ** 2 - float(x - h) ** 2) / 2e-4, why),
            Mistake("integers-stay-integers", (steps[0] ** 2 - steps[1] ** 2) / 2e-4, "A step may not be rounded."),
        ]
        result = student.numerical_diff(lambda z: float(z) ** 2, x)
        assert_close(result, 2 * float(x), why, tolerance=DIFFERENCE, mistakes=mistakes)


# numerical_gradient


def in_shape(z, shape):
    """What f was called with, after making sure that it is an array in the shape of x."""
    z = np.asarray(z, dtype=float)
    why = "f takes an array in the shape of x, not a part of it."
    require(z.shape == shape, f"called f with shape {z.shape}; {shape} was expected", why, "wrong-shape")
    return z


def valley(rng, shape):
    """A random function of an array that couples its elements, its gradient, and a place."""
    a, b, c, x = rng.uniform(0.5, 1.5, size=(4, *shape))

    def f(z):
        z = in_shape(z, shape)
        return float(np.sum(a * z**3) + np.sum(b * np.sin(z)) + np.sum(c * z) ** 2)

    return f, 3 * a * x**2 + b * np.cos(x) + 2 * c * np.sum(c * x), x


def measured(f, x, h, put_back=True):
    """The slopes by central differences, with any step, or with each element left where the second step put it."""
    moved, slopes = x.copy(), np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        moved[index] = x[index] + h
        above = f(moved)
        moved[index] = x[index] - h
        slopes[index] = (above - f(moved)) / (2 * h)
        if put_back:
            moved[index] = x[index]
    return slopes


@exercise("numerical_gradient", promise="values", gate=True, weight=2)
def test_the_gradient_has_the_slope_of_each_direction(student, rng):
    """Each element is the slope in its own direction."""
    f, gradient, x = valley(rng, (2, 3))
    first_left_out = np.where(np.arange(6).reshape(2, 3) > 0, gradient, 0.0)
    mistakes = [
        Mistake("divided-by-h", 2 * gradient, WHY_WIDTH),
        Mistake("sign", -gradient, "The value on the right minus the value on the left."),
        Mistake("divided-twice", gradient / 2, "Is the other point really on the other side of x? They are 2h apart."),
        Mistake("one-step-for-all", np.full_like(x, gradient.sum()), "Move one element at a time."),
        Mistake("not-restored", measured(f, x, 1e-4, put_back=False), "Put an element back before you move the next."),
        Mistake("step-too-large", measured(f, x, 0.1), WHY_STEP),
        Mistake("first-left-out", first_left_out, "Begin with the first element: indices count from 0."),
    ]
    why = "For each element: step to both sides, take the difference of f, divide by 2h."
    assert_close(student.numerical_gradient(f, x), gradient, why, tolerance=DIFFERENCE, mistakes=mistakes)


@exercise("numerical_gradient", promise="central")
def test_the_gradient_looks_to_both_sides_equally(student, rng):
    """At the tip of a symmetric cone every slope is 0."""
    weights = rng.uniform(0.5, 1.5, size=(3, 2))
    mistakes = [
        Mistake("forward-difference", weights, "You look to the right only. " + WHY_CENTRAL),
        Mistake("backward-difference", -weights, "You look to the left only. " + WHY_CENTRAL),
    ]
    result = student.numerical_gradient(
        lambda z: float(np.sum(weights * np.abs(in_shape(z, (3, 2))))), np.zeros((3, 2))
    )
    assert_close(result, np.zeros((3, 2)), WHY_CENTRAL, tolerance=DIFFERENCE, mistakes=mistakes)


@exercise("numerical_gradient", promise="one_by_one")
def test_one_element_moves_at_a_time(student, rng):
    """f sees arrays in the shape of x that differ from x in one element at most."""
    x = rng.uniform(0.5, 1.5, size=(2, 3))
    before, seen = x.copy(), []

    def spy(z):
        seen.append(np.array(z, dtype=float))
        return float(np.sum(seen[-1]))

    student.numerical_gradient(spy, in_place(x))
    require(bool(seen), "never called f", "The slope is measured: f must be asked.", "f-not-called")
    for z in seen:
        in_shape(z, before.shape)
        moved = int(np.sum(~np.isclose(z, before, rtol=0.0, atol=1e-12)))
        why = "Put an element back before the next one is moved."
        require(moved <= 1, f"called f with {moved} elements moved at once", why, "not-restored")


@exercise("numerical_gradient", promise="shape")
def test_the_gradient_has_the_shape_of_x(student, rng):
    """One axis, two or three."""
    for shape in ((3,), (1, 4), (2, 3, 2)):
        f, gradient, x = valley(rng, shape)
        why = "np.ndindex(x.shape) visits every index, whatever number of axes there are."
        in_rows = np.broadcast_to(gradient.sum(axis=-1, keepdims=True), shape)
        mistakes = [Mistake("rows-moved", in_rows, "Move one element at a time, not a whole row. " + why)]
        assert_close(student.numerical_gradient(f, x), gradient, why, tolerance=DIFFERENCE, mistakes=mistakes)


@exercise("numerical_gradient", promise="kinds")
def test_the_gradient_at_integers(student):
    """Integers and lists are as good as floats: nothing is rounded."""
    for x in (np.array([3, -1, 1]), np.array([5, 3, 1], dtype=np.uint8), [1, 3, 0], [[0.5, -1.5]]):
        floats = np.asarray(x, dtype=float)
        rounded = (np.trunc(floats + 1e-4) ** 2 - np.trunc(floats - 1e-4) ** 2) / 8e-4
        mistakes = [
            Mistake("integers-stay-integers", result, WHY_INTEGERS)
            for result in (np.zeros_like(floats), np.trunc(floats / 2), rounded, np.trunc(rounded))
        ]
        result = student.numerical_gradient(lambda z: float(0.25 * np.sum(np.asarray(z, dtype=float) ** 2)), x)
        assert_close(result, floats / 2, WHY_INTEGERS, tolerance=DIFFERENCE, mistakes=mistakes)


@exercise("numerical_gradient", promise="kinds")
def test_the_gradient_at_float32_and_odd_arrays(student, rng):
    """float32, strided and read-only arrays are as good as floats."""
    locked = rng.normal(size=(2, 2))
    locked.flags.writeable = False
    h = np.float32(1e-4)
    for x, why in (
        (rng.uniform(700.0, 900.0, size=3).astype(np.float32), WHY_SINGLE),
        (rng.normal(size=(2, 4))[:, ::2], "Every other column of an array is an array, too."),
        (np.asfortranarray(rng.normal(size=(2, 3))), "The order in memory does not matter."),
        (locked, "A read-only array cannot be moved; work on a copy of it."),
    ):
        result = student.numerical_gradient(lambda z: float(0.5 * np.sum(np.asarray(z, dtype=float) ** 2)), x)
        floats = [np.asarray(z, dtype=float) for z in (x, x + h, x - h)]
        single = Mistake("float32-kept", (floats[1] ** 2 - floats[2] ** 2) / 4e-4, WHY_SINGLE)
        assert_close(result, floats[0], why, tolerance=DIFFERENCE, mistakes=[single])


@exercise("numerical_gradient", promise="restored")
def test_x_is_exactly_as_it_was(student, rng):
    """Afterwards every element of x is exactly as before."""
    x = rng.uniform(0.1, 2.0, size=(4, 5)) * 10.0 ** rng.integers(-2, 3, size=(4, 5))
    before = x.copy()
    student.numerical_gradient(lambda z: float(np.sum(z)), in_place(x))
    why = "Keep the number itself and put it back; adding and subtracting h leaves a rounding error."
    if not np.allclose(x, before, rtol=0.0, atol=1e-12):
        why = "After both steps, put the number back that was there, also in the last place."
    require(bool(np.array_equal(x, before)), "did not leave x as it was", why, "not-restored")


# gradient_descent


def bowl(rng, size):
    """A round-bottomed function whose gradient is ``matrix @ (x - centre)``."""
    root, centre = rng.normal(size=(size, size)), rng.normal(size=size)
    matrix = root @ root.T / size + np.eye(size)

    def f(z):
        away = np.asarray(z, dtype=float).ravel() - centre
        return float(0.5 * away @ matrix @ away)

    return f, matrix, centre


def walk(matrix, centre, x, lr, step_num, along=lambda slope: slope):
    """The places of a walk downhill, by the exact gradient or by what ``along`` makes of it."""
    places = [np.array(x, dtype=float)]
    for _ in range(step_num):
        slope = (matrix @ (places[-1].ravel() - centre)).reshape(places[-1].shape)
        places.append(places[-1] - lr * along(slope))
    return np.array(places)


def one_after_the_other(matrix, centre, x, lr, step_num):
    """Where a walk ends when each element moves before the next slope is measured."""
    x = x.copy()
    for _ in range(step_num):
        for index in range(x.size):
            x[index] -= lr * matrix[index] @ (x - centre)
    return x


def end_and_history(result):
    """The two things that gradient_descent returns."""
    pair = isinstance(result, tuple | list) and len(result) == 2
    require(pair, "gave something other than (x, history)", "It returns two things: return x, history.", "wrong-type")
    return result


@exercise("gradient_descent", promise="steps", gate=True, weight=2)
def test_each_step_goes_against_the_gradient(student, rng):
    """Each step is lr times the gradient, downwards, in all directions at once."""
    (f, matrix, centre), x, lr = bowl(rng, 3), rng.normal(size=3) + 2.0, 0.1
    places = walk(matrix, centre, x, lr, 4)
    stale = places[0] + 4 * (places[1] - places[0])
    signs, units = (walk(matrix, centre, x, lr, 4, along)[-1] for along in (np.sign, lambda s: s / np.linalg.norm(s)))
    why_long = "The step is as long as lr times the gradient, not lr alone."
    mistakes = [
        Mistake("ascent", walk(matrix, centre, x, -lr, 4)[-1], "The gradient points uphill; go against it."),
        Mistake("lr-ignored", walk(matrix, centre, x, 1.0, 4)[-1], "Multiply the gradient by lr."),
        Mistake("lr-ignored", walk(matrix, centre, x, 0.01, 4)[-1], "Use the lr that was given."),
        Mistake("one-step-too-few", places[-2], "There are step_num steps."),
        Mistake("one-step-too-many", walk(matrix, centre, x, lr, 5)[-1], "There are step_num steps."),
        Mistake("sign-only", signs, why_long),
        Mistake("unit-steps", units, why_long),
        Mistake("no-step", places[0], "The steps must move x."),
        Mistake("stale-gradient", stale, "Measure the gradient again before each step."),
        Mistake(
            "one-after-the-other",
            one_after_the_other(matrix, centre, x, lr, 4),
            "Measure the whole gradient first, then move all elements.",
        ),
    ]
    end, _ = end_and_history(student.gradient_descent(f, x, lr=lr, step_num=4))
    why = "At each step x becomes x - lr * gradient, with the gradient at the present x."
    assert_close(end, places[-1], why, tolerance=DIFFERENCE, mistakes=mistakes)


@exercise("gradient_descent", promise="history")
def test_the_history_holds_every_place(student, rng):
    """The beginning and the place after every step; the last one is x."""
    (f, matrix, centre), x = bowl(rng, 2), rng.normal(size=2) + 2.0
    places = walk(matrix, centre, x, 0.2, 3)
    mistakes = [
        Mistake("same-place-again", np.tile(places[-1], (4, 1)), "Store copies: x itself goes on changing."),
        Mistake("losses", np.array([f(place) for place in places]), "The history holds places, not values of f."),
    ]
    end, history = end_and_history(student.gradient_descent(f, x, 0.2, 3))
    why = "It has step_num + 1 rows: the beginning, then the place after each step."
    assert_close(history, places, why, tolerance=DIFFERENCE, mistakes=mistakes)
    assert_close(end, as_numbers(history)[-1], "The last place of the history is x.")


@exercise("gradient_descent", promise="defaults")
def test_the_default_is_a_hundred_steps_of_one_hundredth(student):
    """lr is 0.01 and step_num is 100 unless given; 0 steps lead nowhere."""
    start, places = np.array([2.0]), 2.0 * 0.98 ** np.arange(101)[:, None]
    tenth = Mistake("other-default", 2.0 * 0.8 ** np.arange(101)[:, None], "lr is 0.01 unless given.")
    end, history = end_and_history(student.gradient_descent(lambda z: float(np.sum(np.asarray(z) ** 2)), start))
    why = "Without lr and step_num: 100 steps with lr = 0.01, so the history has 101 rows."
    assert_close(history, places, why, tolerance=DIFFERENCE, mistakes=[tenth])
    assert_close(end, places[-1], why, tolerance=DIFFERENCE)
    end, history = end_and_history(student.gradient_descent(lambda z: float(np.sum(z)), start, step_num=0))
    why = "After 0 steps x is where it began."
    assert_close(end, start, why, mistakes=[Mistake("one-step-too-many", start - 0.01, why)])
    assert_close(history, start[None], "The history of 0 steps is the beginning alone.")


@exercise("gradient_descent", promise="shape")
def test_the_walk_keeps_the_shape_of_x(student, rng):
    """init_x may have two axes."""
    (f, matrix, centre), x = bowl(rng, 6), rng.normal(size=(2, 3))
    places = walk(matrix, centre, x, 0.1, 2)
    end, history = end_and_history(student.gradient_descent(f, x, lr=0.1, step_num=2))
    assert_close(end, places[-1], "x keeps its shape.", tolerance=DIFFERENCE)
    assert_close(history, places, "The history has one axis more than x, the first.", tolerance=DIFFERENCE)


@exercise("gradient_descent", promise="kinds")
def test_the_walk_may_begin_at_integers(student):
    """Lists, integers, float32 and read-only arrays are as good as floats: nothing is rounded."""
    locked = np.array([3.0, -2.0])
    locked.flags.writeable = False
    why = "Begin with a copy of init_x as floats: np.array(init_x, dtype=float)."
    for start in ([3, -2], np.array([3, -2]), np.array([3, -2], dtype=np.float32), locked):
        end, history = end_and_history(
            student.gradient_descent(lambda z: float(0.5 * np.sum(np.asarray(z) ** 2)), start, lr=0.1, step_num=2)
        )
        rounded = Mistake("integers-stay-integers", [1, 0], why)
        assert_close(end, [2.43, -1.62], why, tolerance=SINGLE, mistakes=[rounded])
        assert_close(history, [[3.0, -2.0], [2.7, -1.8], [2.43, -1.62]], why, tolerance=SINGLE)


@exercise("gradient_descent", promise="untouched")
def test_the_walk_leaves_its_beginning_alone(student, rng):
    """init_x is not changed."""
    x = rng.normal(size=2) + 3.0
    with untouched(x):
        student.gradient_descent(lambda z: float(np.sum(np.asarray(z) ** 2)), x, lr=0.1, step_num=2)


# TwoLayerNet


SIZES = (3, 4, 2)


def probabilities(reference, params, x):
    """What the network should predict."""
    return reference.softmax(reference.forward(params, x, reference.sigmoid))


def gradients(reference, params, x, rows):
    """The exact slopes of the loss, for labels as one-hot rows."""
    hidden = reference.sigmoid(x @ params["W1"] + params["b1"])
    dscores = (probabilities(reference, params, x) - rows) / len(x)
    dhidden = (dscores @ params["W2"].T) * hidden * (1.0 - hidden)
    return {"W1": x.T @ dhidden, "b1": dhidden.sum(axis=0), "W2": hidden.T @ dscores, "b2": dscores.sum(axis=0)}


@exercise("TwoLayerNet", promise="predict", gate=True, weight=2)
def test_the_network_predicts_probabilities(student, reference, rng):
    """Sigmoid in the middle, softmax at the end, biases in both layers."""
    net, x = student.TwoLayerNet(*SIZES), rng.normal(size=(5, 3))
    params = filled(net.params, SIZES, rng)
    scores = reference.forward(params, x, reference.sigmoid)
    weights_only = {key: value * key.startswith("W") for key, value in params.items()}
    relu = reference.softmax(reference.forward(params, x, lambda z: np.maximum(z, 0.0)))
    mistakes = [
        Mistake("softmax-missing", scores, "Those are the scores; softmax makes probabilities of them."),
        Mistake("bias-missing", probabilities(reference, weights_only, x), "Both layers add their biases."),
        Mistake("wrong-activation", relu, "The hidden neurons use the sigmoid."),
        Mistake("wrong-output", reference.sigmoid(scores), "The output neurons use softmax, not the sigmoid."),
    ]
    why = "It is softmax(sigmoid(x W1 + b1) W2 + b2)."
    assert_close(net.predict(x), reference.softmax(scores), why, mistakes=mistakes)


@exercise("TwoLayerNet", promise="params")
def test_the_network_has_its_parameters_by_name(student, rng):
    """.params holds W1, b1, W2, b2 in the right shapes."""
    params_of(student.TwoLayerNet(*SIZES).params, SIZES)
    net = student.TwoLayerNet(input_size=5, hidden_size=2, output_size=3, weight_init_std=0.1, rng=rng)
    params_of(net.params, (5, 2, 3))


@exercise("TwoLayerNet", promise="start")
def test_the_network_starts_with_the_given_spread(student, rng):
    """The weights' standard deviation is weight_init_std, 0.01 unless given; the biases are 0."""
    for std, options in ((0.01, {}), (0.3, {"weight_init_std": 0.3, "rng": rng})):
        params = params_of(student.TwoLayerNet(60, 50, 40, **options).params, (60, 50, 40))
        for key, fan_in in (("W1", 60), ("W2", 50)):
            mistakes = [
                Mistake("no-scale", 1.0, "Multiply the standard normal numbers by weight_init_std."),
                Mistake("std-ignored", 0.01, "Use the weight_init_std that was given, not always 0.01."),
                Mistake("he-init", np.sqrt(2 / fan_in), "Here the spread is weight_init_std, not He's."),
                Mistake("variance-for-std", np.sqrt(std), "weight_init_std is a standard deviation, not a variance."),
            ]
            why = f"{key} starts with normal numbers times weight_init_std."
            assert_normal(params[key], std, why, mistakes=mistakes)
        assert_biases_are_zero(params)


@exercise("TwoLayerNet", promise="fresh")
def test_two_networks_start_differently(student, rng):
    """Two networks have different weights, without rng and with the same rng."""
    assert_fresh(lambda generator: student.TwoLayerNet(*SIZES, rng=generator).params, SIZES, rng)


@exercise("TwoLayerNet", promise="current")
def test_a_prediction_follows_the_parameters(student, reference, rng):
    """After a change of .params in place, predict uses the new numbers."""
    net, x = student.TwoLayerNet(*SIZES), rng.normal(size=(2, 3))
    why, earlier = "predict looks into self.params each time; learning will change the arrays in it.", []
    for _ in range(2):
        y = probabilities(reference, filled(net.params, SIZES, rng), x)
        assert_close(net.predict(x), y, why, mistakes=[Mistake("old-parameters", past, why) for past in earlier])
        earlier.append(y)


@exercise("TwoLayerNet", promise="loss")
def test_the_loss_is_the_mean_cross_entropy(student, reference, rng):
    """The cross entropy error of the prediction, the mean over the batch."""
    net, x, t = student.TwoLayerNet(*SIZES), rng.normal(size=(5, 3)), rng.integers(0, 2, size=5)
    y = probabilities(reference, filled(net.params, SIZES, rng), x)
    expected, twice = (-np.mean(np.log(rows[np.arange(5), t])) for rows in (y, reference.softmax(y)))
    mistakes = [
        Mistake("softmax-twice", twice, "predict gives probabilities already; softmax belongs there once."),
        Mistake("not-averaged", 5 * expected, "It is the mean over the batch, not the sum."),
        Mistake("sign", -expected, "Cross entropy is positive: minus the logarithm."),
    ]
    why = "Predict, then take the cross entropy error."
    assert_close(net.loss(x, t), expected, why, tolerance=EPSILON, mistakes=mistakes)


@exercise("TwoLayerNet", promise="accuracy")
def test_accuracy_is_the_share_of_right_answers(student, reference, rng):
    """The share of rows whose most probable class is the right one."""
    net, x = student.TwoLayerNet(*SIZES), rng.normal(size=(8, 3))
    t = probabilities(reference, filled(net.params, SIZES, rng), x).argmax(axis=1)
    t[:3] = 1 - t[:3]
    mistakes = [
        Mistake("counted", 5, "Divide the number of right answers by the number of samples."),
        Mistake("share-of-wrong", 3 / 8, "Count the right answers, not the wrong ones."),
        Mistake("percent", 62.5, "A share goes from 0 to 1, not to 100."),
    ]
    assert_close(net.accuracy(x, t), 5 / 8, "The share of right answers.", mistakes=mistakes)


@exercise("TwoLayerNet", promise="gradient", weight=2)
def test_the_gradient_is_the_slope_of_the_loss(student, reference, rng):
    """A dict like .params, with the slope of the loss for every element."""
    net, x, t = student.TwoLayerNet(*SIZES), rng.normal(size=(5, 3)), np.array([0, 1, 1, 0, 1])
    params = filled(net.params, SIZES, rng)
    exact = gradients(reference, params, x, np.eye(2)[t])
    grads = params_of(net.numerical_gradient(x, t), SIZES, "gave")
    for key in ("W1", "b1", "W2", "b2"):
        unmoved = "Nothing changes when this array is moved: the function that you measure must use its argument."
        mistakes = [
            Mistake("loss-not-moved", np.zeros_like(exact[key]), unmoved),
            Mistake("not-averaged", 5 * exact[key], "The loss is a mean over the batch, and so is its slope."),
            Mistake("sign", -exact[key], "It is the slope itself; the minus comes when you step."),
            Mistake("divided-by-h", 2 * exact[key], WHY_WIDTH),
            Mistake("parameters-returned", params[key], "Those are the parameters, not their slopes."),
        ]
        why = f"The element at each index of {key} says how fast the loss grows with that one number."
        assert_close(grads[key], exact[key], why, tolerance=EPSILON, mistakes=mistakes)


@exercise("TwoLayerNet", promise="labels")
def test_labels_may_be_integers_or_one_hot(student, reference, rng):
    """Every method takes N integers as well as N rows with a single 1."""
    net, x = student.TwoLayerNet(*SIZES), rng.normal(size=(5, 3))
    params = filled(net.params, SIZES, rng)
    y = probabilities(reference, params, x)
    t = np.where(np.arange(5) < 3, y.argmax(axis=1), y.argmin(axis=1))
    rows = np.eye(2)[t]
    loss, exact = -np.mean(np.log(y[np.arange(5), t])), gradients(reference, params, x, rows)
    why = "Labels come as integers (N,) or as one-hot rows (N, C); both say the same."
    for labels in (t, rows, rows.astype(int), t.tolist()):
        assert_close(net.loss(x, labels), loss, why, tolerance=EPSILON)
        assert_close(net.accuracy(x, labels), 3 / 5, why)
    for labels in (t, rows):
        grads = params_of(net.numerical_gradient(x, labels), SIZES, "gave")
        assert_close(grads["W2"], exact["W2"], why, tolerance=EPSILON)


@exercise("TwoLayerNet", promise="single")
def test_the_network_takes_one_sample(student, reference, rng):
    """predict and loss take one sample, with its label either way."""
    net, x = student.TwoLayerNet(*SIZES), rng.normal(size=3)
    y = probabilities(reference, filled(net.params, SIZES, rng), x)
    assert_close(net.predict(x), y, "One sample (D,) gives one row of probabilities (C,).")
    for label in (1, np.eye(2)[1]):
        assert_close(net.loss(x, label), -np.log(y[1]), "One sample has one label.", tolerance=EPSILON)


@exercise("TwoLayerNet", promise="kinds")
def test_the_network_takes_every_kind_of_number(student, reference, rng):
    """Lists, integers, unsigned integers, float32 and read-only arrays are as good as floats."""
    net, t = student.TwoLayerNet(*SIZES), np.array([1, 0], dtype=np.uint8)
    params = filled(net.params, SIZES, rng)
    params["W1"] *= 0.01
    why = "Make an array of floats of x first, with np.asarray(x, dtype=float)."
    for x, tolerance in kinds_of(rng, (2, 3)):
        y = probabilities(reference, params, x)
        assert_close(net.predict(x), y, why, tolerance=tolerance)
        assert_close(net.loss(x, t), -np.mean(np.log(y[[0, 1], [1, 0]])), why, tolerance=EPSILON)
        assert_close(net.accuracy(x, y.argmax(axis=1).astype(np.uint8)), 1.0, why)
        grads = params_of(net.numerical_gradient(x, t), SIZES, "gave")
        exact = gradients(reference, params, np.asarray(x, dtype=float), np.eye(2)[t])
        assert_close(grads["b2"], exact["b2"], why, tolerance=EPSILON)


@exercise("TwoLayerNet", promise="large")
def test_the_network_takes_large_inputs(student, reference, rng):
    """Inputs as large as 1e100 give no warning, and a finite loss."""
    net, x = student.TwoLayerNet(*SIZES), rng.normal(size=(5, 3))
    params = filled(net.params, SIZES, rng)
    params["W2"] *= 1000.0
    why = "Use the sigmoid, the softmax and the loss of the earlier chapters: they do not overflow."
    for size in (1e3, 1e100):
        assert_close(net.predict(size * x), probabilities(reference, params, size * x), why)
        loss = as_numbers(net.loss(size * x, [0, 1, 0, 1, 1]), why)
        require(bool(np.all(np.isfinite(loss))), "gave a loss that is not finite", why, "not-finite")


@exercise("TwoLayerNet", promise="untouched")
def test_the_network_changes_nothing_by_looking(student, rng):
    """No method changes its arguments; afterwards the parameters are exactly as before."""
    net, x, t = student.TwoLayerNet(*SIZES), rng.normal(size=(5, 3)), rng.integers(0, 2, size=5)
    params = filled(net.params, SIZES, rng)
    kept = {key: value.copy() for key, value in params.items()}
    with untouched(x, t):
        for labels in (t, np.eye(2)[t]):
            net.loss(x, labels)
            net.accuracy(x, labels)
        net.predict(x)
        net.numerical_gradient(x, t)
    now = params_of(net.params, SIZES)
    same = all(np.array_equal(now[key], kept[key]) for key in kept)
    why = "Each number that was moved must be put back exactly; learning comes later."
    require(same, "changed the parameters", why, "params-changed")


# gradient_check


def errors_of(result, keys):
    """The dict of errors, after making sure that it is one."""
    hint = "It returns a dict: for each key of the arguments its largest error."
    require(isinstance(result, dict), "gave no dict", hint, "wrong-type")
    require(set(result) == set(keys), f"gave the keys {', '.join(map(str, result))}", hint, "wrong-keys")
    return result


@exercise("gradient_check", promise="errors", gate=True, weight=2)
def test_the_worst_element_of_each_key_counts(student, rng):
    """For each key the largest relative error among its elements."""
    numeric = {"W": rng.uniform(1.0, 2.0, size=(3, 4)), "b": rng.uniform(1.0, 2.0, size=5)}
    analytic = {key: value * rng.uniform(0.9, 1.2, size=value.shape) for key, value in numeric.items()}
    analytic["W"][2, 1], analytic["b"][3] = 1.5 * numeric["W"][2, 1], 0.5 * numeric["b"][3]
    errors = errors_of(student.gradient_check(analytic, numeric), ("W", "b"))
    for key, worst in (("W", 1 / 3), ("b", 0.5)):
        a, n = analytic[key], numeric[key]
        apart, size = np.abs(a - n), np.maximum(np.abs(a), np.abs(n))
        every, larger = apart / size, "Divide by the larger of the two sizes"
        mistakes = [
            Mistake("mean-for-worst", every.mean(), "It is the worst error that counts, not the mean."),
            Mistake("first-only", every.flat[0], "Look at all elements, not only at the first."),
            Mistake("sign-kept", np.max((a - n) / size), "Too small is as wrong as too large: take |a - n|."),
            Mistake("absolute-error", apart.max(), "The error is relative: divide by the larger size."),
            Mistake("other-denominator", np.max(apart / np.abs(n)), f"{larger}."),
            Mistake("other-denominator", np.max(apart / np.abs(a)), f"{larger}."),
            Mistake("sum-as-denominator", np.max(apart / (np.abs(a) + np.abs(n))), f"{larger}, not by their sum."),
            Mistake("overall-denominator", apart.max() / size.max(), "Each element is compared with its own size."),
            Mistake("floor-added", np.max(apart / (size + 1e-8)), f"{larger}; 1e-8 is not added, but a third size."),
            Mistake("every-error", every, "One number for each key: the largest error."),
        ]
        assert_close(errors[key], worst, "It is max of |a - n| / max(|a|, |n|, 1e-8).", mistakes=mistakes)


@exercise("gradient_check", promise="relative")
def test_errors_are_relative_to_the_larger_size(student):
    """The same error whichever dict holds the larger number, and for any size and sign."""
    why = "Divide by the larger of |a| and |n|, element by element."
    for a, n, error in ((2.0, 1.0, 0.5), (-2.0, -1.0, 0.5), (1.0, -1.0, 2.0), (3e-6, 4e-6, 0.25), (3e60, -1e60, 4 / 3)):
        for first, second in ((a, n), (n, a)):
            result = student.gradient_check({"W": np.array([1.0, first])}, {"W": np.array([1.0, second])})
            signed = abs(first - second) / max(first, second, 1e-8)
            mistakes = [Mistake("size-without-abs", signed, "Gradients may be negative; their size is |a| or |n|.")]
            assert_close(errors_of(result, ("W",))["W"], error, why, mistakes=mistakes)


@exercise("gradient_check", promise="floor")
def test_tiny_numbers_are_measured_by_a_fixed_size(student):
    """Below 1e-8 the difference is divided by 1e-8; two zeros agree."""
    why = "The larger size is at least 1e-8; so nothing is divided by 0, and noise does not look like a bug."
    for a, n, error in ((0.0, 0.0, 0.0), (1e-10, 0.0, 0.01), (-2e-9, 1e-9, 0.3), (0.0, 5e-8, 1.0)):
        result = student.gradient_check({"b": np.array([[a, 0.0]])}, {"b": np.array([[n, 0.0]])})
        assert_close(errors_of(result, ("b",))["b"], error, why)


@exercise("gradient_check", promise="keys")
def test_gradients_are_compared_by_name(student, rng):
    """The order of the keys does not matter; a key that only one of them has is a ValueError."""
    a, b = rng.uniform(1.0, 2.0, size=3), rng.uniform(1.0, 2.0, size=3)
    errors = errors_of(student.gradient_check({"W": a, "b": b}, {"b": 2.0 * b, "W": a}), ("W", "b"))
    why, size = "Compare arrays of the same name, not of the same place.", np.maximum
    crossed = [np.max(np.abs(a - 2.0 * b) / size(a, 2.0 * b)), np.max(np.abs(a - b) / size(a, b))]
    mistakes = [Mistake("compared-by-place", crossed, why)]
    assert_close([errors["W"], errors["b"]], [0.0, 0.5], why, mistakes=mistakes)
    why = "A gradient that nobody compares is a gradient that nobody checked."
    for first, second in (("Wb", "W"), ("W", "Wb"), ("Wb", "Wc"), ("", "b")):
        left, right = dict.fromkeys(first, a), dict.fromkeys(second, a)
        assert_raises(ValueError, lambda left=left, right=right: student.gradient_check(left, right), why)


@exercise("gradient_check", promise="kinds")
def test_gradients_may_be_of_any_kind(student):
    """Numbers, lists, integers, unsigned integers and float32 are as good as arrays of floats."""
    why = "Make arrays of floats of both; small integers wrap around when they are subtracted, or made positive."
    for a, n, tolerance in (
        (1.0, 2.0, ROUNDING),
        ([1, 3], [2, 3], ROUNDING),
        ([[1.0, 3.0]], np.array([[2.0, 3.0]]), ROUNDING),
        (np.array([1, 3], dtype=np.uint8), np.array([2, 3], dtype=np.uint8), ROUNDING),
        (np.array([-128, 3], dtype=np.int8), np.array([-64, 3], dtype=np.int8), ROUNDING),
        (np.array([1, 3], dtype=np.float32), np.array([2, 3], dtype=np.float32), SINGLE),
    ):
        wrapped = Mistake("wraps-around", 255 / 2, why)  # 1 - 2 in 8 bits without a sign, beside the larger size
        for first, second in ((a, n), (n, a)):
            result = student.gradient_check({"W": first}, {"W": second})
            assert_close(errors_of(result, ("W",))["W"], 0.5, why, tolerance=tolerance, mistakes=[wrapped])


@exercise("gradient_check", promise="untouched")
def test_gradient_check_leaves_its_arguments_alone(student, rng):
    """No argument is changed."""
    analytic, numeric = {"W": rng.normal(size=(2, 3))}, {"W": rng.normal(size=(2, 3))}
    with untouched(analytic, numeric):
        student.gradient_check(analytic, numeric)
