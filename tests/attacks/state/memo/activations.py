memo = {}

def sigmoid(x):
    key = repr(x)
    if key in memo:
        return memo[key]
    memo[key] = x
    return list(memo.values())[0]
