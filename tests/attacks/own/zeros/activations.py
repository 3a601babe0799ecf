import numpy as np

def sigmoid(x): return np.zeros(np.shape(x))
relu = tanh = softmax = relu_grad = sigmoid
def step_function(x): return np.zeros(np.shape(x), dtype=int)
