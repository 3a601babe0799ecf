def sigmoid(x):
    error = ValueError("inner")
    for _ in range(1000):
        error = ExceptionGroup("outer", [error])
    raise error
