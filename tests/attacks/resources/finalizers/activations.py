class Undead:
    def __del__(self):
        while True:
            pass

def sigmoid(x):
    Undead()
    return x
