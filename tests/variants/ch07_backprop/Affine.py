import numpy as np


class Fully:
    """What most of the variants below begin with."""

    def __init__(self, W, b):
        self.W, self.b = W, b
        self.dW = self.db = None

    def forward(self, x):
        self.shape = np.shape(x)
        self.x = np.reshape(x, (self.shape[0], -1))
        return self.x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = np.sum(dout, axis=0)
        return (dout @ self.W.T).reshape(self.shape)


class wrong_no_transpose(Fully):
    """W where W.T belongs; only a square W lets it pass."""

    def backward(self, dout):
        super().backward(dout)
        return (dout @ self.W).reshape(self.shape)


class wrong_dw_transposed(Fully):
    """The other order of the product."""

    def backward(self, dout):
        dx = super().backward(dout)
        self.dW = dout.T @ self.x
        return dx


class wrong_db_not_summed(Fully):
    """The slope for b is dout."""

    def backward(self, dout):
        dx = super().backward(dout)
        self.db = dout
        return dx


class wrong_db_mean(Fully):
    """The slopes of a batch are averaged."""

    def backward(self, dout):
        dx = super().backward(dout)
        self.db = np.mean(dout, axis=0)
        return dx


class wrong_db_over_everything(Fully):
    """One sum for all biases."""

    def backward(self, dout):
        dx = super().backward(dout)
        self.db = np.sum(dout)
        return dx


class wrong_db_wrong_axis(Fully):
    """Adds up the columns."""

    def backward(self, dout):
        dx = super().backward(dout)
        self.db = np.sum(dout, axis=1)
        return dx


class wrong_divided_by_n(Fully):
    """Every slope is a mean over the batch, once more."""

    def backward(self, dout):
        dx = super().backward(dout)
        self.dW = self.dW / len(dout)
        self.db = self.db / len(dout)
        return dx


class wrong_adds_up(Fully):
    """Slopes collect over calls."""

    def backward(self, dout):
        before = self.dW, self.db
        dx = super().backward(dout)
        if before[0] is not None:
            self.dW, self.db = self.dW + before[0], self.db + before[1]
        return dx


class wrong_shape_not_restored(Fully):
    """dx stays flat."""

    def backward(self, dout):
        return super().backward(dout).reshape(len(dout), -1)


class wrong_first_shape_kept(Fully):
    """Remembers the shape of images, and never forgets it."""

    images = None

    def forward(self, x):
        out = super().forward(x)
        if np.ndim(x) > 2:
            self.images = np.shape(x)
        return out

    def backward(self, dout):
        dx = super().backward(dout)
        return dx if self.images is None else dx.reshape(self.images)


class wrong_never_flattens(Fully):
    """Images go into the product as they are."""

    def forward(self, x):
        self.shape, self.x = np.shape(x), x
        return x @ self.W + self.b


class wrong_rows_of_pixels(Fully):
    """Flattens all but the last axis."""

    def forward(self, x):
        self.shape = np.shape(x)
        self.x = np.reshape(x, (-1, self.shape[-1]))
        return self.x @ self.W + self.b


class wrong_column_order(Fully):
    """Flattens with the first axis fastest, as Fortran does."""

    def forward(self, x):
        self.shape = np.shape(x)
        self.x = np.reshape(x, (self.shape[0], -1), order="F")
        return self.x @ self.W + self.b


class wrong_copies(Fully):
    """Keeps copies, to be safe."""

    def __init__(self, W, b):
        super().__init__(W.copy(), b.copy())


class wrong_copies_b(Fully):
    """np.array makes a copy."""

    def __init__(self, W, b):
        super().__init__(W, np.array(b))


class wrong_transposed_once(Fully):
    """Saves the transposed W when it is built."""

    def __init__(self, W, b):
        super().__init__(W, b)
        self.turned = W.T.copy()

    def backward(self, dout):
        super().backward(dout)
        return (dout @ self.turned).reshape(self.shape)


