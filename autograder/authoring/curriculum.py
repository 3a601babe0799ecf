"""Check that no exercise of the course lacks anything.

Nothing here has a list of its own: what the lesson asks for must be in the reference, the
reference's docstring must say what its signature takes, every promise must have a hidden
test, and so on around the circle.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from autograder.course import Chapter, Course
from autograder.engine.collect import Check, collect
from autograder.engine.task import Assignment
from autograder.release.stub import make_stub
from autograder.results.outcome import NOT_STARTED
from autograder.results.scoring import NOT_BEGUN, Mark

from .contract import Contract, read_contracts
from .lesson import Lesson
from .mutation import chapter_mutants
from .report import Report, chapters_argument, selected
from .reviewed import CATALOGUE as MUTANTS
from .reviewed import read_reviewed
from .skeleton import unwritten
from .trials import Trial, Trials, reference_trial
from .variants import CATALOGUE as VARIANTS
from .variants import find_variants

HEADINGS = ("exercises", "points", "promises", "hidden tests", "public checks", "lacks")

_WRONG, _RIGHT = 5, 2


@dataclass(frozen=True)
class Inspection:
    """What a chapter has, and what it lacks.

    Attributes:
        chapter: the chapter.
        counts: how much there is of everything, by the table's headings.
        lacks: complaints, each with the place and what is missing.
    """

    chapter: Chapter
    counts: Mapping[str, int]
    lacks: tuple[str, ...]


def inspect(course: Course, chapter: Chapter, checks: Sequence[Check], trials: Trials) -> Inspection:
    """Look at everything that a chapter must have.

    Args:
        course: the course that the chapter belongs to.
        chapter: the chapter.
        checks: its hidden tests.
        trials: graders for the chapter.
    """
    root = course.source.parent
    contracts = read_contracts(chapter)
    lesson = Lesson(course.source / chapter.folder, chapter)
    lacks = [
        *_contracts_lack(chapter, contracts),
        *_tests_lack(chapter, contracts, checks),
        *lesson.lacks(),
        *_variants_lack(chapter, root),
        *_mutants_lack(chapter, root),
        *_grading_lacks(chapter, trials),
        *_unwritten(course, chapter),
    ]
    counts = {
        "exercises": len(chapter.exercises),
        "points": round(chapter.points),
        "promises": sum(len(contract.promises) for contract in contracts.values()),
        "hidden tests": len(checks),
        "public checks": sum(map(len, lesson.checks.values())),
        "lacks": len(lacks),
    }
    return Inspection(chapter, counts, tuple(lacks))


def _contracts_lack(chapter: Chapter, contracts: Mapping[str, Contract]) -> Iterator[str]:
    for exercise in chapter.exercises:
        contract = contracts.get(exercise.name)
        if contract is None:
            yield f"{exercise.name}: {chapter.reference.name} does not define it"
        else:
            yield from (f"{exercise.name}: {lack}" for lack in contract.lacks())
        if exercise.points != round(exercise.points, 2):
            yield f"{exercise.name}: {exercise.points} points; a gradebook keeps two decimals"
    names = [exercise.name for exercise in chapter.exercises]
    yield from (f"{name}: has two grade cells" for name in sorted({name for name in names if names.count(name) > 1}))
    tree = ast.parse(chapter.reference.read_text(encoding="utf-8"))
    for node in tree.body:
        name = getattr(node, "name", "")
        if "BEGIN SOLUTION" in _text_of(chapter, node) and name not in names:
            yield f"{name}: students write it, and no grade cell of the lesson asks for it"


def _text_of(chapter: Chapter, node: ast.stmt) -> str:
    lines = chapter.reference.read_text(encoding="utf-8").splitlines()
    return "\n".join(lines[node.lineno - 1 : node.end_lineno])


def _tests_lack(chapter: Chapter, contracts: Mapping[str, Contract], checks: Sequence[Check]) -> Iterator[str]:
    """Promises without a hidden test, labels without a promise, exercises without a gate."""
    for exercise in chapter.exercises:
        own = [check for check in checks if check.exercise == exercise.name]
        if not own or not own[0].gate:
            yield f"{exercise.name}: its first hidden test must be its gate"
        promises = contracts[exercise.name].promises if exercise.name in contracts else ()
        tested = {label for check in own for label in check.promise}
        yield from (f"{exercise.name}: no hidden test of the promise {one!r}" for one in promises if one not in tested)
        unknown = sorted(tested.difference(promises))
        yield from (
            f"{exercise.name}: hidden tests of {one!r}, which its docstring does not promise" for one in unknown
        )
        yield from (f"{exercise.name}: {check.item.name} names no promise" for check in own if not check.promise)


def _variants_lack(chapter: Chapter, root: Path) -> Iterator[str]:
    try:
        variants = list(find_variants(chapter, root))
    except ValueError as error:
        yield str(error)
        return
    for exercise in chapter.exercises:
        own = [variant for variant in variants if variant.exercise == exercise.name]
        wrong = sum(not variant.is_right for variant in own)
        if wrong < _WRONG:
            yield f"{exercise.name}: {wrong} wrong variants; {_WRONG} are needed"
        if len(own) - wrong < _RIGHT:
            yield f"{exercise.name}: {len(own) - wrong} right variants; {_RIGHT} are needed"
        yield from (
            f"{variant}: its docstring must say what the student thought" for variant in own if not variant.thought
        )


def _mutants_lack(chapter: Chapter, root: Path) -> Iterator[str]:
    """Reviewed mutants that no longer exist."""
    try:
        reviewed = read_reviewed(chapter, root).equivalents
    except ValueError as error:
        yield str(error)
        return
    known = {mutant.id for mutant in chapter_mutants(chapter)}
    for one in reviewed:
        if one.id not in known:
            yield f"{MUTANTS / chapter.folder}.toml: there is no mutant {one}"


def _grading_lacks(chapter: Chapter, trials: Trials) -> Iterator[str]:
    """The reference must get all marks, the stub none, and be told that nothing is started."""
    stub = make_stub(chapter.reference.read_text(encoding="utf-8"))
    works = [reference_trial(chapter, "reference"), Trial("stub", chapter, stub)]
    found: dict[str, tuple[Mark, ...]] = dict(trials.grade(works))
    for mark in found["reference"]:
        if mark.score != mark.exercise.points:
            said = "; ".join(f"{check.title} {check.message}" for check in mark.failed) or "it has no hidden test"
            yield f"{mark.exercise.name}: the reference gets {mark.score:g} of {mark.exercise.points:g}: {said}"
    for mark in found["stub"]:
        if mark.state != NOT_BEGUN:
            said = "; ".join(f"{check.title} {check.message}" for check in mark.failed if check.code != NOT_STARTED)
            yield f"{mark.exercise.name}: its stub is {mark.state}, not {NOT_BEGUN}: {said}"


def _unwritten(course: Course, chapter: Chapter) -> Iterator[str]:
    """What ``new`` marked and nobody has replaced."""
    root, folder = course.source.parent, course.source / chapter.folder
    files = [
        chapter.reference,
        *sorted(folder.iterdir()),
        chapter.suite,
        *(root / VARIANTS / chapter.folder).glob("*.py"),
    ]
    for path in files:
        if path.is_file():
            for number, what in unwritten(path.read_text(encoding="utf-8")):
                yield f"{path.relative_to(root)}, line {number}: still to write: {what}"
    if not chapter.exercises:
        yield f"it has no exercise; `python -m autograder.authoring new {chapter.folder} NAME` begins one"


def strays(course: Course) -> list[str]:
    """Files that belong to no chapter."""
    root, chapters = course.source.parent, course.chapters.values()
    names = {chapter.name for chapter in chapters}
    folders = set(course.chapters)
    places = {
        root / "solutions": {f"{name}.py" for name in names} | {"__init__.py"},
        root / "autograder" / "suites": {f"test_{name}.py" for name in names} | {"__init__.py", "conftest.py"},
        root / "source": folders,
        root / "assignments": folders,
        root / VARIANTS: folders,
        root / MUTANTS: {f"{folder}.toml" for folder in folders},
    }
    return [
        f"{path.relative_to(root)}: belongs to no chapter"
        for place, known in places.items()
        if place.is_dir()
        for path in sorted(place.iterdir())
        if path.name not in known and path.name != "__pycache__"
    ]


def collected(chapters: Sequence[Chapter]) -> Mapping[str, Sequence[Check]]:
    """The hidden tests of each chapter, in the order of its suite."""
    found: dict[str, list[Check]] = {chapter.folder: [] for chapter in chapters}

    def keep(checks: Sequence[Check]) -> None:
        for check in checks:
            found[check.chapter].append(check)

    collect([Assignment.of(chapter) for chapter in chapters], keep)
    return found


@click.command("curriculum", short_help="Check that no exercise lacks anything.")
@chapters_argument
def command(names: tuple[str, ...]) -> None:
    """Check that no exercise lacks anything: docstring, stub, hints, tests of every promise, variants.

    \b
    Example:
      python -m autograder.authoring curriculum ch03_activations
    """
    course, chapters = selected(names)
    totals = Counter[str]()
    with Report("Curriculum", HEADINGS, chapters) as report:
        checks = collected(chapters)
        with Trials(chapters) as trials:
            for chapter in report:
                found = inspect(course, chapter, checks[chapter.folder], trials)
                totals.update(found.counts)
                lacks = [f"{chapter.folder}: {lack}" for lack in found.lacks]
                report.row(chapter, [found.counts[heading] for heading in HEADINGS], lacks)
        report.total(totals[heading] for heading in HEADINGS)
        report.complaints += strays(course)
