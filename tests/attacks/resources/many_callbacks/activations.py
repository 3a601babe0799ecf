import sys

sys.setrecursionlimit(10**9)

def sigmoid(x):
    class Deep:
        def __repr__(self):
            return repr(Deep())
    return repr(Deep())
