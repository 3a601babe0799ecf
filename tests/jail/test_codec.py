"""Nothing that a worker can send crashes the decoder, hangs it, or makes it build more than its budget."""

import contextlib
import math

import msgpack
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder.guest.wire import codec as wire
from autograder.guest.wire.channel import FrameError
from autograder.guest.wire.codec import Codec
from autograder.guest.wire.ledger import Ledger


def nothing_else(*_):
    raise FrameError("no objects here")


def pair():
    """A sender with odd numbers and a receiver with even ones."""
    return Codec(Ledger(1), nothing_else, nothing_else), Codec(Ledger(2), nothing_else, nothing_else)


def send(value):
    """A value that travelled from one side to the other."""
    sender, receiver = pair()
    sender.begin()
    head, body = sender.finish([sender.encode(value)])
    (encoded,) = receiver.open(memoryview(head), memoryview(b"".join(bytes(part) for part in body)))
    return receiver.decode(encoded)


def receive(message, body=b""):
    """What a receiver makes of a raw message."""
    _, receiver = pair()
    head = message if isinstance(message, bytes) else msgpack.packb(message)
    return [receiver.decode(part) for part in receiver.open(memoryview(head), memoryview(body))]


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.complex_numbers()
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text() | st.integers(), inner, max_size=4)
    ),
    max_leaves=20,
)


