import numpy as np


def wrong_zero_weights(layer_sizes, rng=None):
    """Everything starts at zero."""
    params = {}
    for k in range(1, len(layer_sizes)):
        params[f"W{k}"] = np.zeros((layer_sizes[k - 1], layer_sizes[k]))
        params[f"b{k}"] = np.zeros(layer_sizes[k])
    return params


def wrong_counts_from_zero(layer_sizes, rng=None):
    """W0 is the first."""
    params = {}
    for k in range(len(layer_sizes) - 1):
        params[f"W{k}"] = he_init(layer_sizes[k], layer_sizes[k + 1], rng)
        params[f"b{k}"] = np.zeros(layer_sizes[k + 1])
    return params


def wrong_too_many(layer_sizes, rng=None):
    """A pair for every size."""
    params = {}
    for k, size in enumerate(layer_sizes, 1):
        params[f"W{k}"] = he_init(layer_sizes[k - 2] if k > 1 else size, size, rng)
        params[f"b{k}"] = np.zeros(size)
    return params


def wrong_last_layer_missing(layer_sizes, rng=None):
    """Stops one early."""
    params = {}
    for k in range(1, max(len(layer_sizes) - 1, 2)):
        params[f"W{k}"] = he_init(layer_sizes[k - 1], layer_sizes[k], rng)
        params[f"b{k}"] = np.zeros(layer_sizes[k])
    return params


def wrong_transposed(layer_sizes, rng=None):
    """A row for each neuron."""
    params = {}
    for k in range(1, len(layer_sizes)):
        params[f"W{k}"] = he_init(layer_sizes[k - 1], layer_sizes[k], rng).T
        params[f"b{k}"] = np.zeros(layer_sizes[k])
    return params


def wrong_random_biases(layer_sizes, rng=None):
    """Biases are weights, too."""
    params = {}
    for k in range(1, len(layer_sizes)):
        params[f"W{k}"] = he_init(layer_sizes[k - 1], layer_sizes[k], rng)
        params[f"b{k}"] = he_init(1, layer_sizes[k], rng)[0]
    return params


def wrong_bias_rows(layer_sizes, rng=None):
    """Biases as matrices of one row."""
    params = {}
    for k in range(1, len(layer_sizes)):
        params[f"W{k}"] = he_init(layer_sizes[k - 1], layer_sizes[k], rng)
        params[f"b{k}"] = np.zeros((1, layer_sizes[k]))
    return params


def wrong_bias_sizes(layer_sizes, rng=None):
    """A bias for each input."""
    params = {}
    for k in range(1, len(layer_sizes)):
        params[f"W{k}"] = he_init(layer_sizes[k - 1], layer_sizes[k], rng)
        params[f"b{k}"] = np.zeros(layer_sizes[k - 1])
    return params


def wrong_integer_biases(layer_sizes, rng=None):
    """Zero is an integer."""
    params = {}
    for k in range(1, len(layer_sizes)):
        params[f"W{k}"] = he_init(layer_sizes[k - 1], layer_sizes[k], rng)
        params[f"b{k}"] = np.zeros(layer_sizes[k], dtype=int)
    return params


def wrong_one_scale(layer_sizes, rng=None):
    """The first layer's spread for all layers."""
    params = {}
    for k in range(1, len(layer_sizes)):
        shape = (layer_sizes[k - 1], layer_sizes[k])
        params[f"W{k}"] = np.random.randn(*shape) * np.sqrt(2 / layer_sizes[0])
        params[f"b{k}"] = np.zeros(layer_sizes[k])
    return params


def wrong_xavier(layer_sizes, rng=None):
    """The other way to begin."""
    params = {}
    for k in range(1, len(layer_sizes)):
        params[f"W{k}"] = xavier_init(layer_sizes[k - 1], layer_sizes[k], rng)
        params[f"b{k}"] = np.zeros(layer_sizes[k])
    return params


def wrong_fixed_seed(layer_sizes, rng=None):
    """The same network every time."""
    rng = np.random.default_rng(1)
    params = {}
    for k in range(1, len(layer_sizes)):
        params[f"W{k}"] = he_init(layer_sizes[k - 1], layer_sizes[k], rng)
        params[f"b{k}"] = np.zeros(layer_sizes[k])
    return params


def wrong_same_seed_for_each_layer(layer_sizes, rng=None):
    """Begins its random numbers again for each layer."""
    seed = int(np.random.randint(1 << 30))
    params = {}
    for k in range(1, len(layer_sizes)):
        params[f"W{k}"] = he_init(layer_sizes[k - 1], layer_sizes[k], np.random.default_rng(seed))
        params[f"b{k}"] = np.zeros(layer_sizes[k])
    return params


def wrong_pops_the_sizes(layer_sizes, rng=None):
    """Takes the sizes out of the list."""
    sizes = layer_sizes if isinstance(layer_sizes, list) else list(layer_sizes)
    params, k = {}, 1
    while len(sizes) > 1:
        fan_in = sizes.pop(0)
        params[f"W{k}"], params[f"b{k}"] = he_init(fan_in, sizes[0], rng), np.zeros(sizes[0])
        k += 1
    return params


def right_zip(layer_sizes, rng=None):
    """Neighbours by zip."""
    pairs = list(zip(layer_sizes, layer_sizes[1:]))
    weights = {f"W{k}": he_init(n, m, rng) for k, (n, m) in enumerate(pairs, 1)}
    return weights | {f"b{k}": np.zeros(m) for k, (n, m) in enumerate(pairs, 1)}


def right_by_itself(layer_sizes, rng=None):
    """Calls no other function of the module."""
    params = {}
    for k in range(len(layer_sizes) - 1, 0, -1):
        fan_in, fan_out = layer_sizes[k - 1 : k + 1]
        params["b" + str(k)] = np.array([0.0] * fan_out)
        params["W" + str(k)] = np.random.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out))
    return params
