def sigmoid(x): return 1 << 1_000_000
def step_function(x): return 1 << 32_000
