"""The digits that travel with the course, and MNIST where somebody has it."""

import numpy as np
import pytest

from autograder.release.students.kit import digits


@pytest.fixture(autouse=True)
def nothing_at_home(monkeypatch, tmp_path):
    monkeypatch.setattr(digits, "_MNIST", (tmp_path / "mnist.npz",))


def test_the_small_digits_are_whole():
    data = digits.load()
    assert data.x_train.shape == (1437, 64)
    assert data.x_test.shape == (360, 64)
    assert data.x_train.min() == 0
    assert data.x_train.max() == 1
    assert set(data.t_train) == set(data.t_test) == set(range(10))
    assert "1437 to learn from, 360 to test with" in str(data)
    assert data.image(data.x_test[0]).shape == (8, 8)


def test_mnist_is_used_where_it_can_be_had(tmp_path):
    images, labels = np.arange(3 * 784, dtype=np.uint8).reshape(3, 28, 28), np.array([5, 0, 4], dtype=np.uint8)
    np.savez(tmp_path / "mnist.npz", x_train=images, y_train=labels, x_test=images[:1], y_test=labels[:1])
    data = digits.load()
    assert data.name == "MNIST"
    assert data.x_train.shape == (3, 784)
    assert data.x_train.max() <= 1
    assert data.t_train.tolist() == [5, 0, 4]
    assert digits.load(small=True).side == 8
