class Endless:
    def __getattr__(self, name): return Endless()
    def __iter__(self): return self
    def __next__(self): return Endless()
    def __len__(self): return 1 << 60
    def __getitem__(self, i): return Endless()

def sigmoid(x): return Endless()
