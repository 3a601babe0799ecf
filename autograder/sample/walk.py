"""The whole loop on a sample class, with nbgrader's own code for every step that is nbgrader's."""

from __future__ import annotations

import contextlib
import csv
import io
import logging
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeFactory

from autograder.course import Chapter, find_course
from autograder.grading.classroom import Run
from autograder.grading.grader import Graded, Grader
from autograder.grading.notes import as_lines
from autograder.nbgrader_plugin.directory import classroom_of, course_directory
from autograder.nbgrader_plugin.export import ExportMarks
from autograder.nbgrader_plugin.records import CourseRecords

from .students import Work, invent

_CONFIG = '''"""The sample course of ``zerokara demo``."""

from pathlib import Path

from autograder.nbgrader_plugin import configure

HERE = Path(__file__).resolve().parent

c = get_config()
configure(c)

c.CourseDirectory.course_id = "sample"
c.CourseDirectory.root = str(HERE)
c.Exchange.root = str(HERE.parent / "exchange")
c.ExchangeCollect.check_owner = False  # one account plays all students here
'''


class StepFailed(RuntimeError):
    """A step of the loop failed; the message holds what nbgrader said."""


@dataclass
class SampleClass:
    """The folders and the people of a sample class; it works on some chapters, or on all."""

    folder: Path
    count: int
    seed: int
    only: tuple[str, ...] = ()
    chapters: tuple[Chapter, ...] = field(init=False)
    works: Mapping[str, Mapping[str, Work]] = field(init=False)

    def __post_init__(self) -> None:
        self.chapters = find_course(self.folder / "nowhere").select(self.only)
        accounts = [f"student{number:0{len(str(self.count))}d}" for number in range(1, self.count + 1)]
        self.works = {
            chapter.folder: dict(zip(accounts, invent(chapter, self.count, self.seed), strict=True))
            for chapter in self.chapters
        }

    @property
    def course(self) -> Path:
        """The instructor's course folder."""
        return self.folder / "course"

    @property
    def verdicts(self) -> Path:
        """Where verdicts go."""
        return self.course / "verdicts"

    def home(self, student: str) -> Path:
        """A student's own folder."""
        return self.folder / "students" / student

    def submissions(self) -> Iterator[tuple[Chapter, str, Work]]:
        """Every piece of work of the class."""
        for chapter in self.chapters:
            for student, work in self.works[chapter.folder].items():
                yield chapter, student, work


