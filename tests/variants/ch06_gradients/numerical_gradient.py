import numpy as np


def wrong_forward_difference(f, x):
    """One step to the right is enough."""
    x = np.array(x, dtype=float)
    h, grad, base = 1e-4, np.zeros(x.shape), None
    for i in np.ndindex(x.shape):
        base = f(x)
        kept = x[i]
        x[i] = kept + h
        grad[i] = (f(x) - base) / h
        x[i] = kept
    return grad


def wrong_tiny_forward_difference(f, x):
    """So short a step that the value hardly shows it."""
    x = np.array(x, dtype=float)
    h, grad = 1e-7, np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        moved = x.copy()
        moved[i] += h
        grad[i] = (f(moved) - f(x)) / h
    return grad


def wrong_divided_by_h(f, x):
    """Two steps, one width."""
    x = np.array(x, dtype=float)
    h, grad = 1e-4, np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        kept = x[i]
        x[i] = kept + h
        above = f(x)
        x[i] = kept - h
        grad[i] = (above - f(x)) / h
        x[i] = kept
    return grad


def wrong_not_restored(f, x):
    """Goes on to the next element."""
    x = np.require(x, float, "W")
    h, grad = 1e-4, np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        kept = x[i]
        x[i] = kept + h
        above = f(x)
        x[i] = kept - h
        grad[i] = (above - f(x)) / (2 * h)
    return grad


def wrong_restored_too_late(f, x):
    """Puts everything back at the end."""
    x = np.require(x, float, "W")
    before = x.copy()
    h, grad = 1e-4, np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] = before[i] + h
        above = f(x)
        x[i] = before[i] - h
        grad[i] = (above - f(x)) / (2 * h)
    x[...] = before
    return grad


def wrong_restored_on_a_copy_too_late(f, x):
    """Works on a copy, so nothing need be put back."""
    x = np.array(x, dtype=float)
    h, grad = 1e-6, np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        grad[i] = (above - f(x)) / (2 * h)
    return grad


def wrong_last_bit(f, x):
    """Adds and subtracts h; the last bit may differ."""
    x = np.require(x, float, "W")
    h, grad = 1e-4, np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        below = f(x)
        x[i] += h
        grad[i] = (above - below) / (2 * h)
    return grad


def wrong_vectors_only(f, x):
    """Counts to x.size with a single index."""
    x = np.array(x, dtype=float)
    h, grad = 1e-4, np.zeros(x.shape)
    for i in range(x.size):
        kept = x[i]
        x[i] = kept + h
        above = f(x)
        x[i] = kept - h
        grad[i] = (above - f(x)) / (2 * h)
        x[i] = kept
    return grad


def wrong_matrices_only(f, x):
    """Two loops, for rows and columns."""
    x = np.array(x, dtype=float)
    if x.ndim == 1:
        return numerical_gradient(lambda z: f(z[0]), x[None])[0]
    h, grad = 1e-4, np.zeros(x.shape)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            moved, other = x.copy(), x.copy()
            moved[i, j] += h
            other[i, j] -= h
            grad[i, j] = (f(moved) - f(other)) / (2 * h)
    return grad


def wrong_flattened(f, x):
    """Lays the array flat, for f too."""
    x = np.array(x, dtype=float)
    flat, h = x.ravel().copy(), 1e-4
    grad = np.zeros(flat.shape)
    for i in range(flat.size):
        kept = flat[i]
        flat[i] = kept + h
        above = f(flat)
        flat[i] = kept - h
        grad[i] = (above - f(flat)) / (2 * h)
        flat[i] = kept
    return grad.reshape(x.shape)


def wrong_result_is_flat(f, x):
    """A list of slopes in a row."""
    x = np.array(x, dtype=float)
    h, grad = 1e-4, []
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[i] = h
        grad.append((f(x + step) - f(x - step)) / (2 * h))
    return np.array(grad)


