"""Collecting and releasing through nbgrader's exchange, in the place of nbgrader's own steps.

Students write into ``inbound/`` themselves: names, times, links and pipes there are theirs. What is collected is
copied without following a link, one submission's failure stops no other, and what was collected before stays
until the newer one is complete. An exchange of another kind (``c.ExchangeFactory`` after ``configure``) takes the place
of both classes.
"""

from __future__ import annotations

import os
import pwd
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.exchange.default import ExchangeCollect, ExchangeReleaseAssignment
from nbgrader.utils import ignore_patterns

from autograder.course import Course, CourseError
from autograder.quoting import printable

from .copying import copy_folder
from .folders import replace_folder, work_beside
from .times import handed_in_at

_NOBODY = {"username": "", "timestamp": datetime.min}


class Collect(ExchangeCollect):  # type: ignore[misc]
    """nbgrader's ``collect`` for an exchange that holds anything."""

    def _path_to_record(self, path: str) -> dict[str, Any]:
        """Who handed in a folder of ``inbound/``, and when; nobody if its name does not say so."""
        name = Path(path).name
        student, _, rest = name.rpartition(f"+{self.coursedir.assignment_id}+")
        times = (handed_in_at(os.fsencode(stamp), self.timezone) for stamp in (rest.rpartition("+")[0], rest) if stamp)
        time = next(filter(None, times), None)
        if time is None or student in ("", ".", ".."):
            self.log.warning("Not collected, for its name does not say who handed it in and when: %s", printable(path))
            return {**_NOBODY, "filename": name}
        return {"username": student, "filename": name, "timestamp": time}

    def copy_files(self) -> None:
        """Collect one after the other.

        Raises:
            ExchangeError: some could not be collected; the log says why, and the others are.
        """
        records = [record for record in self.src_records if record["username"]]
        assignment = self.coursedir.assignment_id
        self.log.info("Processing %d submissions of '%s'", len(records), assignment)
        failed = []
        for record in records:
            try:
                self._collect(record["username"], record["timestamp"], Path(self.inbound_path, record["filename"]))
            except Exception as error:  # whatever one student's folder makes happen is that student's
                self.log.error("Not collected: %s %s: %s", printable(record["username"]), assignment, error)
                failed.append(printable(record["username"]))
        if failed:
            self.fail(f"{assignment}: could not be collected: {', '.join(failed)}. What was collected before stays.")

    def _collect(self, student: str, time: datetime, source: Path) -> None:
        directory = self.coursedir
        label = f"{printable(student)} {directory.assignment_id}"
        self._compare_owner(student, source)
        place = Path(directory.format_path(directory.submitted_directory, student, directory.assignment_id))
        if place.parent.is_symlink():
            raise OSError(f"{place.parent} is a link")
        if place.exists() or place.is_symlink():
            before = directory.get_existing_timestamp(str(place))
            is_newer = self.update and (before is None or time > before)
            if not is_newer and not (self.before_duedate and before != time):
                hint = (
                    "No newer submission to collect" if self.update else "Already collected, --update takes a newer one"
                )
                self.log.info("%s: %s", hint, label)
                return
        self.log.info("Collecting submission: %s", label)
        with work_beside(place) as folder:
            self.do_copy(str(source), str(folder / place.name))
            replace_folder(folder / place.name, place)

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:  # noqa: ARG002 - nbgrader's
        """Copy a folder of ``inbound/``; links stay links, which no grader follows."""
        directory = self.coursedir
        ignore = ignore_patterns(directory.ignore, directory.include, directory.max_file_size, self.log)
        for left_out in copy_folder(
            Path(src), Path(dest), ignore, 1000 * directory.max_dir_size, group=directory.groupshared
        ):
            self.log.warning("Not collected, for it is not an ordinary file: %s", printable(left_out))

    def _compare_owner(self, student: str, source: Path) -> None:
        if not self.check_owner:
            return
        try:
            owner = pwd.getpwuid(source.lstat().st_uid).pw_name
        except KeyError:
            owner = "an unknown account"
        if owner != student:
            self.log.warning(
                "%s claims to be submitted by %s but is owned by %s; cheating attempt? "
                "(c.ExchangeCollect.check_owner = False silences this)",
                *map(printable, (str(source), student, owner)),
            )


class ReleaseAssignment(ExchangeReleaseAssignment):  # type: ignore[misc]
    """nbgrader's ``release_assignment``, for chapters that can be graded afterwards."""

    def init_src(self) -> None:
        """Refuse a chapter that was never generated here: a folder of that name may have come with the repository."""
        super().init_src()
        directory = self.coursedir
        chapter, source = directory.assignment_id, Path(directory.root) / directory.source_directory
        try:
            if not (source / chapter).is_dir() or chapter not in Course(source).chapters:
                return
        except CourseError as error:
            self.fail(str(error))
        with Gradebook(directory.db_url, directory.course_id) as gradebook:
            try:
                gradebook.find_notebook(chapter, chapter)
            except MissingEntry:
                self.fail(
                    f"{chapter} is not in the gradebook yet, so its marks could not be recorded. First press Generate "
                    f"in the formgrader, or run: nbgrader generate_assignment {chapter} --force"
                )
