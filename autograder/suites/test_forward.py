"""Hidden tests of ch05: affine maps, initial weights, the way through a network."""

from itertools import pairwise

import numpy as np
import pytest

from autograder.checks import EPSILON, Mistake, as_numbers, assert_close, require
from autograder.checks.arguments import kinds_of, untouched
from autograder.checks.draws import assert_normal
from autograder.checks.networks import assert_biases_are_zero, assert_fresh, filled, params_of

exercise = pytest.mark.exercise

WHY_KINDS = "Make arrays of floats first, with np.asarray(x, dtype=float); then every kind of number works."
WHY_FRESH = "Never fix a seed inside; draw new numbers from rng, or from np.random.default_rng(), at every call."
WHY_NORMAL = "Draw each weight by itself from the normal distribution, and multiply by the standard deviation."


# affine


@exercise("affine", promise="batch", gate=True, weight=2)
def test_affine_multiplies_by_the_weights_and_adds_the_biases(student, reference, rng):
    """Each row of a batch becomes its weighted sums plus the biases."""
    x, W, b = rng.normal(size=(4, 3)), rng.normal(size=(3, 5)), rng.normal(size=5)
    mistakes = [
        Mistake("bias-missing", x @ W, "The biases are missing: add b to every row."),
        Mistake("bias-subtracted", x @ W - b, "The biases are added, not subtracted."),
        Mistake("bias-multiplied", (x @ W) * b, "The biases are added, not multiplied."),
        Mistake("biases-summed", x @ W + b.sum(), "Each neuron adds its own bias, not the sum of all."),
        Mistake("activated", np.maximum(x @ W + b, 0.0), "An affine map has no activation; that comes after it."),
        Mistake("orientation", (x @ W + b).T, "Each row of the result belongs to the same row of x."),
    ]
    assert_close(student.affine(x, W, b), reference.affine(x, W, b), "It is x W + b.", mistakes=mistakes)


@exercise("affine", promise="single")
def test_affine_takes_one_sample(student, reference, rng):
    """One sample gives one row of numbers, a batch of one gives a batch of one."""
    x, W, b = rng.normal(size=4), rng.normal(size=(4, 2)), rng.normal(size=2)
    assert_close(student.affine(x, W, b), reference.affine(x, W, b), "One sample (D,) gives a result of shape (M,).")
    assert_close(student.affine(x[None], W, b), reference.affine(x[None], W, b), "A batch of one is a batch.")
    assert_close(student.affine(x[:1], W[:1], b), reference.affine(x[:1], W[:1], b), "One input alone is enough.")


@exercise("affine", promise="kinds")
def test_affine_takes_every_kind_of_number(student, reference, rng):
    """Lists, integers, unsigned integers, float32 and read-only arrays are as good as floats."""
    W, b = rng.normal(size=(3, 5)), rng.normal(size=5)
    for x, tolerance in kinds_of(rng, (2, 3)):
        expected = reference.affine(x, W, b)
        rounded = Mistake("integers-stay-integers", np.trunc(expected), "Integer inputs do not need integer results.")
        assert_close(student.affine(x, W, b), expected, WHY_KINDS, tolerance=tolerance, mistakes=[rounded])
    x = rng.normal(size=(2, 3))
    assert_close(student.affine(x.tolist(), W.tolist(), b.tolist()), reference.affine(x, W, b), WHY_KINDS)
    pixels, weights = np.array([[200, 100, 50]], dtype=np.uint8), np.array([[2, 3], [1, 0], [4, 5]], dtype=np.uint8)
    why = "8-bit numbers go no further than 255 and then begin again at 0. " + WHY_KINDS
    wrapped = Mistake("wraps-around", pixels @ weights + np.array([1, 2]), why)
    assert_close(student.affine(pixels, weights, [1, 2]), [[701, 852]], why, mistakes=[wrapped])


@exercise("affine", promise="untouched")
def test_affine_leaves_its_arguments_alone(student, rng):
    """No argument is changed."""
    arguments = rng.normal(size=(4, 3)), rng.normal(size=(3, 5)), rng.normal(size=5)
    with untouched(*arguments):
        student.affine(*arguments)


# he_init and xavier_init


