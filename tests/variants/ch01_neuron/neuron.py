def wrong_activation_before_bias(inputs, weights, bias, activation=lambda z: z if z > 0 else 0):
    """The bias is added to the activity."""
    return activation(sum(x * w for x, w in zip(inputs, weights))) + bias


def wrong_no_activation(inputs, weights, bias, activation=None):
    """The weighted sum is the output."""
    return weighted_sum(inputs, weights, bias)


def wrong_always_relu(inputs, weights, bias, activation=None):
    """There is only one activation that matters."""
    return relu(weighted_sum(inputs, weights, bias))


def wrong_activates_each_product(inputs, weights, bias, activation=lambda z: z if z > 0 else 0):
    """Every signal is activated before it is added."""
    return sum(activation(x * w) for x, w in zip(inputs, weights)) + bias


def wrong_bias_left_out(inputs, weights, bias, activation=lambda z: z if z > 0 else 0):
    """Forgets the bias altogether."""
    return activation(sum(x * w for x, w in zip(inputs, weights)))


def wrong_identity_by_default(inputs, weights, bias, activation=lambda z: z):
    """Without an activation nothing is activated."""
    return activation(weighted_sum(inputs, weights, bias))


def wrong_activated_twice(inputs, weights, bias, activation=lambda z: z if z > 0 else 0):
    """Better safe than sorry."""
    return activation(activation(weighted_sum(inputs, weights, bias)))


def right_by_itself(inputs, weights, bias, activation=lambda z: max(z, 0)):
    """Needs no other function of the module."""
    total = bias
    for x, w in zip(inputs, weights):
        total = total + x * w
    return activation(total)


def right_default_none(inputs, weights, bias, activation=None):
    """Decides on the default inside."""
    chosen = relu if activation is None else activation
    return chosen(weighted_sum(inputs, weights, bias))


def right_prints(inputs, weights, bias, activation=lambda z: z if z > 0 else 0):
    """Leaves a print behind."""
    z = weighted_sum(inputs, weights, bias)
    print("z =", z)
    return activation(z)
