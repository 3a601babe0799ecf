"""A chapter's lesson and public checks, as far as each exercise must stand in them."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.course import Chapter

_HINTS = 3
_GRADING = {"grade": True, "solution": True, "locked": False}
_WORD = re.compile(r"[A-Z]*[a-z0-9]+|[A-Z]+")


class Lesson:
    """The files in a chapter's folder of ``source/``."""

    def __init__(self, folder: Path, chapter: Chapter) -> None:
        self._folder = folder
        self._chapter = chapter
        self._names = [exercise.name for exercise in chapter.exercises]

    @cached_property
    def checks(self) -> Mapping[str, Sequence[str]]:
        """The public checks of each exercise, by the names of their functions."""
        found: dict[str, list[str]] = {}
        for name, function in vars(self._module).items():
            if name.startswith("test_"):
                for exercise in _exercises_of(function):
                    found.setdefault(exercise, []).append(name)
        return found

    @cached_property
    def _module(self) -> ModuleType:
        path = self._folder / f"test_{self._chapter.name}.py"
        spec = importlib.util.spec_from_file_location(f"public_{self._chapter.folder}", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def lacks(self) -> Iterator[str]:
        """What is missing, and what belongs to no exercise."""
        hints = getattr(self._module, "HINTS", {})
        for name in self._names:
            if not self.checks.get(name):
                yield f"{name}: no public check in test_{self._chapter.name}.py"
            own = hints.get(name, ())
            if len(own) != _HINTS or not all(isinstance(hint, str) and hint.strip() for hint in own):
                yield f"{name}: {len(own)} hints in HINTS; {_HINTS} steps are needed"
        yield from (f"{name}: hints for no exercise" for name in sorted(set(hints) - set(self._names)))
        yield from (f"{name}: public checks for no exercise" for name in sorted(set(self.checks) - set(self._names)))
        yield from self._sections_lack()
        wanted = {f"{self._chapter.folder}.ipynb", f"test_{self._chapter.name}.py"}
        there = {path.name for path in self._folder.iterdir() if path.name != "__pycache__"}
        yield from (f"{self._folder.name}/{name}: a stray file" for name in sorted(there - wanted))

    def _sections_lack(self) -> Iterator[str]:
        """Grade cells out of form, and exercises that no section of the lesson speaks of."""
        notebook = json.loads((self._folder / f"{self._chapter.folder}.ipynb").read_text(encoding="utf-8"))
        yield from _cells_lack(notebook["cells"])
        section = ""
        asked: list[str] = []
        for cell in [*notebook["cells"], None]:
            text = "".join(cell["source"]) if cell else "## "
            if text.startswith(("# ", "## ")) or "\n## " in text:
                yield from (
                    f"{name}: the text of its section in the lesson does not name it"
                    for name in _unnamed(asked, section)
                )
                section, asked = "", []
            section += f"{text}\n"
            name = (cell or {"metadata": {}})["metadata"].get("nbgrader", {}).get("grade_id")
            if name:
                asked.append(name)
                section = section.replace(f'check("{name}")', "")
                if text.strip() != f'check("{name}")':
                    yield f'{name}: its grade cell must say check("{name}")'


def _cells_lack(cells: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Cells that nbgrader or a reader of the repository would stumble over."""
    ids = [cell.get("id") for cell in cells]
    for number, (cell, name) in enumerate(zip(cells, ids, strict=True), 1):
        if not name:
            yield f"cell {number} of the lesson has no id"
        elif ids.index(name) != number - 1:
            yield f"cell {number} of the lesson has the id {name!r}, as an earlier one has"
        if cell.get("outputs"):
            yield f"cell {number} of the lesson has outputs; clear them"
        grading = cell["metadata"].get("nbgrader", {})
        wrong = [key for key, value in _GRADING.items() if grading.get(key) is not value]
        if grading and wrong:
            yield f"{grading.get('grade_id')}: its grade cell needs {wrong[0]!r}: {_GRADING[wrong[0]]}"


def _unnamed(names: Sequence[str], section: str) -> list[str]:
    """Names of which a text has not a single word."""
    said = section.lower()
    words = {name: [word.lower() for word in _WORD.findall(name) if len(word) > 2] for name in names}
    whole = {name for name in names if re.search(rf"\b{name}\b", section)}  # "OR" has no word that is long enough
    return [name for name in names if name not in whole and not any(word in said for word in words[name])]


def _exercises_of(function: Any) -> Iterator[str]:
    """The exercises that a test function is marked with, also by the marks of its parameters."""
    for mark in getattr(function, "pytestmark", []):
        if mark.name == "exercise":
            yield mark.args[0]
        elif mark.name == "parametrize":
            for values in mark.args[1]:
                yield from (inner.args[0] for inner in getattr(values, "marks", ()) if inner.name == "exercise")
