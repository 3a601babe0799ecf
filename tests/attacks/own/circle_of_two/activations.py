import numpy as np

def relu(x): return leaky_relu(x, 0.0)

def leaky_relu(x, alpha=0.01):
    x = np.asarray(x, dtype=float)
    return relu(x) - alpha * relu(-x)
