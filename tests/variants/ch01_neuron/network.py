from functools import reduce


def wrong_first_layer_only(inputs, layers, activation=lambda z: max(z, 0)):
    """Returns inside the loop."""
    for weights, biases in layers:
        return layer(inputs, weights, biases, activation)


def wrong_same_inputs(inputs, layers, activation=lambda z: max(z, 0)):
    """Every layer sees the inputs."""
    outputs = inputs
    for weights, biases in layers:
        outputs = layer(inputs, weights, biases, activation)
    return outputs


def wrong_last_layer_linear(inputs, layers, activation=lambda z: max(z, 0)):
    """The output layer needs no activation."""
    for weights, biases in layers[:-1]:
        inputs = layer(inputs, weights, biases, activation)
    return layer(inputs, *layers[-1], lambda z: z)


def wrong_activation_not_handed_on(inputs, layers, activation=None):
    """The layers know their activation."""
    for weights, biases in layers:
        inputs = layer(inputs, weights, biases)
    return inputs


def wrong_all_outputs(inputs, layers, activation=lambda z: max(z, 0)):
    """Returns what every layer said."""
    outputs = []
    for weights, biases in layers:
        inputs = layer(inputs, weights, biases, activation)
        outputs.append(inputs)
    return outputs


def wrong_last_layer_left_out(inputs, layers, activation=lambda z: max(z, 0)):
    """Counts to the number of hidden layers."""
    for weights, biases in layers[: max(len(layers) - 1, 1)]:
        inputs = layer(inputs, weights, biases, activation)
    return inputs


def wrong_pops_the_layers(inputs, layers, activation=lambda z: max(z, 0)):
    """Takes the layers out of the list one by one."""
    while layers:
        weights, biases = layers.pop(0)
        inputs = layer(inputs, weights, biases, activation)
    return inputs


def right_recursive(inputs, layers, activation=lambda z: max(z, 0)):
    """One layer, then the network of the rest."""
    if not layers:
        return inputs
    (weights, biases), rest = layers[0], layers[1:]
    return network(layer(inputs, weights, biases, activation), rest, activation)


def right_reduce(inputs, layers, activation=lambda z: max(z, 0)):
    """A fold over the layers."""
    return reduce(lambda signal, pair: layer(signal, pair[0], pair[1], activation), layers, inputs)


def right_copy_first(inputs, layers, activation=lambda z: max(z, 0)):
    """Works on a list of its own."""
    signal = list(inputs)
    for pair in layers:
        signal = list(layer(signal, pair[0], pair[1], activation=activation))
    return signal
