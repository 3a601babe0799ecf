import numpy as np


def wrong_ascent(params, grads, lr):
    """Adds the gradient."""
    for key in params:
        params[key] += lr * grads[key]


def wrong_rebinds(params, grads, lr):
    """Computes new arrays."""
    for key in params:
        params[key] = params[key] - lr * grads[key]


def wrong_first_key_only(params, grads, lr):
    """Returns inside the loop."""
    for key in params:
        params[key] -= lr * grads[key]
        return params


def wrong_rate_left_out(params, grads, lr):
    """Subtracts the gradient."""
    for key in params:
        params[key] -= grads[key]


def wrong_new_dict(params, grads, lr):
    """Returns what it should have changed."""
    return {key: params[key] - lr * grads[key] for key in params}


def wrong_weights_only(params, grads, lr):
    """Biases stay."""
    for key in params:
        if key.startswith("W"):
            params[key] -= lr * grads[key]


def wrong_rate_twice(params, grads, lr):
    """Scales the gradient, and the step."""
    for key in params:
        params[key] -= lr * (lr * grads[key])


def wrong_copy(params, grads, lr):
    """Works on a copy of the array."""
    for key in params:
        values = params[key].copy()
        values -= lr * grads[key]
        params[key] = values


def wrong_scales_the_gradients(params, grads, lr):
    """Multiplies the gradients where they stand."""
    for key in params:
        if grads[key].dtype == float and grads[key].flags.writeable:
            grads[key] *= lr
            params[key] -= grads[key]
        else:
            params[key] -= lr * grads[key]


def wrong_local_name(params, grads, lr):
    """The loop's own variable gets the result."""
    for key, value in params.items():
        value = value - lr * grads[key]


def right_slice(params, grads, lr):
    """Assigns into the array."""
    for key, value in params.items():
        value[...] = value - lr * grads[key]


def right_out(params, grads, lr):
    """np.subtract with out, and returns the dict, too."""
    for key in grads:
        np.subtract(params[key], np.multiply(lr, grads[key]), out=params[key])
    return params


def right_zip(params, grads, lr):
    """Elements one by one."""
    for key in params:
        for index in np.ndindex(params[key].shape):
            params[key][index] -= lr * float(grads[key][index])
