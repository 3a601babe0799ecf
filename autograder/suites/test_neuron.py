"""Hidden tests of ch01: one neuron, a layer, a network."""

import itertools

import numpy as np
import pytest

from autograder.checks import Mistake, as_numbers, assert_close, describe, require

exercise = pytest.mark.exercise

WHY_COPY = "Whoever calls the function still needs the argument as it was."


def numbers(rng, count):
    """Random numbers as a plain list."""
    return rng.uniform(-2.0, 2.0, size=count).tolist()


def rows(rng, neurons, inputs):
    """Random weights as nested lists."""
    return rng.uniform(-2.0, 2.0, size=(neurons, inputs)).tolist()


def double_plus_one(z):
    """An activation other than ReLU: it keeps the sign and moves zero."""
    return 2.0 * z + 1.0


def identity(z):
    """An activation that shows the weighted sum itself."""
    return z


# relu


@exercise("relu", promise=("positive", "negative"), gate=True, weight=2)
def test_relu_keeps_positive_numbers_and_stops_negative_ones(student, rng):
    """relu(x) is x when x is positive, and 0 when it is negative."""
    for x in [*rng.uniform(1.1, 4.9, size=2).tolist(), float(rng.uniform(0.2, 0.8))]:
        mistakes = [
            Mistake("inverted", 0.0, "It is the negative numbers that become 0."),
            Mistake("step-for-relu", 1.0, "That is a step: a positive number stays as it is."),
            Mistake("truncated", int(x), "It need not be a whole number: do not cut off its decimals."),
        ]
        assert_close(student.relu(x), x, "A positive number comes through unchanged.", mistakes=mistakes)
        mistakes = [
            Mistake("absolute-value", x, "The sign is not just taken away: a negative number becomes 0."),
            Mistake("leaky", -0.01 * x, "Nothing leaks through: a negative number becomes 0."),
            Mistake("no-activation", -x, "A negative number becomes 0."),
        ]
        assert_close(student.relu(-x), 0.0, "A negative number becomes 0.", mistakes=mistakes)


@exercise("relu", promise="positive")
def test_relu_keeps_small_and_large_numbers(student):
    """However small or large a positive number is, it comes through unchanged."""
    for x in (1e-9, 0.5, 1, 7, 1e100):
        assert_close(as_numbers(student.relu(x)) / x, 1.0, "A positive number comes through unchanged, whole or not.")


@exercise("relu", promise="negative")
def test_relu_of_zero_is_zero(student):
    """relu(0) is 0, and so is relu of a number just below."""
    for x in (0, 0.0, -1e-9, -1, -1e100):
        assert_close(student.relu(x), 0.0, "Zero and everything below becomes 0.")


# weighted_sum


@exercise("weighted_sum", promise="sum", gate=True, weight=2)
def test_weighted_sum_adds_products_and_bias(student, reference, rng):
    """Each input times its weight, added up, plus the bias."""
    inputs, weights, bias = numbers(rng, 5), numbers(rng, 5), 0.75
    products = np.multiply(inputs, weights)
    mistakes = [
        Mistake("bias-missing", products.sum(), "The bias is missing: add it once, at the end."),
        Mistake("bias-multiplied", products.sum() * bias, "The bias is added, not multiplied."),
        Mistake("bias-for-each-input", products.sum() + 5 * bias, "Add the bias once, not once for each input."),
        Mistake("bias-subtracted", products.sum() - bias, "The bias is added, not subtracted."),
        Mistake("not-summed", products, "Add the products up: the result is one number."),
        Mistake("last-left-out", products[:-1].sum() + bias, "One product is missing: the last input counts, too."),
        Mistake("first-left-out", products[1:].sum() + bias, "One product is missing: indices begin at 0."),
        Mistake("mean-for-sum", products.mean() + bias, "Add the products up; do not divide by their number."),
        Mistake("rounded", round(products.sum() + bias, 2), "Return the number as it is, not rounded."),
        Mistake("weights-ignored", sum(inputs) + bias, "Multiply each input by its weight before adding."),
        Mistake(
            "sums-multiplied",
            sum(inputs) * sum(weights) + bias,
            "Multiply first, each input by its weight, then add.",
        ),
    ]
    expected = reference.weighted_sum(inputs, weights, bias)
    assert_close(
        student.weighted_sum(inputs, weights, bias),
        expected,
        "Multiply, add up, add the bias.",
        mistakes=mistakes,
    )


