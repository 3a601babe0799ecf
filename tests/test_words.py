"""What people read is plain English: no turn that betrays a translation.

``TURNS`` is the list. An entry has a pattern, a sentence that it must find, and how one says it
instead. A turn belongs here when it has crept in more than once and its pattern finds little else.
"""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.material import ROOT

_END = r"(?=\s*(?:[.,:;)]|$))"
_NOT_THERE = r"(?<!\bthere )(?<!\bThere )(?<!\bhere )"


@dataclass(frozen=True)
class Turn:
    """A turn of phrase, an example of it, and the natural form."""

    pattern: str
    example: str
    natural: str


TURNS = (
    Turn(r"\banew\b", "makes `assignments/` anew", "rebuilds `assignments/`"),
    Turn(r"\bfor ever\b", "Equal weights stay equal for ever.", "Equal weights stay equal forever."),
    Turn(r"\bwhat not\b", "what it holds, and what not", "what it stops, and what it does not"),
    Turn(rf"\bwill do{_END}", "any such folder will do:", "any folder laid out like this works:"),
    Turn(rf"\bha(?:s|ve|d) not{_END}", "an exercise that the chapter has not.", "an exercise that the chapter lacks."),
    Turn(r"\bha(?:s|ve|d) it not\b", "the kernel has it not or off", "this kernel lacks it, or has it switched off"),
    Turn(
        r"\w+: (?:it|they|one) (?:is|are|was|were|did|does|could|has) not\.",
        "CheckFailed: they were not.",
        "CheckFailed: if the numbers differ.",
    ),
    Turn(
        _NOT_THERE + r"\b(?:is|are|was|were) no (?!longer\b|more\b|less\b|problem\b|harm\b|use\b)",
        "this is no course folder",
        "this is not a course folder",
    ),
    Turn(rf"\bare none any more{_END}", "mutants that are none any more.", "mutants that no longer exist."),
    Turn(
        r"\bof (?:a|the|another|some|one) (?:student|worker|grader|caller|test|author|instructor)'s"
        r"(?= *(?:[.,:;)]|$| (?:as|is|are|was|were|that|which|runs?|in|on|and|or|may|can|without)\b))",
        "No code of a student's runs in nbgrader.",
        "Student code never runs inside nbgrader.",
    ),
    Turn(r"\bas (?:it|they) stands?\b", "goes into the feedback as it stands", "goes into the feedback unchanged"),
    Turn(r"\b[Ss]ay --\w", "say --submitted DIR", "pass --submitted DIR"),
    Turn(r"\bwithout a word\b", "it fails without a word", "it failed and gave no reason"),
    Turn(r"\bby rule\b", "The class is invented by rule", "The class is generated from fixed rules"),
    Turn(r"\b[Aa]nother \w+ than\b", "Another style than ours costs nothing", "A different style costs nothing"),
    Turn(r"\b\w+thing else than\b", "gave something else than a pair", "gave something other than a pair"),
    Turn(r"\bour own fault\b", "could not be graded by our own fault", "the grader failed on it"),
    Turn(r"\bhow (?:they|you|we) stand\b", "tells them how they stand", "shows them where they stand"),
    Turn(r"\bmarks sheets?\b", "72 marks sheets", "72 mark sheets"),
    Turn(r"\bdeserved one\b", "every mark is the deserved one", "every mark is as expected"),
    Turn(r"\btaken for (?:hostile|data)\b", "it must be taken for hostile", "it is treated as hostile"),
    Turn(r"\b(?:can|cannot|can't|could)(?: not)? be had\b", "the level cannot be had", "the level is not available"),
    Turn(r"\bmachine gives\b", "says what your machine gives", "tells you what your machine supports"),
    Turn(r"\b(?:what stands(?! for)|stands? there)\b", "the seed that stands there", "the seed that is stored"),
    Turn(r"\bas (?:it|they) (?:is|are) told\b", "does as it is told", "does what it is asked to"),
    Turn(r"\bwithout an end\b", "Is there a loop without an end?", "Is there an endless loop?"),
    Turn(r"\bNot \w+ (?:is|are) there\b", "Not held are there, by name:", "These attacks succeed:"),
)


def turns_in(text: str) -> list[str]:
    """The turns in a text, each with what stands around it and what to write instead."""
    flat = " ".join(text.split())
    return [
        f"…{flat[max(found.start() - 40, 0) : found.end() + 40]}… (rather: {turn.natural})"
        for turn in TURNS
        for found in re.finditer(turn.pattern, flat)
    ]


def read_by_people(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a file with their lines: paragraphs of a page, strings of a program, text cells of a notebook."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from _strings(ast.parse(text))
    elif path.suffix == ".ipynb":
        cells = json.loads(text)["cells"]
        yield from ((n, "".join(cell["source"])) for n, cell in enumerate(cells, 1) if cell["cell_type"] == "markdown")
    else:
        line = 1
        for paragraph in text.split("\n\n"):
            yield line, re.sub(r"`[^`]*`", "`…`", paragraph)
            line += paragraph.count("\n") + 2


def _strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    parts: set[ast.AST] = set()
    for node in ast.walk(tree):  # a formatted string comes before its parts
        if isinstance(node, ast.JoinedStr):
            parts.update(node.values)
            yield (
                node.lineno,
                "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values),
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in parts:
            yield node.lineno, node.value


SURFACES = sorted(
    path
    for pattern in ("*.md", "docs/*.md", "autograder/**/*.py", "solutions/*.py", "benchmarks/*.py", "source/*/*.*")
    for path in ROOT.glob(pattern)
    if path.suffix in (".md", ".py", ".ipynb")
)


@pytest.mark.parametrize("path", SURFACES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_turn_betrays_a_translation(path):
    place = path.relative_to(ROOT)
    assert [f"{place}:{line}: {turn}" for line, text in read_by_people(path) for turn in turns_in(text)] == []


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: turn.example)
def test_each_pattern_finds_its_example_and_lets_the_natural_form_pass(turn):
    assert re.search(turn.pattern, turn.example)
    assert turns_in(turn.natural) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.md", "# Title\n\nIt makes the release\nanew each time.\n"),
        ("docstring.py", 'def work():\n    """Make the release\n    anew."""\n'),
        ("message.py", "name = 'x'\nprint(f'{name} is made anew')\n"),
        ("lesson.ipynb", json.dumps({"cells": [{"cell_type": "markdown", "source": ["Begin ", "anew."]}]})),
    ],
)
def test_a_planted_turn_is_found_in_every_kind_of_file(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text)
    (found,) = [turn for _, text in read_by_people(path) for turn in turns_in(text)]
    assert "anew" in found
    assert "rebuilds" in found


def test_ordinary_sentences_pass():
    assert turns_in("There is no chapter ch1. It is no longer needed, and it has not been graded.") == []
