"""What loading a module told: the worker's report, taken apart."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Report:
    """What loading a module told.

    Attributes:
        errors: what failed at the top level, as the worker described it.
        defined: the exercises that the module defines.
        references: for each exercise, the others that its code refers to.
    """

    errors: tuple[Mapping[str, Any], ...] = ()
    defined: frozenset[str] = frozenset()
    references: Mapping[str, Sequence[str]] = field(default_factory=dict)


def read_report(text: Any) -> Report:
    """Take the worker's report apart.

    Raises:
        TypeError, ValueError, KeyError: it is malformed.
    """
    report = json.loads(text)
    names, references = report["defined"], report["references"]
    if not all(isinstance(name, str) for name in names):
        raise TypeError("names expected")
    return Report(
        errors=tuple(dict(error) for error in report["errors"][:50]),
        defined=frozenset(names),
        references={str(name): [str(other) for other in others] for name, others in references.items()},
    )
