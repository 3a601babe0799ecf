"""How the cells of a lesson differ from those that the gradebook knows.

Marks hang on these cells. Once there are marks, nbgrader cannot change names and kinds any more; points it can.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from nbgrader.api import Notebook


@dataclass(frozen=True)
class CellKind:
    """What the gradebook keeps of a cell besides its text and points."""

    graded: bool
    answer: bool
    task: bool
    locked: bool
    cell_type: str

    def __str__(self) -> str:
        if self.task:
            what = "a task for a human to mark"
        elif self.graded:
            what = "a graded answer" if self.answer else "a cell of tests"
        else:
            what = "an answer without points" if self.answer else "a read-only cell"
        return f"{what} ({self.cell_type})"


def kinds_in_lesson(cells: Iterable[Mapping[str, Any]]) -> dict[str, CellKind]:
    """The cells of a notebook that nbgrader would record, by name."""
    kinds = {}
    for cell in cells:
        grading = cell["metadata"].get("nbgrader", {})
        graded, answer, task = (bool(grading.get(role)) for role in ("grade", "solution", "task"))
        locked = not answer and (graded or bool(grading.get("locked")))
        if graded or answer or task or locked:
            kinds[grading["grade_id"]] = CellKind(graded, answer, task, locked, cell["cell_type"])
    return kinds


def kinds_in_gradebook(notebook: Notebook) -> dict[str, CellKind]:
    """The cells that the gradebook knows of a notebook, by name."""
    graded, answers, tasks = (
        {cell.name for cell in cells} for cells in (notebook.grade_cells, notebook.solution_cells, notebook.task_cells)
    )
    return {
        cell.name: CellKind(
            cell.name in graded, cell.name in answers, cell.name in tasks, bool(cell.locked), cell.cell_type
        )
        for cell in notebook.source_cells
    }


def changes(before: Mapping[str, CellKind], now: Mapping[str, CellKind]) -> list[str]:
    """What differs, a phrase for each cell."""
    return [
        *(f"{name} is gone" for name in before if name not in now),
        *(f"{name} is new" for name in now if name not in before),
        *(
            f"{name} was {kind} and is now {now[name]}"
            for name, kind in before.items()
            if name in now and now[name] != kind
        ),
    ]
