"""What a reference's docstring promises, read from its source.

The docstring is the whole contract of an exercise, so it must be complete: every
parameter explained, every promise with a label that hidden tests can name.
"""

from __future__ import annotations

import ast
import doctest
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from autograder.course import Chapter

_SECTION = re.compile(r"^(?P<title>[A-Z][a-z]+):(?P<rest>.*)$")
_ENTRY = re.compile(r"^    (?P<label>\S[^:]*): \S")

Definition = ast.FunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Contract:
    """One exercise's docstring, with those of its methods.

    Attributes:
        name: the exercise.
        sections: titles of the docstring's sections.
        promises: their labels, in order.
        examples: how many lines of the docstrings run as doctests.
        unexplained: parameters that no ``Args`` explains, as ``method(parameter)``.
        unknown: parameters that an ``Args`` explains and that do not exist.
        returns: whether a function gives something back.
    """

    name: str
    sections: frozenset[str]
    promises: tuple[str, ...]
    examples: int
    unexplained: tuple[str, ...]
    unknown: tuple[str, ...]
    returns: bool

    def lacks(self) -> Iterator[str]:
        """What this docstring lacks to be complete."""
        if not self.promises:
            yield "its docstring promises nothing"
        doubled = sorted({label for label in self.promises if self.promises.count(label) > 1})
        yield from (f"the promise {label!r} is made twice" for label in doubled)
        if not self.examples:
            yield "its docstring has no example that runs"
        if "Source" not in self.sections:
            yield "its docstring names no source"
        if self.returns and "Returns" not in self.sections:
            yield "its docstring does not say what is returned"
        yield from (f"its docstring does not explain {name}" for name in self.unexplained)
        yield from (f"its docstring explains {name}, which does not exist" for name in self.unknown)


def read_contracts(chapter: Chapter) -> Mapping[str, Contract]:
    """The contracts of a chapter's exercises, as far as the reference defines them."""
    tree = ast.parse(chapter.reference.read_text(encoding="utf-8"))
    names = {exercise.name for exercise in chapter.exercises}
    found = (node for node in tree.body if isinstance(node, Definition) and node.name in names)
    return {node.name: _contract(node) for node in found}


def _contract(node: Definition) -> Contract:
    functions = {node.name: node} if isinstance(node, ast.FunctionDef) else _methods(node)
    texts = [ast.get_docstring(node) or "", *(ast.get_docstring(one) or "" for one in functions.values())]
    if isinstance(node, ast.FunctionDef):
        texts = texts[:1]
    own = _sections(texts[0])
    unexplained, unknown = [], []
    for name, function in functions.items():
        sections = _sections(ast.get_docstring(function) or "")
        explained = _labels(sections.get("Args", []))
        if name == "__init__":
            explained |= _labels(own.get("Args", []))
        taken = _parameters(function)
        if name in ("__init__", node.name) or explained:
            missing = [one for one in taken if one not in explained]
            unexplained += [f"`{one}`" if name == node.name else f"`{name}({one})`" for one in missing]
        unknown += [f"`{one}`" for one in sorted(explained - set(taken))]
    return Contract(
        node.name,
        frozenset(own),
        tuple(label for text in texts for label in _ordered_labels(_sections(text).get("Promises", []))),
        sum(len(doctest.DocTestParser().get_examples(text)) for text in texts),
        tuple(unexplained),
        tuple(unknown),
        isinstance(node, ast.FunctionDef) and _returns(node),
    )


def _methods(node: ast.ClassDef) -> dict[str, ast.FunctionDef]:
    methods = {one.name: one for one in node.body if isinstance(one, ast.FunctionDef)}
    return {name: one for name, one in methods.items() if name == "__init__" or not name.startswith("_")}


def _returns(node: ast.FunctionDef) -> bool:
    return any(isinstance(inner, ast.Return | ast.Yield) and inner.value is not None for inner in ast.walk(node))


def _parameters(node: ast.FunctionDef) -> list[str]:
    taken = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return [one.arg for one in taken if one.arg not in ("self", "cls")]


def _sections(text: str) -> dict[str, list[str]]:
    """The lines of each section, by its title."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if match := _SECTION.match(line):
            lines = found.setdefault(match["title"], [])
        elif line.strip():
            lines.append(line)
    return found


def _ordered_labels(lines: list[str]) -> list[str]:
    return [name.strip("` ") for line in lines if (match := _ENTRY.match(line)) for name in match["label"].split(",")]


def _labels(lines: list[str]) -> set[str]:
    return {label.lstrip("*") for label in _ordered_labels(lines)}
