def sigmoid(x): return sigmoid
def relu(x): return type(x)
def tanh(x): return tanh.__call__
