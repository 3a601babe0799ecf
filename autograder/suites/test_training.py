"""Hidden tests of ch08: batches, steps, and networks that learn.

Where a start is random, a test reads the weights first and computes from there, or it asks
for a result that every sensible start reaches: the limits were tried with weights drawn
evenly from 0 to 1 and from -1 to 1, and normally with deviations from 0.1 to 1.
"""

import contextlib
import itertools

import numpy as np
import pytest

from autograder.checks import Mistake, as_numbers, assert_close, require
from autograder.checks.arguments import locked
from autograder.proxy import StudentError, in_place

exercise = pytest.mark.exercise

BITS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
GATES = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0]}
XOR = np.array([0, 1, 1, 0])

WHY_KINDS = "np.asarray(x, dtype=float) makes an array of floats of whatever comes; then every kind of number works."
WHY_RANDOM = "Draw from rng, or from a new np.random.default_rng() when there is none; no fixed seed inside."


def sigmoid(z):
    """1 / (1 + e^-z), stable."""
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, small) / (1.0 + small)


# shuffle_batches


def dealt(batches):
    """The student's batches as a list of pairs of arrays."""
    pairs = []
    for batch in itertools.islice(iter(batches), 1000):
        pair = isinstance(batch, tuple | list) and len(batch) == 2
        require(pair, "gave a batch that is not a pair", "Each batch is a pair (x_batch, t_batch).", "wrong-type")
        pairs.append((as_numbers(batch[0]), as_numbers(batch[1])))
    require(len(pairs) < 1000, "gave more than a thousand batches", "Each sample is dealt out once.", "endless")
    return pairs


def numbered(count, width=3):
    """Samples that tell their own number, and targets that belong to them."""
    x = np.arange(count, dtype=float)[:, None] * 10.0 + np.arange(width)
    return x, np.arange(count) * 7 % count


def order_of(pairs):
    """The numbers of the samples of ``numbered`` in the order in which they came."""
    return np.concatenate([x[:, 0] for x, _ in pairs]) / 10.0 if pairs else np.zeros(0)


@exercise("shuffle_batches", promise=("once", "pairs"), gate=True, weight=2)
def test_each_sample_is_dealt_once_with_its_target(student):
    """Every sample is in exactly one batch, and keeps its own target."""
    x, t = numbered(23)
    pairs = dealt(student.shuffle_batches(x, t, 5))
    rows = sum(len(x_batch) for x_batch, _ in pairs)
    why = "Each sample is in exactly one batch, the samples of the last, smaller batch too."
    require(rows == 23, f"dealt out {rows} samples where there are 23", why, "not-all" if rows < 23 else "too-many")
    order = order_of(pairs)
    why = "Draw an order (a permutation) and cut it into pieces; a new draw for each batch repeats some samples."
    require(np.array_equal(np.sort(order), np.arange(23)), "left samples out and repeated others", why, "repeated")
    for x_batch, t_batch in pairs:
        require(len(x_batch) == len(t_batch), "gave a batch with more samples than targets, or fewer", why)
    targets = np.concatenate([np.ravel(t_batch) for _, t_batch in pairs])
    why = "Shuffle x and t by the same order, or the pairs are torn apart."
    require(np.array_equal(targets, t[order.astype(int)]), "gave samples the targets of others", why, "shuffled-apart")


@exercise("shuffle_batches", promise="sizes")
def test_batches_have_the_size_that_was_asked_for(student):
    """All batches are full; only the last may be smaller."""
    for count, size, expected in ((10, 4, [4, 4, 2]), (8, 4, [4, 4]), (3, 5, [3]), (4, 1, [1] * 4), (6, 6, [6])):
        x, t = numbered(count)
        sizes = [len(x_batch) for x_batch, _ in dealt(student.shuffle_batches(x, t, size))]
        why = "Every batch has batch_size samples; the last one has what is left, and there is no empty one."
        require(sizes == expected, f"gave batches of {sizes}", why, "wrong-size")


@exercise("shuffle_batches", promise="random")
def test_all_samples_are_mixed(student):
    """Neighbours are torn apart, within a batch and between batches."""
    x, t = numbered(60)
    pairs = dealt(student.shuffle_batches(x, t, 10))
    order = order_of(pairs)
    steps = np.abs(np.diff(order))
    why = "Shuffle the order of all samples before you cut it into batches."
    require(int(np.sum(steps == 1)) < 20, "left most neighbours side by side", why, "not-shuffled")
    blocks = sum(len(x_batch) > 0 and np.ptp(x_batch[:, 0]) <= 90.0 for x_batch, _ in pairs)
    require(blocks == 0, "mixed samples within a batch only", why, "shuffled-within")


@exercise("shuffle_batches", promise="random")
def test_every_call_mixes_anew(student, rng):
    """Two calls give two orders, without rng and with one and the same."""
    x, t = numbered(40)
    for given in ({}, {"rng": rng}):
        first, second = (order_of(dealt(student.shuffle_batches(x, t, 7, **given))) for _ in range(2))
        require(not np.array_equal(first, second), "gave the same order twice", WHY_RANDOM, "same-order")


@exercise("shuffle_batches", promise="shape")
def test_batches_keep_the_shape_of_samples_and_targets(student, rng):
    """Images stay images, one-hot rows stay rows."""
    x, t = rng.normal(size=(7, 2, 5, 4)), np.eye(3)[rng.integers(0, 3, size=7)]
    pairs = dealt(student.shuffle_batches(x, t, 3))
    why = "Only the first axis counts samples; leave the others as they are."
    shapes = [(x_batch.shape, t_batch.shape) for x_batch, t_batch in pairs]
    require(
        shapes == [((n, 2, 5, 4), (n, 3)) for n in (3, 3, 1)], "gave batches of the wrong shape", why, "wrong-shape"
    )
    for x_batch, t_batch in pairs:
        for image, row in zip(x_batch, t_batch, strict=True):
            place = [i for i in range(7) if np.array_equal(image, x[i])]
            require(len(place) == 1, "gave an image that is none of the samples", why)
            require(np.array_equal(row, t[place[0]]), "gave a sample the target of another", why, "shuffled-apart")


