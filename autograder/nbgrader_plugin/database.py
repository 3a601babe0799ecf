"""The gradebook's database: opened with patience, backed up before it changes, its errors told in a sentence."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path

from nbgrader.api import Gradebook
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError, SQLAlchemyError

#: Seconds that we wait for another program which is writing.
PATIENCE = 60.0
_BACKUPS = 5
_IN_USE = ("locked", "busy", "lock timeout", "deadlock")
_DAMAGED = ("malformed", "not a database", "disk image", "encrypted")
_OUTDATED = ("no such table", "no such column", "does not exist", "has no column")


class GradebookUnusable(Exception):
    """Nothing can be written into the gradebook now; a sentence says why, and what to do."""


def open_gradebook(db_url: str, course_id: str, patience: float = PATIENCE) -> Gradebook:
    """Open a gradebook; one that is not there is made.

    Raises:
        GradebookUnusable: it cannot be opened.
    """
    try:
        url = make_url(db_url)
        if url.get_backend_name() == "sqlite":
            url = url.update_query_dict({"timeout": str(patience)})
        return Gradebook(url.render_as_string(hide_password=False), course_id)
    except (SQLAlchemyError, ImportError, OSError) as error:
        raise unusable(error, db_url) from None


def is_fatal(error: SQLAlchemyError) -> bool:
    """Whether an error concerns the database rather than the one row that was written."""
    return isinstance(error, OperationalError) or type(error) is DatabaseError


def unusable(error: Exception, db_url: str) -> GradebookUnusable:
    """What an error of the database means, with the remedy."""
    name = name_of(db_url)
    reason = " ".join(str(getattr(error, "orig", None) or error).split())[:200]
    if any(word in reason for word in _IN_USE):
        return in_use(db_url)
    if any(word in reason for word in _DAMAGED):
        return GradebookUnusable(f"{name} is damaged ({reason}). {restore(db_url)}")
    if any(word in reason for word in _OUTDATED):
        return GradebookUnusable(
            f"{name} was made by another version of nbgrader ({reason}). Run: nbgrader db upgrade, "
            "or for a database that is not a gradebook, correct c.CourseDirectory.db_url"
        )
    if isinstance(error, ArgumentError | NoSuchModuleError | ImportError):
        return GradebookUnusable(f"c.CourseDirectory.db_url cannot be used: {reason}")
    return GradebookUnusable(f"{name} cannot be used ({reason})")


def in_use(db_url: str) -> GradebookUnusable:
    """Another program has been writing for as long as we wait."""
    return GradebookUnusable(f"{name_of(db_url)} is in use by another program")


def name_of(db_url: str) -> str:
    """What to call a gradebook: the name of its file, or the address without the password."""
    path = file_of(db_url)
    if path is not None:
        return path.name
    try:
        return make_url(db_url).render_as_string(hide_password=True)
    except ArgumentError:
        return "the gradebook"


def file_of(db_url: str) -> Path | None:
    """The file of a SQLite gradebook; None for another database, or one in memory."""
    try:
        url = make_url(db_url)
    except ArgumentError:
        return None
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database)


def restore(db_url: str) -> str:
    """How to get a gradebook back that is damaged."""
    path = file_of(db_url)
    kept = _backups(path) if path else []
    if not kept:
        return "Put a back-up in its place, or restore it with sqlite3's .recover"
    return f"Put a back-up in its place; the newest is {kept[-1].name}"


def back_up(db_url: str) -> None:
    """Copy a SQLite gradebook to ``gradebook.db.backup-<time>``; the newest five stay.

    Another database is its administrator's to back up.

    Raises:
        GradebookUnusable: it could not be copied.
    """
    path = file_of(db_url)
    if path is None or not path.exists():
        return
    target = path.with_name(f"{path.name}.backup-{datetime.now():%Y%m%dT%H%M%S}")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder:
            copy = Path(folder, path.name)
            with closing(sqlite3.connect(path, timeout=PATIENCE)) as source, closing(sqlite3.connect(copy)) as sink:
                source.backup(sink)
            shutil.copymode(path, copy)
            copy.rename(target)
        for old in _backups(path)[:-_BACKUPS]:
            old.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise GradebookUnusable(f"{path.name} could not be backed up ({error}), so it was left as it is") from None


def _backups(path: Path) -> list[Path]:
    """The back-ups of a gradebook, the newest last."""
    return sorted(other for other in path.parent.iterdir() if other.name.startswith(f"{path.name}.backup-"))
