import ctypes

def sigmoid(x):
    ctypes.string_at(0)
