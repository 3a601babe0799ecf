import weakref

class Thing:
    pass

def gone(ref):
    raise SystemExit

refs = [weakref.ref(Thing(), gone) for _ in range(100)]