def each_init(*, promise, **options):
    """Run a test for both ways to begin."""
    return pytest.mark.parametrize(
        ("name", "numerator"),
        [
            pytest.param("he_init", 2.0, marks=exercise("he_init", promise=promise, **options)),
            pytest.param("xavier_init", 1.0, marks=exercise("xavier_init", promise=promise, **options)),
        ],
    )


def std_mistakes(numerator, fan_in, fan_out):
    """Wrong standard deviations that students come up with."""
    right = np.sqrt(numerator / fan_in)
    return [
        Mistake("variance-as-std", numerator / fan_in, "That is the variance; its square root is the deviation."),
        Mistake("fan-out", np.sqrt(numerator / fan_out), "Divide by fan_in, the number of inputs, not by fan_out."),
        Mistake("he-and-xavier", np.sqrt((3 - numerator) / fan_in), "He has a 2 under the root, Xavier a 1."),
        Mistake("both-fans", np.sqrt(2 / (fan_in + fan_out)), "In this form only fan_in counts."),
        Mistake("square-root-of-std", np.sqrt(right), "Take the square root once."),
        Mistake("no-scale", 1.0, "Multiply the standard normal numbers by the standard deviation."),
        Mistake("fixed-scale", 0.01, "The standard deviation depends on fan_in; it is not always 0.01."),
    ]


def weights_of(value, shape):
    """Weights as numbers, after making sure of their shape."""
    weights = as_numbers(value, WHY_NORMAL)
    finding = f"gave shape {weights.shape}; {shape} was expected"
    require(weights.shape == shape, finding, "One row for each input, one column for each neuron.", "wrong-shape")
    return weights


@each_init(promise="scale", gate=True, weight=2)
def test_the_spread_of_the_weights_fits_the_number_of_inputs(student, rng, name, numerator):
    """The weights' standard deviation is what the formula says; their mean is 0."""
    why = f"The standard deviation is sqrt({numerator:.0f} / fan_in)."
    for shape in ((60, 150), (150, 60)):
        weights = weights_of(getattr(student, name)(*shape, rng), shape)
        assert_normal(weights, np.sqrt(numerator / shape[0]), why, mistakes=std_mistakes(numerator, *shape))


@each_init(promise="shape")
def test_the_weights_have_a_row_for_each_input(student, rng, name, numerator):  # noqa: ARG001
    """The shape is (fan_in, fan_out)."""
    for shape in ((3, 5), (5, 3), (1, 4), (4, 1)):
        weights_of(getattr(student, name)(*shape, rng=rng), shape)


@each_init(promise="normal")
def test_the_weights_are_normally_distributed(student, name, numerator):
    """Each weight is drawn by itself from a normal distribution."""
    weights = weights_of(getattr(student, name)(200, 50), (200, 50))
    std = float(np.std(weights))  # whether it is the right one is another test's business
    assert_normal(weights, std or np.sqrt(numerator / 200), WHY_NORMAL)


@each_init(promise="fresh")
def test_two_calls_draw_different_weights(student, rng, name, numerator):  # noqa: ARG001
    """Two calls differ, without rng and with the same rng."""
    init = getattr(student, name)
    for generator in (None, rng):
        first, second = (weights_of(init(4, 3, rng=generator), (4, 3)) for _ in range(2))
        require(not np.array_equal(first, second), "gave the same weights twice", WHY_FRESH, "fixed-seed")


# init_params


@exercise("init_params", promise=("keys", "shapes"), gate=True, weight=2)
def test_there_is_a_pair_of_arrays_for_each_layer(student, rng):
    """The keys are W1, b1, W2, b2, ...; the shapes follow the sizes."""
    for sizes in ([4, 3], [3, 5, 2], (2, 6, 4, 3, 5)):
        params = params_of(student.init_params(sizes, rng), sizes, "gave")
        drawn = all(np.ptp(params[key]) > 0 for key in params if key.startswith("W"))
        why = "Equal weights would stay equal forever."
        require(drawn, "gave weights that are all equal", why, "not-random")


@exercise("init_params", promise="keys")
def test_more_than_nine_layers_are_numbered_on(student):
    """Layer 10 has W10 and b10."""
    sizes = [2, 3] * 6
    params_of(student.init_params(sizes), sizes, "gave")


