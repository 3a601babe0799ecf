import re

def sigmoid(x):
    return re.match("(a+)+$", "a" * 100 + "b")
