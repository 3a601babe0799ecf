def sigmoid(x):
    error = ValueError("round and round")
    error.__cause__ = error.__context__ = error
    raise error
