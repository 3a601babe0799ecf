import numpy as np


class wrong_overflow:
    """The formula as printed in the book."""

    def forward(self, x):
        self.out = 1 / (1 + np.exp(-np.asarray(x, dtype=float)))
        return self.out

    def backward(self, dout):
        return dout * self.out * (1 - self.out)


class wrong_input_for_output:
    """y (1 - y), with the input for y."""

    def forward(self, x):
        self.x = np.asarray(x, dtype=float)
        return sigmoid(x)

    def backward(self, dout):
        return dout * self.x * (1 - self.x)


class wrong_applied_twice:
    """Takes the sigmoid of the output again."""

    def forward(self, x):
        self.out = sigmoid(x)
        return self.out

    def backward(self, dout):
        y = sigmoid(self.out)
        return dout * y * (1 - y)


class wrong_dout_ignored:
    """Returns the slope of the sigmoid alone."""

    def forward(self, x):
        self.out = sigmoid(x)
        return self.out

    def backward(self, dout):
        return self.out * (1 - self.out)


class wrong_factor_missing:
    """Forgets that 1 - y is multiplied, too."""

    def forward(self, x):
        self.out = sigmoid(x)
        return self.out

    def backward(self, dout):
        return dout * self.out


class wrong_other_factor_missing:
    """Forgets y itself."""

    def forward(self, x):
        self.out = sigmoid(x)
        return self.out

    def backward(self, dout):
        return dout * (1 - self.out)


class wrong_square:
    """y (1 + y)."""

    def forward(self, x):
        self.out = sigmoid(x)
        return self.out

    def backward(self, dout):
        return dout * self.out * (1 + self.out)


class wrong_tanh_slope:
    """1 - y^2 belongs to tanh."""

    def forward(self, x):
        self.out = sigmoid(x)
        return self.out

    def backward(self, dout):
        return dout * (1 - self.out**2)


class wrong_slope_of_dout:
    """The slope is taken at dout."""

    def forward(self, x):
        return sigmoid(x)

    def backward(self, dout):
        y = sigmoid(dout)
        return y * (1 - y)


class wrong_in_place:
    """Saves memory in dout."""

    def forward(self, x):
        self.out = sigmoid(x)
        return self.out

    def backward(self, dout):
        if dout.flags.writeable:
            dout *= self.out * (1 - self.out)
            return dout
        return dout * self.out * (1 - self.out)


class wrong_output_in_the_class:
    """One memory for all layers."""

    def forward(self, x):
        type(self).out = sigmoid(x)
        return self.out

    def backward(self, dout):
        return dout * self.out * (1 - self.out)


class wrong_clipped:
    """Cuts x at 5, to be on the safe side."""

    def forward(self, x):
        self.out = sigmoid(np.clip(x, -5, 5))
        return self.out

    def backward(self, dout):
        return dout * self.out * (1 - self.out)


class right_textbook:
    """As the book has it, with the safe sigmoid of chapter 3."""

    def __init__(self):
        self.out = None

    def forward(self, x):
        out = sigmoid(x)
        self.out = out
        return out

    def backward(self, dout):
        dx = dout * (1.0 - self.out) * self.out
        return dx


class right_from_x:
    """Keeps x, and computes the slope from it by tanh."""

    def forward(self, x):
        self.x = np.asarray(x, dtype=float)
        return 0.5 * (1 + np.tanh(self.x / 2))

    def backward(self, dout):
        return dout * 0.25 * (1 - np.tanh(self.x / 2) ** 2)


class right_y_minus_y_squared:
    """y - y^2 is the same; keeps the slope instead of the output."""

    def forward(self, x):
        x = np.asarray(x, dtype=float)
        with np.errstate(over="ignore"):
            y = np.where(x >= 0, 1 / (1 + np.exp(-np.abs(x))), np.exp(-np.abs(x)) / (1 + np.exp(-np.abs(x))))
        self.slope = y - y**2
        return y

    def backward(self, dout):
        return np.multiply(self.slope, dout)
