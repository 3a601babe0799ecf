"""The checks, called from a notebook."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_CHAPTER = Path(__file__).resolve().parent.parent


def check(exercise=""):
    """Run the checks from a notebook: ``check("relu")``, or ``check()`` for all of them."""
    command = [sys.executable, "-m", "pytest", str(_CHAPTER)]
    if exercise:
        command += ["--exercise", exercise]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    print(run.stdout + run.stderr)
