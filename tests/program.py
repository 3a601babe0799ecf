"""The command line as its users run it: a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any


def zerokara(*arguments: object, cwd: Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run ``zerokara`` to its end."""
    command = [str(Path(sys.executable).with_name("zerokara")), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=300, **options)
