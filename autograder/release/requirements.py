"""What a student installs for a lesson: the course's own requirements, as far as the lessons share them."""

from __future__ import annotations

import re
from importlib.metadata import requires

_SHARED = ("jupyterlab", "matplotlib", "numpy", "pytest")
_NAME = re.compile(r"[\w.-]+")
_HEAD = """\
# python -m pip install -r requirements.txt
# NumPy and pytest are enough to run `pytest`. JupyterLab opens the lesson, Matplotlib draws its pictures.
"""


def requirements() -> str:
    """The text of ``requirements.txt``, with the bounds that zerokara itself is installed with."""
    bounds = {line.partition(";")[0].strip() for line in requires("zerokara") or ()}
    return _HEAD + "".join(
        f"{bound}\n" for bound in sorted(bounds) if (name := _NAME.match(bound)) and name[0] in _SHARED
    )
