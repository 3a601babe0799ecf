import os

def sigmoid(x):
    got = []
    for change in (lambda: os.remove("{canary}"), lambda: os.rename("{canary}", "{canary}2"), lambda: os.chmod("{canary}", 0o777),
                   lambda: os.utime("{canary}"), lambda: os.truncate("{canary}", 0), lambda: os.rmdir("{submitted}"),
                   lambda: os.chown("{canary}", 0, 0)):
        try:
            change()
            got.append(change)
        except OSError:
            pass
    if got:
        raise RuntimeError("GOT a change")
    return x
