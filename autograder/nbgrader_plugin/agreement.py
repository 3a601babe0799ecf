"""Whether gradebook and lesson agree on what there is to grade, and what it is worth.

The lesson is the source; ``nbgrader generate_assignment`` copies it into the gradebook. In
between the two may differ, and marks would be written that no page can show rightly.
"""

from __future__ import annotations

from collections.abc import Mapping

from nbgrader.api import Gradebook, MissingEntry, Notebook

from autograder.course import Chapter


class NotInGradebook(LookupError):
    """Marks of a chapter cannot be recorded; the text says why, and the remedy."""


def expect_agreement(gradebook: Gradebook, chapter: Chapter) -> None:
    """Make sure that a chapter's marks can be recorded.

    Raises:
        NotInGradebook: it was never released with this gradebook, or the lesson was changed since.
    """
    try:
        notebook = gradebook.find_notebook(chapter.folder, chapter.folder)
    except MissingEntry:
        raise NotInGradebook(
            f"{chapter.folder} is not in the gradebook. Run: nbgrader generate_assignment {chapter.folder} --force"
        ) from None
    lesson = {cell.name: cell.points for cell in (*chapter.exercises, *chapter.for_people)}
    _compare(lesson, notebook, points_of(notebook))


def expect_exercises(points: Mapping[str, float], notebook: Notebook) -> None:
    """Make sure that the exercises of a verdict are those of the gradebook.

    Raises:
        NotInGradebook: if they differ.
    """
    code = {cell.name for cell in notebook.grade_cells if cell.cell_type == "code"}
    _compare(points, notebook, {name: worth for name, worth in points_of(notebook).items() if name in code})


def points_of(notebook: Notebook) -> dict[str, float]:
    """The points of all cells that a gradebook knows, those for people included."""
    return {cell.name: cell.max_score for cell in (*notebook.grade_cells, *notebook.task_cells)}


def _compare(lesson: Mapping[str, float], notebook: Notebook, recorded: Mapping[str, float]) -> None:
    chapter = notebook.assignment.name
    changed = [
        f"{name} worth {recorded[name]:g}, the lesson now says {points:g}"
        for name, points in lesson.items()
        if name in recorded and recorded[name] != points
    ]
    changed += [f"without {name}, which the lesson has" for name in lesson if name not in recorded]
    changed += [f"with {name}, which the lesson lacks" for name in recorded if name not in lesson]
    if not changed:
        return
    remedy = f"Run: nbgrader generate_assignment {chapter} --force"
    if lesson.keys() != recorded.keys() and (submissions := len(notebook.submissions)):
        remedy = (
            f"{submissions} submissions are recorded, so nbgrader accepts no other exercises: take the change in the "
            f"lesson back, or remove the chapter with all marks, those given by hand included (nbgrader db assignment "
            f"remove {chapter} --force), and then run: nbgrader generate_assignment {chapter} --force"
        )
    raise NotInGradebook(f"the gradebook was made {'; '.join(changed)}. {remedy}")
