def sigmoid(x):
    return 10 ** 10 ** 10
