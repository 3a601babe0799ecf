def sigmoid(x): pass
relu = tanh = sigmoid
