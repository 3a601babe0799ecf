import numpy as np

def sigmoid(x): return np.zeros((1 << 14, 1 << 14))
def relu(x): return np.broadcast_to(np.float64(0), (1 << 20, 1 << 20))