@exercise("init_params", promise="weights", weight=2)
def test_each_layer_has_he_weights_of_its_own(student, rng):
    """Each W has the spread that he_init gives it for its own number of inputs."""
    sizes = [100, 50, 200, 10]
    params = params_of(student.init_params(sizes, rng), sizes, "gave")
    for number, fan_in in enumerate(sizes[:-1], 1):
        mistakes = [
            Mistake("first-fan-in", np.sqrt(2 / sizes[0]), "Every layer has its own number of inputs."),
            *std_mistakes(2.0, fan_in, sizes[number]),
        ]
        why = f"W{number} is drawn by he_init: its deviation is sqrt(2 / number of inputs of that layer)."
        assert_normal(params[f"W{number}"], np.sqrt(2 / fan_in), why, mistakes=mistakes)


@exercise("init_params", promise="biases")
def test_the_biases_begin_at_zero(student):
    """Each b is zero everywhere."""
    sizes = [4, 6, 3, 5]
    assert_biases_are_zero(params_of(student.init_params(sizes), sizes, "gave"))


@exercise("init_params", promise="fresh")
def test_every_layer_of_every_network_begins_elsewhere(student, rng):
    """Two calls differ, and so do two layers of the same size."""
    sizes = [3, 3, 3]
    assert_fresh(lambda generator: student.init_params(sizes, rng=generator), sizes, rng)
    params = params_of(student.init_params(sizes, rng), sizes, "gave")
    differ = not np.array_equal(params["W1"], params["W2"])
    require(differ, "gave two layers the same weights", WHY_FRESH, "same-weights")


@exercise("init_params", promise="untouched")
def test_init_params_leaves_the_sizes_alone(student):
    """The list of sizes is not changed."""
    sizes = [4, 3, 2]
    with untouched(sizes):
        student.init_params(sizes)


# forward


def some_params(rng, *sizes):
    """Random weights and biases."""
    params = {}
    for number, (fan_in, fan_out) in enumerate(pairwise(sizes), 1):
        params |= {f"W{number}": rng.normal(size=(fan_in, fan_out)), f"b{number}": rng.normal(size=fan_out)}
    return params


def in_order(params, numbers):
    """The same layers in another order, or some of them."""
    return {f"{kind}{place}": params[f"{kind}{number}"] for place, number in enumerate(numbers, 1) for kind in "Wb"}


def bend(z):
    """An unusual activation: it keeps no sign and moves zero."""
    z = np.asarray(z, dtype=float)
    return np.abs(z) * 0.5 + 0.25


@exercise("forward", promise="chain", gate=True, weight=2)
def test_each_layer_feeds_the_next(student, reference, rng):
    """The outputs of each layer are the inputs of the next; hidden ones are activated."""
    params, x = some_params(rng, 3, 5, 4, 2), rng.normal(size=(6, 3))
    expected = reference.forward(params, x, bend)
    weights_only = {key: value * key.startswith("W") for key, value in params.items()}
    mistakes = [
        Mistake("last-layer-activated", bend(expected), "The last layer is not activated."),
        Mistake("softmax-added", reference.softmax(expected), "The last layer gives scores, not probabilities."),
        Mistake("inputs-activated", reference.forward(params, bend(x), bend), "Activate after a layer, not before it."),
        Mistake("hidden-not-activated", reference.forward(params, x, np.positive), "Activate after each hidden layer."),
        Mistake("activation-ignored", reference.forward(params, x, reference.sigmoid), "Use the activation given."),
        Mistake("bias-missing", reference.forward(weights_only, x, bend), "Each layer adds its own biases."),
    ]
    why = "In each layer an affine map, then the activation; in the last one the affine map only."
    assert_close(student.forward(params, x, bend), expected, why, mistakes=mistakes)


@exercise("forward", promise="linear")
def test_the_last_layer_is_linear(student, reference, rng):
    """A network of one layer is an affine map; with two, only the first is activated."""
    for sizes in ((3, 4), (3, 5, 4)):
        params, x = some_params(rng, *sizes), rng.normal(size=(2, 3))
        expected = reference.forward(params, x, bend)
        activated = Mistake("last-layer-activated", bend(expected), "The last layer is not activated.")
        why = "All layers but the last are activated; of one layer, none."
        assert_close(student.forward(params, x, activation=bend), expected, why, mistakes=[activated])