def wrong_textbook_integers(f, x):
    """As in the book: integers stay integers."""
    x = np.array(x)
    h = 1e-4
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        idx = it.multi_index
        tmp_val = x[idx]
        x[idx] = tmp_val + h
        fxh1 = f(x)
        x[idx] = tmp_val - h
        fxh2 = f(x)
        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp_val
        it.iternext()
    return grad


def wrong_integer_gradient(f, x):
    """The gradient takes the type of x."""
    x = np.array(x)
    grad = np.zeros_like(x)
    point = x.astype(float)
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[i] = 1e-4
        grad[i] = (f(point + step) - f(point - step)) / 2e-4
    return grad


def wrong_float32(f, x):
    """float32 stays float32."""
    x = np.array(x) if np.asarray(x).dtype.kind == "f" else np.array(x, dtype=float)
    h, grad = 1e-4, np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        kept = x[i]
        x[i] = kept + h
        above = f(x)
        x[i] = kept - h
        grad[i] = (above - f(x)) / (2 * h)
        x[i] = kept
    return grad


def wrong_read_only(f, x):
    """Moves what it is given, whether that may be moved or not."""
    x = np.asarray(x, dtype=float)
    h, grad = 1e-4, np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        kept = x[i]
        x[i] = kept + h
        above = f(x)
        x[i] = kept - h
        grad[i] = (above - f(x)) / (2 * h)
        x[i] = kept
    return grad


def wrong_all_at_once(f, x):
    """Moves all elements together."""
    x, h = np.array(x, dtype=float), 1e-4
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))


def wrong_large_step(f, x):
    """A tenth is small."""
    x, h = np.array(x, dtype=float), 0.1
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[i] = h
        grad[i] = (f(x + step) - f(x - step)) / (2 * h)
    return grad


def wrong_tiny_step(f, x):
    """The smaller, the better."""
    x, h = np.array(x, dtype=float), 1e-13
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[i] = h
        grad[i] = (f(x + step) - f(x - step)) / (2 * h)
    return grad


def wrong_sign(f, x):
    """Left minus right."""
    x, h = np.array(x, dtype=float), 1e-4
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[i] = h
        grad[i] = (f(x - step) - f(x + step)) / (2 * h)
    return grad


def wrong_first_element_left_out(f, x):
    """Begins at 1."""
    x, h = np.array(x, dtype=float), 1e-4
    grad = np.zeros(x.shape)
    for i in list(np.ndindex(x.shape))[1:] or [(0,) * x.ndim]:
        step = np.zeros(x.shape)
        step[i] = h
        grad[i] = (f(x + step) - f(x - step)) / (2 * h)
    return grad


def right_copy_for_each_element(f, x):
    """Never touches x."""
    x, h = np.asarray(x, dtype=float), 1e-3
    grad = np.empty_like(x)
    for i in np.ndindex(*x.shape):
        right, left = x.copy(), x.copy()
        right[i] += h
        left[i] -= h
        grad[i] = (f(right) - f(left)) / (2 * h)
    return grad


def right_nditer(f, x):
    """As in the book, with floats."""
    x = np.array(x, dtype=float)
    h, grad = 1e-4, np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        idx = it.multi_index
        tmp_val = float(x[idx])
        x[idx] = tmp_val + h
        fxh1 = f(x)
        x[idx] = tmp_val - h
        fxh2 = f(x)
        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp_val
        it.iternext()
    return grad


def right_rows_of_steps(f, x):
    """A matrix with one step in each row."""
    x, h = np.array(x, dtype=float), 1e-4
    steps = (np.eye(x.size) * h).reshape(x.size, *x.shape)
    return np.reshape([(f(x + step) - f(x - step)) / (2 * h) for step in steps], x.shape)


def right_by_numerical_diff(f, x):
    """One function of a number for each element."""
    x = np.asarray(x, dtype=float)

    def along(i):
        def g(number):
            moved = x.copy()
            moved[i] = number
            return f(moved)

        return numerical_diff(g, x[i])

    return np.array([along(i) for i in np.ndindex(x.shape)]).reshape(x.shape)
