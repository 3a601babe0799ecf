"""What was found out before and still holds, on disk, by the content that it depends on.

The project's own tests grade thousands of made-up modules and run every lesson; the
same content gives the same result, so that only what has changed costs time. Nothing
is looked up here unless it is asked for, and what this rests on never asks: tests of
determinism, repeated runs and attacks are live.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections import Counter
from pathlib import Path
from typing import Any, Self

from autograder.results.store import write_atomically

#: Names the folder, or by an empty text none; without it the folder stands in the project's root.
VARIABLE = "ZEROKARA_TRIALS"
_FOLDER = ".trials"


class Cache:
    """Facts below a folder, ``<subject>/<state>/<key>.json``: of each subject those of its present state only.

    A fact that cannot be read is none, and one that cannot be written is found out once
    more the next time: a full disk, or another process that clears away, costs time only.

    Attributes:
        counts: how many facts were there, and how many had to be found out, by kind.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._cleared: set[tuple[str, str]] = set()
        self.counts: Counter[str] = Counter()

    @classmethod
    def of_project(cls, root: Path) -> Self | None:
        """The project's cache, or None where it is switched off."""
        named = os.environ.get(VARIABLE)
        return None if named == "" else cls(Path(named) if named else root / _FOLDER)

    def read(self, subject: str, state: str, key: str) -> Any:
        """A fact as plain data, or None."""
        try:
            return json.loads(self._path(subject, state, key).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return None

    def write(self, subject: str, state: str, key: str, fact: Any) -> None:
        """Keep a fact; those of the subject's other states go."""
        path = self._path(subject, state, key)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, json.dumps(fact).encode("ascii"))
            self._clear_away(subject, state)

    def _path(self, subject: str, state: str, key: str) -> Path:
        return self._folder / subject / state / f"{key}.json"

    def _clear_away(self, subject: str, state: str) -> None:
        if (subject, state) not in self._cleared:
            self._cleared.add((subject, state))
            for path in (self._folder / subject).iterdir():
                if path.name != state:
                    shutil.rmtree(path, ignore_errors=True)