@exercise("shuffle_batches", promise="kinds")
def test_batches_can_be_cut_from_every_kind_of_samples(student):
    """Lists, integers, unsigned integers, float32, read-only arrays; numbers stay what they are."""
    x, t = [[0.5, 10.5], [20.5, 30.5], [40.5, 50.5]], [2, 0, 1]
    integers = [[0, 200], [20, 30], [255, 50]]
    kinds = [
        (x, t),
        (np.array(x, dtype=np.float32), np.array(t)),
        (np.array(integers, dtype=np.uint8), np.array(t, dtype=np.uint8)),
        (locked(x), locked(t)),
        (np.array(integers), t),
    ]
    for samples, targets in kinds:
        for x_batch, t_batch in dealt(student.shuffle_batches(samples, targets, 2)):
            for row, target in zip(x_batch, t_batch, strict=True):
                place = list(targets).index(int(target))
                assert_close(row, np.asarray(samples)[place], "Lists and arrays are dealt out alike, unchanged.")


@exercise("shuffle_batches", promise="untouched")
def test_shuffling_leaves_the_samples_in_their_order(student):
    """x and t are not changed."""
    x, t = numbered(12)
    kept = x.copy(), t.copy()
    dealt(student.shuffle_batches(x, t, 5))
    same = np.array_equal(x, kept[0]) and np.array_equal(t, kept[1])
    why = "Shuffle a list of indices; np.random.shuffle(x) changes x itself."
    require(same, "changed an argument", why, "argument-changed")


# sgd_step


def some_params(rng):
    """Parameters and gradients of a small network; no two shapes alike."""
    shapes = {"W1": (3, 4), "b1": (4,), "W2": (4, 2), "F": (2, 3, 5)}
    params = {key: rng.normal(size=shape) for key, shape in shapes.items()}
    return params, {key: rng.normal(size=shape) for key, shape in shapes.items()}


@exercise("sgd_step", promise=("step", "place"), gate=True, weight=2)
def test_every_parameter_moves_against_its_gradient(student, rng):
    """p - lr * g for every key, in the arrays themselves."""
    params, grads = some_params(rng)
    arrays, kept, lr = dict(params), {key: value.copy() for key, value in params.items()}, 0.3
    student.sgd_step(in_place(params), grads, lr)
    if all(np.array_equal(arrays[key], kept[key]) for key in arrays):
        rebound = any(not np.array_equal(params[key], kept[key]) for key in params)
        why = "params[key] = ... puts a new array into the dict, and layers keep the old one. Use -= instead."
        require(not rebound, "left the arrays unchanged and put new ones into the dict", why, "rebound")
        require(
            False, "changed no parameter", "Change the arrays in params; a result that is returned is lost.", "no-step"
        )
    for key, array in arrays.items():
        mistakes = [
            Mistake("ascent", kept[key] + lr * grads[key], "Minus: the gradient points uphill."),
            Mistake("lr-missing", kept[key] - grads[key], "Multiply the gradient by lr."),
            Mistake("no-step", kept[key], f"{key} stayed as it was: every key takes a step."),
            Mistake("lr-twice", kept[key] - lr * lr * grads[key], "Multiply by lr once."),
        ]
        expected = kept[key] - lr * grads[key]
        assert_close(array, expected, "Each parameter becomes p - lr * g.", mistakes=mistakes)


@exercise("sgd_step", promise="place")
def test_whoever_holds_an_array_sees_the_step(student, rng):
    """The dict still holds the very arrays that it held, and no others."""
    params, grads = some_params(rng)
    arrays = dict(params)
    student.sgd_step(in_place(params), grads, 0.5)
    student.sgd_step(params, grads, 0.5)
    same = list(params) == list(arrays) and all(params[key] is arrays[key] for key in params)
    require(same, "put other arrays into the dict", "Layers hold these arrays; change them in place.", "rebound")


@exercise("sgd_step", promise="kinds")
def test_gradients_may_be_of_any_kind(student):
    """Integers, float32 and read-only gradients."""
    for gradient in (np.array([4, -2]), np.array([4, -2], dtype=np.float32), locked([4.0, -2.0])):
        params = {"W": np.array([1.0, 1.0])}
        array = params["W"]
        student.sgd_step(in_place(params), {"W": gradient}, 0.25)
        assert_close(array, [0.0, 1.5], "A gradient may hold any kind of number.")


@exercise("sgd_step", promise="grads")
def test_a_step_leaves_the_gradients_alone(student, rng):
    """grads is not changed."""
    params, grads = some_params(rng)
    grads, kept = in_place(grads), {key: value.copy() for key, value in grads.items()}
    student.sgd_step(in_place(params), grads, 0.5)
    same = list(grads) == list(kept) and all(np.array_equal(grads[key], kept[key]) for key in kept)
    require(same, "changed the gradients", "Change the parameters only.", "argument-changed")


# NeuralNetwork


def a_network(student, numbers, **options):
    """A network over five samples, with three inputs, four hidden neurons and two outputs; and its samples."""
    x, y = numbers.normal(size=(5, 3)), numbers.uniform(0.1, 0.9, size=(5, 2))
    return student.NeuralNetwork(x, y, **options), x, y


def weights_of(net):
    """Copies of both weights."""
    return tuple(
        as_numbers(getattr(net, name), "Keep the weights there.", f"`.{name}`").copy()
        for name in ("weights1", "weights2")
    )


def passed(x, weights1, weights2):
    """Both layers' outputs."""
    layer1 = sigmoid(x @ weights1)
    return layer1, sigmoid(layer1 @ weights2)


def slopes(x, y, weights1, weights2):
    """The gradient of the sum of (y - output)^2."""
    layer1, output = passed(x, weights1, weights2)
    slope2 = 2.0 * (output - y) * output * (1.0 - output)
    slope1 = slope2 @ weights2.T * layer1 * (1.0 - layer1)
    return x.T @ slope1, layer1.T @ slope2


@exercise("NeuralNetwork", promise="forward", gate=True, weight=2)
def test_feedforward_computes_both_layers(student, rng):
    """layer1 = sigmoid(x·weights1), output = sigmoid(layer1·weights2)."""
    net, x, _ = a_network(student, rng)
    weights1, weights2 = weights_of(net)
    require((weights1.shape, weights2.shape) == ((3, 4), (4, 2)), "made weights of the wrong shape",
            "weights1 is (D, hidden_size), weights2 is (hidden_size, K).", "wrong-shape")  # fmt: skip
    net.feedforward()
    layer1, output = passed(x, weights1, weights2)
    linear = Mistake("no-activation", x @ weights1, "Send the weighted sums through sigmoid.")
    assert_close(net.layer1, layer1, "layer1 is sigmoid(x·weights1).", mistakes=[linear], what="`.layer1`")
    linear = Mistake("no-activation", layer1 @ weights2, "The second layer has a sigmoid, too.")
    assert_close(net.output, output, "output is sigmoid(layer1·weights2).", mistakes=[linear], what="`.output`")


