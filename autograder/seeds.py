"""Where a class's random numbers begin.

The seed of a class is secret, so that nobody can prepare for the inputs, and it is
stored with the verdicts, so that each can be made again. It is drawn once for an
instructor's account: all runs there agree, and a second run regrades nothing.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from .verdict import write_atomically

_BITS = 62


def class_seed(store: Path) -> int:
    """The seed for verdicts in a folder: the one that stands there, else this account's."""
    here = store / ".seed"
    seed = _read(here)
    if seed is None:
        seed = _account_seed()
        store.mkdir(parents=True, exist_ok=True)
        write_atomically(here, f"{seed}\n".encode(), mode=0o600)
    return seed


def _account_seed() -> int:
    home = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    path = home / "zerokara" / "seed"
    seed = _read(path)
    if seed is None:
        seed = secrets.randbits(_BITS)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, f"{seed}\n".encode(), mode=0o600)
        except OSError:
            return seed
    return seed


def _read(path: Path) -> int | None:
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
