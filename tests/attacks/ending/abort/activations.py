import ctypes, os

def sigmoid(x):
    os.abort()

def tanh(x):
    ctypes.CDLL(None).abort()
