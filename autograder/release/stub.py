"""Make a stub of a reference module: the contract stays, the solution goes.

Code between ``### BEGIN SOLUTION what to do`` and ``### END SOLUTION`` becomes a TODO
that says what to do, and ``raise NotImplementedError``. Type annotations go too, with
the imports and aliases that only they need: the signatures are then those of the book,
and a beginner meets nothing that the chapter does not teach.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator

from autograder.reference import plain_imports

_BEGIN = re.compile(r"^(?P<indent>\s+)### BEGIN SOLUTION (?P<todo>\S.*)$")
_END = re.compile(r"^\s+### END SOLUTION$")
_WIDTH = 100


class StubError(ValueError):
    """A reference module whose solution markers are not as they must be; names the line."""


def make_stub(source: str) -> str:
    """The stub of a reference module.

    Raises:
        StubError: a marker is missing, nested, without a TODO, or outside a function.
    """
    return _without_annotations(plain_imports("\n".join(_without_solutions(source.splitlines())) + "\n"))


def solution_lines(source: str) -> list[str]:
    """The lines between the markers."""
    lines, inside = [], False
    for line in source.splitlines():
        if "BEGIN SOLUTION" in line or "END SOLUTION" in line:
            inside = "BEGIN SOLUTION" in line
        elif inside:
            lines.append(line)
    return lines


def _without_solutions(lines: list[str]) -> Iterator[str]:
    begun = 0
    for number, line in enumerate(lines, 1):
        if begin := _BEGIN.match(line):
            if begun:
                raise StubError(f"line {number}: a solution begins inside the one of line {begun}")
            begun = number
            indent, todo = begin["indent"], begin["todo"]
            prefix = f"{indent}# "
            sentence = f"TODO: {todo}"
            yield from textwrap.wrap(sentence, _WIDTH, initial_indent=prefix, subsequent_indent=prefix)
            yield f"{indent}raise NotImplementedError"
        elif _END.match(line):
            if not begun:
                raise StubError(f"line {number}: a solution ends that did not begin")
            begun = 0
        elif "BEGIN SOLUTION" in line or "END SOLUTION" in line:
            raise StubError(f"line {number}: a marker stands inside a function and BEGIN SOLUTION says what to do")
        elif not begun:
            yield line
    if begun:
        raise StubError(f"line {begun}: a solution begins and does not end")


def _without_annotations(source: str) -> str:
    tree = ast.parse(source)
    lines: list[str | None] = list(source.splitlines())
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            end = node.body[0].lineno - 1
            while (lines[end - 1] or "").strip().startswith("#"):  # the TODO of a function without docstring
                end -= 1
            lines[node.lineno - 1 : end] = _padded(_signature(node), end - node.lineno + 1)
    for statement in _needed_by_annotations_only(tree):
        start, end = statement.lineno - 1, statement.end_lineno or statement.lineno
        start -= lines[start - 1] == "" and end < len(lines) and lines[end] == ""
        lines[start:end] = [None] * (end - start)
    text = "\n".join(line for line in lines if line is not None)
    return re.sub(r"\n{4,}", "\n\n\n", text).rstrip() + "\n"


def _signature(node: ast.FunctionDef) -> list[str]:
    """``def name(arguments):`` without annotations, on as few lines as fit."""
    node.returns = None
    for argument in ast.walk(node.args):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    indent = " " * node.col_offset
    line = f"{indent}def {node.name}({ast.unparse(node.args)}):"
    if len(line) <= _WIDTH:
        return [line]
    wrapped = textwrap.wrap(ast.unparse(node.args), _WIDTH - len(indent) - 4)
    return [f"{indent}def {node.name}(", *(f"{indent}    {part}" for part in wrapped), f"{indent}):"]


def _padded(lines: list[str], count: int) -> list[str | None]:
    """The lines, and None for each that is no longer needed, so that numbers below stay as they are."""
    if len(lines) > count:
        raise StubError(f"{lines[0].strip()}: the signature grows longer without annotations")
    return [*lines, *[None] * (count - len(lines))]


def _needed_by_annotations_only(tree: ast.Module) -> Iterator[ast.stmt]:
    """Imports and type aliases that nothing refers to once the annotations are gone."""
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    typing_modules = {"__future__", "typing", "collections.abc", "numpy.typing"}
    aliases = [statement for statement in tree.body if _is_alias(statement, used)]
    in_aliases = {node.id for alias in aliases for node in ast.walk(alias) if isinstance(node, ast.Name)}
    for statement in tree.body:
        if statement in aliases:
            yield statement
        elif isinstance(statement, ast.ImportFrom) and statement.module in typing_modules:
            kept = used - in_aliases
            if not any(alias.name in kept for alias in statement.names):
                yield statement


def _is_alias(statement: ast.stmt, used: set[str]) -> bool:
    return (
        isinstance(statement, ast.Assign)
        and isinstance(statement.value, ast.Subscript)
        and all(isinstance(target, ast.Name) and target.id not in used for target in statement.targets)
    )
