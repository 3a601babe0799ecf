"""Look at the machine and the course folder as ``zerokara doctor`` reports them."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
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


def _disk(folders: Iterable[Path]) -> Iterator[Health]:
    """Room where something is written: each disk once."""
    disks = {folder.stat().st_dev: folder for folder in map(_nearest, folders)}
    for folder in disks.values():
        free = shutil.disk_usage(folder).free
        yield Health("disk", free > _FREE_BYTES, f"{free >> 20} MB free in {folder}", "Make room, and look again")


def look_at_verdicts(verdicts: Path) -> Health:
    """Where verdicts and the secret seed of their inputs are kept."""
    seed = verdicts / ".seed"
    if not os.access(_nearest(verdicts), os.W_OK | os.X_OK):
        folder = _nearest(verdicts)
        return Health(
            "verdicts", False, f"{folder} may not be written by this account", f"Run: chmod u+rwx {folder}",
            is_needed=True,
        )  # fmt: skip
    try:
        if not seed.exists():
            return Health("verdicts", True, f"{verdicts}, with a seed from the first run on")
        int(seed.read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        remedy = f"Restore {seed} from a back-up; without it everything is graded again with other inputs"
        return Health("verdicts", False, f"{seed} holds no seed ({error})", remedy)
    return Health("verdicts", True, f"{verdicts}, with a seed")


def look_at_home() -> Health:
    """New courses of one account share a seed, which is kept below its home."""
    try:
        home = Path(os.environ.get("XDG_STATE_HOME") or Path.home())
    except RuntimeError:
        home = None
    if home is not None and os.access(_nearest(home), os.W_OK | os.X_OK):
        return Health("home", True, str(home))
    problem = f"{home} may not be written" if home else "HOME is not set"
    remedy = "Set HOME to a folder that this account may write, if courses are to share a seed"
    return Health("home", False, f"{problem}, so each course has a seed of its own", remedy)


def _nearest(path: Path) -> Path:
    """The path, or what there is above it."""
    path = path.absolute()
    return next(folder for folder in (path, *path.parents) if folder.exists())


def _course() -> Iterator[Health]:
    root = find_root()
    try:
        course = find_course()
        yield Health("course", True, f"{len(course.chapters)} chapters in {course.source}")
    except CourseError as error:
        yield Health("course", False, str(error), is_needed=True)
    yield look_at_verdicts((root or Path.cwd()) / "verdicts")
    yield look_at_home()
    yield from _disk([root or Path.cwd(), Path(tempfile.gettempdir())])
    if root is not None and importlib.util.find_spec("nbgrader") is not None:
        yield from _nbgrader(root)


def _nbgrader(root: Path) -> Iterator[Health]:
    from .nbgrader_plugin.checkup import look_at_exchange, look_at_gradebook
    from .nbgrader_plugin.configuration import ConfigurationError
    from .nbgrader_plugin.directory import course_directory

    try:
        directory, config = course_directory(root)
    except ConfigurationError as error:
        yield Health("configuration", False, str(error), "Mend that line", is_needed=True)
        return
    for name, found in (("exchange", look_at_exchange(config)), ("gradebook", look_at_gradebook(directory))):
        yield Health(name, found.works, found.detail, found.remedy, is_needed=name == "gradebook")
    alembic = shutil.which("alembic")
    yield Health("alembic", alembic is not None, alembic or "not on PATH", "Activate the virtual environment")
