"""The skeleton of an exercise: what ``skeletons/`` has, made out for one name and put where it belongs.

Each template is a small exercise that works: the reference keeps its promises, the hidden
tests find the wrong variant and accept the right one. What an author must replace is
marked ``[write]``; ``curriculum`` names every mark that is left. Everything here makes
text out of text; ``new`` reads and writes the files.
"""

from __future__ import annotations

import ast
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

#: What an author has not replaced yet begins with this.
MARK = "[write]"

_TEMPLATES = Path(__file__).parent / "skeletons"
_CELL = re.compile(r"^=== (text|code|exercise)\n", re.MULTILINE)
_END = re.compile(r'\\n|"+[],)]|"+$')  # of a string, in Python and in a notebook
_WIDTH = 120
_GRADING = {"grade": True, "locked": False, "points": 1, "schema_version": 3, "solution": True, "task": False}
_NOTEBOOK = {
    "metadata": {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python", "version": "3.11"},
    },
    "nbformat": 4,
    "nbformat_minor": 5,
}


class SkeletonError(ValueError):
    """A file into which nothing can be put; the message says what it lacks."""


def render(kind: str, file: str, names: Mapping[str, str]) -> str:
    """A template made out.

    Args:
        kind: ``chapter``, ``function`` or ``class``.
        file: the template's name without ``.txt``.
        names: what stands for ``$module``, ``$exercise`` and so on.
    """
    return Template((_TEMPLATES / kind / f"{file}.txt").read_text(encoding="utf-8")).substitute(names)


def with_definition(module: str, definition: str) -> str:
    """A module with more definitions at its end.

    Raises:
        SkeletonError: the module binds one of the names already.
    """
    if taken := _bound(module) & _bound(definition):
        raise SkeletonError(f"it defines {min(taken)} already")
    return f"{module.rstrip()}\n\n\n{definition}"


def with_tests(suite: str, tests: str) -> str:
    """A hidden suite with more tests at its end, and with the names of ``autograder.checks`` that they need.

    Raises:
        SkeletonError: the suite does not define ``exercise``.
    """
    _require_mark(suite)
    bound = _bound(suite)
    used = {node.id for node in ast.walk(ast.parse(tests)) if isinstance(node, ast.Name)}
    missing = [name for name in ("Mistake", "assert_close") if name in used and name not in bound]
    return with_definition(_with_imports(suite, "autograder.checks", missing), tests)


def with_checks(public: str, checks: str, hints: str) -> str:
    """Public checks with more of them, before ``HINTS``, and with more hints in it.

    Raises:
        SkeletonError: the file does not define ``exercise``, or has no dictionary ``HINTS``.
    """
    _require_mark(public)
    lines = public.splitlines()
    for node in ast.parse(public).body:
        if (
            isinstance(node, ast.Assign)
            and ast.unparse(node.targets[0]) == "HINTS"
            and isinstance(node.value, ast.Dict)
        ):
            before = "\n".join(lines[: node.lineno - 1])
            after = "\n".join(lines[node.end_lineno :]).rstrip()
            entries = lines[node.lineno : (node.end_lineno or 0) - 1]
            said = "\n".join(["HINTS = {", *entries, hints.rstrip(), "}"])
            return f"{with_definition(before, checks)}\n\n{said}\n" + (f"{after}\n" if after else "")
    raise SkeletonError("it has no dictionary HINTS; add `HINTS = {}` at its end")


def new_notebook(cells: str) -> str:
    """A notebook of the cells that a template describes."""
    return _dumped({"cells": list(_cells(cells, "", ())), **_NOTEBOOK})


def with_cells(notebook: str, cells: str, exercise: str) -> str:
    """A notebook with more cells, before its last section, in which everything is checked once more.

    Args:
        notebook: its text.
        cells: what the template describes.
        exercise: the name that its grade cell gets.
    """
    content = json.loads(notebook)
    old = content["cells"]
    ids = {cell.get("id", "") for cell in old}
    place = _last_section(old)
    content["cells"] = [*old[:place], *_cells(cells, exercise, ids), *old[place:]]
    return _dumped(content)


def unwritten(text: str) -> Iterator[tuple[int, str]]:
    """The marks that are left in a text: the line's number, and what is to be written there."""
    for number, line in enumerate(text.splitlines(), 1):
        if MARK in line:
            yield number, _END.split(line.partition(MARK)[2])[0].strip()


def _require_mark(source: str) -> None:
    if "exercise" not in _bound(source):
        raise SkeletonError("it does not define `exercise`; add `exercise = pytest.mark.exercise` below the imports")


def _bound(source: str) -> set[str]:
    """The names that a module binds at its top level."""
    found: set[str] = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
    return found


def _with_imports(source: str, module: str, names: Sequence[str]) -> str:
    """A module that imports some names more, in the order that ruff wants."""
    if not names:
        return source
    lines, body = source.splitlines(), ast.parse(source).body
    imports = [node for node in body if isinstance(node, ast.Import | ast.ImportFrom)]
    own = next((node for node in imports if isinstance(node, ast.ImportFrom) and node.module == module), None)
    if own is None:
        last = imports[-1].end_lineno if imports else body[0].end_lineno
        lines[last:last] = ["", _import(module, names)]
    else:
        lines[own.lineno - 1 : own.end_lineno] = [_import(module, [*(alias.name for alias in own.names), *names])]
    return "\n".join(lines) + "\n"


def _import(module: str, names: Sequence[str]) -> str:
    """``from … import …``: constants, then classes, then functions; over several lines where it is long."""
    ordered = sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name))
    line = f"from {module} import {', '.join(ordered)}"
    if len(line) <= _WIDTH:
        return line
    return "\n".join([f"from {module} import (", *(f"    {name}," for name in ordered), ")"])


def _cells(text: str, exercise: str, taken: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The cells that a template describes, each with an id that the notebook does not have."""
    kinds_and_texts = _CELL.split(text)[1:]
    prefix = exercise.replace("_", "-")
    used = set(taken)
    for kind, source in zip(kinds_and_texts[::2], kinds_and_texts[1::2], strict=True):
        wanted = prefix if kind == "exercise" else "-".join(filter(None, (prefix, kind)))
        numbered = (f"{wanted}-{number}" for number in itertools.count(2))
        name = next(one for one in itertools.chain([wanted], numbered) if one not in used)
        used.add(name)
        if kind == "exercise":
            grading = {"nbgrader": {**_GRADING, "grade_id": exercise}}
            yield _code_cell(name, grading, f'check("{exercise}")')
        elif kind == "code":
            yield _code_cell(name, {}, source.strip())
        else:
            yield {"cell_type": "markdown", "id": name, "metadata": {}, "source": _lines(source.strip())}


def _code_cell(name: str, metadata: Mapping[str, Any], source: str) -> dict[str, Any]:
    cell = {"cell_type": "code", "id": name, "metadata": metadata, "source": _lines(source)}
    return {**cell, "execution_count": None, "outputs": []}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _last_section(cells: Sequence[Mapping[str, Any]]) -> int:
    """Where the section with the cell ``check()`` begins; the notebook's end when it has none."""
    sources = ["".join(cell["source"]) for cell in cells]
    if "check()" not in sources:
        return len(cells)
    last = sources.index("check()")
    return next((index for index in range(last, -1, -1) if sources[index].startswith("## ")), last)


def _dumped(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
