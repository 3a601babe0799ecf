"""The command line as its users run it: a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any


def zerokara(*arguments: object, cwd: Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run ``zerokara`` to its end."""
    return _run("zerokara", *arguments, cwd=cwd, **options)


def nbgrader(*arguments: object, cwd: Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run ``nbgrader`` to its end."""
    return _run("nbgrader", *arguments, cwd=cwd, **options)


def _run(program: str, *arguments: object, cwd: Path, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name(program)), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=300, **options)
