"""A student's notebook as the formgrader and the feedback show it.

Each exercise's cell gets the student's code from the module, and as its output the mark
and the list of checks. No cell is ever run.
"""

from __future__ import annotations

import copy
import html
import json
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.submission import Submission

from .definitions import shown_code


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
        cell["source"] = shown_code(test["name"], module, source, helpers)
        cell["execution_count"] = None
        cell["outputs"] = [_output(test)]


def _output(test: Mapping[str, Any]) -> dict[str, Any]:
    """An ``execute_result`` whose text is the score, which is how nbgrader reads partial credit."""
    rows = "".join(
        f"<li style='list-style:none'>{'✓' if passed else '✗'} {html.escape(title)}</li>"
        for title, passed in test["extra_data"]["checks"]
    )
    head = f"<b>{html.escape(test['name'])}: {test['score']:g} of {test['max_score']:g}</b>"
    data = {
        "text/plain": str(test["score"]),
        "text/html": f"<div>{head}<ul style='margin:0'>{rows}</ul></div>",
    }
    return {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": None}


def graded_notebook(
    submitted: bytes | None, released: Mapping[str, Any], verdict: Mapping[str, Any], submission: Submission
) -> dict[str, Any]:
    """The notebook to show for a submission.

    Args:
        submitted: the student's notebook, or None.
        released: the notebook that students got; used in its place when it cannot be read.
        verdict: the verdict on the submission.
        submission: the student's module and helpers.
    """
    known = {
        cell["metadata"]["nbgrader"]["grade_id"]: cell
        for cell in released["cells"]
        if "grade_id" in cell["metadata"].get("nbgrader", {})
    }
    cells = _own_cells(submitted, known)
    if cells is None:
        cells = copy.deepcopy(released["cells"])
    present = {cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in cells}
    cells += [copy.deepcopy(cell) for name, cell in known.items() if name not in present]
    for cell in cells:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    _numbered(cells)
    fill_cells(cells, verdict, submission)
    return {**{name: released[name] for name in ("metadata", "nbformat", "nbformat_minor")}, "cells": cells}


def _own_cells(submitted: bytes | None, known: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """The cells of a student's notebook, each exercise once and with its proper metadata; None if unreadable."""
    if submitted is None:
        return None
    try:
        raw = json.loads(submitted)["cells"]
        cells = [_plain_cell(cell) for cell in raw]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    seen: set[str] = set()
    for cell, original in zip(cells, raw, strict=True):
        grading = original["metadata"].get("nbgrader")
        name = grading.get("grade_id") if isinstance(grading, dict) else None
        if isinstance(name, str) and name in known and name not in seen:
            seen.add(name)
            cell["cell_type"] = known[name]["cell_type"]
            cell["metadata"] = copy.deepcopy(known[name]["metadata"])
    return cells


def _numbered(cells: Sequence[Any]) -> None:
    """Give each cell an identifier of its own; students' notebooks repeat them, or have none."""
    for number, cell in enumerate(cells, 1):
        cell["id"] = f"cell-{number}"


def _plain_cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    """A cell's type and text; the student's outputs, attachments and metadata are left behind."""
    kind = cell["cell_type"] if cell["cell_type"] in ("code", "markdown", "raw") else "raw"
    text = cell["source"]
    text = text if isinstance(text, str) else "".join(text)
    if not isinstance(cell["metadata"], dict):
        raise TypeError("a cell's metadata is a dictionary")
    plain: dict[str, Any] = {"cell_type": kind, "metadata": {}, "source": text}
    return plain | ({"outputs": [], "execution_count": None} if kind == "code" else {})
