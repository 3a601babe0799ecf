"""What hidden tests assert with, worded for students: the vocabulary of the suites.

``assertions`` compares values, ``arguments`` hands in every kind of number and sees that
none is changed, ``draws`` judges random numbers by their distribution, ``networks`` looks
at a network's parameters.
"""

from .assertions import (
    DIFFERENCE,
    EPSILON,
    HALF,
    ROUNDING,
    SINGLE,
    CheckFailed,
    Mistake,
    Tolerance,
    as_numbers,
    assert_close,
    assert_raises,
    describe,
    require,
)

__all__ = [
    "DIFFERENCE",
    "EPSILON",
    "HALF",
    "ROUNDING",
    "SINGLE",
    "CheckFailed",
    "Mistake",
    "Tolerance",
    "as_numbers",
    "assert_close",
    "assert_raises",
    "describe",
    "require",
]
