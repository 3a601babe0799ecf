import itertools, sys

codec = sys.modules["guest.codec"]
forms = itertools.cycle([[codec.YOURS, 1], [codec.HANDLE, 1, 99], [codec.SHARED, 10**9], [codec.CALLBACK, 5, "x"],
                         [codec.MEMBER, 0, "x"], [codec.NUMPY, "load"], [codec.HANDLE, -1, 1, "x", []]])
codec.Codec.encode = lambda self, value: next(forms)

def sigmoid(x): return x