@exercise("NeuralNetwork", promise="forward")
def test_feedforward_uses_the_present_weights(student, rng):
    """When the weights have changed, so do the outputs."""
    net, x, _ = a_network(student, rng)
    net.feedforward()
    net.weights1[...] = rng.normal(size=(3, 4))
    net.weights2[...] = rng.normal(size=(4, 2))
    net.feedforward()
    layer1, output = passed(x, *weights_of(net))
    why = "Multiply by self.weights1 and self.weights2 as they are now."
    assert_close(net.layer1, layer1, why, what="`.layer1`")
    assert_close(net.output, output, why, what="`.output`")


@exercise("NeuralNetwork", promise="start")
def test_no_two_networks_begin_alike(student, rng):
    """Weights are random, different for each neuron and in each network; rng is welcome."""
    for given in ({}, {"rng": rng}):
        first, second = (weights_of(a_network(student, rng, hidden_size=6, **given)[0]) for _ in range(2))
        require(
            first[0].shape == (3, 6), "made weights of the wrong shape", "There are hidden_size neurons.", "wrong-shape"
        )
        for one, other in zip(first, second, strict=True):
            distinct = len(np.unique(one)) == one.size and np.all(np.isfinite(one))
            why = "Equal neurons would learn the same thing forever: every weight needs a random number of its own."
            require(bool(distinct), "began with weights that are not all different", why, "not-random")
            require(not np.array_equal(one, other), "began with the same weights twice", WHY_RANDOM, "fixed-seed")


def assert_step(net, weights, gradient, lr, why, mistakes=()):
    """Both weights have moved by -lr times the gradient."""
    pairs = zip(("weights1", "weights2"), weights, gradient, strict=True)
    for number, (name, before, slope) in enumerate(pairs):
        known = [Mistake(code, before - lr * wrong[number], hint) for code, wrong, hint in mistakes]
        assert_close(getattr(net, name), before - lr * slope, why, mistakes=known, what=f"`.{name}`")


@exercise("NeuralNetwork", promise="backprop", weight=3)
def test_backprop_takes_one_exact_step(student, rng):
    """Both weights move by -lr times the gradient of Σ(y − output)²."""
    net, x, y = a_network(student, rng)
    net.feedforward()
    weights = weights1, weights2 = weights_of(net)
    layer1, output = passed(x, weights1, weights2)
    gradient = slopes(x, y, weights1, weights2)
    new2 = weights2 - 0.7 * gradient[1]
    late = 2.0 * (output - y) * output * (1.0 - output) @ new2.T * layer1 * (1.0 - layer1)
    bare = 2.0 * (output - y)
    mistakes = [
        ("ascent", [-part for part in gradient], "Turn the sign around: this step goes uphill."),
        ("no-two", [0.5 * part for part in gradient], "The slope of (y - output)^2 has a factor 2."),
        ("mean", [part / y.size for part in gradient], "It is the sum over all samples and outputs, not the mean."),
        ("mean", [part / len(y) for part in gradient], "It is the sum over the samples, not the mean."),
        ("weights-changed-too-early", (x.T @ late, gradient[1]), "Use the old weights2 in the slope of weights1."),
        ("slope-of-sigmoid-missing", (x.T @ (bare @ weights2.T * layer1 * (1 - layer1)), layer1.T @ bare),
         "The slope of the output's sigmoid, output * (1 - output), is missing."),
        ("slope-of-sigmoid-missing", (x.T @ (2 * (output - y) * output * (1 - output) @ weights2.T), gradient[1]),
         "The slope of the hidden sigmoid, layer1 * (1 - layer1), is missing."),
        ("no-step", [0.0 * part for part in gradient], "These weights did not move; both must."),
    ]  # fmt: skip
    net.backprop(0.7)
    why = "Multiply the slopes from the output backwards; both weights move by -lr times their slope."
    assert_step(net, weights, gradient, 0.7, why, mistakes)


@exercise("NeuralNetwork", promise="lr")
def test_backprop_has_a_learning_rate_of_one(student, rng):
    """Without lr it is 1, and it may be given by name."""
    for given, lr in (({}, 1.0), ({"lr": 0.01}, 0.01)):
        net, x, y = a_network(student, rng)
        net.feedforward()
        weights = weights_of(net)
        net.backprop(**given)
        assert_step(
            net, weights, slopes(x, y, *weights), lr, "The step is lr times the gradient; lr is 1 unless given."
        )


@exercise("NeuralNetwork", promise="train")
def test_train_goes_forward_and_back_n_times(student, rng):
    """After train(n) the weights have taken n steps."""
    for iterations in (1, 3):
        net, x, y = a_network(student, rng)
        weights1, weights2 = weights_of(net)
        for _ in range(iterations):
            slope1, slope2 = slopes(x, y, weights1, weights2)
            weights1, weights2 = weights1 - slope1, weights2 - slope2
        net.train(iterations)
        why = "Each iteration is a forward pass and one step with lr = 1."
        assert_close(net.weights1, weights1, why, what="`.weights1`")
        assert_close(net.weights2, weights2, why, what="`.weights2`")


@exercise("NeuralNetwork", promise="predict")
def test_predict_answers_for_other_samples(student, rng):
    """The outputs of M other samples, and the network does not change."""
    net, *_ = a_network(student, rng)
    net.feedforward()
    weights = weights_of(net)
    layer1, output = np.array(net.layer1), np.array(net.output)
    other = rng.normal(size=(7, 3))
    assert_close(net.predict(other), passed(other, *weights)[1], "Send the new samples through both layers.")
    why = "predict must not disturb the network: keep its results in names of its own."
    assert_close(net.layer1, layer1, why, what="`.layer1`")
    assert_close(net.output, output, why, what="`.output`")
    for now, before in zip(weights_of(net), weights, strict=True):
        assert_close(now, before, why, what="A weight")


@exercise("NeuralNetwork", promise="large")
def test_a_network_takes_large_samples(student, rng):
    """Samples as large as 1e100, without a warning."""
    x, y = rng.choice([-1.0, 1.0], size=(4, 3)) * rng.uniform(0.5, 1.0, size=(4, 3)) * 1e100, np.full((4, 1), 0.5)
    net = student.NeuralNetwork(x, y)
    weights = weights_of(net)
    net.feedforward()
    layer1, output = passed(x, *weights)
    why = "Use chapter 3's sigmoid, which never overflows."
    assert_close(net.layer1, layer1, why, what="`.layer1`")
    assert_close(net.output, output, why, what="`.output`")
    net.backprop()
    assert_step(net, weights, slopes(x, y, *weights), 1.0, why)


