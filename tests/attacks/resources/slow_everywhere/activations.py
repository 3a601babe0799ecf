import time

def sigmoid(x):
    time.sleep(0.4)
    return x