class wrong_bias_left_out(Fully):
    """The bias comes in a later chapter."""

    def forward(self, x):
        return super().forward(x) - self.b


class wrong_first_input_kept(Fully):
    """Remembers the input of the first forward only."""

    x = None

    def forward(self, x):
        kept = self.x
        out = super().forward(x)
        if kept is not None and kept.shape[0] >= len(x) and kept.shape[1] == self.x.shape[1]:
            self.x = kept[: len(x)]
        return out


class wrong_learns_by_itself(Fully):
    """Takes the step downhill at once."""

    def backward(self, dout):
        dx = super().backward(dout)
        self.W -= 0.01 * self.dW
        return dx


class wrong_adds_bias_in_place(Fully):
    """b collects what it adds."""

    def backward(self, dout):
        dx = super().backward(dout)
        self.db = self.b
        self.db += np.sum(dout, axis=0)
        return dx


class wrong_returns_dw(Fully):
    """Hands on the slope for W."""

    def backward(self, dout):
        super().backward(dout)
        return self.dW


class wrong_whole_numbers(Fully):
    """Takes over the kind of the input."""

    def forward(self, x):
        out = super().forward(x)
        return out.astype(np.asarray(x).dtype)


class right_textbook:
    """As the book has it."""

    def __init__(self, W, b):
        self.W = W
        self.b = b
        self.x = None
        self.original_x_shape = None
        self.dW = None
        self.db = None

    def forward(self, x):
        self.original_x_shape = x.shape
        x = x.reshape(x.shape[0], -1)
        self.x = x
        out = np.dot(self.x, self.W) + self.b
        return out

    def backward(self, dout):
        dx = np.dot(dout, self.W.T)
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        dx = dx.reshape(*self.original_x_shape)
        return dx


class right_einsum:
    """Names the axes."""

    def __init__(self, weights, biases):
        self.weights, self.biases = weights, biases

    def forward(self, x):
        self.x = np.asarray(x, dtype=float)
        flat = self.x.reshape(self.x.shape[0], -1)
        return np.einsum("nd,dm->nm", flat, self.weights) + self.biases[np.newaxis]

    def backward(self, dout):
        flat = self.x.reshape(self.x.shape[0], -1)
        self.dW = np.einsum("nd,nm->dm", flat, dout)
        self.db = np.einsum("nm->m", dout)
        return np.einsum("nm,dm->nd", dout, self.weights).reshape(self.x.shape)


class right_loops:
    """Sample by sample, output by output; lists for the biases' slopes."""

    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = np.array(x, dtype=float)
        rows = []
        for sample in self.x:
            flat = sample.ravel()
            rows.append([sum(flat * self.W[:, j]) + self.b[j] for j in range(len(self.b))])
        return rows

    def backward(self, dout):
        self.dW = np.zeros(self.W.shape)
        self.db = [0.0] * len(self.b)
        dx = np.zeros(self.x.shape)
        for n, sample in enumerate(self.x):
            for j, slope in enumerate(dout[n]):
                self.dW[:, j] += slope * sample.ravel()
                self.db[j] += slope
                dx[n] += slope * self.W[:, j].reshape(sample.shape)
        return dx


class right_properties:
    """Computes dW and db when somebody asks."""

    def __init__(self, W, b):
        self.arrays = [W, b]

    def forward(self, x):
        self.x = x
        return np.matmul(np.asarray(x, dtype=float).reshape(len(x), -1), self.arrays[0]) + self.arrays[1]

    def backward(self, dout):
        self.dout = np.array(dout)
        return np.matmul(self.dout, self.arrays[0].T).reshape(np.shape(self.x))

    @property
    def dW(self):
        return np.asarray(self.x, dtype=float).reshape(len(self.x), -1).T @ self.dout

    @property
    def db(self):
        return self.dout.sum(0)
