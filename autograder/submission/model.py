"""The record of what a student handed in for one chapter."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from .encoding import text_of


@dataclass(frozen=True)
class Submission:
    """A student's work on one chapter.

    Attributes:
        source: the module's bytes as they were handed in; empty when ``problem`` says why it cannot be graded.
        helpers: the other modules of the folder and its sub-folders that go to the worker, as they were handed
            in, by their path without ``.py``: ``mine``, ``tools/shapes``, ``tools/__init__``.
        problem: why nothing is graded, as a sentence for the student, or "".
        refused: whether no other file of the folder may be used either.
        notes: sentences for the student on what was left out.
    """

    student: str
    chapter: str
    source: bytes = b""
    helpers: Mapping[str, bytes] = field(default_factory=dict)
    problem: str = ""
    refused: bool = False
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The module's text, decoded as it declares; "" when there is a problem."""
        return text_of(self.source)

    @property
    def helper_texts(self) -> dict[str, str]:
        """The helpers' texts, by the same names as ``helpers``."""
        return {name: text_of(data) for name, data in self.helpers.items()}

    @property
    def sha256(self) -> str:
        """A digest of everything that is graded or said: for which chapter, all files, what is wrong with them."""
        digest = hashlib.sha256(f"{self.chapter}\0".encode())
        parts = {"": self.source, "?": self.problem.encode(), **self.helpers}
        if self.notes:
            parts["!"] = "\n".join(self.notes).encode("utf-8", "surrogateescape")
        for name, data in sorted(parts.items()):
            digest.update(f"{name}\0{len(data)}\0".encode())
            digest.update(data)
        return digest.hexdigest()
