"""``nbgrader autograde`` and the formgrader's button, by the same way as ``zerokara grade``.

nbgrader would parse and run each notebook in its own process, pass over those that were renamed, and remove an
earlier result before there is a new one. So the converter's ``start`` is replaced: chapters go through the same
``Run``, verdicts and records as on our own command line, and no notebook is run. What nbgrader's options mean stays.
Other assignments are left to nbgrader.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.api import Assignment, SubmittedAssignment
from nbgrader.converters import Autograde, BaseConverter
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import Execute
from sqlalchemy.exc import SQLAlchemyError
from traitlets import Bool, Float, Unicode
from traitlets.config import LoggingConfigurable

from autograder.course import Chapter, Course, CourseError
from autograder.engine.pool import GraderFailed
from autograder.grading.classroom import Classroom, Run
from autograder.grading.grader import Graded, Grader
from autograder.grading.notes import as_lines
from autograder.jail.levels import NoIsolationError
from autograder.quoting import printable
from autograder.submission import Unreadable, find_submissions

from .database import GradebookUnusable, open_gradebook
from .directory import assignments_asked_for, matches, released_notebook
from .notebook import inert_notebook
from .records import CourseRecords
from .replaced import replace

_nbgraders_start = BaseConverter.start


def grade_chapters_ourselves() -> None:
    """Let chapters go our way, whoever starts nbgrader's converter: the command or the button."""
    replace(BaseConverter, "start", _start)


def _start(self: BaseConverter) -> None:
    if isinstance(self, Autograde) and (chapters := GradeChapters(self)).enabled:
        chapters.start()
    else:
        _nbgraders_start(self)


class RunNotebook(Execute):  # type: ignore[misc]
    """Stands where nbgrader runs notebooks of students; only assignments that are not chapters come here."""

    execute_other_assignments = Bool(
        False,
        help="Run the notebooks of assignments that are not chapters, outside any jail, as nbgrader does.",
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any, km: Any = None) -> tuple[NotebookNode, Any]:
        """Run the notebook if that was asked for; what nbgrader shows of it is inert."""
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


