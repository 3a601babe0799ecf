"""``make release``: rebuild ``assignments/`` with nbgrader's own command."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from nbgrader.apps import NbGraderAPI

from autograder.course import Chapter, CourseError, find_course
from autograder.nbgrader_plugin.directory import course_directory


def release(root: Path, target: Path, chapters: Sequence[Chapter] = ()) -> None:
    """Generate releases into a folder.

    Args:
        root: the course's folder.
        target: where to; a folder for each chapter.
        chapters: which; all by default.

    Raises:
        SystemExit: a chapter could not be released; the reason is printed.
    """
    directory, config = course_directory(root)
    config.CourseDirectory.release_directory = str(target)
    config.CourseDirectory.db_url = "sqlite://"
    config.GenerateAssignment.no_database = True
    config.SaveCells.enabled = False
    for chapter in chapters or find_course(root).chapters.values():
        result = NbGraderAPI(type(directory)(config=config), config=config).generate_assignment(chapter.folder)
        if not result["success"]:
            sys.exit(f"{chapter.folder} could not be released:\n{result.get('log') or result.get('error')}")
        print(f"released {chapter.folder}")


def main(names: Sequence[str]) -> None:
    """Replace ``assignments/``, or some chapters of it, once everything could be released."""
    course = find_course()
    root = course.source.parent
    try:
        chapters = course.select(tuple(names))
    except CourseError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    with tempfile.TemporaryDirectory(dir=root, prefix=".release-") as folder:
        made, target = Path(folder, "assignments"), root / "assignments"
        release(root, made, chapters)
        if not names:
            shutil.rmtree(target, ignore_errors=True)
        target.mkdir(exist_ok=True)
        for chapter in chapters:
            shutil.rmtree(target / chapter.folder, ignore_errors=True)
            (made / chapter.folder).rename(target / chapter.folder)


if __name__ == "__main__":
    main(sys.argv[1:])