@exercise("NeuralNetwork", promise="kinds")
def test_a_network_takes_every_kind_of_samples(student):
    """Lists, integers, unsigned integers, float32 and read-only arrays."""
    x, y = [[0, 1, 3], [1, 1, 0]], [[1], [0]]
    kinds = [
        (x, y),
        (np.array(x), np.array(y)),
        (np.array(x, dtype=np.uint8), np.array(y, dtype=np.uint8)),
        (np.array(x, dtype=np.float32), np.array(y, dtype=np.float32)),
        (locked(np.array(x, dtype=float)), locked(np.array(y, dtype=float))),
    ]
    for samples, targets in kinds:
        net = student.NeuralNetwork(samples, targets)
        weights = weights_of(net)
        net.feedforward()
        net.backprop(0.5)
        assert_step(net, weights, slopes(np.array(x, float), np.array(y, float), *weights), 0.5, WHY_KINDS)
        assert_close(net.predict(samples), passed(np.array(x, float), *weights_of(net))[1], WHY_KINDS)


@exercise("NeuralNetwork", promise="untouched")
def test_a_network_leaves_its_samples_alone(student, rng):
    """x and y are not changed."""
    net, x, y = a_network(student, rng)
    kept = x.copy(), y.copy()
    net.train(2)
    same = np.array_equal(x, kept[0]) and np.array_equal(y, kept[1])
    require(same, "changed the samples", "They are needed again in the next iteration.", "argument-changed")


# train_gate


def trained(result, count=None):
    """The student's ``(predict, losses)``, with losses as an array."""
    pair = isinstance(result, tuple | list) and len(result) == 2
    require(pair, "did not give a pair", "Return the function and the losses: (predict, losses).", "wrong-type")
    predict, losses = result
    require(callable(predict), "gave no function", "The first of the pair is a function: predict(X).", "no-function")
    losses = as_numbers(losses, "losses is a list of numbers.", "`losses`")
    finding = f"gave losses of shape {losses.shape}"
    right = losses.ndim == 1 and (len(losses) == count if count is not None else len(losses) > 0)
    require(right, finding, "losses has one number for each epoch.", "wrong-shape")
    return predict, losses


def answers(predict, X):
    """What a returned function says about samples, with its kind checked."""
    said = as_numbers(predict(X), "predict gives one number for each sample.")
    why = "predict gives one number from 0 to 1 for each sample, in shape (M,)."
    require(said.shape == (len(X),), f"gave answers of shape {said.shape} for {len(X)} samples", why, "wrong-shape")
    require(bool(np.all((said >= 0) & (said <= 1))), "gave answers outside of 0 to 1", why, "out-of-range")
    return said


def six_samples(rng):
    """Samples and targets of no particular kind."""
    return rng.normal(size=(6, 2)), np.array([0, 1, 1, 0, 1, 0])


def mean_square(predict, X, t):
    """The loss of a trained network."""
    return float(np.mean((np.asarray(t, dtype=float) - answers(predict, X)) ** 2))


@exercise("train_gate", promise="learns", gate=True, weight=2, seconds=4)
def test_and_is_learned(student):
    """AND comes out within 0.2 of 0 and 1, and the loss has become small."""
    predict, losses = trained(student.train_gate(BITS, GATES["AND"], lr=2.0, epochs=800), 800)
    said = answers(predict, BITS)
    worst = float(np.abs(said - GATES["AND"]).max())
    why = "Each epoch: forward, the slopes backwards, then all weights and biases a step downhill."
    require(worst < 0.2, f"gave an answer that is off by {worst:.2f}", why, "not-learned")
    require(bool(losses[-1] < 0.04), "ended with a loss that does not fit an AND that was learned", why, "wrong-losses")


@exercise("train_gate", promise="learns", seconds=4)
def test_or_and_nand_are_learned(student):
    """OR and NAND come out within 0.2 of 0 and 1."""
    for name in ("OR", "NAND"):
        predict, _ = trained(student.train_gate(BITS, GATES[name], lr=2.0, epochs=800), 800)
        worst = float(np.abs(answers(predict, BITS) - GATES[name]).max())
        why = f"{name} is as easy as AND: the targets come from t."
        require(worst < 0.2, f"gave an answer that is off by {worst:.2f}", why, "not-learned")


def along(rng, direction, count=12):
    """Samples that only their place along a direction tells apart, between 0.4 and 1.2 of it; and their targets."""
    t = np.arange(count) % 2
    X = rng.normal(size=(count, len(direction)))
    X -= np.outer(X @ direction / (direction @ direction), direction)
    return X + np.outer(0.4 + 0.8 * t, direction), t


@exercise("train_gate", promise="layers", weight=2, seconds=4)
def test_the_hidden_layer_learns(student, rng):
    """With a single hidden neuron, all depends on its weights and on the output's bias."""
    alternating = np.array([1.0, -1.0, 1.0, -1.0, 1.0, -1.0])
    for direction in (alternating, -alternating, alternating * np.repeat([1.0, -1.0], 3)):
        worst = 1.0
        for _ in range(6):  # a start may be stuck, and with some samples most of them
            if worst >= 0.25:
                X, t = along(rng, direction)
                predict, _ = trained(student.train_gate(X, t, hidden_size=1, lr=2.0, epochs=450), 450)
                worst = float(np.abs(answers(predict, X) - t).max())
        why = "Both layers must learn: weights and biases of the hidden neurons, and of the output."
        require(worst < 0.25, f"gave an answer that is off by {worst:.2f}", why, "layer-not-learning")


@exercise("train_gate", promise="layers", seconds=4)
def test_hidden_neurons_have_biases(student, rng):
    """Without them the network could not tell the two sides of 0 apart as it should."""
    X, t = along(rng, np.array([1.0, -1.0, 1.0, -1.0]))
    predict, _ = trained(student.train_gate(X, t, lr=2.0, epochs=500), 500)
    said = np.clip([answers(predict, sign * X) for sign in (1.0, -1.0, 0.0)], 1e-12, 1 - 1e-12)
    up, down, middle = np.log(said / (1.0 - said))
    why = "sigmoid(X·W1 + b1): the hidden neurons have biases, and these learn, too."
    require(bool(np.abs(up + down - 2 * middle).max() > 1e-3), "gave a network without hidden biases", why, "no-bias")


