"""What a process of the jail gives up, for good, before it touches a student's code.

Each function is one irrevocable step. They need nothing but ctypes and the standard
library, because inside the jail nothing else can be found any more; what has to be
computed (the seccomp program, the Landlock ruleset) is made outside and handed in.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from dataclasses import dataclass
from functools import cache

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_KEEPCAPS = 8
_PR_SET_SECCOMP = 22
_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_MODE_FILTER = 2
_LANDLOCK_RESTRICT_SELF = 446
_CAP_DAC_READ_SEARCH = 1 << 2
_CAPABILITY_VERSION_3 = 0x20080522


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class WorkerLimits:
    """What the kernel lets one worker have."""

    address_space: int
    """Bytes, those of the interpreter and NumPy included."""
    cpu_seconds: int
    """A backstop; the grader's deadlines come first."""
    open_files: int = 64


class _FilterProgram(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _CapabilityData(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def become(uid: int, *, keep_reading: bool) -> None:
    """Stop being root.

    Args:
        uid: the user and group to become.
        keep_reading: keep the one capability to read and enter any directory, for an
            interpreter that lives where only root may look (in root's home). Landlock
            or a mount namespace then decides what is read.

    Raises:
        OSError: the kernel refused.
    """
    if keep_reading:
        _prctl(_PR_SET_KEEPCAPS, 1)
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    if keep_reading:
        header = _CapabilityHeader(_CAPABILITY_VERSION_3, 0)
        data = (_CapabilityData * 2)()
        data[0].effective = data[0].permitted = _CAP_DAC_READ_SEARCH
        if _libc().capset(ctypes.byref(header), data) != 0:
            raise OSError(ctypes.get_errno(), "capset")
    if os.getuid() == 0 or os.geteuid() == 0:
        raise PermissionError("still root")


def die_with_parent() -> None:
    """Have the kernel end this process when the one that started it ends, even if it is stopped."""
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def restrict_files(ruleset_fd: int) -> None:
    """Enforce a Landlock ruleset on this process and all its children; closes the descriptor.

    Raises:
        OSError: the kernel refused.
    """
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    if _libc().syscall(_LANDLOCK_RESTRICT_SELF, ruleset_fd, 0) != 0:
        raise OSError(ctypes.get_errno(), "landlock_restrict_self")
    os.close(ruleset_fd)


def limit_resources(limits: WorkerLimits) -> None:
    """Set the resource limits; a limit that this system does not know is left out."""
    import resource  # which Windows does not have

    wanted = {
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NPROC": 0,
        "RLIMIT_NOFILE": limits.open_files,
        "RLIMIT_CPU": limits.cpu_seconds,
        "RLIMIT_AS": limits.address_space,
    }
    for name, value in wanted.items():
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        _, hard = resource.getrlimit(kind)
        ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(kind, (ceiling, ceiling))
        except (OSError, ValueError):
            if sys.platform == "linux":
                raise


def forbid_system_calls(program: bytes) -> None:
    """Load a seccomp filter (an array of ``sock_filter``) for this process.

    Raises:
        OSError: the kernel refused; the caller must not go on.
    """
    _prctl(_PR_SET_DUMPABLE, 0)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    filter_program = _FilterProgram(len(program) // 8, program)
    if _libc().prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(filter_program), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "seccomp")


def _prctl(option: int, value: int) -> None:
    if _libc().prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), f"prctl {option}")
