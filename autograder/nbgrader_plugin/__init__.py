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

from .autograde import GradeModules, SaveMarks
from .clean import escape_in_pages
from .generate import KeepExerciseCells, ReleaseFiles

__all__ = ["GradeModules", "KeepExerciseCells", "ReleaseFiles", "SaveMarks", "configure"]

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
    "autograder.nbgrader_plugin.GradeModules",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "autograder.nbgrader_plugin.SaveMarks",
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
    c.OverwriteCells.add_missing_cells = True
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
    _let_nbgrader_find_alembic()
    escape_in_pages()


def _let_nbgrader_find_alembic() -> None:
    """nbgrader starts ``alembic`` by name, which fails while the virtual environment is not activated."""
    programs = str(Path(sys.executable).parent)
    if programs not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = programs + os.pathsep + os.environ.get("PATH", "")
