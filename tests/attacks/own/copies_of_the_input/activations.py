def sigmoid(x): return x
relu = tanh = swish = softmax = relu_grad = sigmoid
