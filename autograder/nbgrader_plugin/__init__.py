"""zerokara inside nbgrader: what ``nbgrader_config.py`` puts into its pipelines.

``configure`` is all that a course's configuration needs::

    from autograder.nbgrader_plugin import configure

    c = get_config()
    configure(c)
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from .autograde import GradeChapters, RunNotebook, grade_chapters_ourselves
from .clean import escape_in_pages
from .generate import KeepExerciseCells, ReleaseFiles, keep_releases_until_replaced
from .matching import take_names_for_names
from .times import use_careful_times

__all__ = ["GradeChapters", "KeepExerciseCells", "ReleaseFiles", "RunNotebook", "configure"]

_RELEASE = (
    "autograder.nbgrader_plugin.ReleaseFiles",
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.InstantiateTests",
    "nbgrader.preprocessors.LockCells",
    "autograder.nbgrader_plugin.KeepExerciseCells",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
)
_AUTOGRADE = (
    "autograder.nbgrader_plugin.RunNotebook",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
)


def configure(c: Any) -> None:
    """Set up a course's nbgrader configuration.

    Args:
        c: the object of ``get_config()``.
    """
    c.GenerateAssignment.preprocessors = list(_RELEASE)
    c.Autograde.autograde_preprocessors = list(_AUTOGRADE)
    c.GradeChapters.enabled = True
    c.CourseDirectory.release_directory = "assignments"
    c.HTMLExporter.filters = {name: f"{__name__}.clean.{name}" for name in ("markdown2html", "clean_html")}
    c.HTMLExporter.sanitize_html = True
    c.HTMLExporter.preprocessors = [f"{__name__}.clean.EscapeNames"]
    c.ExportApp.plugin_class = f"{__name__}.export.ExportMarks"
    c.Application.logging_config = {
        "filters": {"plain": {"()": f"{__name__}.log.Plain"}},
        "handlers": {"console": {"filters": ["plain"]}},
    }
    c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", ".pytest_cache", ".*"]
    c.ExchangeFactory.collect = f"{__name__}.exchange.Collect"
    c.ExchangeFactory.release_assignment = f"{__name__}.exchange.ReleaseAssignment"
    use_careful_times()
    grade_chapters_ourselves()
    keep_releases_until_replaced()
    take_names_for_names()
    _let_nbgrader_find_alembic()
    escape_in_pages()


def _let_nbgrader_find_alembic() -> None:
    """nbgrader starts ``alembic`` by name, which fails while the virtual environment is not activated."""
    programs = str(Path(sys.executable).parent)
    if programs not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = programs + os.pathsep + os.environ.get("PATH", "")
