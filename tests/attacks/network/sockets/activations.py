import socket

def sigmoid(x):
    got = []
    for family, kind, place in ((socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", {port})),
                                (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", {port})),
                                (socket.AF_INET6, socket.SOCK_STREAM, ("::1", {port})),
                                (socket.AF_UNIX, socket.SOCK_STREAM, "\0zerokara-canary")):
        try:
            with socket.socket(family, kind) as s:
                s.settimeout(0.2)
                s.connect(place)
                s.send(b"hello")
                got.append(place)
        except OSError:
            pass
    if got:
        raise RuntimeError(f"GOT {got}")
    return x
