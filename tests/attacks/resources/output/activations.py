import os, sys

line = "x" * (1 << 20)

def sigmoid(x):
    while True:
        print(line)
        sys.stderr.write(line)
        os.write(1, b"x" * 65536)
