import atexit, os

def late():
    open("/tmp/zerokara-atexit", "w").close()

atexit.register(late)

def sigmoid(x):
    atexit.register(late)
    raise SystemExit
