"""``make release``: rebuild ``assignments/`` with nbgrader's own command."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from nbgrader.apps import NbGraderAPI

from autograder.course import find_course
from autograder.nbgrader_plugin.directory import course_directory


def release(root: Path, target: Path) -> None:
    """Generate every chapter's release into a folder.

    Raises:
        SystemExit: a chapter could not be released; the reason is printed.
    """
    directory, config = course_directory(root)
    config.CourseDirectory.release_directory = str(target)
    config.CourseDirectory.db_url = "sqlite://"
    config.GenerateAssignment.no_database = True
    config.SaveCells.enabled = False
    for chapter in find_course(root).chapters:
        result = NbGraderAPI(type(directory)(config=config), config=config).generate_assignment(chapter)
        if not result["success"]:
            sys.exit(f"{chapter} could not be released:\n{result.get('log') or result.get('error')}")
        print(f"released {chapter}")


def main() -> None:
    """Replace ``assignments/`` once everything could be released."""
    root = find_course().source.parent
    with tempfile.TemporaryDirectory(dir=root, prefix=".release-") as folder:
        release(root, Path(folder, "assignments"))
        shutil.rmtree(root / "assignments", ignore_errors=True)
        Path(folder, "assignments").rename(root / "assignments")


if __name__ == "__main__":
    main()