@exercise("weighted_sum", promise="bias")
def test_the_bias_counts_once_for_any_number_of_inputs(student, rng):
    """With one input, with many, and with none, the bias is added once."""
    for count in (0, 1, 2, 7):
        bias = float(rng.uniform(1.0, 2.0))
        result = student.weighted_sum([0.0] * count, numbers(rng, count), bias)
        assert_close(result, bias, "When all inputs are 0, only the bias is left.")


@exercise("weighted_sum", promise="numbers")
def test_weighted_sum_takes_every_kind_of_sequence(student, reference, rng):
    """Lists, tuples and arrays, of floats or integers; nothing is rounded."""
    weights = numbers(rng, 3)
    for inputs in (
        [1, 0, 2],
        (1, 0, 2),
        np.array([1, 0, 2]),
        np.array([1, 0, 2], dtype=np.uint8),
        np.array([1.0, 0.0, 2.0]),
    ):
        expected = reference.weighted_sum([1, 0, 2], weights, 0.5)
        why = "Integers and floats may be mixed."
        truncated = Mistake("truncated", int(expected), f"The result lost its decimals. {why}")
        assert_close(student.weighted_sum(inputs, weights, 0.5), expected, why, mistakes=[truncated])
    result = student.weighted_sum(np.array([0.5, 0.25]), np.array([2, 4]), 1)
    assert_close(result, 3.0, "Arrays are as good as lists.")


@exercise("weighted_sum", promise="untouched")
def test_weighted_sum_leaves_its_arguments_alone(student, rng):
    """Inputs and weights are not changed."""
    inputs, weights = numbers(rng, 4), np.array(numbers(rng, 4))
    kept = list(inputs), weights.copy()
    student.weighted_sum(inputs, weights, 1.0)
    same = inputs == kept[0] and np.array_equal(weights, kept[1])
    require(bool(same), "changed an argument", WHY_COPY, "argument-changed")


# neuron


@exercise("neuron", promise="output", gate=True, weight=2)
def test_a_neuron_activates_the_whole_sum(student, reference, rng):
    """The activation of the weighted sum, bias included."""
    inputs, weights, bias = numbers(rng, 4), numbers(rng, 4), 0.6
    total = reference.weighted_sum(inputs, weights, bias)
    mistakes = [
        Mistake(
            "activation-before-bias",
            double_plus_one(total - bias) + bias,
            "Add the bias before the activation, not after.",
        ),
        Mistake("bias-missing", double_plus_one(total - bias), "The bias belongs to the sum that is activated."),
        Mistake("no-activation", total, "Send the sum through `activation`."),
        Mistake("activation-ignored", max(total, 0.0), "Use the activation that was given, not always ReLU."),
        Mistake("activated-twice", double_plus_one(double_plus_one(total)), "Activate the sum once, not twice."),
        Mistake(
            "activation-before-sum",
            sum(double_plus_one(x * w) for x, w in zip(inputs, weights, strict=True)) + bias,
            "Add the products and the bias first; the activation comes last.",
        ),
    ]
    result = student.neuron(inputs, weights, bias, activation=double_plus_one)
    assert_close(result, double_plus_one(total), "activation(weighted sum + bias).", mistakes=mistakes)


@exercise("neuron", promise="relu")
def test_a_neuron_uses_relu_by_default(student, reference, rng):
    """Without an activation it is ReLU: 0 when the sum is negative, the sum when it is positive."""
    inputs = numbers(rng, 3)
    weights = numbers(rng, 3)
    plain = reference.weighted_sum(inputs, weights, 0.0)
    assert_close(student.neuron(inputs, weights, 1.5 - plain), 1.5, "The sum is positive, so ReLU returns it.")
    linear = Mistake(
        "no-activation", -1.5, "Without `activation` the neuron uses relu; it does not leave the sum as it is."
    )
    why = "The sum is negative, so ReLU returns 0."
    assert_close(student.neuron(inputs, weights, -1.5 - plain), 0.0, why, mistakes=[linear])


