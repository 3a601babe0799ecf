"""Shows how far you are. You need not read this file; run ``pytest`` in this folder.

pytest                    every exercise: done, wrong or not started, and the first problem explained
pytest --exercise NAME    the checks of one exercise
pytest --hint NAME        the next of three hints
pytest -v                 pytest's own, longer report
"""

import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent

collect_ignore = ["kit"]


def pytest_addoption(pluginmanager):
    """Let this chapter take part in the run; chapters that are run together share one kit."""
    if str(FOLDER) not in sys.path:
        sys.path.insert(0, str(FOLDER))
    from kit import plugin

    plugin.join(pluginmanager, FOLDER)
