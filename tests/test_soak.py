"""A run over hundreds of submissions grows nowhere and leaves nothing behind; `make soak` does it with thousands."""

import subprocess
import sys

import pytest

from tests.material import ROOT


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_long_run_grows_nowhere_and_leaves_nothing():
    command = [sys.executable, "-m", "benchmarks.soak", "--submissions", "360"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "no process, no temporary file, nothing in /dev/shm" in run.stdout
