import numpy as np


class wrong_ones:
    """The slope of a sum is 1."""

    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        return np.ones_like(dout, dtype=float), np.ones_like(dout, dtype=float)


class wrong_like_a_product:
    """Every layer multiplies by the other input."""

    def forward(self, x, y):
        self.x, self.y = x, y
        return x + y

    def backward(self, dout):
        return dout * self.y, dout * self.x


class wrong_halves:
    """Two inputs share the slope."""

    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        return dout / 2, dout / 2


class wrong_second_negative:
    """What one gains the other loses."""

    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        return dout, -dout


class wrong_multiplies:
    """Times for plus."""

    def forward(self, x, y):
        return x * y

    def backward(self, dout):
        return dout, dout


class wrong_one_slope_only:
    """One dout is enough for both."""

    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        return dout


class wrong_sums_up:
    """An addition adds, so everything is added."""

    def forward(self, x, y):
        return np.sum(x) + np.sum(y)

    def backward(self, dout):
        return dout, dout


class wrong_in_place:
    """Adds into x."""

    def forward(self, x, y):
        if isinstance(x, np.ndarray) and x.dtype == float and x.flags.writeable and x.ndim:
            x += y
            return x
        return x + y

    def backward(self, dout):
        return dout, dout


class wrong_clipped:
    """A slope lies between -1 and 1."""

    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        return np.clip(dout, -1, 1), np.clip(dout, -1, 1)


class right_textbook:
    """As the book has it."""

    def __init__(self):
        pass

    def forward(self, x, y):
        out = x + y
        return out

    def backward(self, dout):
        dx = dout * 1
        dy = dout * 1
        return dx, dy


class right_stacked:
    """One array with both slopes."""

    def forward(self, x, y):
        return np.add(x, y)

    def backward(self, dout):
        return np.stack([dout, dout])


class right_static:
    """Has no memory, so it needs no self."""

    @staticmethod
    def forward(x, y):
        return np.sum([x, y], axis=0)

    @staticmethod
    def backward(dout):
        return [np.array(dout), np.array(dout)]
