import numpy as np

def sigmoid(x):
    return np.ma.masked_all(np.shape(x))