@exercise("train_gate", promise="losses")
def test_losses_belong_to_the_network(student, rng):
    """One number for each epoch: the mean squared error of the network of that epoch."""
    X, t = six_samples(rng)
    for epochs in (1, 5):
        predict, losses = trained(student.train_gate(X, t, lr=1e-9, epochs=epochs), epochs)
        actual = mean_square(predict, X, t)
        mistakes = [
            Mistake("sum", np.full(epochs, 6 * actual), "It is the mean over the samples, not the sum."),
            Mistake("half", np.full(epochs, 3 * actual), "It is the mean over the samples, not half of the sum."),
            Mistake("half", np.full(epochs, actual / 2), "It is the mean itself, not half of it."),
            Mistake("root", np.full(epochs, np.sqrt(actual)), "It is the mean of the squares; take no root."),
        ]
        near = np.round(losses, 6)  # a step of 1e-9 changes nothing that is seen here
        why = "losses holds the mean of (t - output)^2 over the samples, for each epoch."
        for mistake in mistakes:
            require(not np.allclose(near, mistake.value, atol=1e-5), "gave other losses", mistake.hint, mistake.code)
        require(
            np.allclose(near, actual, atol=1e-5), "gave losses that are not those of its network", why, "wrong-losses"
        )


@exercise("train_gate", promise="downhill")
def test_the_loss_never_climbs(student, rng):
    """With a small learning rate every epoch is at least as good as the one before."""
    X, t = six_samples(rng)
    _, losses = trained(student.train_gate(X, t, lr=0.1, epochs=80), 80)
    why = "The step goes against the gradient: minus, or plus with t - output."
    require(bool(np.all(np.diff(losses) <= 1e-12)), "gave losses that climb", why, "ascent")
    require(bool(losses[-1] < losses[0]), "gave losses that do not fall", why, "no-step")
    a = 2.5 * np.array([0.6, -0.6, 0.5, -0.2])
    for _ in range(16):  # opposite samples: here it is the slope of the hidden neuron that decides, whatever its sign
        _, losses = trained(student.train_gate([a, -a], [1, 0], hidden_size=1, lr=0.1, epochs=10), 10)
        why = "The slope passes through the output's weights, W2.T, on its way back; a negative weight turns it around."
        require(bool(np.all(np.diff(losses) <= 1e-12)), "gave losses that climb", why, "hidden-slope")


@exercise("train_gate", promise="lr")
def test_the_learning_rate_is_used(student, rng):
    """A tiny rate changes next to nothing; the default one does, as much as 0.1."""
    X, t = six_samples(rng)
    _, still = trained(student.train_gate(X, t, lr=1e-9, epochs=20), 20)
    require(bool(np.ptp(still) < 1e-6), "learned although lr was almost 0", "Multiply every step by lr.", "lr-ignored")
    _, moving = trained(student.train_gate(X, np.ones(6), epochs=200), 200)
    why = "Without lr it is 0.1; that is enough to learn something in 200 epochs."
    require(bool(moving[-1] < 0.75 * moving[0]), "hardly learned anything with its own lr", why, "wrong-default")
    given, same, default = (
        trained(student.train_gate(X, t, epochs=5, rng=np.random.default_rng(1), **options), 5)[1]
        for options in ({"lr": 0.1}, {"lr": 0.1}, {})
    )
    if np.array_equal(given, same):  # not so when the weights come from NumPy's global generator
        assert_close(default, given, "Without lr it is 0.1.", what="`losses`")


def moved(student, X, t, points, lr, epochs=1):
    """What a few epochs make of the network of a certain seed: its logits at some points."""
    given = {"lr": lr, "epochs": epochs, "rng": np.random.default_rng(5)}
    predict, _ = trained(student.train_gate(X, t, **given), epochs)
    said = np.clip(answers(predict, points), 1e-12, 1 - 1e-12)
    return np.log(said / (1.0 - said))


def alike(moves, others):
    """Whether tiny steps are the same, to a thousandth of the largest."""
    return np.allclose(moves, others, rtol=0, atol=1e-3 * np.abs(others).max())


@exercise("train_gate", promise="gradient", weight=2)
def test_an_epoch_is_one_step_of_gradient_descent(student, rng):
    """Samples move each other's answers equally much, and all together as each alone, one after the other."""
    X, t, lr = 2.0 * rng.normal(size=(5, 3)), np.array([1, 0, 1, 0, 1]), 1e-5
    start, same = (moved(student, X, t, X, 1e-30) for _ in range(2))
    if not np.array_equal(start, same):
        return  # the weights came from NumPy's global generator, so nothing can be compared
    alone = np.array([moved(student, X[[n]], t[[n]], X, lr) - start for n in range(5)])
    y = sigmoid(start)
    bare = y - t
    slope = bare * y * (1.0 - y)
    if not alike(alone * slope, (alone * slope).T):
        why = "The slope of (t - output)^2 has the factor output * (1 - output): the slope of the output's sigmoid."
        near = alike(alone * bare, (alone * bare).T)
        require(not near, "moved the network as if its output had no sigmoid", why, "slope-of-sigmoid-missing")
        why = "Each epoch takes one step against the slope of (t - output)^2, worked out from the output backwards."
        require(False, "moved the network in some direction other than downhill", why, "not-the-gradient")
    pair = moved(student, X[:2], t[:2], X, lr) - start
    apart = alone[0] + alone[1]
    largest = np.abs(apart).argmax()
    why = "Add up the slopes of all samples, or take their mean, but for all weights and biases alike."
    even = alike(pair * apart[largest], apart * pair[largest])
    require(even, "scaled the steps of weights and biases differently", why, "uneven-steps")
    twice = moved(student, X[:2], t[:2], X, lr, epochs=2) - start
    why = "Each epoch's step is added to where the earlier ones ended, for all weights and biases."
    require(alike(twice, 2.0 * pair), "forgot a part of the earlier step", why, "step-forgotten")


@exercise("train_gate", promise="predict")
def test_predict_answers_sample_by_sample(student, rng):
    """For samples never seen, for lists, and the same whoever else is in the batch."""
    predict, _ = trained(student.train_gate(BITS, GATES["AND"], lr=1.0, epochs=30), 30)
    X = rng.normal(size=(7, 2))
    said = answers(predict, X)
    why = "Each sample is answered by itself, from the trained weights."
    assert_close(answers(predict, X[2:5]), said[2:5], why)
    assert_close(answers(predict, X[:1]), said[:1], why)
    assert_close(answers(predict, X.tolist()), said, "predict takes lists, too.")
    require(len(np.unique(said)) == 7, "gave the same answer for different samples", why, "constant")


