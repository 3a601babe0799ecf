"""The reference package as source text: what is handed out of it, and to whom.

``solutions/`` is written once. Students get a chapter's earlier modules complete; a
worker gets those too, and for follow-through marking the definitions of exercises
other than the one being graded, bare of comments and docstrings.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

_SIBLING = re.compile(r"^(\s*)from \.(\w+) import", re.MULTILINE)
_MARKER = re.compile(r"^[ \t]*#+ (?:BEGIN|END) SOLUTION[^\n]*\n", re.MULTILINE)


def source_of(path: Path) -> str:
    """A reference module as it would stand in a student's folder: plain imports, no markers."""
    return plain_imports(_MARKER.sub("", path.read_text(encoding="utf-8")))


def plain_imports(source: str) -> str:
    """``from .activations import softmax`` as ``from activations import softmax``."""
    return _SIBLING.sub(r"\1from \2 import", source)


@cache
def earlier_modules(reference: Path) -> Mapping[str, str]:
    """The modules that a reference module imports from its package, and what those import, by name."""
    return {name: source_of(path) for name, path in module_files(reference).items()}


def module_files(reference: Path) -> Mapping[str, Path]:
    """The files of the modules that a reference module imports from its package, and of what those import, by name."""
    found: dict[str, Path] = {}
    pending = [reference]
    while pending:
        for name in _siblings(pending.pop()):
            if name not in found:
                found[name] = reference.with_name(f"{name}.py")
                pending.append(found[name])
    return found


def _siblings(path: Path) -> list[str]:
    return [match[2] for match in _SIBLING.finditer(path.read_text(encoding="utf-8"))]


@cache
def definitions(reference: Path, exercises: frozenset[str], wanted: frozenset[str]) -> str:
    """The reference's definitions of some exercises, with the imports and helpers that they need.

    Args:
        reference: the module's path.
        exercises: all exercises of the chapter; none but the wanted ones is in the result.
        wanted: those to define.
    """
    tree = ast.parse(source_of(reference))
    named = {name: statement for statement in tree.body for name in _names(statement)}
    needed: set[str] = set()
    pending = set(wanted)
    while pending:
        name = pending.pop()
        needed.add(name)
        used = {node.id for node in ast.walk(named[name]) if isinstance(node, ast.Name)}
        pending |= {other for other in used if other in named and other not in exercises} - needed
    body = [
        statement
        for statement in tree.body
        if isinstance(statement, ast.Import | ast.ImportFrom) or needed.intersection(_names(statement))
    ]
    return ast.unparse(ast.Module([_bare(statement) for statement in body], []))


def _names(statement: ast.stmt) -> Iterable[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return [statement.name]
    if isinstance(statement, ast.Assign):
        return [node.id for target in statement.targets for node in ast.walk(target) if isinstance(node, ast.Name)]
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return [statement.target.id]
    return []


def _bare(statement: ast.stmt) -> ast.stmt:
    """A definition without docstrings."""
    for node in ast.walk(statement):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return statement
