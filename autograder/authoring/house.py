"""The imports between the rooms of this package, as a drawing, and what is wrong with them.

``python -m autograder.authoring house`` draws them into ``CONTRIBUTING.md``. A room is a folder or a
module directly below ``autograder/``. Imports go down only: from a room to one on a lower floor. Those inside
functions and for annotations count too, for they tie rooms together as well.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import click

PACKAGE = Path(__file__).resolve().parent.parent

#: The rooms, from the top floor down. Rooms on one floor do not know each other.
FLOORS = (
    ("commands",),
    ("sample", "health"),
    ("nbgrader_plugin",),
    ("grading", "authoring", "suites"),
    ("reports", "export", "similar"),
    ("checks", "engine"),
    ("proxy",),
    ("results",),
    ("jail", "release", "submission"),
    ("guest", "handout"),
    ("reference",),
    ("course", "language", "quoting", "versions"),
)

BEGIN, END = "<!-- house: python -m autograder.authoring house -->\n", "<!-- end of house -->\n"

Imports = Mapping[str, frozenset[str]]


def file_imports(package: Path) -> Imports:
    """For each module of a package, by dotted name below it, the modules of the package that it imports."""
    modules = {_name(path.relative_to(package)): path for path in sorted(package.rglob("*.py"))}
    modules.pop("", None)  # the package's own face, of which all take the version
    return {name: frozenset(_imported(name, path, package.name, modules)) - {name} for name, path in modules.items()}


def _name(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix("__init__").removesuffix(".")


def _imported(name: str, path: Path, package: str, modules: Mapping[str, Path]) -> Iterator[str]:
    here = [package, *name.split(".")] if path.name == "__init__.py" else [package, *name.split(".")][:-1]
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = ".".join([*here[: len(here) - node.level + 1], *filter(None, [node.module])] if node.level else [])
            start = start or str(node.module)
            targets = [f"{start}.{alias.name}" for alias in node.names]
        else:
            continue
        for target in targets:
            inside = target.removeprefix(f"{package}.") if target.startswith(f"{package}.") else ""
            parts = inside.split(".")
            known = next((".".join(parts[:n]) for n in range(len(parts), 0, -1) if ".".join(parts[:n]) in modules), "")
            if known:
                yield known


def room_imports(files: Imports) -> Imports:
    """For each room, the other rooms that its files import."""
    rooms: dict[str, set[str]] = defaultdict(set)
    for name, imported in files.items():
        room = name.partition(".")[0]
        rooms[room] |= {other.partition(".")[0] for other in imported} - {room}
    return {room: frozenset(others) for room, others in rooms.items()}


def faults(package: Path, floors: Sequence[Sequence[str]] = FLOORS) -> list[str]:
    """What is wrong with a package's imports, a sentence each."""
    files = file_imports(package)
    rooms = room_imports(files)
    floor_of = {room: number for number, floor in enumerate(floors) for room in floor}
    found = [f"{room} stands on no floor; give it one in {Path(__file__).name}" for room in rooms.keys() - floor_of]
    for graph in (rooms, files):
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            found.append(f"a circle: {' → '.join(reversed(error.args[1]))}")
    for name, imported in files.items():
        for other in sorted(imported):
            room, its = name.partition(".")[0], other.partition(".")[0]
            if room == its or room not in floor_of or its not in floor_of:
                continue
            if room == "guest":
                found.append(f"{name} imports {other}, but what runs in the jail imports nothing of ours outside guest")
            elif floor_of[its] <= floor_of[room]:
                found.append(f"{name} imports {other}, which stands no lower")
    return found


def drawing(package: Path = PACKAGE, floors: Sequence[Sequence[str]] = FLOORS) -> str:
    """The rooms, floor by floor, each with what it imports."""
    rooms = room_imports(file_imports(package))
    standing = [[room for room in floor if room in rooms] for floor in floors]
    standing = [floor for floor in standing if floor]
    order = [room for floor in standing for room in floor]
    lines = []
    for number, floor in zip(range(len(standing), 0, -1), standing, strict=True):
        for room in floor:
            below = " ".join(other for other in order if other in rooms[room])
            lines.append(f"{number if room == floor[0] else '':>2}  {room:<16} {below}".rstrip())
    arrows = sum(map(len, rooms.values()))
    wrong = faults(package, floors)
    circles = sum("a circle" in fault for fault in wrong)
    count = f"{len(rooms)} rooms, {len(standing)} floors, {arrows} arrows, {circles} circles"
    return "\n".join([*lines, "", f"{count}, {len(wrong) - circles} imports that do not go down"])


def written_into(text: str, drawn: str) -> str:
    """A document with the drawing between its two marks."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}```\n{drawn}\n```\n{END}{rest.partition(END)[2]}"


@click.command("house", short_help="Draw the imports into CONTRIBUTING.md.")
def command() -> None:
    """Draw the imports between the rooms of this package into CONTRIBUTING.md, and name those that run up.

    \b
    Example:
      python -m autograder.authoring house
    """
    path = PACKAGE.parent / "CONTRIBUTING.md"
    path.write_text(written_into(path.read_text(encoding="utf-8"), drawing()), encoding="utf-8")
    click.echo(drawing())
    wrong = faults(PACKAGE)
    for fault in wrong:
        click.echo(fault, err=True)
    if wrong:
        sys.exit(1)
