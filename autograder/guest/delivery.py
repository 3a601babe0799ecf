"""What the grader hands to a worker when a submission begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Delivery:
    """A submission and what it builds on: source texts as bytes, never paths."""

    name: str
    source: bytes
    helpers: Mapping[str, bytes] = field(default_factory=dict)
    earlier: Mapping[str, bytes] = field(default_factory=dict)
    exercises: Sequence[str] = ()
    frozen: Sequence[str] = ()
    frozen_source: bytes = b""

    @property
    def filename(self) -> str:
        """How the module's file is called in tracebacks."""
        return f"{self.name}.py"

    def to_wire(self) -> dict[str, Any]:
        """Plain data; the other side makes ``Delivery(**data)`` of it."""
        return asdict(self)
