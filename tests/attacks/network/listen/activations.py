import socket

def sigmoid(x):
    try:
        s = socket.socket()
        s.bind(("127.0.0.1", 0))
        s.listen()
    except OSError:
        return x
    raise RuntimeError("GOT a port")
