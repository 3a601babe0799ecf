import ctypes
import numpy as np

np.seterr(all="raise")
np.seterr(all="ignore")
np.set_printoptions(threshold=10**9)
