import ctypes

ctypes.CDLL("libm.so.6").fesetround(0x400)
