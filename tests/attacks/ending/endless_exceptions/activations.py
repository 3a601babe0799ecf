class Endless(Exception):
    def __str__(self):
        while True:
            pass

def sigmoid(x):
    raise Endless
