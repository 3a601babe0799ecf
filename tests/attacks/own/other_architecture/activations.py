import ctypes

libc = ctypes.CDLL(None, use_errno=True)

def sigmoid(x):
    if libc.syscall(0x40000000 + 41, 2, 1, 0) >= 0:
        raise RuntimeError("GOT a socket by an x32 number")
    return x
