"""What hidden tests assert about random numbers: their distribution, never a particular draw.

Students may draw with ``rng``, with ``np.random`` or in a different order from ours, so a
test looks at many numbers at once. Each bound below is a theorem (Chernoff's or
Hoeffding's), set so wide that right numbers fail it once in 10 billion times.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from .assertions import Mistake, as_numbers, require

#: How often right numbers may be called wrong, for each of the four questions that are asked.
FALSE_ALARM = 1e-10
_SURPRISE = math.log(2 / FALSE_ALARM)
_WITHIN_ONE = 0.6826894921370859
_BEYOND_THREE = 0.0026997960632601866


def assert_normal(actual: Any, std: float, why: str, *, mistakes: Sequence[Mistake] = ()) -> None:
    """Assert that numbers were drawn independently from the normal distribution with mean 0.

    Ten thousand numbers tell standard deviations apart that differ by a tenth, and the
    normal distribution from a uniform or a truncated one. A hundred tell a factor of two.

    Args:
        actual: the numbers, in any shape.
        std: what their standard deviation should be.
        why: one sentence that teaches.
        mistakes: wrong standard deviations to recognise, as ``value``.

    Raises:
        CheckFailed: if the numbers were not drawn from that distribution.
    """
    numbers = as_numbers(actual, why).astype(float).ravel()
    require(bool(np.all(np.isfinite(numbers))), "gave numbers that are not finite", why, "not-finite")
    require(len(np.unique(numbers)) > 0.9 * len(numbers), "gave the same number again and again", why, "not-random")
    if not fits_std(numbers, std):
        measured = float(np.sqrt(np.mean(numbers**2)))
        known = [mistake for mistake in mistakes if fits_std(numbers, mistake.value)]
        hint, code = (known[0].hint, known[0].code) if known else (why, "wrong-std")
        require(False, f"gave numbers with a standard deviation of about {measured:.2g}", hint, code)
    count, unit = len(numbers), numbers / std
    centred = abs(float(unit.mean())) <= math.sqrt(2 * _SURPRISE / count)
    require(centred, "gave numbers whose mean is not 0", why, "wrong-mean")
    share = float(np.mean(np.abs(unit) < 1))
    shaped = abs(share - _WITHIN_ONE) <= math.sqrt(_SURPRISE / (2 * count))
    tailed = bool(np.any(np.abs(unit) > 3)) or (1 - _BEYOND_THREE) ** count > FALSE_ALARM
    require(shaped and tailed, "gave numbers that are not normally distributed", why, "not-normal")


def fits_std(numbers: np.ndarray[Any, Any], std: float) -> bool:
    """Whether normal numbers with mean 0 may well have this standard deviation."""
    ratio = float(np.mean(numbers**2)) / std**2
    return ratio > 0 and len(numbers) / 2 * (ratio - 1 - math.log(ratio)) <= _SURPRISE
