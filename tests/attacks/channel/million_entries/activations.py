def sigmoid(x): return dict.fromkeys(range(1_000_000))
def relu(x): return [0.0] * 10_000_000
