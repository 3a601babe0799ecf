import numpy as np


class wrong_mask_from_dout:
    """Backward does to dout what forward does to x."""

    def forward(self, x):
        return np.maximum(x, 0)

    def backward(self, dout):
        return np.maximum(dout, 0)


class wrong_inverted_mask:
    """Keeps the mask of what was stopped, and lets that pass."""

    def forward(self, x):
        self.mask = x <= 0
        return np.where(self.mask, 0, x)

    def backward(self, dout):
        return dout * self.mask


class wrong_dout_ignored:
    """Returns the slope of ReLU alone."""

    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def backward(self, dout):
        return self.mask.astype(float)


class wrong_dout_handed_on:
    """Nothing happens on the way back."""

    def forward(self, x):
        return np.maximum(x, 0)

    def backward(self, dout):
        return dout


class wrong_multiplies_by_the_output:
    """The output stands for the slope."""

    def forward(self, x):
        self.out = np.maximum(x, 0)
        return self.out

    def backward(self, dout):
        return dout * self.out


class wrong_in_place:
    """Writes the zeros into x."""

    def forward(self, x):
        self.mask = x <= 0
        if x.flags.writeable:
            x[self.mask] = 0
            return x
        return np.maximum(x, 0)

    def backward(self, dout):
        return np.where(self.mask, 0, dout)


class wrong_leaky:
    """A little leaks through."""

    def forward(self, x):
        self.mask = x > 0
        return np.where(self.mask, x, 0.01 * x)

    def backward(self, dout):
        return np.where(self.mask, dout, 0.01 * dout)


class wrong_leaky_backward:
    """Forward is strict, the way back leaks."""

    def forward(self, x):
        self.mask = x > 0
        return np.where(self.mask, x, 0)

    def backward(self, dout):
        return np.where(self.mask, dout, 0.01 * dout)


class wrong_absolute:
    """Takes the sign away."""

    def forward(self, x):
        self.sign = np.sign(x)
        return np.abs(x)

    def backward(self, dout):
        return dout * self.sign


class wrong_whole_rows:
    """A row with one positive number is awake as a whole."""

    def forward(self, x):
        self.mask = np.atleast_2d(x > 0).any(axis=-1, keepdims=True).reshape(*x.shape[:-1], 1)
        return np.maximum(x, 0)

    def backward(self, dout):
        return dout * self.mask


class wrong_flattened:
    """Works on one long row and leaves it so."""

    def forward(self, x):
        self.mask = (x > 0).ravel()
        return np.maximum(x, 0).ravel()

    def backward(self, dout):
        return dout.ravel() * self.mask


class wrong_first_mask_kept:
    """The mask is made once."""

    mask = None

    def forward(self, x):
        if self.mask is None:
            self.mask = x > 0
        return np.maximum(x, 0)

    def backward(self, dout):
        return np.where(self.mask, dout, 0) if self.mask.shape == np.shape(dout) else dout


class wrong_mask_in_the_class:
    """One mask for all layers."""

    def forward(self, x):
        type(self).mask = x > 0
        return np.maximum(x, 0)

    def backward(self, dout):
        return np.where(self.mask, dout, 0)


class wrong_masks_collect:
    """What was asleep once stays asleep."""

    def __init__(self):
        self.mask = True

    def forward(self, x):
        fits = np.shape(self.mask) in ((), x.shape)
        self.mask = (x > 0) & self.mask if fits else x > 0
        return np.maximum(x, 0)

    def backward(self, dout):
        return np.where(self.mask, dout, 0)


class wrong_integers:
    """Rounds on the way."""

    def forward(self, x):
        self.mask = x > 0
        return np.maximum(x, 0).astype(int)

    def backward(self, dout):
        return np.where(self.mask, dout, 0)


class right_textbook:
    """As the book has it: backward writes into dout."""

    def __init__(self):
        self.mask = None

    def forward(self, x):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        dout[self.mask] = 0
        dx = dout
        return dx


class right_slope_one_at_zero:
    """At 0 the slope is that of the right side."""

    def forward(self, x):
        self.slope = (np.asarray(x) >= 0).astype(float)
        return x * self.slope

    def backward(self, dout):
        return self.slope * dout


class right_loops:
    """One number after another."""

    def forward(self, x):
        self.x = np.asarray(x, dtype=float).copy()
        flat = [max(float(number), 0.0) for number in self.x.ravel()]
        return np.array(flat).reshape(self.x.shape)

    def backward(self, dout):
        dx = np.zeros(self.x.shape)
        for place in np.ndindex(*self.x.shape):
            if self.x[place] > 0:
                dx[place] = dout[place]
        return dx
