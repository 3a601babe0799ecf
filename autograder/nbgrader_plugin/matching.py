"""Which folders nbgrader's converters work on: a student's folder by its name, whatever pattern that looks like.

nbgrader takes it for a pattern. A folder called ``*`` got the pages of the whole class, without the files that they
need to be released; and a name of two lines ended the making of feedback for everybody after it.
"""

from __future__ import annotations

import glob
from pathlib import Path

from nbgrader.converters import BaseConverter

from autograder.quoting import printable

from .replaced import replace

_nbgraders_init_notebooks = BaseConverter.init_notebooks


def take_names_for_names() -> None:
    """Let nbgrader find each folder's own notebooks."""
    replace(BaseConverter, "init_notebooks", _init_notebooks)


def _init_notebooks(self: BaseConverter) -> None:
    directory = self.coursedir
    pattern = self._format_source(directory.assignment_id, directory.student_id)
    named = {pattern} if Path(pattern).is_dir() else set()
    self.assignments, self.notebooks = {}, []
    for place in named.union(glob.glob(pattern)):  # noqa: PTH207 - a path with patterns in it
        if "\n" in place:
            self.log.error("Left out, for nbgrader finds no folder with a line end in its name: %s", printable(place))
        elif found := glob.glob(f"{glob.escape(place)}/{directory.notebook_id}.ipynb"):  # noqa: PTH207
            self.assignments[place] = found
        else:
            self.log.warning("No notebooks '%s.ipynb' in %s", directory.notebook_id, printable(place))
    if not self.assignments:
        _nbgraders_init_notebooks(self)  # which says so, and what may have been meant
