"""The machine that figures were got on."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from autograder.engine.pool import usable_cores
from autograder.jail.levels import available

from .classes import ROOT


@dataclass(frozen=True)
class Machine:
    """What a reader must know to compare."""

    processor: str
    cores: int
    load: float
    kernel: str
    python: str
    numpy: str
    isolation: str
    commit: str
    date: str

    @classmethod
    def here(cls) -> Machine:
        """This one, now."""
        return cls(
            _processor(),
            len(usable_cores()),
            os.getloadavg()[0],
            f"{platform.system()} {platform.release()}",
            platform.python_version(),
            np.__version__,
            available()[0],
            _commit(),
            f"{date.today():%Y-%m-%d}",
        )

    def __str__(self) -> str:
        return (
            f"{self.processor}, {self.cores} cores (load {self.load:.1f} before), {self.kernel}, Python {self.python}, "
            f"NumPy {self.numpy}, isolation level {self.isolation}; commit {self.commit}, {self.date}"
        )


def _processor() -> str:
    models = re.findall(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return models[0] if models else platform.machine()


def _commit() -> str:
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--exclude=*"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return described.stdout.strip() or "unknown"
