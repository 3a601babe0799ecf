"""Whether gradebook and exchange can be used, found out by using them; ``zerokara doctor`` reports it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import nbgrader
from alembic.script import ScriptDirectory
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import Exchange
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError
from traitlets import TraitError
from traitlets.config import Config

from .database import file_of, name_of, restore, unusable


@dataclass(frozen=True)
class Found:
    """What a look showed; ``remedy`` when it does not work."""

    works: bool
    detail: str
    remedy: str = ""


def look_at_gradebook(directory: CourseDirectory) -> Found:
    """Open the gradebook, check it for damage, and compare its version with nbgrader's; nothing is changed."""
    url = directory.db_url
    path = file_of(url)
    if path is not None:
        if not path.exists():
            return _writable(path.parent, f"{path} is not there yet; nbgrader generate_assignment makes it")
        if not os.access(path, os.R_OK | os.W_OK):
            return Found(False, f"{path} may not be written by this account", f"Run: chmod u+rw {path}")
    try:
        engine = create_engine(url)
        try:
            return _look_inside(engine, url)
        finally:
            engine.dispose()
    except (SQLAlchemyError, ImportError, OSError) as error:
        reason, _, remedy = str(unusable(error, url)).partition(". ")
        return Found(False, reason, remedy or "Correct c.CourseDirectory.db_url, or start the database")


def _look_inside(engine: Engine, url: str) -> Found:
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            said = connection.execute(text("PRAGMA integrity_check(1)")).scalar()
            if said != "ok":
                return Found(False, f"{name_of(url)} is damaged ({said})", f"{restore(url)}")
        if not inspect(connection).has_table("alembic_version"):
            if inspect(connection).get_table_names():
                remedy = "Correct c.CourseDirectory.db_url, or for one of an early nbgrader: nbgrader db upgrade"
                return Found(False, f"{name_of(url)} is not a gradebook of this nbgrader", remedy)
            return Found(True, f"{name_of(url)} is empty; nbgrader generate_assignment fills it")
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    newest = ScriptDirectory(str(Path(nbgrader.__file__).with_name("alembic"))).get_current_head()
    if version != newest:
        detail = f"{name_of(url)} has version {version}, this nbgrader needs {newest}"
        return Found(False, detail, "Copy the gradebook, then run: nbgrader db upgrade")
    return Found(True, f"{name_of(url)}, whole, version {version}")


def look_at_exchange(config: Config) -> Found:
    """Look whether assignments can be handed out and collected through the configured folder."""
    try:
        exchange = Path(Exchange(config=config).root)
    except TraitError as error:
        return Found(False, str(error), "Correct c.Exchange in nbgrader_config.py")
    make = f"Run: sudo mkdir -p {exchange} && sudo chmod ugo+rwx {exchange}"
    if not exchange.is_dir():
        return Found(False, f"{exchange} is not a folder; set c.Exchange.root", make)
    if not os.access(exchange, os.R_OK | os.W_OK | os.X_OK):
        return Found(False, f"{exchange} may not be written by this account", make)
    if not config.CourseDirectory.get("course_id"):
        return Found(False, f"{exchange}, but the course has no name", 'Set c.CourseDirectory.course_id = "..."')
    return Found(True, str(exchange))


def _writable(folder: Path, detail: str) -> Found:
    if os.access(folder, os.W_OK | os.X_OK):
        return Found(True, detail)
    return Found(False, f"{folder} may not be written by this account", f"Run: chmod u+rwx {folder}")
