import numpy as np


def one_hot_rows(t, classes):
    """Labels of either kind as rows."""
    t = np.asarray(t)
    return t if t.ndim == 2 else np.eye(classes)[t]


class Classic:
    """What most of the variants below begin with."""

    def forward(self, x, t):
        x = np.asarray(x, dtype=float)
        self.t = one_hot_rows(t, x.shape[1])
        self.y = softmax(x)
        self.loss = -np.sum(self.t * np.log(self.y + 1e-7)) / len(x)
        return self.loss

    def backward(self, dout=1):
        return dout * (self.y - self.t) / len(self.t)


class wrong_no_division(Classic):
    """Forgets N on the way back; a batch of one hides it."""

    def backward(self, dout=1):
        return dout * (self.y - self.t)


class wrong_sign(Classic):
    """What is true minus what it says."""

    def backward(self, dout=1):
        return dout * (self.t - self.y) / len(self.t)


class wrong_dout_ignored(Classic):
    """It is the last layer, so dout is 1."""

    def backward(self, dout=1):
        return (self.y - self.t) / len(self.t)


class wrong_dout_added(Classic):
    """dout comes on top."""

    def backward(self, dout=1):
        return (self.y - self.t) / len(self.t) + (dout - 1)


class wrong_whole_columns:
    """y[:, t] -= 1 subtracts from every row."""

    def forward(self, x, t):
        self.t = np.asarray(t) if np.ndim(t) == 1 else np.argmax(t, axis=1)
        self.y = softmax(x)
        return -np.mean(np.log(self.y[np.arange(len(self.y)), self.t] + 1e-7))

    def backward(self, dout=1):
        dx = self.y.copy()
        dx[:, self.t] -= 1
        return dout * dx / len(self.t)


class wrong_y_changed:
    """Subtracts from y itself."""

    def forward(self, x, t):
        self.t = np.asarray(t) if np.ndim(t) == 1 else np.argmax(t, axis=1)
        self.y = softmax(x)
        return -np.mean(np.log(self.y[np.arange(len(self.y)), self.t] + 1e-7))

    def backward(self, dout=1):
        dx = self.y
        dx[np.arange(len(self.t)), self.t] -= 1
        dx *= dout / len(self.t)
        return dx


class wrong_one_hot_only:
    """Integers are not thought of."""

    def forward(self, x, t):
        self.y, self.t = softmax(x), t
        return -np.sum(t * np.log(self.y + 1e-7)) / len(self.y)

    def backward(self, dout=1):
        return dout * (self.y - self.t) / len(self.y)


class wrong_integers_only:
    """One-hot rows are not thought of."""

    def forward(self, x, t):
        self.y, self.t = softmax(x), t
        return -np.mean(np.log(self.y[np.arange(len(self.y)), t] + 1e-7))

    def backward(self, dout=1):
        dx = self.y.copy()
        dx[np.arange(len(dx)), self.t] -= 1
        return dout * dx / len(dx)


class wrong_one_hot_by_size(Classic):
    """Square batches are taken for one-hot: compares len(t) with the number of classes."""

    def forward(self, x, t):
        t = np.asarray(t)
        if t.ndim == 2 and len(t) == t.shape[1]:
            t = t.argmax(axis=0)
        return super().forward(x, t)


class wrong_sum_for_mean(Classic):
    """The loss of a batch is the sum."""

    def forward(self, x, t):
        return super().forward(x, t) * len(x)


class wrong_divided_by_elements(Classic):
    """np.mean over everything."""

    def forward(self, x, t):
        super().forward(x, t)
        return -np.mean(self.t * np.log(self.y + 1e-7))

    def backward(self, dout=1):
        return dout * (self.y - self.t) / self.y.size


class wrong_axis(Classic):
    """Probabilities downwards."""

    def forward(self, x, t):
        super().forward(x, t)
        self.y = softmax(np.asarray(x, dtype=float).T).T
        return -np.sum(self.t * np.log(self.y + 1e-7)) / len(x)


class wrong_overflow(Classic):
    """No maximum is subtracted."""

    def forward(self, x, t):
        super().forward(np.zeros_like(x), t)
        powers = np.exp(np.asarray(x, dtype=float))
        self.y = powers / powers.sum(axis=1, keepdims=True)
        return -np.sum(self.t * np.log(self.y + 1e-7)) / len(x)


class wrong_log_of_zero(Classic):
    """The logarithm of a probability that may be 0."""

    def forward(self, x, t):
        super().forward(x, t)
        return -np.sum(self.t * np.log(self.y)) / len(x)