@exercise("forward", promise="depth")
def test_a_network_may_be_deep(student, reference, rng):
    """More than nine layers work as well as two."""
    params, x = some_params(rng, *[3] * 13), rng.normal(size=(2, 3))
    as_text, nine = (in_order(params, numbers) for numbers in (sorted(range(1, 13), key=str), range(1, 10)))
    mistakes = [
        Mistake("sorted-as-text", reference.forward(as_text, x, np.tanh), "As text, W10 comes before W2."),
        Mistake("one-digit", reference.forward(nine, x, np.tanh), "The layer's number may have more than one digit."),
    ]
    why = "Count the layers by their keys, and go from 1 to the last number."
    expected = reference.forward(params, x, np.tanh)
    assert_close(student.forward(params, x, np.tanh), expected, why, mistakes=mistakes)


@exercise("forward", promise="order")
def test_layers_follow_their_numbers(student, reference, rng):
    """The order in which the keys stand in the dict does not matter."""
    x, why = rng.normal(size=(2, 3)), 'Ask for the keys by name, f"W{number}" and f"b{number}".'
    for layers in (3, 12):
        params = some_params(rng, *[3] * (layers + 1))
        turned = reference.forward(in_order(params, range(layers, 0, -1)), x, np.tanh)
        walked = Mistake("order-of-the-dict", turned, "The dict may hold the keys in any order. " + why)
        mixed = {key: params[key] for key in reversed(params)}
        expected = reference.forward(params, x, np.tanh)
        assert_close(student.forward(mixed, x, np.tanh), expected, why, mistakes=[walked])


@exercise("forward", promise="single")
def test_forward_takes_one_sample(student, reference, rng):
    """One sample of shape (D,) works as well as a batch."""
    params, x = some_params(rng, 4, 3, 2), rng.normal(size=4)
    why = "One sample (D,) gives one row of scores (C,)."
    assert_close(student.forward(params, x, np.tanh), reference.forward(params, x, np.tanh), why)
    expected = reference.forward(params, x[None], np.tanh)
    assert_close(student.forward(params, x[None], np.tanh), expected, "A batch of one is a batch.")


@exercise("forward", promise="kinds")
def test_forward_takes_every_kind_of_number(student, reference, rng):
    """Lists, integers, unsigned integers, float32 and read-only arrays are as good as floats."""
    params = some_params(rng, 3, 4, 2)
    for x, tolerance in kinds_of(rng, (2, 3)):
        expected = reference.forward(params, x, np.tanh)
        assert_close(student.forward(params, x, np.tanh), expected, WHY_KINDS, tolerance=tolerance)
    lists = {key: value.tolist() for key, value in params.items()}
    x = [[0.5, -1.0, 2.0]]
    assert_close(student.forward(lists, x, np.tanh), reference.forward(lists, x, np.tanh), WHY_KINDS)


@exercise("forward", promise="untouched")
def test_forward_leaves_parameters_and_inputs_alone(student, rng):
    """Neither params nor x is changed."""
    params, x = some_params(rng, 3, 4, 2), rng.normal(size=(5, 3))
    with untouched(params, x):
        student.forward(params, x, np.tanh)


# ThreeLayerNet


SIZES = (3, 5, 4)


def probabilities(reference, params, x):
    """What the network should predict."""
    return reference.softmax(reference.forward(params, x, reference.sigmoid))


@exercise("ThreeLayerNet", promise="predict", gate=True, weight=2)
def test_the_network_predicts_probabilities(student, reference, rng):
    """Sigmoid in the middle, softmax at the end, biases in both layers."""
    net, x = student.ThreeLayerNet(*SIZES), rng.normal(size=(6, 3))
    params = filled(net.params, SIZES, rng)
    scores = reference.forward(params, x, reference.sigmoid)
    weights_only = {key: value * key.startswith("W") for key, value in params.items()}
    columns = np.exp(scores) / np.exp(scores).sum(axis=0)
    other = {
        "relu": reference.softmax(reference.forward(params, x, lambda z: np.maximum(z, 0.0))),
        "linear": reference.softmax(reference.forward(params, x, np.positive)),
        "sigmoid": reference.sigmoid(scores),
    }
    mistakes = [
        Mistake("softmax-missing", scores, "Those are the scores; softmax makes probabilities of them."),
        Mistake("bias-missing", probabilities(reference, weights_only, x), "Both layers add their biases."),
        Mistake("wrong-axis", columns, "Softmax works along each row."),
        Mistake("wrong-activation", other["relu"], "The hidden neurons use the sigmoid."),
        Mistake("hidden-not-activated", other["linear"], "The hidden neurons use the sigmoid."),
        Mistake("wrong-output", other["sigmoid"], "The output neurons use softmax, not the sigmoid."),
    ]
    why = "It is softmax(sigmoid(x W1 + b1) W2 + b2)."
    assert_close(net.predict(x), reference.softmax(scores), why, mistakes=mistakes)


