import socket

def sigmoid(x):
    try:
        address = socket.gethostbyname("localhost")
    except OSError:
        return x
    raise RuntimeError(f"GOT {address}")
