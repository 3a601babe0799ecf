import functools
import numpy as np

class Box:
    def tanh(self, x): return np.tanh(np.asarray(x, dtype=float))
    @staticmethod
    def relu(x): return np.maximum(np.asarray(x, dtype=float), 0)
    def __call__(self, x): return np.where(np.asarray(x) > 0, 1.0, 0.0)

tanh = Box().tanh
relu = Box.relu
relu_grad = Box()
leaky_relu = functools.partial(lambda alpha_default, x, alpha=0.01: np.where(np.asarray(x, dtype=float) > 0, x, alpha * np.asarray(x, dtype=float)), 0.01)
tanh_grad = lambda x: 1 - np.tanh(np.asarray(x, dtype=float)) ** 2
