"""One neuron, a layer, a network: the arithmetic that everything else repeats.

Plain Python is enough here: numbers, lists and loops. Wherever a list of numbers is
asked for, a tuple or a NumPy array is as good, and no argument may be changed.
"""


def relu(x):
    """The rectified linear unit: let positive numbers through, stop the others.

        relu(x) = x  if x > 0,  else 0

    Args:
        x: a number.

    Returns:
        ``x`` when it is positive, otherwise 0.

    Promises:
        positive: a positive number comes back unchanged.
        negative: a negative number, and 0 itself, becomes 0.

    Example:
        >>> relu(2.5)
        2.5
        >>> relu(-3)
        0

    Source: Nair and Hinton, "Rectified linear units improve restricted Boltzmann machines" (2010).
    """
    # TODO: return x when it is greater than 0, and 0 otherwise.
    raise NotImplementedError


def weighted_sum(inputs, weights, bias):
    """Multiply each input by its weight, add everything up, and add the bias.

        weighted_sum = inputs[0] * weights[0] + inputs[1] * weights[1] + ... + bias

    Args:
        inputs: n numbers.
        weights: n numbers, one for each input.
        bias: a number that is added once.

    Returns:
        One number.

    Promises:
        sum: every input is multiplied by its own weight, and the products are added.
        bias: the bias is added once, however many inputs there are (none, too).
        numbers: lists, tuples and NumPy arrays work, of floats or of integers; nothing is rounded.
        untouched: ``inputs`` and ``weights`` are not changed.

    Example:
        >>> weighted_sum([1, 2], [10, 100], 5)
        215

    Source: McCulloch and Pitts, "A logical calculus of the ideas immanent in nervous activity" (1943).
    """
    # TODO: add up input * weight over all inputs, then add the bias.
    raise NotImplementedError


def neuron(inputs, weights, bias, activation=relu):
    """A neuron: the weighted sum of its inputs, sent through an activation function.

        neuron = activation(weighted_sum(inputs, weights, bias))

    Args:
        inputs: n numbers.
        weights: n numbers.
        bias: a number.
        activation: any function from one number to one number.

    Returns:
        The neuron's output, one number.

    Promises:
        output: the activation of the weighted sum, bias included.
        relu: without ``activation`` the neuron uses ReLU.
        activation: any callable works, and it is called with the whole weighted sum.
        untouched: ``inputs`` and ``weights`` are not changed.

    Example:
        >>> neuron([1, 0], [1, 1], -0.5)
        0.5
        >>> neuron([1, 0], [1, 1], -0.5, activation=lambda z: 10 * z)
        5.0

    Source: Rosenblatt, "The perceptron" (1958).
    """
    # TODO: compute the weighted sum, then return its activation.
    raise NotImplementedError


def layer(inputs, weights, biases, activation=relu):
    """A layer: several neurons that look at the same inputs.

        layer[j] = neuron(inputs, weights[j], biases[j], activation)

    Args:
        inputs: n numbers.
        weights: m rows of n numbers; row j belongs to neuron j.
        biases: m numbers; ``biases[j]`` belongs to neuron j.
        activation: used by every neuron.

    Returns:
        The m outputs in the order of the neurons (a list; a tuple or an array is as good).

    Promises:
        outputs: output j comes from ``weights[j]`` and ``biases[j]``.
        relu: without ``activation`` the neurons use ReLU.
        activation: every neuron uses the given activation.
        sizes: the number of neurons may differ from the number of inputs.
        untouched: no argument is changed.

    Example:
        >>> layer([1, 2], [[1, 0], [0, 1], [1, 1]], [0, 10, -1])
        [1, 12, 2]

    Source: Rosenblatt, "The perceptron" (1958).
    """
    # TODO: compute one neuron for each row of weights, with its own bias.
    raise NotImplementedError