class GradeChapters(LoggingConfigurable):
    """Grades the chapters that nbgrader's converter was asked for."""

    enabled = Bool(False, help="Whether chapters are graded by zerokara; ``configure`` says so.").tag(config=True)
    isolation = Unicode(
        "", help="The level of isolation: full, landlock or process; the strongest that works by default."
    ).tag(config=True)
    verdicts = Unicode("verdicts", help="The folder of verdicts, relative to the course.").tag(config=True)
    time_limit = Float(10.0, help="Seconds that a submission may use altogether.").tag(config=True)

    def __init__(self, converter: Autograde) -> None:
        super().__init__(parent=converter)
        self._converter = converter
        self._failures: list[str] = []

    def start(self) -> None:
        """Grade what was asked for.

        Raises:
            NbGraderException: something could not be graded; the log says what and why, and the rest is done.
        """
        directory = self._converter.coursedir
        names = assignments_asked_for(directory)
        try:
            course = Course(Path(directory.root) / directory.source_directory)
            chapters = [course.chapters[name] for name in names if name in course.chapters]
        except (CourseError, OSError) as error:
            raise self._stop(str(error)) from None
        others = [name for name in names if name not in course.chapters] if chapters else [directory.assignment_id]
        if chapters:
            self._grade(course, chapters)
        for name in others:
            self._leave_to_nbgrader(name)
        if self._failures:
            raise NbGraderException("\n".join(self._failures))

    def _grade(self, course: Course, chapters: Sequence[Chapter]) -> None:
        directory = self._converter.coursedir
        root = Path(directory.root)
        classroom = Classroom(course, root / directory.submitted_directory, root)
        try:
            wanted = list(self._wanted(classroom.submitted, chapters))
            if not wanted:
                return
            for student, chapter in wanted:
                self._hook(self._converter.run_pre_convert_hook, classroom, student, chapter)
            grader = Grader(
                list(dict.fromkeys(chapter for _, chapter in wanted)),
                root / self.verdicts,
                isolation=self.isolation or None,
                jobs=1 if len(wanted) == 1 else None,
                total_seconds=self.time_limit,
            )
            records = CourseRecords(
                directory, self._converter.config, classroom.submitted, add_students=self._may_add_students()
            )
            with Run(classroom, wanted, grader, records) as run:
                for graded in run.grade():
                    self._tell(graded)
        except KeyboardInterrupt:
            self.log.error("Canceled")
            raise
        except (GraderFailed, NoIsolationError, Unreadable, CourseError, OSError) as error:
            raise self._stop(str(error)) from None
        for line in as_lines(note for note in run.notes if not note.is_fault):
            self.log.warning("%s", line)
        for line in as_lines(note for note in run.notes if note.is_fault):
            self._fail(line)
        for student, chapter in wanted:
            if (chapter.folder, student) in records.recorded:
                self._converter.set_permissions(chapter.folder, student)
                self._hook(self._converter.run_post_convert_hook, classroom, student, chapter)

    def _tell(self, graded: Graded) -> None:
        verdict, place = graded.verdict, f"{graded.submission.chapter}/{printable(graded.submission.student)}"
        if verdict["output"]:
            self.log.warning("%s: %s", place, verdict["output"])
        self.log.info("%s: %g", place, verdict["score"])

    def _may_add_students(self) -> bool:
        """Whether ``--create`` or the configuration says so; by nbgrader's default everybody would be added."""
        return self._converter.create_student and bool(self._converter.config.Autograde.get("create_student"))

    def _wanted(self, submitted: Path, chapters: Sequence[Chapter]) -> Iterator[tuple[str, Chapter]]:
        """Who is to be graded, by nbgrader's rules for its options."""
        directory = self._converter.coursedir
        excluded = directory.student_id_exclude.split(",")
        found = [
            (student, chapter)
            for student, chapter in find_submissions(submitted, chapters)
            if matches(student, directory.student_id) and student not in excluded
        ]
        known, recorded = self._in_gradebook()
        for chapter in chapters:
            handed_in = [student for student, other in found if other == chapter]
            if not matches(chapter.folder, directory.notebook_id):
                self._fail(f"No notebooks of {chapter.folder} were matched by '{directory.notebook_id}'")
                continue
            if not handed_in:
                self._fail(f"No submissions of {chapter.folder} by '{directory.student_id}' in {submitted}")
            for student in handed_in:
                place = f"{chapter.folder}/{printable(student)}"
                if student not in known and not self._converter.create_student:
                    self._fail(f"{place}: No student with ID '{printable(student)}' exists in the database")
                elif (chapter.folder, student) in recorded and self._stands(submitted, student, chapter):
                    self.log.info("Skipping existing assignment: %s", place)
                else:
                    yield student, chapter

    def _in_gradebook(self) -> tuple[set[str], set[tuple[str, str]]]:
        """The students whom the gradebook knows, and chapter and student of the submissions.

        Nothing of a gradebook that cannot be used, for then all is graded, and the records say what is wrong.
        """
        directory = self._converter.coursedir
        try:
            with open_gradebook(directory.db_url, directory.course_id) as gradebook:
                submissions = gradebook.db.query(Assignment.name, SubmittedAssignment.student_id).join(
                    Assignment, SubmittedAssignment.assignment_id == Assignment.id
                )
                return {student.id for student in gradebook.students}, {tuple(row) for row in submissions}
        except (GradebookUnusable, SQLAlchemyError):
            return set(), set()

    def _stands(self, submitted: Path, student: str, chapter: Chapter) -> bool:
        """Whether an earlier result is to be left as it is: it is there, and nothing newer was handed in."""
        directory = self._converter.coursedir
        place = Path(directory.format_path(directory.autograded_directory, student, chapter.folder))
        if self._converter.force or not (place / chapter.notebook).is_file():
            return False
        before, now = map(directory.get_existing_timestamp, (str(place), str(submitted / student / chapter.folder)))
        return now is None or (before is not None and now <= before)

    def _leave_to_nbgrader(self, name: str) -> None:
        directory = self._converter.coursedir
        asked_for, directory.assignment_id = directory.assignment_id, name
        try:
            _nbgraders_start(self._converter)
        except NbGraderException as error:
            self._failures.append(str(error))
        finally:
            directory.assignment_id = asked_for

    def _hook(self, run: Any, classroom: Classroom, student: str, chapter: Chapter) -> None:
        """Run an instructor's hook as nbgrader does; it swallows what a hook raises."""
        self._converter.notebooks = [str(classroom.submitted / student / chapter.folder / chapter.notebook)]
        run()

    def _fail(self, message: str) -> None:
        """Note something that could not be done; the rest goes on."""
        self.log.error("%s", message)
        self._failures.append(message)

    def _stop(self, message: str) -> NbGraderException:
        self.log.error("%s", message)
        return NbGraderException("\n".join([*self._failures, message]))
