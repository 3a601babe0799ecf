"""``nbgrader autograde`` through our grader, on the command line and behind the formgrader's button."""

from __future__ import annotations

import atexit
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.api import Gradebook
from nbgrader.preprocessors import Execute, NbGraderPreprocessor
from traitlets import Bool, Float, Unicode

from autograder.course import Chapter, Course
from autograder.grading.grader import Grader
from autograder.submission import read_submission

from .directory import released_notebook
from .gradebook import record_marks
from .notebook import graded_notebook, inert_notebook

_VERDICT = "zerokara_verdict"
_graders: dict[tuple[Any, ...], Grader] = {}


class GradeModules(Execute):  # type: ignore[misc]
    """Grades a student's module in the jail, in the place where nbgrader would run the student's notebook."""

    isolation = Unicode(
        "", help="The level of isolation: full, landlock or process; the strongest that works by default."
    ).tag(config=True)
    verdicts = Unicode("verdicts", help="The folder of verdicts, relative to the course.").tag(config=True)
    time_limit = Float(10.0, help="Seconds that a submission may use altogether.").tag(config=True)
    execute_other_assignments = Bool(
        False,
        help="Run the notebooks of assignments that are not chapters, outside any jail, as nbgrader does.",
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any, km: Any = None) -> tuple[NotebookNode, Any]:
        """Grade, and put marks and feedback into the exercises' cells. No cell is run."""
        names: Mapping[str, str] = resources["nbgrader"]
        coursedir = self.parent.parent.coursedir
        course = Course(Path(coursedir.root) / coursedir.source_directory)
        chapter = course.chapters.get(names["assignment"])
        if chapter is None:
            return self._other(nb, resources, km)
        submission = read_submission(Path(coursedir.root) / coursedir.submitted_directory, names["student"], chapter)
        verdict = self._grader(course, chapter, Path(coursedir.root)).grade_one(chapter, submission)
        for note in filter(None, [verdict["output"]]):
            self.log.warning("%s/%s: %s", names["assignment"], names["student"], note)
        released = released_notebook(coursedir, chapter.folder, chapter.folder)
        nb.update(from_dict(graded_notebook(json.dumps(nb).encode(), released, verdict, submission)))
        resources[_VERDICT] = verdict
        return nb, resources

    def _other(self, nb: NotebookNode, resources: Any, km: Any) -> tuple[NotebookNode, Any]:
        names = resources["nbgrader"]
        if self.execute_other_assignments:
            nb, resources = super().preprocess(nb, resources, km)
        else:
            self.log.warning(
                "%s is not a chapter of the course, so its notebook is not run. See execute_other_assignments.",
                names["assignment"],
            )
        released = released_notebook(self.parent.parent.coursedir, names["assignment"], names["notebook"])
        nb.update(from_dict(inert_notebook(nb, released)))
        return nb, resources

    def _grader(self, course: Course, chapter: Chapter, root: Path) -> Grader:
        """One grader for all submissions of a run; it ends with the process."""
        key = (course.source, chapter.folder, self.isolation, self.verdicts, self.time_limit)
        if key not in _graders:
            grader = Grader(
                [chapter],
                root / self.verdicts,
                isolation=self.isolation or None,
                jobs=1,
                total_seconds=self.time_limit,
            )
            atexit.register(grader.close)
            _graders[key] = grader
        return _graders[key]


class SaveMarks(NbGraderPreprocessor):  # type: ignore[misc]
    """Writes the verdict's marks and comments after nbgrader's own ``SaveAutoGrades``."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Write the rows; the notebook stays as it is."""
        verdict = resources.pop(_VERDICT, None)
        if verdict is not None:
            names = resources["nbgrader"]
            with Gradebook(names["db_url"]) as gradebook:
                notebook = gradebook.find_submission_notebook(names["notebook"], names["assignment"], names["student"])
                record_marks(gradebook.db, notebook, verdict)
                gradebook.db.commit()
        return nb, resources
