"""The last look at what goes out: no marker, and no line of this chapter's solution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from autograder.course import Chapter
from autograder.reference import earlier_modules

from .stub import solution_lines

_MARKERS = ("BEGIN SOLUTION", "END SOLUTION", "BEGIN HIDDEN TESTS", "END HIDDEN TESTS")
_TELLING = 12


class LeakError(ValueError):
    """The release holds something that students must not get."""


def refuse_leaks(chapter: Chapter, files: Mapping[str, str]) -> None:
    """Check the files of a release.

    Args:
        chapter: the chapter that is released.
        files: everything that students get, by file name, as text; the stub is among them.

    Raises:
        LeakError: names the file, the line and what leaks.
    """
    source = chapter.reference.read_text(encoding="utf-8")
    secrets = _telling_lines(source, stub=files[chapter.filename])
    given = {f"{name}.py" for name in earlier_modules(chapter.reference)}
    for name, text in files.items():
        for number, line in enumerate(text.splitlines(), 1):
            for marker in _MARKERS:
                if marker in line:
                    raise LeakError(f"{chapter.folder}/{name}, line {number}: the marker {marker!r} would be released")
            bare = _bare(line)
            leaked = next((secret for secret in secrets if _bare(secret) in bare), None)
            if leaked is not None and name not in given:
                place = f"{chapter.folder}/{name}, line {number}"
                raise LeakError(f"{place}: a line of the solution would be released: {leaked.strip()}")


def _telling_lines(source: str, stub: str) -> Sequence[str]:
    """Lines of the solution that say something, and that the contract does not say anyway."""
    public = _bare(stub)
    lines = {line for line in solution_lines(source) if not line.strip().startswith(("#", '"""'))}
    return sorted(line for line in lines if len(_bare(line)) >= _TELLING and _bare(line) not in public)


def _bare(text: str) -> str:
    return "".join(text.split())
