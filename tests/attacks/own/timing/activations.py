import time

def relu(x, _np=__import__("numpy")):
    deadline = time.monotonic() + 0.001
    while time.monotonic() < deadline:
        pass
    return _np.maximum(_np.asarray(x, dtype=float), 0)
