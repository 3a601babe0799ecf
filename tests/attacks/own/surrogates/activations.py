def sigmoid(x):
    raise ValueError("\udcff\ud800\x00" * 100)

def relu(x):
    print("\udcff" * 100)
    return "e" + "\u0301" * 1_000_000
