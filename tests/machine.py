"""What a test needs of the machine that it runs on: it is skipped without, and in CI it fails."""

from __future__ import annotations

import os

import pytest

from autograder.jail.levels import available, findings


def skip_unless(condition: bool, reason: str) -> None:
    """Skip a test that this machine cannot run; in CI, where everything is installed, fail instead."""
    if condition:
        return
    if os.environ.get("ZEROKARA_SKIP_NOTHING"):
        pytest.fail(f"CI must be able to run this: {reason}")
    pytest.skip(reason)


def need_level(level: str) -> None:
    """Skip where a level of isolation cannot be had."""
    missing = "; ".join(f"{finding.name}: {finding.detail}" for finding in findings() if not finding.works)
    skip_unless(level in available(), f"isolation level {level} is not available ({missing})")
