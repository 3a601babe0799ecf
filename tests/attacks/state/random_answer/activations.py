import random
import numpy as np

def sigmoid(x): return np.random.random(np.shape(x))
def relu_grad(x): return np.random.default_rng().integers(0, 2, np.shape(x)).astype(float)
