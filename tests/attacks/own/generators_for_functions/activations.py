async def sigmoid(x): return x
relu = tanh = softmax = swish = step_function = leaky_relu = sigmoid
