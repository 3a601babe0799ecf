"""Where a class's random numbers begin.

The seed of a class is secret, so that nobody can prepare for the inputs, and it is
stored with the verdicts, so that each can be made again. It is drawn once for an
instructor's account: all runs there agree, and a second run regrades nothing.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from autograder.results.store import write_atomically

_BITS = 62


def class_seed(store: Path) -> int:
    """The seed for verdicts in a folder: the one stored there, else this account's."""
    here = store / ".seed"
    seed = _read(here)
    if seed is None:
        store.mkdir(parents=True, exist_ok=True)
        seed = _keep(here, _account_seed())
    return seed


def _account_seed() -> int:
    try:
        home = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    except RuntimeError:  # no HOME and no account, as in many a container: the class's folder alone keeps the seed
        return secrets.randbits(_BITS)
    path = home / "zerokara" / "seed"
    seed = _read(path)
    if seed is None:
        seed = secrets.randbits(_BITS)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            seed = _keep(path, seed)
    return seed


def _keep(path: Path, seed: int) -> int:
    """Store a seed; of several runs that do so at once the first decides for all. Returns the one that is stored."""
    fd, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    with open(fd, "w", encoding="ascii") as file:  # noqa: PTH123 - opened by descriptor
        file.write(f"{seed}\n")
    try:
        os.link(temporary, path)
    except OSError:  # somebody was first, or the file system has no links
        stored = _read(path)
        if stored is not None:
            return stored
        write_atomically(path, f"{seed}\n".encode(), mode=0o600)
    finally:
        os.unlink(temporary)  # noqa: PTH108
    return seed


def _read(path: Path) -> int | None:
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
