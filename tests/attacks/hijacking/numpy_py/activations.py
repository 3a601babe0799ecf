import numpy, msgpack
