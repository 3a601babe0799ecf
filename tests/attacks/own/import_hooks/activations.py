import sys, builtins

class Hook:
    def find_spec(self, name, path=None, target=None):
        return None

sys.meta_path.insert(0, Hook())
sys.path_hooks.insert(0, lambda path: (_ for _ in ()).throw(ImportError))
real = builtins.__import__
builtins.__import__ = lambda *a, **k: real(*a, **k)