@exercise("neuron", promise="activation")
def test_a_neuron_takes_any_callable(student, reference, rng):
    """Any callable works, and it is called with the whole weighted sum."""
    inputs, weights, bias = numbers(rng, 3), numbers(rng, 3), -0.4
    total = reference.weighted_sum(inputs, weights, bias)
    seen = []

    def spy(z):
        seen.append(float(as_numbers(z)))
        return -3.0

    assert_close(
        student.neuron(inputs, weights, bias, spy),
        -3.0,
        "The neuron's output is what the activation returns.",
    )
    require(bool(seen), "never called the activation", "Call `activation` with the weighted sum.", "no-activation")
    assert_close(seen[-1], total, "The activation gets the weighted sum, bias included.")
    assert_close(student.neuron(inputs, weights, bias, np.tanh), np.tanh(total), "A NumPy function is a callable, too.")


@exercise("neuron", promise="untouched")
def test_a_neuron_leaves_its_arguments_alone(student, rng):
    """Inputs and weights are not changed."""
    inputs, weights = np.array(numbers(rng, 3)), numbers(rng, 3)
    kept = inputs.copy(), list(weights)
    student.neuron(inputs, weights, 0.5)
    same = np.array_equal(inputs, kept[0]) and weights == kept[1]
    require(bool(same), "changed an argument", WHY_COPY, "argument-changed")


# layer


@exercise("layer", promise="outputs", gate=True, weight=2)
def test_each_neuron_of_a_layer_has_its_own_weights_and_bias(student, reference, rng):
    """Output j comes from weights[j] and biases[j]."""
    inputs, weights, biases = numbers(rng, 3), rows(rng, 4, 3), [0.5, -0.25, 1.5, 0.75]
    expected = reference.layer(inputs, weights, biases, identity)
    sums = np.array(expected) - biases
    mistakes = [
        Mistake("one-bias-for-all", sums + biases[0], "Neuron j has the bias biases[j]."),
        Mistake("bias-missing", sums, "Each neuron adds its own bias."),
        Mistake("activation-ignored", np.maximum(expected, 0.0), "Hand the given activation on to every neuron."),
        Mistake(
            "summed-over-neurons",
            sum(expected),
            "A layer has one output for each neuron; do not add them up.",
        ),
        Mistake("order-reversed", expected[::-1], "The outputs come in the order of the neurons."),
    ]
    result = student.layer(inputs, weights, biases, identity)
    assert_close(result, expected, "One output for each row of weights.", mistakes=mistakes)


@exercise("layer", promise="relu")
def test_a_layer_uses_relu_by_default(student, reference, rng):
    """Without an activation the neurons use ReLU."""
    inputs, weights = numbers(rng, 3), rows(rng, 4, 3)
    sums = reference.layer(inputs, weights, [0.0] * 4, identity)
    biases = [target - total for target, total in zip((2.0, -2.0, 1.0, -1.0), sums, strict=True)]
    assert_close(student.layer(inputs, weights, biases), [2.0, 0.0, 1.0, 0.0], "Negative sums become 0.")


@exercise("layer", promise="activation")
def test_a_layer_hands_its_activation_on(student, reference, rng):
    """Every neuron uses the given activation."""
    inputs, weights, biases = numbers(rng, 2), rows(rng, 3, 2), numbers(rng, 3)
    expected = reference.layer(inputs, weights, biases, double_plus_one)
    why = "Every neuron of the layer uses the activation that the layer was given."
    assert_close(student.layer(inputs, weights, biases, activation=double_plus_one), expected, why)


@exercise("layer", promise="sizes")
def test_a_layer_may_have_any_size(student, reference, rng):
    """More neurons than inputs, fewer, or just one; lists or arrays."""
    for neurons, inputs in ((1, 4), (5, 2), (2, 1), (3, 3)):
        x, weights, biases = numbers(rng, inputs), rows(rng, neurons, inputs), numbers(rng, neurons)
        expected = reference.layer(x, weights, biases)
        why = "The number of outputs is the number of neurons, not of inputs."
        assert_close(student.layer(x, weights, biases), expected, why)
        assert_close(student.layer(np.array(x), np.array(weights), np.array(biases)), expected, why)


@exercise("layer", promise="untouched")
def test_a_layer_leaves_its_arguments_alone(student, rng):
    """No argument is changed."""
    inputs, weights, biases = numbers(rng, 2), rows(rng, 3, 2), numbers(rng, 3)
    kept = list(inputs), [list(row) for row in weights], list(biases)
    student.layer(inputs, weights, biases)
    require((inputs, weights, biases) == kept, "changed an argument", WHY_COPY, "argument-changed")


