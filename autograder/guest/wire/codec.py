"""Values on the wire: msgpack without pickle, without code, without trust.

Plain values (None, bool, int, float, str, bytes) are themselves. Everything else is a
msgpack list that begins with a tag. The bytes of arrays stand outside msgpack, in the
frame's body, in the order in which the arrays are met.

Decoding never calls anything that the sender names: a tag selects one of the
constructors below, dtypes come from a list, sizes are checked in Python integers
before anything is built, and the number and depth of nodes are bounded.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import msgpack
import numpy as np

from .channel import FrameError
from .ledger import Ledger

(ARRAY, LIST, TUPLE, DICT, SET, FROZENSET, GENERATOR, SHARED, SCALAR, COMPLEX, BIG_INT) = range(11)
(HANDLE, YOURS, MEMBER, CALLBACK, NUMPY, DTYPE, TYPE, SLICE, ELLIPSIS) = range(11, 20)

#: dtypes that may cross, by ``dtype.str``: numbers and truth values of up to 16 bytes.
DTYPES: dict[str, np.dtype[Any]] = {
    np.dtype(order + code).str: np.dtype(order + code)
    for code in ("b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16")
    for order in "<>"
}

#: Types that may be named as values, as in ``astype(float)``.
TYPES: dict[str, type] = {t.__name__: t for t in (bool, int, float, complex, str, list, tuple, dict)} | {
    f"numpy.{t.__name__}": t
    for t in (np.bool_, np.int8, np.int32, np.int64, np.uint8, np.float16, np.float32, np.float64)
}
_TYPE_NAMES = {t: name for name, t in TYPES.items()}

_RAW = frozenset({type(None), bool, float, str, bytes})
_PCG64 = np.random.PCG64  # as NumPy made it, whatever stands under that name later
_MAX_DEPTH = 64
_MAX_NODES = 200_000
_MAX_KEYS = 4000
_MAX_BIG_INT = 4096
_INT_RANGE = (-(2**63), 2**64 - 1)
_C, _FORTRAN, _STRIDED = range(3)


class CannotCross(TypeError):
    """A value that has no form on the wire."""


class Codec:
    """Encode and decode messages of one side; shared values go through its ledger.

    The two sides differ in what an object without a value form becomes: ``encode_other``
    and ``decode_other`` are set by the side (handles in the worker, callbacks in the grader).
    """

    def __init__(
        self,
        ledger: Ledger,
        encode_other: Callable[[Any], list[Any]],
        decode_other: Callable[[int, list[Any]], Any],
    ) -> None:
        self.ledger = ledger
        self._encode_other = encode_other
        self._decode_other = decode_other
        self._body: list[memoryview | bytes] = []
        self._view = memoryview(b"")
        self._offset = 0
        self._nodes = 0
        self._keys = 0

    # Messages -----------------------------------------------------------------

    def begin(self) -> None:
        """Start a message to send."""
        self._body = []

    def finish(self, message: list[Any]) -> tuple[bytes, list[memoryview | bytes]]:
        """Close the message that ``encode`` made the parts of."""
        head = msgpack.packb(message, unicode_errors="surrogatepass")
        body, self._body = self._body, []
        return head, body

    def open(self, head: memoryview, body: memoryview) -> list[Any]:
        """Start to read a received message.

        Raises:
            FrameError: the head is not msgpack as we write it.
        """
        self._view, self._offset, self._nodes, self._keys = body, 0, 0, 0
        try:
            message = msgpack.unpackb(
                head,
                max_ext_len=0,
                strict_map_key=True,
                unicode_errors="surrogatepass",
                max_array_len=_MAX_NODES,
                max_map_len=256,
            )
        except (ValueError, msgpack.exceptions.UnpackException, RecursionError) as error:
            raise FrameError(f"not a message: {type(error).__name__}") from None
        if not isinstance(message, list) or not message:
            raise FrameError("not a message")
        return message

    # Encoding -----------------------------------------------------------------

    def encode(self, value: Any) -> Any:
        """The wire form of a value; array bytes are appended to the message's body.

        Raises:
            CannotCross: the value has no wire form.
        """
        kind = type(value)
        if kind in _RAW:
            return value
        if kind is int:
            return value if _INT_RANGE[0] <= value <= _INT_RANGE[1] else self._encode_big(value)
        if isinstance(value, np.ndarray):
            return self._encode_array(value)
        if isinstance(value, np.generic):
            return self._encode_scalar(value)
        if isinstance(value, tuple):
            return [TUPLE, *map(self.encode, value)]
        if isinstance(value, list | dict):
            return self._encode_shared(value)
        return self._encode_rare(value)

    def encode_content(self, value: Any, number: int) -> list[Any]:
        """The wire form of a shared value with all its content, known or not."""
        if isinstance(value, np.ndarray):
            return self._array_content(value, number)
        if isinstance(value, list):
            return [LIST, number, *map(self.encode, list(value))]
        if isinstance(value, dict):
            pairs = [self.encode(part) for item in list(value.items()) for part in item]
            return [DICT, number, *pairs]
        state = value.bit_generator.state
        inner = state["state"]
        words = inner["state"].to_bytes(16, "little"), inner["inc"].to_bytes(16, "little")
        return [GENERATOR, number, *words, state["has_uint32"], state["uinteger"]]

    def _encode_shared(self, value: Any) -> list[Any]:
        number = self.ledger.number_of(value)
        if number is not None:
            return [SHARED, number]
        return self.encode_content(value, self.ledger.introduce(value))

    def _encode_array(self, value: np.ndarray[Any, Any]) -> list[Any]:
        if type(value) is not np.ndarray:
            value = np.asarray(value).view(np.ndarray)
        number = self.ledger.number_of(value)
        if number is not None:
            return [SHARED, number]
        if value.dtype.str not in DTYPES:
            raise CannotCross(f"an array of dtype {value.dtype}")
        return self._array_content(value, self.ledger.introduce(value))

    def _array_content(self, value: np.ndarray[Any, Any], number: int) -> list[Any]:
        if value.dtype.str not in DTYPES:
            raise CannotCross(f"an array of dtype {value.dtype}")
        flags = value.flags
        layout = _C if flags.c_contiguous else _FORTRAN if flags.f_contiguous else _STRIDED
        self._body.append(value.tobytes())
        return [ARRAY, number, value.dtype.str, layout, flags.writeable, *value.shape]

    def _encode_scalar(self, value: np.generic) -> list[Any]:
        if value.dtype.str not in DTYPES:
            raise CannotCross(f"a NumPy scalar of type {type(value).__name__}")
        return [SCALAR, value.dtype.str, value.tobytes()]

    @staticmethod
    def _encode_big(value: int) -> list[Any]:
        size = value.bit_length() // 8 + 1
        if size > _MAX_BIG_INT:
            raise CannotCross(f"an integer of {value.bit_length()} bits")
        return [BIG_INT, value.to_bytes(size, "little", signed=True)]

    def _encode_rare(self, value: Any) -> Any:
        if isinstance(value, bool | int | float | complex | str | bytes | bytearray):
            return self._encode_plain_subclass(value)
        if isinstance(value, set | frozenset):
            tag = SET if isinstance(value, set) else FROZENSET
            return [tag, *map(self.encode, value)]
        if isinstance(value, np.random.Generator) and isinstance(value.bit_generator, _PCG64):
            return self._encode_shared(value)
        if isinstance(value, np.dtype) and value.str in DTYPES:
            return [DTYPE, value.str]
        if isinstance(value, type) and value in _TYPE_NAMES:
            return [TYPE, _TYPE_NAMES[value]]
        if isinstance(value, slice):
            return [SLICE, self.encode(value.start), self.encode(value.stop), self.encode(value.step)]
        if value is Ellipsis:
            return [ELLIPSIS]
        return self._encode_other(value)

    def _encode_plain_subclass(self, value: Any) -> Any:
        if isinstance(value, int):
            return self.encode(int(value))
        if isinstance(value, complex):
            return [COMPLEX, value.real, value.imag]
        if isinstance(value, float):
            return float(value)
        return str(value) if isinstance(value, str) else bytes(value)

    # Decoding -----------------------------------------------------------------

    def decode(self, wire: Any, depth: int = 0) -> Any:
        """The value of a wire form.

        Raises:
            FrameError: the form is not one that ``encode`` makes, or is out of bounds.
        """
        if not isinstance(wire, list):
            if isinstance(wire, dict):
                raise FrameError("an untagged map")
            return wire
        self._nodes += len(wire)
        if depth > _MAX_DEPTH or self._nodes > _MAX_NODES:
            raise FrameError("a value that is too deep or has too many parts")
        try:
            return self._decode_tagged(wire[0], wire, depth + 1)
        except FrameError:
            raise
        except (IndexError, KeyError, TypeError, ValueError, OverflowError) as error:
            raise FrameError(f"a malformed value: {type(error).__name__}") from None

    def _decode_tagged(self, tag: int, wire: list[Any], depth: int) -> Any:
        if tag == ARRAY:
            array = self._read_array(wire)
            self.ledger.adopt(wire[1], array)
            return array
        if tag == SCALAR:
            return self._read_scalar(wire)
        if tag == SHARED:
            return self._decode_other(SHARED, wire)
        if tag == TUPLE:
            return tuple([self.decode(part, depth) for part in wire[1:]])
        if tag in (LIST, DICT, GENERATOR):
            return self._decode_shared(tag, wire, depth)
        return self._decode_rare(tag, wire, depth)

    def _decode_shared(self, tag: int, wire: list[Any], depth: int) -> Any:
        value: Any = [] if tag == LIST else {} if tag == DICT else np.random.Generator(_PCG64(0))
        self.ledger.adopt(wire[1], value)
        self.fill(value, wire, depth)
        self.ledger.settle(wire[1])
        return value

    def fill(self, value: Any, wire: list[Any], depth: int = 1) -> None:
        """Give a shared value on this side the content that the peer sent.

        Raises:
            FrameError: malformed, or an array whose shape or dtype changed in place.
        """
        self._nodes += len(wire)
        if depth > _MAX_DEPTH or self._nodes > _MAX_NODES:
            raise FrameError("a value that is too deep or has too many parts")
        tag = wire[0]
        if tag == ARRAY and isinstance(value, np.ndarray):
            self._refill_array(value, self._read_array(wire))
        elif tag == LIST and isinstance(value, list):
            value[:] = [self.decode(part, depth) for part in wire[2:]]
        elif tag == DICT and isinstance(value, dict):
            parts = [self.decode(part, depth) for part in wire[2:]]
            value.clear()
            value.update(zip(map(self._key, parts[::2]), parts[1::2], strict=True))
        elif tag == GENERATOR and isinstance(value, np.random.Generator):
            _set_generator(value, wire)
        else:
            raise FrameError("content of another kind")

    def decode_apart(self, wire: list[Any]) -> Any:
        """The content that the peer sent for a shared value, as a new value that is not shared."""
        if wire[0] == ARRAY:
            return self._read_array(wire)
        value: Any = [] if wire[0] == LIST else {}
        self.fill(value, wire)
        return value

    @staticmethod
    def _refill_array(value: np.ndarray[Any, Any], new: np.ndarray[Any, Any]) -> None:
        if value.shape != new.shape or value.dtype != new.dtype:
            raise FrameError("an array that changed its shape or dtype in place")
        locked = not value.flags.writeable
        if locked:
            value.flags.writeable = True
        value[...] = new
        if locked:
            value.flags.writeable = False

    def _read_array(self, wire: list[Any]) -> np.ndarray[Any, Any]:
        dtype, layout, writeable, shape = DTYPES[wire[2]], wire[3], wire[4], wire[5:]
        if len(shape) > 32 or not all(type(side) is int and 0 <= side < 2**48 for side in shape):
            raise FrameError("an array of impossible shape")
        data = self._take(math.prod(shape) * dtype.itemsize)
        array = np.empty(shape, dtype)
        if array.size:
            array[...] = np.frombuffer(data, dtype).reshape(shape)
        if layout == _FORTRAN:
            array = np.asfortranarray(array)
        elif layout == _STRIDED and array.ndim:
            roomy = np.empty((*shape[:-1], 2 * shape[-1]), dtype)
            roomy[..., ::2] = array
            array = roomy[..., ::2]
        array.flags.writeable = bool(writeable)
        return array

    @staticmethod
    def _read_scalar(wire: list[Any]) -> Any:
        dtype, data = DTYPES[wire[1]], wire[2]
        if not isinstance(data, bytes) or len(data) != dtype.itemsize:
            raise FrameError("a scalar of the wrong size")
        return np.frombuffer(data, dtype)[0]

    def _take(self, size: int) -> memoryview:
        start, self._offset = self._offset, self._offset + size
        if self._offset > len(self._view):
            raise FrameError("an array without its bytes")
        return self._view[start : self._offset]

    def _key(self, value: Any) -> Any:
        """A value to enter into a dict or a set.

        Texts have hashes that nobody can steer. Numbers and tuples can be chosen so that all
        collide, and then entering n of them takes n² steps; so there may be only some.
        """
        hash(value)
        if type(value) is not str:
            self._keys += 1
            if self._keys > _MAX_KEYS:
                raise FrameError("too many keys that are not text")
        return value

    def _decode_rare(self, tag: int, wire: list[Any], depth: int) -> Any:
        if tag == COMPLEX:
            return complex(float(wire[1]), float(wire[2]))
        if tag == BIG_INT:
            if len(wire[1]) > _MAX_BIG_INT:
                raise FrameError("an integer that is too large")
            return int.from_bytes(wire[1], "little", signed=True)
        if tag in (SET, FROZENSET):
            parts = [self._key(self.decode(part, depth)) for part in wire[1:]]
            return set(parts) if tag == SET else frozenset(parts)
        if tag == DTYPE:
            return DTYPES[wire[1]]
        if tag == TYPE:
            return TYPES[wire[1]]
        if tag == SLICE:
            return slice(*(self.decode(part, depth) for part in wire[1:4]))
        if tag == ELLIPSIS:
            return Ellipsis
        return self._decode_other(tag, wire)


def _set_generator(value: np.random.Generator, wire: list[Any]) -> None:
    """Give a generator a state. An even increment would make it hand out one number forever, and a draw never end."""
    _, _, state, increment, has_uint32, uinteger = wire
    value.bit_generator.state = {
        "bit_generator": "PCG64",
        "state": {"state": int.from_bytes(state, "little"), "inc": int.from_bytes(increment, "little") | 1},
        "has_uint32": int(bool(has_uint32)),
        "uinteger": int(uinteger) & 0xFFFFFFFF,
    }
