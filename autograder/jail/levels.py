"""How much isolation this machine offers, and why.

``full``      namespaces (bubblewrap) + Landlock + seccomp: the worker sees no file but Python's.
``landlock``  Landlock + seccomp: no namespaces needed, so it works where those are refused.
``process``   resource limits only. It stops accidents, not attacks, and must be asked for by name.

Windows has none of them, not even the last: a worker is forked, and Windows cannot fork.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

FULL, LANDLOCK, PROCESS = LEVELS = ("full", "landlock", "process")

_NAMESPACES = ("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try")


@dataclass(frozen=True)
class Finding:
    """One thing that isolation needs: whether it is there, and if not what to do."""

    name: str
    works: bool
    detail: str
    remedy: str = ""


class NoIsolationError(RuntimeError):
    """The level that was asked for is not available here; the text says why and what to do."""


@cache
def findings() -> tuple[Finding, ...]:
    """What this machine has of each layer."""
    return tuple(_look())


def _look() -> Iterator[Finding]:
    yield _namespaces()
    yield _landlock()
    yield _seccomp()


def available() -> tuple[str, ...]:
    """The levels that this machine supports, strongest first."""
    namespaces, landlock, seccomp = (finding.works for finding in findings())
    has = {FULL: namespaces and landlock and seccomp, LANDLOCK: landlock and seccomp, PROCESS: hasattr(os, "fork")}
    return tuple(level for level in LEVELS if has[level])


def choose(asked: str | None) -> str:
    """The level to use.

    Args:
        asked: a level by name, or None for the strongest that holds attacks.

    Raises:
        NoIsolationError: if it is not available, or only ``process`` is and nobody asked for that.
    """
    levels = available()
    if not levels:
        raise NoIsolationError("Windows itself cannot run the grader. Use WSL2 (wsl --install) or the Dockerfile.")
    if asked is None and levels != (PROCESS,):
        return levels[0]
    if asked in levels:
        return asked
    missing = " ".join(f"{f.name}: {f.detail}. {f.remedy}." for f in findings() if not f.works)
    wanted = f"isolation level {asked!r} is not available here" if asked else "this machine cannot isolate"
    raise NoIsolationError(f"{wanted}. {missing} Submissions that you trust can be graded with --isolation process.")


def _namespaces() -> Finding:
    name = "namespaces"
    if sys.platform != "linux":
        return Finding(name, False, f"{sys.platform} has none", "Use Linux, WSL2 or the Dockerfile")
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        return Finding(name, False, "bubblewrap is not installed", "Run: sudo apt install bubblewrap")
    command = [bwrap, *namespace_flags(), "--ro-bind", "/", "/", "true"]
    trial = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    if trial.returncode:
        reason = trial.stderr.strip().splitlines()[-1:] or ["it failed and gave no reason"]
        remedy = "Unprivileged user namespaces are refused here (a container, or AppArmor on Ubuntu 24.04)"
        return Finding(name, False, reason[0], remedy)
    version = subprocess.run([bwrap, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    return Finding(name, True, version)


def namespace_flags() -> list[str]:
    """bubblewrap's options for new namespaces: root needs no user namespace and drops to nobody instead."""
    return [*([] if os.geteuid() == 0 else ["--unshare-user"]), *_NAMESPACES, "--die-with-parent"]


def _landlock() -> Finding:
    name = "landlock"
    if sys.platform != "linux":
        return Finding(name, False, f"{sys.platform} has none", "Use Linux, WSL2 or the Dockerfile")
    try:
        import landlockpy

        version = landlockpy.abi_version()
    except Exception as error:
        return Finding(name, False, str(error), "Run: pip install landlockpy")
    if version < 1:
        return Finding(
            name,
            False,
            "this kernel lacks Landlock, or has it switched off",
            "Use Linux 5.13 or later, booted with landlock among its lsm= modules",
        )
    return Finding(name, True, f"ABI {version}")


def _seccomp() -> Finding:
    name = "seccomp"
    if sys.platform != "linux":
        return Finding(name, False, f"{sys.platform} has none", "Use Linux, WSL2 or the Dockerfile")
    try:
        from .seccomp import worker_filter

        size = len(worker_filter()) // 8
    except Exception as error:
        return Finding(name, False, f"{type(error).__name__}: {error}", "Run: sudo apt install libseccomp2")
    return Finding(name, True, f"a filter of {size} instructions")
