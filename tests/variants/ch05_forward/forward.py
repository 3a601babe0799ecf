from functools import reduce

import numpy as np


def wrong_all_activated(params, x, activation):
    """Every layer has an activation."""
    for k in range(1, len(params) // 2 + 1):
        x = activation(affine(x, params[f"W{k}"], params[f"b{k}"]))
    return x


def wrong_none_activated(params, x, activation):
    """Forgets it."""
    for k in range(1, len(params) // 2 + 1):
        x = affine(x, params[f"W{k}"], params[f"b{k}"])
    return x


def wrong_always_sigmoid(params, x, activation):
    """The sigmoid is what we used so far."""
    depth = len(params) // 2
    for k in range(1, depth + 1):
        x = affine(x, params[f"W{k}"], params[f"b{k}"])
        x = sigmoid(x) if k < depth else x
    return x


def wrong_activation_before(params, x, activation):
    """Activates the inputs of each layer, the first one's, too."""
    for k in range(1, len(params) // 2 + 1):
        x = affine(activation(x), params[f"W{k}"], params[f"b{k}"])
    return x


def wrong_two_layers(params, x, activation):
    """All networks have two layers."""
    if "W2" not in params:
        return affine(x, params["W1"], params["b1"])
    return affine(activation(affine(x, params["W1"], params["b1"])), params["W2"], params["b2"])


def wrong_sorted_keys(params, x, activation):
    """Sorts the keys; W10 comes before W2."""
    names = sorted(key for key in params if key.startswith("W"))
    for name in names:
        x = affine(x, params[name], params["b" + name[1:]])
        x = activation(x) if name != names[-1] else x
    return x


def wrong_last_digit(params, x, activation):
    """Looks for single digits."""
    depth = max(int(key[-1]) for key in params)
    for k in range(1, depth + 1):
        x = affine(x, params[f"W{k}"], params[f"b{k}"])
        x = activation(x) if k < depth else x
    return x


def wrong_order_of_the_dict(params, x, activation):
    """Walks through the dict."""
    weights = [value for key, value in params.items() if key[0] == "W"]
    biases = [value for key, value in params.items() if key[0] == "b"]
    for k, (W, b) in enumerate(zip(weights, biases), 1):
        x = affine(x, W, b)
        x = activation(x) if k < len(weights) else x
    return x


def wrong_softmax(params, x, activation):
    """Ends with probabilities."""
    depth = len(params) // 2
    for k in range(1, depth + 1):
        x = affine(x, params[f"W{k}"], params[f"b{k}"])
        x = activation(x) if k < depth else softmax(x)
    return x


def wrong_same_inputs(params, x, activation):
    """Every layer sees the inputs."""
    depth = len(params) // 2
    for k in range(1, depth + 1):
        out = affine(x, params[f"W{k}"], params[f"b{k}"])
        out = activation(out) if k < depth else out
    return out


def wrong_pops(params, x, activation):
    """Uses the parameters up."""
    depth = len(params) // 2
    for k in range(1, depth + 1):
        x = affine(x, params.pop(f"W{k}"), params.pop(f"b{k}"))
        x = activation(x) if k < depth else x
    return x


def wrong_batches_only(params, x, activation):
    """Every input is a batch."""
    depth = len(params) // 2
    x = np.asarray(x, dtype=float).reshape(-1, np.shape(params["W1"])[0])
    for k in range(1, depth + 1):
        x = affine(x, params[f"W{k}"], params[f"b{k}"])
        x = activation(x) if k < depth else x
    return x


def right_recursive(params, x, activation):
    """The last layer, after all before it."""

    def up_to(k):
        inputs = activation(up_to(k - 1)) if k > 1 else x
        return affine(inputs, params[f"W{k}"], params[f"b{k}"])

    return up_to(len(params) // 2)


def right_reduce(params, x, activation):
    """A fold; the last layer apart."""
    *hidden, last = sorted((key for key in params if key[0] == "W"), key=lambda key: int(key[1:]))
    z = reduce(lambda z, W: activation(affine(z, params[W], params["b" + W[1:]])), hidden, np.array(x))
    return affine(z, params[last], params["b" + last[1:]])


def right_while(params, x, activation):
    """Goes on as long as there is another layer; needs no affine."""
    x, k = np.array(x, dtype=float), 1
    while f"W{k}" in params:
        if k > 1:
            x = activation(x)
        x = np.dot(x, np.array(params[f"W{k}"])) + np.array(params[f"b{k}"])
        k += 1
    return x
