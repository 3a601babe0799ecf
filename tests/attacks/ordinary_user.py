"""An account without privileges, and an interpreter that it may use."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

from autograder.jail.launch import others_can_read
from tests.material import ROOT

_USER = 12345
_HOME = Path("/var/tmp/zerokara-ordinary")
_PYTHON = _HOME / "bin" / "python"
_PACKAGES = ("click", "landlockpy", "msgpack", "numpy", "pyseccomp", "pytest", "rich")


def ordinary_user() -> tuple[int | None, str]:
    """A user number to become and the Python to run there; None when we are ordinary already."""
    if os.geteuid() != 0:
        return None, sys.executable
    if others_can_read() and _enterable(ROOT):
        return _USER, sys.executable
    return _USER, str(_environment())


def _environment() -> Path:
    """A virtual environment of the system's Python, made once, with what grading needs."""
    with _HOME.with_suffix(".lock").open("a") as lock:  # another session may be making it
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (_HOME / "ready").exists():
            _make()
    return _PYTHON


def _make() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)
    subprocess.run(["/usr/bin/python3", "-m", "venv", str(_HOME)], check=True, capture_output=True)
    install = [str(_PYTHON), "-m", "pip", "install", "--quiet", "-c", str(ROOT / "constraints.txt"), *_PACKAGES]
    subprocess.run(install, check=True, capture_output=True)
    (_HOME / "ready").touch()


def _enterable(path: Path) -> bool:
    return all(parent.stat().st_mode & 0o005 for parent in (path, *path.parents))
