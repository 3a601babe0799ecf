"""Write the skeleton of all that an exercise needs: seven files of a new chapter, or six places of an old one.

All or nothing: everything is made and checked before the first file is written, and what
was written is taken back when a later file fails. No file that exists is replaced.
"""

from __future__ import annotations

import ast
import keyword
import re
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import click

from autograder.course import Chapter, Course, find_course
from autograder.results.store import write_atomically

from .report import Stopped, chapters_of
from .reviewed import CATALOGUE as REVIEWED
from .skeleton import MARK, SkeletonError, new_notebook, render, with_cells, with_checks, with_definition, with_tests
from .variants import CATALOGUE as VARIANTS

_FOLDER = re.compile(r"(?P<number>ch(?P<count>\d\d))_(?P<module>[a-z][a-z_0-9]*)")
_TAKEN = frozenset(("numpy", "pytest", "matplotlib", "conftest", "kit", "solutions", "autograder"))


@click.command("new", short_help="Write the skeleton of a chapter or an exercise.")
@click.argument("folder", metavar="CHAPTER")
@click.argument("exercise", required=False)
@click.option("--class", "is_class", is_flag=True, help="The exercise is a class with forward and backward.")
def command(folder: str, exercise: str | None, is_class: bool) -> None:
    """Write the skeleton of all that an exercise needs, as a small example that works.

    A chapter that does not exist is begun. What is to be replaced is marked [write];
    `curriculum CHAPTER` says what is left.

    \b
    Examples:
      python -m autograder.authoring new ch09_optimizers                    a chapter without exercises
      python -m autograder.authoring new ch09_optimizers clip_gradients     a function
      python -m autograder.authoring new ch09_optimizers Momentum --class   a class
    """
    course = find_course()
    try:
        chapter = chapter_for(course, folder, exercise)
        files = skeleton(course, chapter, exercise, "class" if is_class else "function")
    except SkeletonError as error:
        raise click.UsageError(str(error)) from None
    root = course.source.parent
    existed = {path: path.exists() for path in files}
    try:
        write_all(files)
    except OSError as error:
        raise Stopped(f"{error}. Nothing was written.") from None
    for path in files:
        click.echo(f"{'added to' if existed[path] else 'new'}  {path.relative_to(root)}")
    click.echo(f"Replace each {MARK}. `make curriculum CHAPTER={folder}` says what is left.", err=True)


def chapter_for(course: Course, folder: str, exercise: str | None) -> Chapter:
    """The chapter of a name, or a new one without exercises.

    Args:
        course: the course.
        folder: the chapter's folder.
        exercise: an exercise that is to come into it, or None.

    Raises:
        SkeletonError: a name is malformed or taken.
    """
    match = _FOLDER.fullmatch(folder)
    if match is None:
        raise SkeletonError(f"{folder}: a chapter is named chNN_name, as ch09_optimizers")
    chapters = chapters_of(course)
    if exercise is not None and (not exercise.isidentifier() or keyword.iskeyword(exercise) or exercise[0] == "_"):
        raise SkeletonError(f"{exercise}: an exercise has the name of a Python function or class")
    if folder in chapters:
        if exercise is None:
            raise SkeletonError(f"{folder} exists; name the exercise that you want to add")
        if exercise in [one.name for one in chapters[folder].exercises]:
            raise SkeletonError(f"{folder} has an exercise {exercise} already")
        return chapters[folder]
    module = match["module"]
    for other in chapters.values():
        if other.name == module:
            raise SkeletonError(f"{other.folder} has the module {module}.py already; students keep all in one folder")
        if other.folder.startswith(f"{match['number']}_"):
            raise SkeletonError(f"{other.folder} has this number already")
    if module in sys.stdlib_module_names or module in _TAKEN or keyword.iskeyword(module):
        raise SkeletonError(f"{folder}: a module {module}.py would hide Python's own or another that students need")
    return Chapter(folder, module, "", ())


def skeleton(course: Course, chapter: Chapter, exercise: str | None, kind: str) -> dict[Path, str]:
    """The files to write, with their whole text.

    Args:
        course: the course.
        chapter: a chapter of it, or a new one.
        exercise: the exercise to add, or None.
        kind: ``function`` or ``class``.

    Raises:
        SkeletonError: a file stands where a new one belongs, or nothing can be put into it; names the file.
    """
    root, folder = course.source.parent, course.source / chapter.folder
    match = _FOLDER.fullmatch(chapter.folder)
    assert match is not None
    names = {"module": chapter.name, "number": match["number"], "count": str(int(match["count"]))}
    lesson, checks = folder / f"{chapter.folder}.ipynb", folder / f"test_{chapter.name}.py"
    files: dict[Path, str] = {}
    if not lesson.exists():
        files[chapter.reference] = render("chapter", "reference.py", names)
        files[lesson] = new_notebook(render("chapter", "lesson", names))
        files[checks] = render("chapter", "checks.py", names)
        files[chapter.suite] = render("chapter", "suite.py", names)
        files[root / REVIEWED / f"{chapter.folder}.toml"] = render("chapter", "mutants.toml", names)
        _refuse_existing(files)
    if exercise is None:
        return files
    names["exercise"] = exercise
    variants = root / VARIANTS / chapter.folder / f"{exercise}.py"
    _refuse_existing([variants])

    def change(path: Path, put: Callable[[str], str]) -> None:
        try:
            files[path] = put(files.get(path) or path.read_text(encoding="utf-8"))
            if path.suffix == ".py":
                ast.parse(files[path])
        except (OSError, SkeletonError, SyntaxError) as error:
            raise SkeletonError(f"{path}: {error}. Nothing was written.") from None

    def made(file: str) -> str:
        return render(kind, file, names)

    change(chapter.reference, lambda text: with_definition(text, made("reference.py")))
    change(lesson, lambda text: with_cells(text, made("lesson"), exercise))
    change(checks, lambda text: with_checks(text, made("checks.py"), made("hints.py")))
    change(chapter.suite, lambda text: with_tests(text, made("suite.py")))
    files[variants] = made("variants.py")
    return files


def _refuse_existing(paths: Mapping[Path, str] | list[Path]) -> None:
    for path in paths:
        if path.exists():
            raise SkeletonError(f"{path} exists already. Nothing was written.")


def write_all(files: Mapping[Path, str]) -> None:
    """Write all files, or leave everything as it was.

    Raises:
        OSError: one could not be written; those before it are as they were.
    """
    before: dict[Path, bytes | None] = {}
    folders: list[Path] = []
    try:
        for path, text in files.items():
            folders += [folder for folder in (path.parent, *path.parents) if not folder.exists()]
            path.parent.mkdir(parents=True, exist_ok=True)
            before[path] = path.read_bytes() if path.exists() else None
            write_atomically(path, text.encode("utf-8"))
    except BaseException:
        for path, content in before.items():
            if content is None:
                path.unlink(missing_ok=True)
            else:
                write_atomically(path, content)
        for folder in sorted(folders, key=lambda folder: -len(folder.parts)):
            with suppress(OSError):
                folder.rmdir()
        raise
