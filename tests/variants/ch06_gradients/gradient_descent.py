import numpy as np


def wrong_ascent(f, init_x, lr=0.01, step_num=100):
    """With the gradient."""
    x = np.array(init_x, dtype=float)
    history = [x.copy()]
    for _ in range(step_num):
        x += lr * numerical_gradient(f, x)
        history.append(x.copy())
    return x, np.array(history)


def wrong_same_place_again(f, init_x, lr=0.01, step_num=100):
    """Appends x itself."""
    x = np.array(init_x, dtype=float)
    history = [x]
    for _ in range(step_num):
        x -= lr * numerical_gradient(f, x)
        history.append(x)
    return x, np.array(history)


def wrong_without_the_beginning(f, init_x, lr=0.01, step_num=100):
    """Notes the place after each step only."""
    x = np.array(init_x, dtype=float)
    history = []
    for _ in range(step_num):
        x -= lr * numerical_gradient(f, x)
        history.append(x.copy())
    return x, np.array(history)


def wrong_without_the_end(f, init_x, lr=0.01, step_num=100):
    """Notes the place before each step, as in the book."""
    x = np.array(init_x, dtype=float)
    history = []
    for _ in range(step_num):
        history.append(x.copy())
        x -= lr * numerical_gradient(f, x)
    return x, np.array(history)


def wrong_moves_the_beginning(f, init_x, lr=0.01, step_num=100):
    """Walks with init_x itself."""
    x = np.require(init_x, float, "W")
    history = [x.copy()]
    for _ in range(step_num):
        x -= lr * numerical_gradient(f, x)
        history.append(x.copy())
    return x, np.array(history)


def wrong_history_of_losses(f, init_x, lr=0.01, step_num=100):
    """Notes how high it is."""
    x = np.array(init_x, dtype=float)
    history = [f(x)]
    for _ in range(step_num):
        x -= lr * numerical_gradient(f, x)
        history.append(f(x))
    return x, np.array(history)


def wrong_integers(f, init_x, lr=0.01, step_num=100):
    """The type of init_x decides."""
    x = np.array(init_x)
    history = [x.copy()]
    for _ in range(step_num):
        x = (x - lr * numerical_gradient(f, x)).astype(x.dtype)
        history.append(x.copy())
    return x, np.array(history)


def wrong_lr_ignored(f, init_x, lr=0.01, step_num=100):
    """Always a hundredth."""
    x = np.array(init_x, dtype=float)
    history = [x.copy()]
    for _ in range(step_num):
        x -= 0.01 * numerical_gradient(f, x)
        history.append(x.copy())
    return x, np.array(history)


def wrong_default_lr(f, init_x, lr=0.1, step_num=100):
    """Another default."""
    x = np.array(init_x, dtype=float)
    history = [x.copy()]
    for _ in range(step_num):
        x -= lr * numerical_gradient(f, x)
        history.append(x.copy())
    return x, np.array(history)


def wrong_stale_gradient(f, init_x, lr=0.01, step_num=100):
    """Measures the gradient once, at the beginning."""
    x = np.array(init_x, dtype=float)
    grad = numerical_gradient(f, x)
    history = [x.copy()]
    for _ in range(step_num):
        x -= lr * grad
        history.append(x.copy())
    return x, np.array(history)


def wrong_one_direction_after_the_other(f, init_x, lr=0.01, step_num=100):
    """Moves each element at once, before the next slope is measured."""
    x = np.array(init_x, dtype=float)
    history = [x.copy()]
    for _ in range(step_num):
        for i in np.ndindex(x.shape):
            x[i] -= lr * numerical_gradient(f, x)[i]
        history.append(x.copy())
    return x, np.array(history)


def wrong_unit_steps(f, init_x, lr=0.01, step_num=100):
    """Every step is lr long."""
    x = np.array(init_x, dtype=float)
    history = [x.copy()]
    for _ in range(step_num):
        grad = numerical_gradient(f, x)
        x -= lr * grad / (np.linalg.norm(grad) + 1e-12)
        history.append(x.copy())
    return x, np.array(history)


def wrong_x_only(f, init_x, lr=0.01, step_num=100):
    """Returns the end alone."""
    x = np.array(init_x, dtype=float)
    for _ in range(step_num):
        x -= lr * numerical_gradient(f, x)
    return x


def wrong_at_least_one_step(f, init_x, lr=0.01, step_num=100):
    """Steps first, then asks whether that was enough."""
    x = np.array(init_x, dtype=float)
    history = [x.copy()]
    while True:
        x = x - lr * numerical_gradient(f, x)
        history.append(x)
        if len(history) > step_num:
            return x, np.array(history)


def wrong_stops_early(f, init_x, lr=0.01, step_num=100):
    """Stops where it is nearly flat; the history is shorter then."""
    x = np.array(init_x, dtype=float)
    history = [x.copy()]
    for _ in range(step_num):
        grad = numerical_gradient(f, x)
        if np.max(np.abs(grad)) < 1.0:
            break
        x -= lr * grad
        history.append(x.copy())
    return x, np.array(history)


def right_new_arrays(f, init_x, lr=0.01, step_num=100):
    """A new x at each step; a list of places."""
    history = [np.asarray(init_x, dtype=float)]
    for _ in range(step_num):
        history.append(history[-1] - lr * numerical_gradient(f, history[-1]))
    return [history[-1], history]


def right_filled_array(f, init_x, lr=0.01, step_num=100):
    """Makes room for all places first, and needs no other function."""
    start = np.array(init_x, dtype=np.float64)
    history = np.empty((step_num + 1, *start.shape))
    history[0] = start
    for k in range(step_num):
        for i in np.ndindex(start.shape):
            step = np.zeros(start.shape)
            step[i] = 1e-4
            slope = (f(history[k] + step) - f(history[k] - step)) / 2e-4
            history[k + 1][i] = history[k][i] - lr * slope
    return history[-1].copy(), history
