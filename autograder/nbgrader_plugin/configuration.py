"""A course's configuration, read from the same files and in the same order as nbgrader reads it.

nbgrader's programs read ``jupyter_config`` and ``nbgrader_config`` from every folder of
Jupyter's configuration path (of the system, the environment, the account), then the files in
the course folder; ``.json`` after ``.py``, later files win. A marks' destination must not
depend on which program asks.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

from jupyter_core.paths import jupyter_config_path
from nbgrader.apps.baseapp import NbGrader
from traitlets import TraitError
from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, JSONFileConfigLoader, PyFileConfigLoader

from autograder.course import CourseError


class ConfigurationError(CourseError):
    """The configuration cannot be used; one sentence names the file, the line and what is wrong."""


def read_configuration(root: Path) -> Config:
    """The configuration that nbgrader's programs have in a course folder.

    What it names by import may stand beside it, as with nbgrader, so the folder joins ``sys.path``.

    Raises:
        ConfigurationError: a file of it is broken.
    """
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
    config = Config()
    for name, folder in _files(root):
        config.merge(_load(name, folder))
    try:
        config = Config(NbGrader(config=config).config)  # which moves what stands under names of earlier versions
        config.CourseDirectory.root = str(root)
    except (TraitError, AttributeError, TypeError, ValueError) as error:  # a section that is none: "CourseDirectory": 5
        raise ConfigurationError(f"the configuration of {root}: {error}") from None
    return config


def _files(root: Path) -> Iterator[tuple[str, str]]:
    """Names and folders of what may be there, the last to win."""
    folders = jupyter_config_path()[::-1]
    for name in ("jupyter_config", "nbgrader_config"):
        for folder in [*folders, str(root)] if name == "nbgrader_config" else folders:
            yield f"{name}.py", folder
            yield f"{name}.json", folder


def _load(name: str, folder: str) -> Config:
    """What one file says; nothing when it is not there."""
    loader = (JSONFileConfigLoader if name.endswith(".json") else PyFileConfigLoader)(name, path=folder)
    try:
        return loader.load_config()
    except ConfigFileNotFound:
        return Config()
    except (Exception, SystemExit) as error:  # the file is a program, which may raise anything
        raise ConfigurationError(_told(error, Path(folder, name))) from None


def _told(error: BaseException, path: Path) -> str:
    """An exception of a configuration file, with the line of the file where it began."""
    if isinstance(error, SyntaxError):
        return f"{error.filename or path}, line {error.lineno}: {error.msg}"
    if (line := getattr(error, "lineno", None)) is not None:  # JSON
        return f"{path}, line {line}: {error}"
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename) == path]
    where = f"{path}, line {lines[-1]}" if lines else str(path)
    return f"{where}: {type(error).__name__}: {error}"
