import numpy as np


class wrong_not_swapped:
    """The slope for x has x in it."""

    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dout):
        return dout * self.x, dout * self.y


class wrong_dout_ignored:
    """The slope of a product is the other factor."""

    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dout):
        return self.y, self.x


class wrong_dout_handed_on:
    """As the addition does."""

    def forward(self, x, y):
        return x * y

    def backward(self, dout):
        return dout, dout


class wrong_first_inputs_kept:
    """Remembers the inputs of the first forward only."""

    def __init__(self):
        self.x = None

    def forward(self, x, y):
        if self.x is None:
            self.x, self.y = x, y
        return x * y

    def backward(self, dout):
        return dout * self.y, dout * self.x


class wrong_kept_in_the_class:
    """Every layer of the program shares one memory."""

    def forward(self, x, y):
        type(self).x, type(self).y = x, y
        return x * y

    def backward(self, dout):
        return dout * self.y, dout * self.x


class wrong_remembers_nothing:
    """Gets the inputs back by dividing the result, and finds only one of them."""

    def forward(self, x, y):
        self.out, self.y = x * y, y
        return self.out

    def backward(self, dout):
        return dout * self.y, dout * self.out


class wrong_adds:
    """Plus for times."""

    def forward(self, x, y):
        self.x, self.y = x, y
        return x + y

    def backward(self, dout):
        return dout * self.y, dout * self.x


class wrong_matrix_product:
    """Arrays are multiplied with @."""

    def forward(self, x, y):
        self.x, self.y = np.atleast_2d(x), np.atleast_2d(y)
        return self.x @ self.y.T

    def backward(self, dout):
        return dout @ self.y, dout.T @ self.x


class wrong_integers:
    """Coins are whole numbers."""

    def forward(self, x, y):
        self.x, self.y = np.asarray(x).astype(int), np.asarray(y).astype(int)
        return self.x * self.y

    def backward(self, dout):
        return dout * self.y, dout * self.x


class wrong_in_place:
    """Multiplies into x."""

    def forward(self, x, y):
        self.x, self.y = np.array(x, dtype=float), y
        if isinstance(x, np.ndarray) and x.dtype == float and x.flags.writeable and x.ndim:
            x *= y
            return x
        return self.x * y

    def backward(self, dout):
        return dout * self.y, dout * self.x


class wrong_dout_changed:
    """Multiplies into dout, before dout is needed a second time."""

    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dout):
        dout = np.asarray(dout)
        dy = dout * self.x
        if dout.dtype == float and dout.flags.writeable:
            dout *= self.y
            return dout, dy
        return dout * self.y, dy


class wrong_one_slope_only:
    """Returns the slope of the first input."""

    def forward(self, x, y):
        self.y = y
        return x * y

    def backward(self, dout):
        return dout * self.y


class right_textbook:
    """As the book has it."""

    def __init__(self):
        self.x = None
        self.y = None

    def forward(self, x, y):
        self.x = x
        self.y = y
        out = x * y
        return out

    def backward(self, dout):
        dx = dout * self.y
        dy = dout * self.x
        return dx, dy


class right_list_of_two:
    """Keeps the inputs in a tuple and returns a list."""

    def forward(self, *inputs):
        self.inputs = inputs
        return np.prod(np.asarray(inputs, dtype=float), axis=0)

    def backward(self, dout):
        return [np.multiply(dout, other) for other in self.inputs[::-1]]


class right_closure:
    """Makes the way back while it goes forward."""

    def forward(self, x, y):
        self._back = lambda dout: (dout * y, dout * x)
        return x * y

    def backward(self, dout):
        return self._back(dout)