@exercise("train_gate", promise="random")
def test_every_gate_begins_with_other_weights(student, rng):
    """Two calls begin differently, without rng and with one and the same."""
    X, t = six_samples(rng)
    for given in ({}, {"rng": rng}):
        (_, first), (_, second) = (trained(student.train_gate(X, t, epochs=1, **given), 1) for _ in range(2))
        require(bool(first[0] != second[0]), "began with the same weights twice", WHY_RANDOM, "fixed-seed")


@exercise("train_gate", promise="kinds")
def test_gates_are_learned_from_every_kind_of_samples(student):
    """Lists, integers, unsigned integers, float32 and read-only arrays."""
    t = GATES["NAND"]
    kinds = [
        (BITS.tolist(), t),
        (BITS.astype(np.uint8), np.array(t, dtype=np.uint8)),
        (BITS.astype(np.float32), np.array(t, dtype=np.float32)),
        (locked(BITS), locked(t)),
    ]
    for X, targets in kinds:
        predict, losses = trained(student.train_gate(X, targets, lr=0.01, epochs=30), 30)
        near = abs(mean_square(predict, BITS, t) - losses[-1]) < 0.005
        require(bool(near and losses[-1] < losses[0]), "learned something else from this kind of numbers", WHY_KINDS)


@exercise("train_gate", promise="untouched")
def test_training_a_gate_leaves_the_samples_alone(student, rng):
    """X and t are not changed."""
    X, t = rng.normal(size=(5, 2)), np.array([0.0, 1.0, 1.0, 0.0, 1.0])
    kept = X.copy(), t.copy()
    predict, _ = trained(student.train_gate(X, t, epochs=3), 3)
    predict(X)
    same = np.array_equal(X, kept[0]) and np.array_equal(t, kept[1])
    require(same, "changed the samples", "They are needed again in the next epoch.", "argument-changed")


@exercise("train_gate", promise="losses", seconds=4)
def test_there_are_ten_thousand_epochs_by_default(student):
    """Without epochs there are 10,000."""
    trained(student.train_gate([[1.0]], [1], hidden_size=1), 10000)


# train_xor


def learn_xor(student, **options):
    """Let the student learn XOR with the time that the contract grants."""
    return trained(student.train_xor(**{"lr": 5.0, "max_epochs": 1000, "restarts": 6, **options}))


def assert_solved(predict):
    """All four answers are within 0.1."""
    worst = float(np.abs(answers(predict, BITS) - XOR).max())
    why = "When an attempt ends with a worse answer than that, it was stuck: begin again with new weights."
    require(worst <= 0.1, f"gave an answer that is off by {worst:.2f}", why, "not-solved")


@exercise("train_xor", promise="solved", gate=True, weight=2, seconds=4)
def test_xor_is_learned(student, rng):
    """Every output is within 0.1 of XOR."""
    predict, _ = learn_xor(student, rng=rng)
    assert_solved(predict)


@exercise("train_xor", promise="solved", seconds=4)
def test_xor_is_learned_with_two_hidden_neurons_and_with_eight(student):
    """With two hidden neurons many attempts are stuck; begin again until one succeeds."""
    for hidden_size, restarts in ((8, 6), (2, 12)):
        predict, _ = learn_xor(student, hidden_size=hidden_size, restarts=restarts)
        assert_solved(predict)


def attempted(student, seed, **options):
    """What ``train_xor`` gives from a generator with this seed, None if it fails; and the generator's last state."""
    rng = np.random.default_rng(seed)
    result = None
    with contextlib.suppress(StudentError, RuntimeError):  # what happens when all attempts fail is up to them
        result = student.train_xor(rng, lr=5.0, **options)
    return result, rng.bit_generator.state


@exercise("train_xor", promise="restart", weight=2)
def test_each_attempt_draws_new_weights(student):
    """Attempts that fail are followed by others, as many as allowed; seen by what they draw from rng."""
    states = [np.random.default_rng(3).bit_generator.state]
    for restarts in (1, 2, 5):  # three epochs are too few for all of them
        states.append(attempted(student, 3, hidden_size=2, max_epochs=3, restarts=restarts)[1])
    if all(state == states[0] for state in states):
        return  # NumPy's global generator is as good, and nothing can be seen of it here
    why = "A failed attempt is followed by another with new random weights, until there were `restarts` of them."
    different = all(one != other for one, other in itertools.combinations(states, 2))
    require(different, "did not begin again after a failed attempt", why, "no-restart")


@exercise("train_xor", promise="restart")
def test_a_network_that_almost_knows_xor_has_failed(student):
    """Where an attempt ends with an answer that is off by more than 0.1, there is another one."""
    options = {"hidden_size": 2, "max_epochs": 140}  # most attempts are nearly there by then
    for seed in range(8):
        result, once = attempted(student, seed, restarts=1, **options)
        if result is None or once == np.random.default_rng(seed).bit_generator.state:
            continue
        predict, _ = trained(result)
        if np.abs(answers(predict, BITS) - XOR).max() > 0.1:
            again = attempted(student, seed, restarts=2, **options)[1] != once
            why = "An attempt has succeeded when all four answers, upwards and downwards, are within 0.1."
            require(again, "was content with an answer that is off by more than 0.1", why, "content-too-soon")


@exercise("train_xor", promise=("losses", "predict", "random"), seconds=4)
def test_losses_are_those_of_the_attempt_that_succeeded(student, rng):
    """They fall to what the returned network has, in at most max_epochs; another call takes another way."""
    predict, losses = learn_xor(student, hidden_size=3)
    assert_solved(predict)
    why = "Begin a new list with each attempt; return the one that belongs to the network."
    require(len(losses) <= 1000, f"gave {len(losses)} losses for at most 1000 epochs", why, "all-attempts")
    actual = mean_square(predict, BITS, XOR)
    require(bool(abs(losses[-1] - actual) < 0.005), "ended with a loss that is not the network's", why, "wrong-losses")
    require(bool(losses[0] > 0.1), "began with a loss that no untrained network has", why, "wrong-losses")
    X = rng.normal(size=(6, 2))
    said = answers(predict, X)
    assert_close(answers(predict, X[1:3]), said[1:3], "Each sample is answered by itself.")
    assert_close(answers(predict, X.tolist()), said, "predict takes lists, too.")
    _, others = learn_xor(student, hidden_size=3)
    require(not np.array_equal(losses, others), "learned in the same way twice", WHY_RANDOM, "fixed-seed")


# fit


