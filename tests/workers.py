"""How tests are dealt out to pytest-xdist's workers: what shares a fixture that takes long stays together.

The mark ``xdist_group`` would say the same, but has no effect under pytest 9.2:
https://github.com/pytest-dev/pytest-xdist/issues/1386.
"""

from __future__ import annotations

import re

from xdist.scheduler import LoadScopeScheduling

_CHAPTER = re.compile(r"\[(ch\d\d_\w+)\]$")


def group_of(nodeid: str) -> str:
    """A chapter's tests share its trials, those of nbgrader one class, others the fixtures of their file."""
    file = nodeid.partition("::")[0]
    if match := _CHAPTER.search(nodeid):
        return match[1]
    return "nbgrader" if "/nbgrader/" in file else file


class Groups(LoadScopeScheduling):
    """Sends the tests of a group to one worker."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)