def network(inputs, layers, activation=relu):
    """A network: layers in a row, each one fed with the outputs of the one before.

    Args:
        inputs: the numbers that the first layer sees.
        layers: pairs ``(weights, biases)`` as ``layer`` takes them, the first layer first.
        activation: used by every layer.

    Returns:
        The outputs of the last layer (a list; a tuple or an array is as good).

    Promises:
        chain: each layer's inputs are the outputs of the layer before, through any number of layers.
        single: one layer alone gives that layer's outputs.
        relu: without ``activation`` the layers use ReLU.
        activation: every layer uses the given activation, the last one too.
        untouched: no argument is changed.

    Example:
        >>> network([1, 2], [([[1, 1]], [0]), ([[2], [3]], [0, 1])])
        [6, 10]

    Source: Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors" (1986).
    """
    # TODO: feed the inputs to the first layer, its outputs to the next, and so on.
    raise NotImplementedError


def relu_xor_layers():
    """Weights and biases by which a network of ReLU neurons computes XOR.

    XOR of two bits is 1 when exactly one of them is 1. No single neuron can do that; one
    hidden layer is enough.

    Returns:
        Two pairs ``(weights, biases)`` for ``network``: a hidden layer of any number of
        neurons that takes two inputs, and an output layer of one neuron.

    Promises:
        xor: for bits a and b, ``network([a, b], relu_xor_layers())`` is ``[1]`` if exactly one is 1, else ``[0]``.
        hidden: there is one hidden layer.

    Example:
        >>> [network([a, b], relu_xor_layers()) for a in (0, 1) for b in (0, 1)]
        [[0], [1], [1], [0]]

    Source: Minsky and Papert, "Perceptrons" (1969).
    """
    # TODO: find a hidden layer that tells "at least one bit" from "both bits".
    raise NotImplementedError


def pattern_neuron(pattern):
    """Weights and bias of a ReLU neuron that fires for one black-and-white image only.

    Args:
        pattern: the image's pixels in one row, each 0 or 1; any number of them.

    Returns:
        ``(weights, bias)``: one weight for each pixel (a list; a tuple or an array is as good), and a number.

    Promises:
        fires: for the pattern itself ``neuron(pattern, weights, bias)`` is greater than 0.
        silent: for every other image of that size it is 0, also for one that has pixels more, or fewer.
        blank: an image without a single 1, and one without a single 0, are patterns like any other.
        length: there is one weight for each pixel, for images of any size.
        untouched: ``pattern`` is not changed.

    Example:
        >>> weights, bias = pattern_neuron([1, 0, 1])
        >>> neuron([1, 0, 1], weights, bias) > 0, neuron([1, 1, 1], weights, bias)
        (True, 0)

    Source: Rosenblatt, "The perceptron" (1958).
    """
    # TODO: reward a pixel where the pattern has 1, punish it where it has 0, and choose the bias.
    raise NotImplementedError


def threshold_weight(a, w_a, b_max):
    """The weight that lets a neuron's second input grow up to a limit, and no further.

    Neuron A sends ``a`` through the weight ``w_a``, neuron B sends b through the weight
    w_b. The receiver fires while a * w_a + b * w_b >= 0.

    Args:
        a: the output of neuron A.
        w_a: its weight; a * w_a > 0.
        b_max: the largest b for which the receiver still fires; b_max > 0.

    Returns:
        The weight w_b, one number.

    Promises:
        threshold: a * w_a + b * w_b >= 0 exactly when b <= b_max (up to rounding at b_max itself).
        signs: it holds for negative a and w_a too.

    Example:
        >>> threshold_weight(3, 4, 2)
        -6.0

    Source: Rosenblatt, "The perceptron" (1958).
    """
    # TODO: solve a * w_a + b_max * w_b = 0 for w_b.
    raise NotImplementedError


def output_errors(outputs, correct):
    """How far each output neuron is from what it should say.

        error[j] = outputs[j] - target[j],   target[j] = 1 if j == correct, else 0

    Args:
        outputs: the outputs of the last layer, one for each class.
        correct: the index of the right class, counted from 0.

    Returns:
        One error for each output (a list; a tuple or an array is as good): positive where
        the output is too large, negative where it is too small.

    Promises:
        errors: each error is the output minus its target.
        target: the target is 1 for the neuron at index ``correct`` and 0 for all others.
        untouched: ``outputs`` is not changed.

    Example:
        >>> output_errors([0.25, 0.5], 1)
        [0.25, -0.5]

    Source: Widrow and Hoff, "Adaptive switching circuits" (1960).
    """
    # TODO: subtract 1 from the right class's output and 0 from all others.
    raise NotImplementedError