class Samples:
    """Training and test samples of three classes, no two rows alike."""

    def __init__(self, rng, count=23, tests=9):
        self.x, self.t = rng.normal(size=(count, 4)), rng.integers(0, 3, size=count)
        self.x_test, self.t_test = rng.normal(size=(tests, 4)), rng.integers(0, 3, size=tests)

    def args(self):
        """In the order in which ``fit`` takes them."""
        return self.x, self.t, self.x_test, self.t_test


def copies(params):
    """Parameters as they are now."""
    return {key: np.array(value) for key, value in params.items()}


def scores(params, x):
    """What a two-layer network with these parameters says."""
    return np.maximum(x @ params["W1"] + params["b1"], 0.0) @ params["W2"] + params["b2"]


def loss_and_gradient(params, x, t):
    """The loss of a two-layer network and its gradient, from scratch."""
    hidden = np.maximum(x @ params["W1"] + params["b1"], 0.0)
    said = scores(params, x)
    powers = np.exp(said - said.max(axis=1, keepdims=True))
    y = powers / powers.sum(axis=1, keepdims=True)
    rows = np.arange(len(x))
    dout = (y - np.eye(y.shape[1])[t]) / len(x)
    back = (dout @ params["W2"].T) * (hidden > 0)
    gradient = {"W1": x.T @ back, "b1": back.sum(axis=0), "W2": hidden.T @ dout, "b2": dout.sum(axis=0)}
    return float(-np.mean(np.log(y[rows, t]))), gradient


def accuracy(params, x, t):
    """The share of rows that these parameters get right."""
    return float(np.mean(scores(params, x).argmax(axis=1) == t))


def stepped(params, gradient, lr):
    """One step further."""
    return {key: params[key] - lr * gradient[key] for key in params}


def diary_of(result):
    """The three lists of the student's dict, as arrays."""
    require(isinstance(result, dict), "did not give a dict", "Return the dict of the three lists.", "wrong-type")
    why = "The dict has the keys loss, train_acc and test_acc."
    require({"loss", "train_acc", "test_acc"} <= set(result), "left a key out of the dict", why, "missing-key")
    return [np.asarray(as_numbers(result[key], why, f"`{key}`")) for key in ("loss", "train_acc", "test_acc")]


def assert_losses(losses, before, after):
    """Each batch's own loss, before its step or after it."""
    why = "There is one number for each batch."
    require(losses.shape == (len(before),), f"gave losses of shape {losses.shape}", why, "wrong-shape")
    near = [np.isclose(losses, values, rtol=1e-7, atol=1e-9) for values in (before, after)]
    why = "Note the loss of the batch that was just used, once for each batch: net.loss(x_batch, t_batch)."
    require(bool(np.all(near[0] | near[1])), "gave losses that are not those of the batches", why, "wrong-losses")


def assert_params(net, expected, why, mistakes=()):
    """The network's parameters are the expected ones."""
    params = copies(net.params)
    for key, value in expected.items():
        known = [Mistake(code, wrong[key], hint) for code, wrong, hint in mistakes]
        assert_close(params[key], value, why, mistakes=known, what=f"`net.params['{key}']`")


@exercise("fit", promise=("steps", "accuracy", "loss"), gate=True, weight=2)
def test_one_batch_an_epoch_is_plain_gradient_descent(student, earlier, rng):
    """When a batch holds all samples, every number is known in advance."""
    for batch_size in (23, 40):
        samples = Samples(rng)
        net = earlier.backprop.TwoLayerNet(4, 6, 3, weight_init_std=0.5, rng=rng)
        start = params = copies(net.params)
        losses, accuracies, uphill = [], [], start
        for _ in range(3):
            losses.append(loss_and_gradient(params, samples.x, samples.t)[0])
            params = stepped(params, loss_and_gradient(params, samples.x, samples.t)[1], 0.4)
            uphill = stepped(uphill, loss_and_gradient(uphill, samples.x, samples.t)[1], -0.4)
            accuracies.append(
                [accuracy(params, samples.x, samples.t), accuracy(params, samples.x_test, samples.t_test)]
            )
        losses.append(loss_and_gradient(params, samples.x, samples.t)[0])
        result = student.fit(net, *samples.args(), 3, batch_size, 0.4)
        mistakes = [
            ("no-step", start, "Nothing was learned: take a step for each batch."),
            ("ascent", uphill, "The step goes against the gradient: minus."),
        ]
        assert_params(net, params, "Each batch is one step: p - lr * gradient, in place.", mistakes)
        noted, train_acc, test_acc = diary_of(result)
        assert_losses(noted, losses[:-1], losses[1:])
        why = "After each epoch, measure the accuracy on all samples of the kind."
        assert_close(train_acc, [pair[0] for pair in accuracies], why, what="`train_acc`")
        assert_close(test_acc, [pair[1] for pair in accuracies], why, what="`test_acc`")


class Watched:
    """A network whose gradients the test gives out itself, noting each batch and the parameters at that time."""

    def __init__(self, earlier, rng, samples):
        self.net = earlier.backprop.TwoLayerNet(4, 6, 3, weight_init_std=0.5, rng=rng)
        self.batches, self.before, self.given = [], [], []
        self._params, self._rng, self._samples = self.net.params, rng, samples
        self.net.gradient = self.gradient

    def gradient(self, x_batch, t_batch):
        """Note the batch; answer with random slopes, so that no other step can be taken for the right one."""
        self.batches.append([self._place(row) for row in np.asarray(x_batch, dtype=float)])
        self.before.append(copies(self._params))
        self.given.append({key: self._rng.normal(size=np.shape(value)) for key, value in self.before[-1].items()})
        said = np.asarray(t_batch)
        right = [
            int(said[i]) == self._samples.t[place] for i, place in enumerate(self.batches[-1]) if place is not None
        ]
        require(all(right), "gave a batch whose labels belong to other samples", "Keep the pairs.", "shuffled-apart")
        return dict(self.given[-1])

    def _place(self, row):
        found = np.flatnonzero((self._samples.x == row).all(axis=1))
        return int(found[0]) if len(found) else None

    def epochs(self, batches_each):
        """The order of the samples in each epoch."""
        parts = [self.batches[i : i + batches_each] for i in range(0, len(self.batches), batches_each)]
        return [[place for batch in part for place in batch] for part in parts]


