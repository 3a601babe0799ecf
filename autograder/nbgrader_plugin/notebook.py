"""A student's notebook as the formgrader and the feedback show it.

Each exercise's cell gets the student's code from the module, and as its output the mark
and the list of checks. No cell is ever run.

A graded notebook is inert by itself, whoever renders it: lessons' cells are those that were released, a student's own
words are blocks of code, and outputs, attachments and metadata of a student's stay behind.
"""

from __future__ import annotations

import copy
import html
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.quoting import printable
from autograder.submission import Submission

from .definitions import shown_code
from .literal import fenced

_MAX_CELLS = 2000
_MAX_CODE = 20_000
_MAX_TEXT = 100_000
_LAYOUT = "\n\t"
_COLOURS = re.compile(r"\x1b\[[\d;]*m")
_PARTS = ("metadata", "nbformat", "nbformat_minor")


def fill_cells(cells: Sequence[Any], verdict: Mapping[str, Any], submission: Submission) -> None:
    """Put code and marks into the exercises' cells, in place.

    Args:
        cells: the notebook's cells.
        verdict: the verdict on the submission.
        submission: the student's module and helpers.
    """
    module = submission.chapter.partition("_")[2]
    source, helpers = submission.text, submission.helper_texts
    tests = {test["name"]: test for test in verdict["tests"]}
    for cell in cells:
        test = tests.get(cell["metadata"].get("nbgrader", {}).get("grade_id"))
        if test is None or cell["cell_type"] != "code":
            continue
        cell["source"] = printable(shown_code(test["name"], module, source, helpers), keep=_LAYOUT)
        cell["execution_count"] = None
        cell["outputs"] = [_output(test)]


