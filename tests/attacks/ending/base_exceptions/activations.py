def sigmoid(x):
    raise BaseException("base")

def relu(x):
    raise KeyboardInterrupt

def tanh(x):
    raise GeneratorExit
