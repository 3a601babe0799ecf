import numpy as np


def wrong_alpha_ignored(x, alpha=0.01):
    """Alpha is 0.01."""
    x = np.asarray(x, dtype=float)
    return np.where(x > 0, x, 0.01 * x)


def wrong_default(x, alpha=0.1):
    """A tenth seems reasonable."""
    x = np.asarray(x, dtype=float)
    return np.where(x > 0, x, alpha * x)


def wrong_constant(x, alpha=0.01):
    """Negative numbers become alpha."""
    x = np.asarray(x, dtype=float)
    return np.where(x > 0, x, alpha)


def wrong_sign(x, alpha=0.01):
    """Lets the amount through, not the sign."""
    x = np.asarray(x, dtype=float)
    return np.where(x > 0, x, alpha * np.abs(x))


def wrong_both_sides(x, alpha=0.01):
    """Multiplies everything."""
    return alpha * np.asarray(x, dtype=float)


def wrong_plain_relu(x, alpha=0.01):
    """Nothing gets through."""
    return np.maximum(np.asarray(x, dtype=float), 0)


def wrong_integer_result(x, alpha=0.01):
    """Multiplies in an array of the dtype of x."""
    result = np.array(x)
    result[result < 0] = (result[result < 0] * alpha).astype(result.dtype)
    return result


def wrong_zero_means_default(x, alpha=0.01):
    """`alpha or 0.01` takes 0 for missing."""
    x = np.asarray(x, dtype=float)
    return np.where(x > 0, x, (alpha or 0.01) * x)


def right_maximum(x, alpha=0.01):
    """Below zero alpha x is the larger one."""
    x = np.asarray(x, dtype=float)
    return np.maximum(x, alpha * x)


def right_sum(x, alpha=0.01):
    """A ReLU and a mirrored, weakened one."""
    x = np.asarray(x, dtype=float)
    return np.maximum(x, 0) + alpha * np.minimum(x, 0)


def right_loop(x, alpha=0.01):
    """Element by element."""
    x = np.asarray(x, dtype=float)
    result = x.copy()
    for index in np.ndindex(x.shape):
        if x[index] <= 0:
            result[index] = alpha * x[index]
    return result
