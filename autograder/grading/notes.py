"""What a run has to say besides verdicts: about one submission, a chapter, or the gradebook.

One submission never stops the others. Whatever goes wrong with it is noted here, and the run goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from autograder.quoting import printable

_MAX_NAMED = 5


@dataclass(frozen=True)
class Note:
    """A sentence about something.

    Attributes:
        about: what it is about: ``ch01_neuron/alice``, ``ch01_neuron``, ``gradebook.db``.
        sentence: what is to be known, with the remedy.
        is_fault: whether something is left undone, so that the command ends with exit status 1.
    """

    about: str
    sentence: str
    is_fault: bool = True

    @classmethod
    def of(cls, about: str, error: Exception) -> Note:
        """What became of something that raised an exception."""
        text = " ".join(str(error).split())[:300]
        return cls(about, f"{type(error).__name__}: {text}" if text else type(error).__name__)


def as_lines(notes: Iterable[Note]) -> list[str]:
    """A line for each sentence, with what it is about; of many only some are named, and no name can add a line."""
    about: dict[str, list[str]] = {}
    for note in notes:
        about.setdefault(note.sentence, []).append(note.about)
    return [
        printable(f"{_named(list(dict.fromkeys(names)))}: {sentence.rstrip('.')}.") for sentence, names in about.items()
    ]


def _named(names: list[str]) -> str:
    hidden = len(names) - _MAX_NAMED
    return ", ".join(names[:_MAX_NAMED]) + (f" and {hidden} more" if hidden > 0 else "")
