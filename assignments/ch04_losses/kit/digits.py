"""Handwritten digits for the lessons. You need not read this file; the lessons call it.

The 1,797 images of 8 x 8 pixels come with the course (digits.csv.gz, from the UCI
"Optical Recognition of Handwritten Digits" data of E. Alpaydin and C. Kaynak, as
scikit-learn ships them). If a file mnist.npz lies beside the lesson, or where Keras
keeps it, the 70,000 images of MNIST, 28 x 28 pixels, are used in their place.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

_HERE = Path(__file__).resolve().parent
_MNIST = (_HERE.parent / "mnist.npz", Path.home() / ".keras" / "datasets" / "mnist.npz")
_TEST_SHARE = 0.2


@dataclass(frozen=True)
class Digits:
    """Images as rows of numbers from 0 to 1, with their labels 0 to 9."""

    name: str
    side: int
    x_train: np.ndarray
    t_train: np.ndarray
    x_test: np.ndarray
    t_test: np.ndarray

    def __str__(self):
        counts = f"{len(self.x_train)} to learn from, {len(self.x_test)} to test with"
        return f"{self.name}: images of {self.side} x {self.side} pixels, {counts}"

    def image(self, row):
        """A row of pixels as a picture."""
        return np.reshape(row, (self.side, self.side))


def load(small=False):
    """MNIST if it can be downloaded, else the digits that come with the course.

    Args:
        small: always the small ones, for a lesson that would take too long with MNIST.
    """
    found = [] if small else [path for path in _MNIST if path.is_file()]
    return _mnist(found[0]) if found else _small()


def _small():
    table = np.loadtxt(_HERE / "digits.csv.gz", delimiter=",", dtype=int)
    table = np.random.default_rng(0).permutation(table)
    x, t = table[:, :64] / 16.0, table[:, 64]
    count = int(len(x) * (1 - _TEST_SHARE))
    return Digits("the digits that come with the course", 8, x[:count], t[:count], x[count:], t[count:])


def _mnist(path):
    with np.load(path, allow_pickle=False) as file:
        x_train, x_test = (file[name].reshape(-1, 784) / 255.0 for name in ("x_train", "x_test"))
        return Digits("MNIST", 28, x_train, file["y_train"].astype(int), x_test, file["y_test"].astype(int))