def _output(test: Mapping[str, Any]) -> dict[str, Any]:
    """An ``execute_result`` whose text is the score, which is how nbgrader reads partial credit."""
    rows = (f"<br>{'✓' if passed else '✗'} {html.escape(title)}" for title, passed in test["extra_data"]["checks"])
    head = f"<b>{html.escape(test['name'])}: {test['score']:g} of {test['max_score']:g}</b>"
    data = {"text/plain": str(test["score"]), "text/html": f"<div>{head}{''.join(rows)}</div>"}
    return {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": None}


class _Unreadable(ValueError):
    """A notebook that cannot be shown; the text says why."""


def graded_notebook(
    submitted: bytes | None, released: Mapping[str, Any], verdict: Mapping[str, Any], submission: Submission
) -> dict[str, Any]:
    """The notebook to show for a submission.

    Args:
        submitted: the student's notebook, or None.
        released: the notebook that students got; shown in its place, with a note, when it cannot be read.
        verdict: the verdict on the submission.
        submission: the student's module and helpers.
    """
    try:
        cells = [] if submitted is None else _shown_cells(_cells(submitted), released)
    except _Unreadable as reason:
        note = f"*The notebook that was handed in is not shown: {reason}. Below is the one that was handed out.*"
        cells = [_cell("markdown", note), *copy.deepcopy(released["cells"])]
    cells = cells or copy.deepcopy(released["cells"])
    present = {_name(cell) for cell in cells}
    cells += [copy.deepcopy(cell) for name, cell in _exercises(released).items() if name not in present]
    for cell in cells:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    fill_cells(cells, verdict, submission)
    return _notebook(cells, released)


def inert_notebook(run: Mapping[str, Any], released: Mapping[str, Any]) -> dict[str, Any]:
    """A notebook of an assignment that we do not grade: as ``graded_notebook``, but what was printed stays, as text.

    Args:
        run: the student's notebook.
        released: the notebook that students got.
    """
    originals = run["cells"]
    cells = _shown_cells(originals, released)
    for cell, original in zip(cells, originals, strict=True):
        if cell["cell_type"] == original["cell_type"] == "code":
            cell["outputs"] = [_plain_output(output) for output in original["outputs"]]
    return _notebook(cells, released)


def _notebook(cells: Sequence[Any], released: Mapping[str, Any]) -> dict[str, Any]:
    """Cells in the frame of the released notebook, with identifiers of our own; students' repeat, or are missing."""
    numbered = [{**cell, "id": f"cell-{number}"} for number, cell in enumerate(cells, 1)]
    return {**{part: released[part] for part in _PARTS}, "cells": numbered}


def _name(cell: Mapping[str, Any]) -> str | None:
    """The name that a cell has in the gradebook, if it has one."""
    metadata = cell.get("metadata")
    grading = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = grading.get("grade_id") if isinstance(grading, dict) else None
    return name if isinstance(name, str) else None


def _exercises(released: Mapping[str, Any]) -> dict[str, Any]:
    return {name: cell for cell in released["cells"] if (name := _name(cell)) is not None}


def _cells(submitted: bytes) -> list[Any]:
    """The cells of what should be a notebook.

    Raises:
        _Unreadable: it is none.
    """
    try:
        cells = json.loads(submitted)["cells"]
    except (ValueError, KeyError, TypeError, RecursionError):
        cells = None
    if not isinstance(cells, list):
        raise _Unreadable("it is not a notebook")
    return cells


def _shown_cells(raw: Sequence[Any], released: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The cells of a student's notebook, each exercise once and with its proper metadata.

    Raises:
        _Unreadable: if there are too many, or the list holds something other than cells.
    """
    if len(raw) > _MAX_CELLS:
        raise _Unreadable(f"it has more than {_MAX_CELLS} cells")
    exercises = _exercises(released)
    lesson = {_as_lines(cell): cell for cell in released["cells"] if cell["cell_type"] != "code" and not _name(cell)}
    try:
        return [_shown_cell(cell, exercises, lesson) for cell in raw]
    except (KeyError, TypeError, AttributeError):
        raise _Unreadable("it has a cell that is none") from None


def _shown_cell(cell: Mapping[str, Any], exercises: dict[str, Any], lesson: Mapping[Any, Any]) -> dict[str, Any]:
    """One cell: the released one where there is one, else a student's code or words. An exercise is taken out."""
    exercise = exercises.pop(_name(cell) or "", None)
    if exercise is not None and not _is_answer(exercise):
        return copy.deepcopy(exercise)
    known = exercise or lesson.get(_as_lines(cell))
    if known is not None and _as_lines(known) == _as_lines(cell):
        return copy.deepcopy(known)
    kind = exercise["cell_type"] if exercise else cell["cell_type"]
    shown = _cell("code" if kind == "code" else "markdown", _words(_text(cell), kind))
    return shown | ({"metadata": copy.deepcopy(exercise["metadata"])} if exercise else {})


def _is_answer(cell: Mapping[str, Any]) -> bool:
    """Whether a released cell is one that students write into."""
    grading = cell["metadata"]["nbgrader"]
    return bool(grading.get("solution") or grading.get("task"))


def _words(text: str, kind: str) -> str:
    """A student's text as it is shown: code as code, and anything else as a block that no viewer renders."""
    most = _MAX_CODE if kind == "code" else _MAX_TEXT
    readable = printable(text[:most].replace("\r\n", "\n"), keep=_LAYOUT)
    if len(text) > most:
        readable += f"\n# … cut after {most:,} characters"
    return readable if kind == "code" or not readable.strip() else fenced(readable)


def _cell(kind: str, text: str) -> dict[str, Any]:
    code: dict[str, Any] = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {}, "source": text, **code}


def _text(cell: Mapping[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def _as_lines(cell: Mapping[str, Any]) -> tuple[str, ...]:
    """A cell's kind and text, to compare: spaces at the ends of lines come and go with the editor."""
    return (cell["cell_type"], *(line.rstrip() for line in _text(cell).strip().split("\n")))


def _plain_output(output: Mapping[str, Any]) -> dict[str, Any]:
    """What a cell put out, as text."""
    kind = output["output_type"]
    if kind == "stream":
        return {"output_type": kind, "name": output["name"], "text": _readable(output["text"])}
    if kind == "error":
        words = {part: _readable(output[part]) for part in ("ename", "evalue")}
        return {"output_type": kind, **words, "traceback": [_readable(line) for line in output["traceback"]]}
    data = {"text/plain": _readable(output["data"].get("text/plain", ""))}
    count = {"execution_count": output.get("execution_count")} if kind == "execute_result" else {}
    return {"output_type": kind, "data": data, "metadata": {}, **count}


def _readable(text: str) -> str:
    return printable(_COLOURS.sub("", text), keep=_LAYOUT)