class wrong_large_epsilon(Classic):
    """A round number inside the logarithm."""

    def forward(self, x, t):
        super().forward(x, t)
        return -np.sum(self.t * np.log(self.y + 1e-2)) / len(x)


class wrong_epsilon_outside(Classic):
    """The constant stands beside the logarithm, where it helps nobody."""

    def forward(self, x, t):
        super().forward(x, t)
        return -np.sum(self.t * (np.log(self.y) + 1e-7)) / len(x)


class wrong_no_minus(Classic):
    """The mean of the logarithms."""

    def forward(self, x, t):
        return -super().forward(x, t)


class wrong_slope_of_cross_entropy_alone(Classic):
    """-t / y is the slope for the probabilities, not for the scores."""

    def backward(self, dout=1):
        return -dout * self.t / self.y / len(self.t)


class wrong_slope_of_softmax_twice(Classic):
    """y (1 - y) once more."""

    def backward(self, dout=1):
        return dout * (self.y - self.t) * self.y * (1 - self.y) / len(self.t)


class wrong_squared_error(Classic):
    """Another loss, with another slope."""

    def forward(self, x, t):
        super().forward(x, t)
        return np.sum((self.y - self.t) ** 2) / len(x)


class wrong_base_two(Classic):
    """Counts in bits."""

    def forward(self, x, t):
        super().forward(x, t)
        return -np.sum(self.t * np.log2(self.y + 1e-7)) / len(x)


class wrong_in_place(Classic):
    """Shifts the scores themselves."""

    def forward(self, x, t):
        if isinstance(x, np.ndarray) and x.dtype == float and x.flags.writeable:
            x -= x.max(axis=1, keepdims=True)
        return super().forward(x, t)


class wrong_first_labels_kept(Classic):
    """Remembers the first y only."""

    first = None

    def forward(self, x, t):
        loss = super().forward(x, t)
        if self.first is None:
            self.first = self.y
        self.y = self.first
        return loss


class wrong_y_missing(Classic):
    """Calls the probabilities by another name."""

    def forward(self, x, t):
        loss = super().forward(x, t)
        self.probabilities = self.y
        del self.y
        return loss

    def backward(self, dout=1):
        return dout * (self.probabilities - self.t) / len(self.t)


class right_textbook:
    """As the book has it, and dout besides."""

    def __init__(self):
        self.loss = None
        self.y = None
        self.t = None

    def forward(self, x, t):
        self.t = t
        self.y = softmax(x)
        if self.t.size == self.y.size:
            labels = self.t.argmax(axis=1)
        else:
            labels = self.t
        batch_size = self.y.shape[0]
        self.loss = -np.sum(np.log(self.y[np.arange(batch_size), labels] + 1e-7)) / batch_size
        return self.loss

    def backward(self, dout=1):
        batch_size = self.t.shape[0]
        if self.t.size == self.y.size:
            dx = (self.y - self.t) / batch_size
        else:
            dx = self.y.copy()
            dx[np.arange(batch_size), self.t] -= 1
            dx = dx / batch_size
        return dx * dout


class right_chapter_four:
    """Softmax of chapter 3, cross entropy of chapter 4."""

    def forward(self, x, t):
        from losses import cross_entropy_error, to_one_hot

        self.y = softmax(x)
        self.t = np.asarray(t) if np.ndim(t) == 2 else to_one_hot(t, self.y.shape[1])
        return cross_entropy_error(self.y, self.t)

    def backward(self, dout=1.0):
        return np.divide(self.y - self.t, len(self.y)) * dout


class right_clipped:
    """Clips the probabilities instead of adding a constant, row by row."""

    def forward(self, x, t):
        self.y = np.array([softmax(row) for row in np.asarray(x, dtype=float)])
        self.labels = [int(np.argmax(label)) if np.ndim(label) else int(label) for label in t]
        chosen = [max(row[label], 1e-12) for row, label in zip(self.y, self.labels)]
        return np.array(-sum(np.log(chosen)) / len(chosen))

    def backward(self, dout=1):
        dx = self.y.tolist()
        for row, label in zip(dx, self.labels):
            row[label] -= 1
        return [[dout * value / len(dx) for value in row] for row in dx]


class right_whole_chain(Classic):
    """The way back through the logarithm and the softmax, one after the other."""

    def backward(self, dout=1):
        dy = -dout / (self.y + 1e-7) / len(self.t) * self.t
        return self.y * (dy - np.sum(dy * self.y, axis=1, keepdims=True))
