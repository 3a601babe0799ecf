import warnings

def sigmoid(x):
    for number in range(10_000):
        warnings.warn_explicit("x" * 10_000, RuntimeWarning, "/etc/passwd", -1)
    return x