class Walk:
    """The steps of the loop, one method each."""

    def __init__(self, sample: SampleClass) -> None:
        self.sample = sample
        self.graded: list[Graded] = []

    def steps(self) -> Iterator[tuple[str, Callable[[], str]]]:
        """Name and action of each step; an action returns what to say about it."""
        yield "make a course and an exchange", self.make_course
        yield "release (generate_assignment, release_assignment)", self.release
        yield "students fetch (fetch_assignment)", self.fetch
        yield "students work and submit (submit)", self.submit
        yield "collect (collect)", self.collect
        yield "grade (zerokara grade)", self.grade
        yield "feedback (generate_feedback, release_feedback)", self.feedback
        yield "a student fetches feedback (fetch_feedback)", self.fetch_feedback
        yield "export (export)", self.export

    def make_course(self) -> str:
        """The instructor's folder: lessons, checks, configuration."""
        course = self.sample.course
        (self.sample.folder / "exchange").mkdir(parents=True)
        (self.sample.folder / "exchange").chmod(0o777)
        source = find_course(self.sample.folder / "nowhere").source
        skip = shutil.ignore_patterns("__pycache__", ".*")
        for chapter in self.sample.chapters:
            shutil.copytree(source / chapter.folder, course / "source" / chapter.folder, ignore=skip)
        (course / "nbgrader_config.py").write_text(_CONFIG, encoding="utf-8")
        return f"{len(self.sample.chapters)} chapters, {self.sample.count} students"

    def release(self) -> str:
        """Build each chapter's release and put it into the exchange."""
        for chapter in self.sample.chapters:
            self._call("generate_assignment", chapter.folder)
            self._call("release_assignment", chapter.folder)
        return "stubs, checks and lessons are in the exchange"

    def fetch(self) -> str:
        """Every student fetches every chapter."""
        for chapter, student, _ in self.sample.submissions():
            self._exchange("FetchAssignment", student, chapter)
        return f"{len(list(self.sample.submissions()))} folders fetched"

    def submit(self) -> str:
        """Every student writes into the fetched module, or loses it, and submits."""
        for chapter, student, work in self.sample.submissions():
            module = self.sample.home(student) / chapter.folder / chapter.filename
            if work.source is None:
                module.unlink()
            else:
                module.write_text(work.source, encoding="utf-8")
            self._exchange("Submit", student, chapter)
        return f"{len(list(self.sample.submissions()))} submissions"

    def collect(self) -> str:
        """The instructor collects."""
        for chapter in self.sample.chapters:
            self._call("collect", chapter.folder)
        return f"in {self.sample.course / 'submitted'}"

    def grade(self) -> str:
        """Grade everything into verdicts and the gradebook."""
        started = time.monotonic()
        classroom = classroom_of(start=self.sample.course)
        found = classroom.select((), ())
        grader = Grader(self.sample.chapters, self.sample.verdicts, isolation=self.isolation)
        with Run(classroom, found, grader, CourseRecords(*course_directory(self.sample.course))) as run:
            self.graded = list(run.grade())
        if faults := [note for note in run.notes if note.is_fault]:
            raise StepFailed("\n".join(as_lines(faults)))
        pace = len(self.graded) / (time.monotonic() - started)
        return f"{len(self.graded)} graded at isolation level {grader.level}, {pace:.1f}/s with gradebook and notebooks"

    isolation: str | None = None

    def feedback(self) -> str:
        """Feedback pages, released through the exchange."""
        for chapter in self.sample.chapters:
            self._call("generate_feedback", chapter.folder)
            self._call("release_feedback", chapter.folder)
        return f"in {self.sample.course / 'feedback'}"

    def fetch_feedback(self) -> str:
        """The first student looks at what came back."""
        student = next(iter(self.sample.works[self.sample.chapters[0].folder]))
        for chapter in self.sample.chapters:
            self._exchange("FetchFeedback", student, chapter)
        pages = sorted(self.sample.home(student).rglob("feedback/*/*.html"))
        if len(pages) != len(self.sample.chapters):
            raise StepFailed(f"{student} found {len(pages)} feedback pages for {len(self.sample.chapters)} chapters")
        return str(pages[0])

    def export(self) -> str:
        """The instructor's table of marks."""
        directory, _ = course_directory(self.sample.course)
        target = self.sample.course / "grades.csv"
        with Gradebook(directory.db_url, directory.course_id) as gradebook:
            ExportMarks(to=str(target)).export(gradebook)
        return str(target)

    def complaints(self) -> Iterator[str]:
        """Every mark that is not as expected, in verdicts and in the exported table."""
        with (self.sample.course / "grades.csv").open(newline="") as file:
            exported = {(row["assignment"], row["student_id"]): float(row["score"]) for row in csv.DictReader(file)}
        verdicts = {(graded.submission.chapter, graded.submission.student): graded.verdict for graded in self.graded}
        for chapter, student, work in self.sample.submissions():
            name = f"{student}, {chapter.folder} ({work.kind})"
            verdict = verdicts.get((chapter.folder, student))
            if verdict is None:
                yield f"{name}: no verdict"
                continue
            yield from (f"{name}: {complaint}" for complaint in work.complaints(verdict))
            if abs(exported[chapter.folder, student] - verdict["score"]) > 1e-9:
                yield f"{name}: the gradebook says {exported[chapter.folder, student]}, the verdict {verdict['score']}"

    # nbgrader -----------------------------------------------------------------

    def _call(self, command: str, chapter: str) -> None:
        """One of nbgrader's commands, in this process."""
        directory, config = course_directory(self.sample.course)
        result: dict[str, Any] = getattr(NbGraderAPI(directory, config=config), command)(chapter)
        if not result["success"]:
            raise StepFailed(f"nbgrader {command} {chapter}: {result.get('error') or result.get('log')}")

    def _exchange(self, action: str, student: str, chapter: Chapter) -> None:
        """What ``nbgrader fetch_assignment``, ``submit`` or ``fetch_feedback`` does in a student's folder."""
        _, config = course_directory(self.sample.course)
        home = self.sample.home(student)
        home.mkdir(parents=True, exist_ok=True)
        config.Exchange.assignment_dir = str(home)
        config.Exchange.cache = str(home / ".cache")
        config.CourseDirectory.student_id = student
        config.CourseDirectory.assignment_id = chapter.folder
        with _silence() as said:
            factory = getattr(ExchangeFactory(config=config), action)
            step = factory(
                coursedir=CourseDirectory(config=config), authenticator=Authenticator(config=config), config=config
            )
            try:
                step.start()
            except Exception as error:
                raise StepFailed(f"{action} {chapter.folder} for {student}: {error}\n{said.getvalue()}") from error


@contextlib.contextmanager
def _silence() -> Iterator[io.StringIO]:
    """nbgrader's log, kept for the case of an error."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    log = logging.getLogger("traitlets")
    before = log.handlers[:], log.propagate
    log.handlers, log.propagate = [handler], False
    try:
        yield said
    finally:
        log.handlers, log.propagate = before
