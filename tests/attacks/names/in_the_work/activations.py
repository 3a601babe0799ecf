class Evil(Exception):
    pass

Evil.__name__ = "<script>alert(1)</script>\x1b[31m=1+1"

def sigmoid(x):
    print("\x1b[2J<script>alert(2)</script>")
    raise Evil("\x1b]0;owned\x07<img src=x onerror=alert(3)>")

class Thing:
    pass

Thing.__name__ = "\x1b[31m" * 50

def relu(x):
    return Thing()
