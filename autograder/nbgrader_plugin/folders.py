"""Putting a new folder in the place of an earlier one, which stays until the new one is complete."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def work_beside(place: Path) -> Iterator[Path]:
    """A hidden folder on the file system of a place, to make its new content in; removed afterwards."""
    place.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=place.parent, prefix="."))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def replace_folder(fresh: Path, place: Path) -> None:
    """Move a finished folder to its place; what stood there, a link or a file too, moves away whole and is removed."""
    with work_beside(place) as aside:
        if place.exists() or place.is_symlink():
            place.rename(aside / "before")
        fresh.rename(place)
