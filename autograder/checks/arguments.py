"""What hidden tests do with arguments: hand in every kind of number, and see that none is changed."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from .assertions import ROUNDING, SINGLE, Tolerance, require


def kinds_of(rng: np.random.Generator, shape: tuple[int, ...]) -> list[tuple[Any, Tolerance]]:
    """Lists, integers, unsigned integers, float32, strided and read-only arrays, with the tolerance that each allows.

    Args:
        rng: where the numbers come from.
        shape: their shape, of one axis or more.
    """
    locked = rng.normal(size=shape)
    locked.flags.writeable = False
    wide = rng.normal(size=(*shape[:-1], 2 * shape[-1]))
    return [
        (rng.normal(size=shape).tolist(), ROUNDING),
        (rng.integers(-3, 4, size=shape), ROUNDING),
        (rng.integers(100, 256, size=shape).astype(np.uint8), ROUNDING),
        (rng.normal(size=shape).astype(np.float32), SINGLE),
        (wide[..., ::2], ROUNDING),
        (locked, ROUNDING),
    ]


@contextmanager
def untouched(*arguments: Any) -> Iterator[None]:
    """Assert that what happens inside the ``with`` leaves arrays, lists, and dicts of them as they are.

    Raises:
        CheckFailed: one of them has changed.
    """
    kept = copy.deepcopy(arguments)
    yield
    why = "Whoever calls it still needs the argument as it was."
    require(all(map(_is_same, arguments, kept)), "changed an argument", why, "argument-changed")


def _is_same(now: Any, before: Any) -> bool:
    if isinstance(before, dict):
        return list(now) == list(before) and all(_is_same(now[key], before[key]) for key in before)
    return bool(np.array_equal(now, before))