@exercise("ThreeLayerNet", promise="params")
def test_the_network_has_its_parameters_by_name(student, rng):
    """.params holds W1, b1, W2, b2 in the right shapes."""
    params_of(student.ThreeLayerNet(*SIZES).params, SIZES)
    params_of(student.ThreeLayerNet(input_size=6, hidden_size=2, output_size=3, rng=rng).params, (6, 2, 3))


@exercise("ThreeLayerNet", promise="start")
def test_the_network_starts_with_he_weights(student, rng):
    """At first the weights are He weights, and the biases are 0."""
    sizes = (100, 60, 40)
    params = params_of(student.ThreeLayerNet(*sizes, rng).params, sizes)
    for key, fan_in, fan_out in (("W1", 100, 60), ("W2", 60, 40)):
        why = f"{key} starts as he_init draws it."
        mistakes = std_mistakes(2.0, fan_in, fan_out)
        assert_normal(params[key], np.sqrt(2 / fan_in), why, mistakes=mistakes)
    assert_biases_are_zero(params)


@exercise("ThreeLayerNet", promise="fresh")
def test_two_networks_start_differently(student, rng):
    """Two networks have different weights, without rng and with the same rng."""
    assert_fresh(lambda generator: student.ThreeLayerNet(*SIZES, rng=generator).params, SIZES, rng)


@exercise("ThreeLayerNet", promise="current")
def test_a_prediction_follows_the_parameters(student, reference, rng):
    """After a change of .params in place, predict uses the new numbers."""
    net, x = student.ThreeLayerNet(*SIZES), rng.normal(size=(2, 3))
    why, earlier = "predict looks into self.params each time; learning will change the arrays in it.", []
    for _ in range(2):
        y = probabilities(reference, filled(net.params, SIZES, rng), x)
        assert_close(net.predict(x), y, why, mistakes=[Mistake("old-parameters", past, why) for past in earlier])
        earlier.append(y)


@exercise("ThreeLayerNet", promise="loss")
def test_the_loss_is_the_mean_cross_entropy(student, reference, rng):
    """The cross entropy error of the prediction, the mean over the batch."""
    net, x, t = student.ThreeLayerNet(*SIZES), rng.normal(size=(6, 3)), rng.integers(0, 4, size=6)
    y = probabilities(reference, filled(net.params, SIZES, rng), x)
    expected, twice = (-np.mean(np.log(rows[np.arange(6), t])) for rows in (y, reference.softmax(y)))
    mistakes = [
        Mistake("softmax-twice", twice, "predict gives probabilities already; softmax belongs there once."),
        Mistake("not-averaged", 6 * expected, "It is the mean over the batch, not the sum."),
        Mistake("sign", -expected, "Cross entropy is positive: minus the logarithm."),
        Mistake("divided-by-classes", 6 * expected / 4, "Divide by the number of samples, not of classes."),
    ]
    why = "Predict, then take the cross entropy error."
    assert_close(net.loss(x, t), expected, why, tolerance=EPSILON, mistakes=mistakes)


@exercise("ThreeLayerNet", promise="accuracy")
def test_accuracy_is_the_share_of_right_answers(student, reference, rng):
    """The share of rows whose most probable class is the right one."""
    net, x = student.ThreeLayerNet(*SIZES), rng.normal(size=(8, 3))
    t = probabilities(reference, filled(net.params, SIZES, rng), x).argmax(axis=1)
    t[:3] = (t[:3] + 1) % 4
    mistakes = [
        Mistake("counted", 5, "Divide the number of right answers by the number of samples."),
        Mistake("share-of-wrong", 3 / 8, "Count the right answers, not the wrong ones."),
        Mistake("percent", 62.5, "A share goes from 0 to 1, not to 100."),
        Mistake("divided-by-classes", 5 / 4, "Divide by the number of samples, not of classes."),
    ]
    assert_close(net.accuracy(x, t), 5 / 8, "The share of right answers.", mistakes=mistakes)


