"""The versions that a submission is graded with, as far as a mark can depend on them."""

from __future__ import annotations

import platform
from functools import cache
from importlib.metadata import version


@cache
def python_version() -> str:
    """``3.11``."""
    return ".".join(platform.python_version_tuple()[:2])


@cache
def numpy_version() -> str:
    """``2.4``."""
    return ".".join(version("numpy").split(".")[:2])
