def sigmoid(x):
    raise ValueError("x" * (1 << 30))