@exercise("fit", promise=("batches", "apart", "shuffle"), weight=2)
def test_every_epoch_deals_all_training_samples_in_another_order(student, earlier, rng):
    """Each training sample once in each epoch, no test sample, and never the same order."""
    for given in ({}, {"rng": rng}):
        samples = Samples(rng)
        watched = Watched(earlier, rng, samples)
        student.fit(watched.net, *samples.args(), 3, 5, 0.01, **given)
        known = [place for batch in watched.batches for place in batch]
        why = "Batches come from x_train; x_test is for measuring only."
        require(None not in known, "learned from samples that are not training samples", why, "learns-from-test")
        sizes = [len(batch) for batch in watched.batches]
        why = "In each epoch there are batches of batch_size, the last with what is left."
        require(sizes == [5, 5, 5, 5, 3] * 3, f"used batches of {sizes[:12]}", why, "wrong-size")
        orders = watched.epochs(5)
        why = "In each epoch, every training sample is in exactly one batch."
        once = all(sorted(order) == list(range(23)) for order in orders)
        require(once, "used some samples more than once in an epoch, and others not at all", why, "repeated")
        why = "Shuffle again in each epoch: call shuffle_batches inside the loop."
        different = all(one != other for one, other in itertools.combinations(orders, 2))
        require(different, "used the same order in two epochs", why, "same-order")


@exercise("fit", promise=("steps", "loss", "accuracy"), weight=2)
def test_every_batch_is_one_step(student, earlier, rng):
    """Each batch moves all parameters by -lr times its gradient; losses and accuracies are of that moment."""
    samples = Samples(rng)
    watched = Watched(earlier, rng, samples)
    held = dict(watched.net.params)
    result = student.fit(watched.net, *samples.args(), 2, 6, 0.05)
    why = "Use the gradient of each batch, once for each batch."
    require(len(watched.before) == 8, f"asked for {len(watched.before)} gradients for 8 batches", why, "wrong-count")
    after = [*watched.before[1:], copies(watched.net.params)]
    for before, gradient, now in zip(watched.before, watched.given, after, strict=True):
        for key in before:
            mistakes = [
                Mistake("ascent", before[key] + 0.05 * gradient[key], "The step goes against the gradient: minus."),
                Mistake("no-step", before[key], f"{key} did not move: all parameters take the step."),
                Mistake("lr-ignored", before[key] - gradient[key], "Multiply the step by lr."),
            ]
            expected = before[key] - 0.05 * gradient[key]
            what = f"`net.params['{key}']`"
            assert_close(now[key], expected, "Each batch is one step: p - lr * g.", mistakes=mistakes, what=what)
    for key, array in watched.net.params.items():
        require(array is held[key], f"put another array at {key}", "The layers hold the arrays: use -=.", "rebound")
    losses, train_acc, test_acc = diary_of(result)
    batches = [(samples.x[batch], samples.t[batch]) for batch in watched.batches]
    noted = [
        [loss_and_gradient(p, *batch)[0] for p, batch in zip(ps, batches, strict=True)]
        for ps in (watched.before, after)
    ]
    assert_losses(losses, *noted)
    ends, starts = (after[3], after[7]), (watched.before[0], watched.before[4])
    for name, measured, x, t in (
        ("train_acc", train_acc, samples.x, samples.t),
        ("test_acc", test_acc, samples.x_test, samples.t_test),
    ):
        early = Mistake("too-early", [accuracy(p, x, t) for p in starts], "Measure after the epoch, not before it.")
        why = "After each epoch, measure the accuracy on all samples of the kind."
        assert_close(measured, [accuracy(p, x, t) for p in ends], why, mistakes=[early], what=f"`{name}`")


@exercise("fit", promise="labels")
def test_labels_may_be_one_hot(student, earlier, rng):
    """Integers or one-hot rows, whichever the network takes."""
    samples = Samples(rng)
    net = earlier.backprop.TwoLayerNet(4, 6, 3, weight_init_std=0.5, rng=rng)
    params = copies(net.params)
    for _ in range(2):
        params = stepped(params, loss_and_gradient(params, samples.x, samples.t)[1], 0.4)
    one_hot = np.eye(3)
    result = student.fit(net, samples.x, one_hot[samples.t], samples.x_test, one_hot[samples.t_test], 2, 23, 0.4)
    assert_params(net, params, "Hand the labels to the network as they are.")
    assert_close(
        diary_of(result)[2][-1], accuracy(params, samples.x_test, samples.t_test), "The network knows its labels."
    )


@exercise("fit", promise="learns", weight=2, seconds=4)
def test_easy_samples_are_learned(student, earlier, rng):
    """Three clouds far apart: after 30 epochs nine of ten test samples are right."""
    centres = np.array([[3.0, 0.0, 0.0, 1.0], [0.0, 3.0, 0.0, -1.0], [0.0, 0.0, 3.0, 0.0]])
    t = np.arange(90) % 3
    x = centres[t] + 0.5 * rng.normal(size=(90, 4))
    net = earlier.backprop.TwoLayerNet(4, 10, 3, weight_init_std=0.3, rng=rng)
    result = student.fit(net, x[:60], t[:60], x[60:], t[60:], epochs=30, batch_size=10, lr=0.3, rng=rng)
    right = accuracy(copies(net.params), x[60:], t[60:])
    why = "A step for every batch of every epoch brings the network there."
    require(right >= 0.9, f"trained a network that gets {right:.0%} of easy samples right", why, "not-learned")
    assert_close(diary_of(result)[2][-1], right, "The last test accuracy is that of the trained network.")


@exercise("fit", promise="kinds")
def test_samples_may_be_of_every_kind(student, earlier, rng):
    """Integers, unsigned integers, float32 and read-only arrays."""
    x, t = rng.integers(0, 9, size=(8, 4)), rng.integers(0, 3, size=8)
    for kind in (np.int64, np.uint8, np.float32, locked):
        net = earlier.backprop.TwoLayerNet(4, 6, 3, weight_init_std=0.1, rng=rng)
        params = copies(net.params)
        params = stepped(params, loss_and_gradient(params, x.astype(float), t)[1], 0.1)
        samples = locked(x) if kind is locked else x.astype(kind)
        labels = locked(t) if kind is locked else t
        student.fit(net, samples, labels, samples, labels, 1, 8, 0.1)
        assert_params(net, params, "The samples may be any kind of number.")


@exercise("fit", promise="untouched")
def test_training_leaves_samples_and_labels_alone(student, earlier, rng):
    """Neither samples nor labels are changed."""
    samples = Samples(rng)
    kept = [part.copy() for part in samples.args()]
    net = earlier.backprop.TwoLayerNet(4, 6, 3, rng=rng)
    student.fit(net, *samples.args(), 2, 5, 0.1)
    same = all(np.array_equal(now, before) for now, before in zip(samples.args(), kept, strict=True))
    require(same, "changed the samples", "Shuffle indices, never the samples themselves.", "argument-changed")