# network


def three_layers(rng):
    """Layers of different widths: 3 inputs, then 4, 2 and 3 neurons."""
    return [
        (rows(rng, 4, 3), numbers(rng, 4)),
        (rows(rng, 2, 4), numbers(rng, 2)),
        (rows(rng, 3, 2), numbers(rng, 3)),
    ]


@exercise("network", promise="chain", gate=True, weight=2)
def test_a_network_feeds_each_layer_with_the_one_before(student, reference, rng):
    """Each layer's inputs are the outputs of the layer before."""
    inputs, layers = numbers(rng, 3), three_layers(rng)
    expected = reference.network(inputs, layers, double_plus_one)
    mistakes = [
        Mistake(
            "first-layer-only",
            reference.network(inputs, layers[:1], double_plus_one),
            "Go on through all layers.",
        ),
        Mistake(
            "last-layer-left-out",
            reference.network(inputs, layers[:2], double_plus_one),
            "The last layer counts, too.",
        ),
        Mistake(
            "activation-ignored",
            reference.network(inputs, layers),
            "Hand the given activation on to every layer.",
        ),
    ]
    result = student.network(inputs, layers, double_plus_one)
    assert_close(result, expected, "The outputs of one layer are the inputs of the next.", mistakes=mistakes)


@exercise("network", promise="single")
def test_a_network_of_one_layer_is_that_layer(student, reference, rng):
    """One layer alone gives that layer's outputs."""
    inputs, layer = numbers(rng, 3), (rows(rng, 2, 3), numbers(rng, 2))
    expected = reference.layer(inputs, *layer)
    assert_close(student.network(inputs, [layer]), expected, "A network of one layer is that layer.")


@exercise("network", promise="relu")
def test_a_network_uses_relu_by_default(student):
    """Without an activation the layers use ReLU, the last one too."""
    inputs, layers = (
        [1.0, 2.0],
        [([[1.0, -1.0], [1.0, 1.0]], [0.0, 0.0]), ([[1.0, -1.0], [-1.0, 1.0]], [0.0, 0.0])],
    )
    assert_close(student.network(inputs, layers), [0.0, 3.0], "ReLU makes 0 of negative sums in every layer.")


@exercise("network", promise="activation")
def test_a_network_activates_its_last_layer_too(student, reference, rng):
    """Every layer uses the given activation, the last one too."""
    inputs, layers = numbers(rng, 3), three_layers(rng)
    expected = reference.network(inputs, layers, np.tanh)
    without_last = reference.layer(reference.network(inputs, layers[:2], np.tanh), *layers[2], identity)
    linear = Mistake("last-layer-linear", without_last, "The last layer is activated like the others.")
    result = student.network(inputs, layers, activation=np.tanh)
    assert_close(result, expected, "The activation is used in every layer.", mistakes=[linear])


@exercise("network", promise="untouched")
def test_a_network_leaves_its_arguments_alone(student, rng):
    """No argument is changed."""
    inputs, layers = numbers(rng, 3), three_layers(rng)
    kept = repr((inputs, layers))
    student.network(inputs, layers)
    require(repr((inputs, layers)) == kept, "changed an argument", WHY_COPY, "argument-changed")


# relu_xor_layers


def two_layers(student):
    """What ``relu_xor_layers`` returns, if it is a hidden layer with two inputs and an output neuron."""
    layers = student.relu_xor_layers()
    require(isinstance(layers, list | tuple), f"gave {describe(layers)}", "Return a list of two layers.", "wrong-type")
    require(
        len(layers) == 2,
        f"gave {len(layers)} layers",
        "One hidden layer and the output layer make two.",
        "wrong-shape",
    )
    pairs = all(isinstance(layer, list | tuple) and len(layer) == 2 for layer in layers)
    require(pairs, "gave a layer that is not a pair", "Each layer is a pair (weights, biases).", "wrong-shape")
    why = "Every neuron has one weight for each of its inputs, and one bias."
    (hidden, hidden_biases), (output, output_biases) = [[as_numbers(part, why) for part in layer] for layer in layers]
    width = hidden_biases.size
    shapes = [part.shape for part in (hidden, hidden_biases, output, output_biases)]
    require(
        shapes == [(width, 2), (width,), (1, width), (1,)],
        "gave weights and biases that do not fit together",
        why,
        "wrong-shape",
    )
    return layers


