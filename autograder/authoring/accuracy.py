"""The grader's error rates, as ``docs/accuracy.md`` publishes them.

One row and one section for each chapter; measuring one chapter leaves the others
unchanged. The same course gives the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Self

from .due import Key
from .reviewed import RightAnswer

PAGE = Path("docs", "accuracy.md")

_ROW = re.compile(r"^\| (?P<chapter>ch\d\d_\w+) \|(?P<cells>.*)\|$", re.MULTILINE)
_SECTION = re.compile(r"^## (?P<chapter>ch\d\d_\w+)\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)

_HEAD = """# How often the grader errs

A grader can err in two ways: it can give marks to a wrong answer, and it can refuse them to a right one.
Both are measured here, by handing in answers whose worth is known. All of them go through the real engine,
in the jail, as a student's work does. `make mutation` measures the chapters that changed and writes this page;
`make mutation CHAPTER=ch03_activations` does it for one chapter.

- A **wrong variant** is an answer of somebody who misunderstood something; people write these, from mistakes that
  learners make. It is *missed* when it loses no marks in its exercise, or costs marks in another one.
  It is *named* when the verdict's `codes` say what kind of mistake it is, not only that the value is wrong.
- A **right variant** is a correct answer in another style. It is *rejected* when it loses any mark.
- A **mutant** is the reference with one small fault that a machine put in: another operator, a number one too large,
  a statement or a keyword left out. It is *found* when it loses marks in its own exercise and in no other,
  *equivalent* when a person has found that it keeps every promise of the docstring, and *missed* otherwise.
- A **trivial answer** is given without looking at the question: the input, zeros, ones, None, nan, random numbers, …
  The table has the best share of an exercise's marks that any of them earns.
"""


@dataclass(frozen=True)
class Figures:
    """What was measured in one chapter; the order is that of the table's columns."""

    wrong: int
    wrong_missed: int
    named: int
    right: int
    rejected: int
    found: int
    equivalent: int
    mutants_missed: int
    trivial: int

    def cells(self) -> str:
        """A row of the table, without the chapter."""
        *counts, trivial = astuple(self)
        return " | ".join([*map(str, counts), f"{trivial} %"])

    @classmethod
    def from_cells(cls, text: str) -> Self:
        """The figures that ``cells`` wrote.

        Raises:
            ValueError: if ``cells`` did not write them.
        """
        numbers = [int(cell.strip().removesuffix(" %")) for cell in text.split("|")]
        if len(numbers) != len(fields(cls)):
            raise ValueError(f"{len(fields(cls))} columns expected: {text}")
        return cls(*numbers)


_COLUMNS = (
    *("chapter", "wrong variants", "missed", "named", "right variants", "rejected"),
    *("mutants found", "equivalent", "missed", "best trivial answer"),
)


@dataclass(frozen=True)
class Explained:
    """A mutant in the page's tables, and what there is to say about it."""

    where: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class Section:
    """What the page says about a chapter below the table.

    Attributes:
        mutants: those that keep their marks.
        answers: trivial answers that are right.
        key: what the chapter was measured with; None when something is still to be done about it.
    """

    mutants: tuple[Explained, ...] = ()
    answers: tuple[RightAnswer, ...] = ()
    key: Key | None = None

    def __str__(self) -> str:
        parts = [_table_of_mutants(self.mutants) if self.mutants else "No mutant keeps its marks."]
        parts += [f"`{one.exercise}` may return {one.answer}: {one.reason}" for one in self.answers]
        parts += [f"<!-- measured with {self.key} -->"] if self.key else []
        return "\n\n".join(parts)


def write(root: Path, chapter: str, figures: Figures, section: Section, known: Iterable[str]) -> None:
    """Put a chapter's figures into the page.

    Args:
        root: the project's folder.
        chapter: the chapter that was measured.
        figures: its row.
        section: its section.
        known: the course's chapters; what the page says about others goes.
    """
    path = root / PAGE
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    path.parent.mkdir(exist_ok=True)
    path.write_text(update(before, chapter, figures, section, known), encoding="utf-8")


def update(before: str, chapter: str, figures: Figures, section: Section, known: Iterable[str]) -> str:
    """The page with one chapter's figures new; see ``write``."""
    chapters = set(known)
    rows = {match["chapter"]: match["cells"] for match in _ROW.finditer(before)}
    measured = {name: Figures.from_cells(cells) for name, cells in rows.items() if name in chapters}
    sections = dict(_sections(before))
    measured[chapter] = figures
    sections[chapter] = str(section)
    names = sorted(measured)
    parts = [_HEAD, _table({name: measured[name] for name in names}), _summary(_total(measured.values()))]
    return "\n".join([*parts, *(f"## {name}\n\n{sections.get(name, '')}\n" for name in names)])


def read(text: str) -> Mapping[str, Figures]:
    """The figures on the page, by chapter."""
    return {match["chapter"]: Figures.from_cells(match["cells"]) for match in _ROW.finditer(text)}


def recorded(root: Path) -> Mapping[str, Key]:
    """What each chapter was measured with, as the page records it."""
    path = root / PAGE
    sections = _sections(path.read_text(encoding="utf-8")) if path.is_file() else ()
    return {chapter: key for chapter, text in sections if (key := Key.read(text)) is not None}


def percent(part: int, whole: int) -> str:
    """A share in words; a share of nothing is a dash."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _table(measured: Mapping[str, Figures]) -> str:
    rows = [f"| {name} | {figures.cells()} |" for name, figures in measured.items()]
    total = f"| **all** | {_total(measured.values()).cells()} |"
    rule = "|---|" + "---:|" * (len(_COLUMNS) - 1)
    return "\n".join([f"| {' | '.join(_COLUMNS)} |", rule, *rows, total, ""])


def _total(measured: Iterable[Figures]) -> Figures:
    *counts, trivial = zip(*map(astuple, measured), strict=True)
    totals = [*map(sum, counts), max(trivial)]
    return Figures(*totals)


def _summary(total: Figures) -> str:
    faults = total.found + total.mutants_missed
    return (
        f"Wrong answers that pass: {percent(total.wrong_missed, total.wrong)} of the variants, "
        f"{percent(total.mutants_missed, faults)} of the mutants that are wrong. "
        f"Right answers that lose marks: {percent(total.rejected, total.right)}.\n"
    )


def _sections(text: str) -> Iterator[tuple[str, str]]:
    return ((match["chapter"], match["text"].strip()) for match in _SECTION.finditer(text))


def _table_of_mutants(mutants: Iterable[Explained]) -> str:
    rows = [f"| `{one.where}` | {_code(one.before)} | {_code(one.after)} | {one.reason} |" for one in mutants]
    return "\n".join(
        ["Mutants that keep their marks:", "", "| in | the reference | the mutant | why |", "|---|---|---|---|", *rows]
    )


def _code(text: str) -> str:
    """Code in a table's cell, where a bar would end the cell."""
    return f"`{text}`".replace("|", r"\|")
