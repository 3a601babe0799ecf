"""Look at the machine and the course folder as ``zerokara doctor`` reports them."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .course import CourseError, find_course, find_root
from .engine.pool import usable_cores
from .jail.launch import launch
from .jail.levels import LEVELS, PROCESS, NoIsolationError, available, findings

_PACKAGES = ("numpy", "pytest", "nbgrader", "jupyterlab", "msgpack")
_FREE_BYTES = 200 << 20


@dataclass(frozen=True)
class Health:
    """One line of the report; ``is_needed`` when grading is impossible without it."""

    name: str
    works: bool
    detail: str
    remedy: str = ""
    is_needed: bool = False


def examine_machine() -> Iterator[Health]:
    """Everything worth knowing, in the order of the report."""
    yield _python()
    yield from _packages()
    for finding in findings():
        yield Health(finding.name, finding.works, finding.detail, finding.remedy)
    yield from _levels()
    yield Health("cores", True, f"{len(usable_cores())} to grade on")
    yield _disk()
    yield from _course()


def _python() -> Health:
    version = f"{platform.python_version()} on {platform.system()} {platform.release()}"
    return Health("Python", sys.version_info >= (3, 11), version, "Install Python 3.11 or later", is_needed=True)


def _packages() -> Iterator[Health]:
    for name in _PACKAGES:
        try:
            yield Health(name, True, importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            yield Health(name, False, "is not installed", f"Run: pip install {name}", is_needed=name != "jupyterlab")


def _levels() -> Iterator[Health]:
    """Each level is tried for real: a zygote is started in it and must not be able to read the reference."""
    strongest = next(iter(available()), None)
    for level in LEVELS:
        name = f"isolation {level}"
        if level not in available():
            yield Health(name, False, "not available here; see the lines above")
            continue
        try:
            launch(level).close()
        except NoIsolationError as error:
            yield Health(name, False, str(error), is_needed=level == strongest)
        else:
            detail = "resource limits only; must be asked for by name" if level == PROCESS else "tried, holds"
            yield Health(name, True, detail + (" (the default)" if level == strongest != PROCESS else ""))
    if strongest is None:
        remedy = "Use WSL2 (wsl --install) or the Dockerfile"
        yield Health("jail", False, "Windows itself cannot run the grader", remedy, is_needed=True)
    elif strongest == PROCESS:
        yield Health(
            "jail", False, "only `--isolation process` works here, which stops accidents, not attacks",
            "Use Linux, WSL2 or the Dockerfile, with bubblewrap installed", is_needed=True,
        )  # fmt: skip


def _disk() -> Health:
    free = shutil.disk_usage(Path.cwd()).free
    return Health("disk", free > _FREE_BYTES, f"{free >> 20} MB free here", "Make room for verdicts and notebooks")


def _course() -> Iterator[Health]:
    try:
        course = find_course()
        chapters = course.chapters
    except CourseError as error:
        yield Health("course", False, str(error), is_needed=True)
        return
    yield Health("course", True, f"{len(chapters)} chapters in {course.source}")
    root = find_root()
    if root is None or importlib.util.find_spec("nbgrader") is None:
        return
    from nbgrader.exchange import ExchangeFactory  # noqa: F401 - importing it proves that nbgrader is whole

    from .nbgrader_plugin.directory import course_directory

    directory, config = course_directory(root)
    exchange = Path(str(config.Exchange.get("root") or "/usr/local/share/nbgrader/exchange"))
    yield Health(
        "exchange", os.access(exchange, os.W_OK), str(exchange),
        f"Run: sudo mkdir -p {exchange} && sudo chmod ugo+rwx {exchange}",
    )  # fmt: skip
    yield Health("gradebook", True, directory.db_url)
    alembic = shutil.which("alembic")
    yield Health("alembic", alembic is not None, alembic or "not on PATH", "Activate the virtual environment")