def alike(a, b):
    if isinstance(a, float | complex):
        return type(a) is type(b) and (a == b or repr(a) == repr(b))
    if isinstance(a, list | tuple):
        return type(a) is type(b) and len(a) == len(b) and all(map(alike, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(alike(a[key], b[key]) for key in a)
    return type(a) is type(b) and a == b


@given(VALUES)
def test_every_value_survives_the_way(value):
    assert alike(value, send(value))


DTYPES = st.sampled_from(sorted(wire.DTYPES)).map(np.dtype)


@given(npst.arrays(DTYPES, npst.array_shapes(min_dims=0, max_dims=5, min_side=0, max_side=4)))
def test_every_array_survives_the_way(array):
    result = send(array)
    assert result.dtype == array.dtype
    assert result.shape == array.shape
    assert result.tobytes() == array.tobytes()


NODES = st.recursive(
    SCALARS.filter(lambda value: not isinstance(value, complex)) | st.integers(-1, 25),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=30,
)


@given(st.binary(max_size=300), st.binary(max_size=50))
def test_arbitrary_bytes_are_a_value_or_a_frame_error(head, body):
    with contextlib.suppress(FrameError):
        receive(head, body)


@given(st.lists(NODES, min_size=1, max_size=4), st.binary(max_size=64))
def test_arbitrary_structures_are_a_value_or_a_frame_error(message, body):
    with contextlib.suppress(FrameError):
        receive(_within_msgpack(message), body)


def _within_msgpack(value):
    if isinstance(value, int) and not isinstance(value, bool):
        return max(min(value, 2**64 - 1), -(2**63))
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_within_msgpack(part) for part in value]
    if isinstance(value, dict):
        return {_within_msgpack(key): _within_msgpack(part) for key, part in value.items()}
    return value


def nested(depth):
    value = []
    for _ in range(depth):
        value = [wire.TUPLE, value]
    return value


class TestForgeries:
    """What an attacker would send. Each is refused before anything large is built."""

    @pytest.mark.parametrize("depth", [100, 1000])
    def test_a_deep_value(self, depth):
        with pytest.raises(FrameError):
            receive([nested(depth)])

    def test_a_very_deep_value(self):
        with pytest.raises(FrameError):
            receive(b"\x91" * 100_000)

    def test_nested_extension_types(self):
        with pytest.raises(FrameError):
            receive(b"\xc7\x01\x05" * 5000)

    def test_a_list_of_a_million_nothings(self):
        with pytest.raises(FrameError):
            receive([[wire.LIST, 1, *[None] * 1_000_000]])

    def test_a_dictionary_of_a_million_entries(self):
        with pytest.raises(FrameError):
            receive(msgpack.packb([dict.fromkeys(map(str, range(1_000_000)))]))

    def test_many_small_lists(self):
        with pytest.raises(FrameError):
            receive([[wire.TUPLE, *[[wire.TUPLE, 1]] * 150_000]])

    @pytest.mark.parametrize(
        "array",
        [
            [wire.ARRAY, 1, "<f8", 0, True, 2**40],
            [wire.ARRAY, 1, "<f8", 0, True, -1],
            [wire.ARRAY, 1, "<f8", 0, True, -1, -8],
            [wire.ARRAY, 1, "<f8", 0, True, 2**47, 2**47],
            [wire.ARRAY, 1, "<f8", 0, True, *[1] * 33],
            [wire.ARRAY, 1, "<f8", 0, True, 1.0],
            [wire.ARRAY, 1, "|O", 0, True, 1],
            [wire.ARRAY, 1, "<U1", 0, True, 1],
            [wire.ARRAY, 1, [("a", "<f8")], 0, True, 1],
            [wire.ARRAY, 1, "<f8", 0, True, 3],
            [wire.ARRAY, 2, "<f8", 0, True, 1],
            [wire.ARRAY, 0, "<f8", 0, True, 1],
            [wire.ARRAY, "1", "<f8", 0, True, 1],
            [wire.ARRAY],
        ],
        ids=repr,
    )
    def test_an_impossible_array(self, array):
        with pytest.raises(FrameError):
            receive([array], b"\0" * 16)

    def test_a_number_that_is_taken(self):
        with pytest.raises(FrameError):
            receive([[wire.LIST, 1], [wire.LIST, 1]])

    @pytest.mark.parametrize(
        "value",
        [
            [wire.SCALAR, "<f8", b"short"],
            [wire.SCALAR, "|O", b"12345678"],
            [wire.BIG_INT, b"x" * 5000],
            [wire.COMPLEX, "1", None],
            [wire.DTYPE, "|O"],
            [wire.TYPE, "os.system"],
            [wire.SET, [wire.LIST, 1]],
            [wire.DICT, 1, [wire.LIST, 3], 1],
            [wire.DICT, 1, "odd"],
            [wire.GENERATOR, 1, b"", b"", "x", None],
            [wire.SHARED, 77],
            [wire.HANDLE, "x"],
            [99],
            [],
            {"a": 1},
        ],
        ids=repr,
    )
    def test_a_malformed_value(self, value):
        with pytest.raises(FrameError):
            receive([value])

    def test_a_generator_state_out_of_range_is_bounded(self):
        (generator,) = receive([[wire.GENERATOR, 1, b"\xff" * 16, b"\x01" * 16, 7, 2**63]])
        assert math.isfinite(generator.random())

    def test_a_generator_that_stands_still_is_set_going(self):
        """With an increment of 0 it would give 0 forever, and a draw that rejects 0 would never end."""
        (generator,) = receive([[wire.GENERATOR, 1, bytes(16), bytes(16), 0, 0]])
        assert len(set(generator.integers(0, 3, size=50).tolist())) == 3

    @pytest.mark.parametrize("tag", [wire.SET, wire.FROZENSET, wire.DICT])
    def test_keys_that_may_collide_are_few(self, tag):
        """All these have one hash; to enter n of them takes n² steps, in C, where no alarm is heard."""
        keys = [[wire.BIG_INT, (number * (2**61 - 1)).to_bytes(16, "little")] for number in range(1, 6000)]
        parts = [part for key in keys for part in (key, None)] if tag == wire.DICT else keys
        with pytest.raises(FrameError, match="too many keys"):
            receive([[tag, *([1] if tag == wire.DICT else []), *parts]])

    def test_keys_that_are_texts_may_be_many(self):
        (value,) = receive([[wire.DICT, 1, *(part for number in range(6000) for part in (str(number), number))]])
        assert len(value) == 6000
