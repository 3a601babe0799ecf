def sigmoid(x):
    result = []
    for _ in range(10_000):
        result = [result]
    return result