@exercise("ThreeLayerNet", promise="labels")
def test_labels_may_be_integers_or_one_hot(student, reference, rng):
    """loss and accuracy take N integers as well as N rows with a single 1."""
    net, x = student.ThreeLayerNet(*SIZES), rng.normal(size=(6, 3))
    y = probabilities(reference, filled(net.params, SIZES, rng), x)
    t = np.where(np.arange(6) < 4, y.argmax(axis=1), y.argmin(axis=1))
    loss = -np.mean(np.log(y[np.arange(6), t]))
    why = "Labels come as integers (N,) or as one-hot rows (N, C); both say the same."
    for labels in (t, np.eye(4)[t], np.eye(4)[t].astype(int), t.tolist()):
        assert_close(net.loss(x, labels), loss, why, tolerance=EPSILON)
        assert_close(net.accuracy(x, labels), 4 / 6, why)


@exercise("ThreeLayerNet", promise="single")
def test_the_network_takes_one_sample(student, reference, rng):
    """predict and loss take one sample, with its label either way."""
    net, x = student.ThreeLayerNet(*SIZES), rng.normal(size=3)
    y = probabilities(reference, filled(net.params, SIZES, rng), x)
    assert_close(net.predict(x), y, "One sample (D,) gives one row of probabilities (C,).")
    for label in (2, np.eye(4)[2]):
        assert_close(net.loss(x, label), -np.log(y[2]), "One sample has one label.", tolerance=EPSILON)


@exercise("ThreeLayerNet", promise="kinds")
def test_the_network_takes_every_kind_of_number(student, reference, rng):
    """Lists, integers, unsigned integers, float32 and read-only arrays are as good as floats."""
    net, t = student.ThreeLayerNet(*SIZES), np.array([3, 1], dtype=np.uint8)
    params = filled(net.params, SIZES, rng)
    params["W1"] *= 0.01
    for x, tolerance in kinds_of(rng, (2, 3)):
        y = probabilities(reference, params, x)
        assert_close(net.predict(x), y, WHY_KINDS, tolerance=tolerance)
        assert_close(net.loss(x, t), -np.mean(np.log(y[[0, 1], [3, 1]])), WHY_KINDS, tolerance=EPSILON)
        assert_close(net.accuracy(x, y.argmax(axis=1).astype(np.uint8)), 1.0, WHY_KINDS)


@exercise("ThreeLayerNet", promise="large")
def test_the_network_takes_large_inputs(student, reference, rng):
    """Inputs as large as 1e100 give no warning, and a finite loss."""
    net, x = student.ThreeLayerNet(*SIZES), rng.normal(size=(6, 3))
    params = filled(net.params, SIZES, rng)
    params["W2"] *= 500.0
    why = "Use the sigmoid, the softmax and the loss of the earlier chapters: they do not overflow."
    for size in (1e3, 1e100):
        assert_close(net.predict(size * x), probabilities(reference, params, size * x), why)
        loss = as_numbers(net.loss(size * x, [0, 1, 2, 3, 0, 1]), why)
        require(bool(np.all(np.isfinite(loss))), "gave a loss that is not finite", why, "not-finite")


@exercise("ThreeLayerNet", promise="untouched")
def test_the_network_changes_nothing_by_looking(student, rng):
    """predict, loss and accuracy change neither their arguments nor the parameters."""
    net, x, t = student.ThreeLayerNet(*SIZES), rng.normal(size=(6, 3)), rng.integers(0, 4, size=6)
    params = filled(net.params, SIZES, rng)
    kept = {key: value.copy() for key, value in params.items()}
    with untouched(x, t):
        net.predict(x)
        for labels in (t, np.eye(4)[t]):
            net.loss(x, labels)
            net.accuracy(x, labels)
    now = params_of(net.params, SIZES)
    same = all(np.array_equal(now[key], kept[key]) for key in kept)
    require(same, "changed the parameters", "A prediction only looks; learning comes later.", "params-changed")
