import numpy as np

def sigmoid(x): return [np.ones((1 << 20,)) for _ in range(4)]
