import numpy as np


def wrong_border_included(x, w, b):
    """Fires at the threshold already."""
    return 1 if np.dot(x, w) + b >= 0 else 0


def wrong_sign_of_the_threshold(x, w, b):
    """The bias is a threshold: the sum must be greater than it."""
    return 1 if np.dot(x, w) > b else 0


def wrong_bias_left_out(x, w, b):
    """Only inputs and weights."""
    return 1 if np.dot(x, w) > 0 else 0


def wrong_truth_value(x, w, b):
    """The comparison is the answer."""
    return bool(np.dot(x, w) + b > 0)


def wrong_raw_sum(x, w, b):
    """Returns the sum."""
    return float(np.dot(x, w) + b)


def wrong_sign(x, w, b):
    """Minus one for no."""
    return int(np.sign(np.dot(x, w) + b))


def wrong_two_inputs(x, w, b):
    """A gate has two inputs."""
    return 1 if x[0] * w[0] + x[1] * w[1] + b > 0 else 0


def wrong_no_sum(x, w, b):
    """Looks at each input by itself."""
    return (np.asarray(x) * np.asarray(w) + b > 0).astype(int)


def wrong_rounded(x, w, b):
    """Whole numbers are enough."""
    total = sum(int(value) * weight for value, weight in zip(x, w))
    return 1 if total + b > 0 else 0


def wrong_wraps_around(x, w, b):
    """Converts the weights to the type of the inputs."""
    x = np.asarray(x)
    with np.errstate(all="ignore"):
        return 1 if np.sum(x * np.asarray(w).astype(x.dtype), dtype=x.dtype) + b > 0 else 0


def wrong_threshold_of_a_half(x, w, b):
    """Above one half is yes."""
    return 1 if np.dot(x, w) + b > 0.5 else 0


def wrong_in_place(x, w, b):
    """Multiplies into the inputs."""
    if isinstance(x, np.ndarray) and x.dtype == float and x.flags.writeable:
        x *= w
        return 1 if x.sum() + b > 0 else 0
    return 1 if np.dot(x, w) + b > 0 else 0


def wrong_opposite(x, w, b):
    """0 above the border."""
    return 0 if np.dot(x, w) + b > 0 else 1


def right_loop(x, w, b):
    """Plain Python."""
    total = b
    for value, weight in zip(x, w):
        total = total + float(value) * float(weight)
    if total > 0:
        return 1
    return 0


def right_elementwise(x, w, b):
    """Multiplies arrays and adds up; the answer is a NumPy number."""
    return np.int64(np.sum(np.array(x, dtype=float) * np.array(w, dtype=float)) + b > 0)


def right_float(x, w, b):
    """1.0 is the number 1."""
    return 1.0 if float(np.inner(x, w)) + b > 0 else 0.0


def right_zero_d(x, w, b):
    """np.where gives an array without axes."""
    return np.where(np.matmul(x, w) + b > 0, 1, 0)


def right_heaviside(x, w, b):
    """NumPy's own step, 0 at the border."""
    return np.heaviside(np.einsum("i,i->", np.asarray(x, dtype=float), np.asarray(w, dtype=float)) + b, 0.0)
