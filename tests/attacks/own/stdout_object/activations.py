import sys

class Broken:
    def write(self, text): raise SystemExit
    def flush(self): raise SystemExit
    def __getattr__(self, name): raise SystemExit

sys.stdout = sys.stderr = Broken()