@exercise("relu_xor_layers", promise="xor", gate=True, weight=2)
def test_the_layers_compute_xor(student, reference):
    """1 when exactly one of the two bits is 1, otherwise 0, with ReLU everywhere."""
    layers = two_layers(student)
    outputs = [np.ravel(as_numbers(reference.network([a, b], layers))) for a, b in ((0, 0), (0, 1), (1, 0), (1, 1))]
    answers = tuple(np.round(output, 9).tolist()[0] for output in outputs)
    named = {
        (0, 1, 1, 1): ("or-for-xor", "that is OR"),
        (0, 0, 0, 1): ("and-for-xor", "that is AND"),
        (1, 0, 0, 1): ("opposite", "that is the opposite of XOR"),
    }
    code, finding = named.get(answers, ("wrong-value", "for 00, 01, 10 and 11 its outputs are not 0, 1, 1 and 0"))
    require(
        answers == (0, 1, 1, 0),
        f"gave weights that do not compute XOR: {finding}",
        "Try the four cases by hand.",
        code,
    )


@exercise("relu_xor_layers", promise="hidden")
def test_there_is_one_hidden_layer_with_two_inputs(student):
    """Two layers: a hidden one that takes two inputs, and one output neuron."""
    two_layers(student)


# pattern_neuron


def answers_to(reference, images, weights, bias):
    """For each image, whether a neuron with these weights fires."""
    weights, bias = as_numbers(weights).tolist(), float(as_numbers(bias))
    return [bool(reference.neuron(image, weights, bias) > 0) for image in images]


@exercise("pattern_neuron", promise=("fires", "silent"), gate=True, weight=2)
def test_a_pattern_neuron_knows_its_pattern_among_all_images(student, reference, rng):
    """It fires for its own pattern, and for no other image of that size."""
    images = list(itertools.product((0, 1), repeat=5))
    for pattern in rng.permutation(images)[:4].tolist() + [[1, 0, 1, 1, 0]]:
        weights, bias = student.pattern_neuron(pattern)
        fired = answers_to(reference, images, weights, bias)
        own = fired[images.index(tuple(pattern))]
        require(
            own,
            "gave a neuron that stays silent for its own pattern",
            "There the weighted sum must be above 0.",
            "silent",
        )
        others = sum(fired) - 1
        why = "A pixel more or a pixel less must bring the sum down to 0 or below."
        require(others == 0, f"gave a neuron that fires for {others} other images, too", why, "fires-for-others")


@exercise("pattern_neuron", promise="blank")
def test_a_blank_and_a_full_image_are_patterns(student, reference):
    """An image without a single 1 can be a pattern, and one without a single 0."""
    images = list(itertools.product((0, 1), repeat=4))
    for pattern in ([0, 0, 0, 0], [1, 1, 1, 1]):
        weights, bias = student.pattern_neuron(pattern)
        fired = answers_to(reference, images, weights, bias)
        right = [image == tuple(pattern) for image in images]
        why = "Blank and full images are patterns like any other: only they wake their neuron."
        require(fired == right, "gave a neuron that does not tell this image from all others", why)


@exercise("pattern_neuron", promise=("length", "silent"))
def test_a_pattern_may_have_any_length(student, reference, rng):
    """Images of any size; one wrong pixel is enough to keep the neuron silent."""
    for size in (1, 2, 9, 64):
        pattern = rng.integers(0, 2, size=size).tolist()
        weights, bias = student.pattern_neuron(pattern)
        require(
            len(weights) == size,
            f"gave {len(weights)} weights for {size} pixels",
            "One for each pixel.",
            "wrong-shape",
        )
        neighbours = [[1 - pixel if i == j else pixel for i, pixel in enumerate(pattern)] for j in range(size)]
        fired = answers_to(reference, [pattern, *neighbours], weights, bias)
        why = "The pattern itself gives a positive sum; a single wrong pixel gives 0 or less."
        require(fired == [True] + [False] * size, "gave a neuron that does not know its pattern", why)


