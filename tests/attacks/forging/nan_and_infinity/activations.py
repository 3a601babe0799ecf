import numpy as np

def sigmoid(x): return np.full(np.shape(x), np.nan)
def relu(x): return np.full(np.shape(x), np.inf)
def softmax(x): return np.full(np.shape(x), -np.inf)
