"""What hidden tests hand in: numbers of every kind, read-only, away from kinks; and whether they stay as they are."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from .assertions import ROUNDING, SINGLE, Tolerance, require


def off_the_kink(rng: np.random.Generator, shape: int | tuple[int, ...]) -> np.ndarray[Any, Any]:
    """Random numbers of both signs, at least one of each, none near 0, where slopes jump."""
    signs = rng.permutation(np.resize([-1.0, 1.0], int(np.prod(shape)))).reshape(shape)
    return signs * rng.uniform(0.1, 3.0, size=shape)


def locked(values: Any, dtype: Any = None) -> np.ndarray[Any, Any]:
    """A copy that cannot be written to."""
    array = np.array(values, dtype=dtype)
    array.flags.writeable = False
    return array


def kinds_of(rng: np.random.Generator, shape: tuple[int, ...]) -> list[tuple[Any, Tolerance]]:
    """Lists, integers, unsigned integers, float32, strided and read-only arrays, with the tolerance that each allows.

    Args:
        rng: where the numbers come from.
        shape: their shape, of one axis or more.
    """
    wide = rng.normal(size=(*shape[:-1], 2 * shape[-1]))
    return [
        (rng.normal(size=shape).tolist(), ROUNDING),
        (rng.integers(-3, 4, size=shape), ROUNDING),
        (rng.integers(100, 256, size=shape).astype(np.uint8), ROUNDING),
        (rng.normal(size=shape).astype(np.float32), SINGLE),
        (wide[..., ::2], ROUNDING),
        (locked(rng.normal(size=shape)), ROUNDING),
    ]


@contextmanager
def untouched(*arguments: Any) -> Iterator[None]:
    """Assert that what happens inside the ``with`` leaves arrays, lists, and dicts of them as they are.

    Raises:
        CheckFailed: if one of them changed.
    """
    kept = copy.deepcopy(arguments)
    yield
    why = "Whoever calls it still needs the argument as it was."
    require(all(map(_is_same, arguments, kept)), "changed an argument", why, "argument-changed")


def _is_same(now: Any, before: Any) -> bool:
    if isinstance(before, dict):
        return list(now) == list(before) and all(_is_same(now[key], before[key]) for key in before)
    return bool(np.array_equal(now, before))