@exercise("pattern_neuron", promise="untouched")
def test_a_pattern_is_left_alone(student, rng):
    """The pattern is not changed."""
    pattern = [0, 1, *rng.integers(0, 2, size=6).tolist()]
    kept = list(pattern)
    student.pattern_neuron(pattern)
    require(pattern == kept, "changed its argument", WHY_COPY, "argument-changed")


# threshold_weight


@exercise("threshold_weight", promise="threshold", gate=True, weight=2)
def test_the_receiver_fires_up_to_the_limit(student, rng):
    """a * w_a + b * w_b >= 0 exactly when b <= b_max."""
    for a, w_a, b_max in rng.uniform(0.5, 4.0, size=(4, 3)).tolist():
        mistakes = [
            Mistake("sign", a * w_a / b_max, "The weight must pull the sum down: it is negative."),
            Mistake("limit-ignored", -a * w_a, "The weight depends on the limit: divide by b_max."),
            Mistake("limit-multiplied", -a * w_a * b_max, "Divide by b_max; do not multiply."),
            Mistake("factors-added", -(a + w_a) / b_max, "A sends a * w_a: multiply, do not add."),
            Mistake("truncated", -a * w_a // b_max, "Divide with /, not with //."),
        ]
        result = student.threshold_weight(a, w_a, b_max)
        assert_close(result, -a * w_a / b_max, "At b = b_max the sum is exactly 0.", mistakes=mistakes)


@exercise("threshold_weight", promise=("signs", "threshold"))
def test_the_limit_holds_for_negative_factors(student, rng):
    """It holds when a and its weight are both negative."""
    for a, w_a, b_max in rng.uniform(0.5, 4.0, size=(3, 3)).tolist():
        w_b = float(as_numbers(student.threshold_weight(-a, -w_a, b_max)))
        holds = a * w_a + 0.999 * b_max * w_b >= 0 > a * w_a + 1.001 * b_max * w_b
        require(holds, "gave a weight that puts the limit in the wrong place", "Only the product a * w_a matters.")


@exercise("threshold_weight", promise="threshold")
def test_the_limit_takes_integers(student):
    """Integers are as good as floats, and nothing is rounded."""
    assert_close(student.threshold_weight(1, 1, 3), -1 / 3, "Divide with /, not with //.")


# output_errors


@exercise("output_errors", promise="errors", gate=True, weight=2)
def test_each_error_is_output_minus_target(student, reference, rng):
    """The output minus its target, for each neuron."""
    outputs, correct = rng.uniform(0.1, 0.9, size=5).tolist(), 3
    expected = reference.output_errors(outputs, correct)
    mistakes = [
        Mistake(
            "target-minus-output",
            [-error for error in expected],
            "It is the output minus the target, not the reverse.",
        ),
        Mistake("absolute-value", np.abs(expected), "The sign matters: negative where the output is too small."),
        Mistake("squared", np.square(expected), "The difference itself, not its square."),
        Mistake(
            "target-one-everywhere",
            [output - 1 for output in outputs],
            "The target is 1 for the right class only.",
        ),
        Mistake("target-zero-everywhere", outputs, "The target of the right class is 1."),
        Mistake(
            "right-class-only",
            [error if j == correct else 0.0 for j, error in enumerate(expected)],
            "The other outputs have errors, too: their target is 0.",
        ),
        Mistake("counted-from-one", reference.output_errors(outputs, correct - 1), "Classes are counted from 0."),
    ]
    assert_close(student.output_errors(outputs, correct), expected, "output - target.", mistakes=mistakes)


@exercise("output_errors", promise="target")
def test_any_class_may_be_the_right_one(student, reference, rng):
    """The target is 1 at index `correct`, wherever that is, and 0 elsewhere."""
    outputs = rng.uniform(0.1, 0.9, size=4)
    for correct in range(4):
        expected = reference.output_errors(outputs.tolist(), correct)
        assert_close(student.output_errors(outputs, correct), expected, "The target is 1 at index `correct`.")


@exercise("output_errors", promise="untouched")
def test_outputs_are_left_alone(student, rng):
    """The outputs are not changed."""
    outputs = rng.uniform(0.1, 0.9, size=4).tolist()
    kept = list(outputs)
    student.output_errors(outputs, 2)
    require(outputs == kept, "changed its argument", WHY_COPY, "argument-changed")
