"""Which definitions of a module build on which others, read from its text without running it.

The worker reads a student's module so, the grader the reference: follow-through marking
gives what the failed exercise builds on.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence, Set


def references_between(tree: ast.Module, exercises: Sequence[str], module: str) -> dict[str, list[str]]:
    """Which exercises each exercise refers to, directly or through the module's other names.

    Args:
        tree: the module.
        exercises: the names to look for.
        module: the module's own name, by which it may import itself.
    """
    aliases = {module} | {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name == module
    }
    direct: dict[str, set[str]] = {}
    for statement in tree.body:
        names = mentioned(statement, aliases)
        for name in defined(statement) | (_added_to(statement) & set(exercises)):
            direct.setdefault(name, set()).update(names)
    return {name: sorted(_reachable(name, direct) & set(exercises) - {name}) for name in exercises}


def mentioned(statement: ast.stmt, modules: Set[str] = frozenset()) -> set[str]:
    """Names that a statement uses, also as attributes of the module itself."""
    nodes = list(ast.walk(statement))
    own = {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules
    }
    return own | {node.id for node in nodes if isinstance(node, ast.Name)}


def defined(statement: ast.AST) -> set[str]:
    """Names that a top-level statement binds in the module."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {statement.name}
    if isinstance(statement, ast.Lambda):
        return set()
    names = {statement.id} if isinstance(statement, ast.Name) and isinstance(statement.ctx, ast.Store) else set()
    return names.union(*map(defined, ast.iter_child_nodes(statement)))


def _added_to(statement: ast.stmt) -> set[str]:
    """Names to which a statement adds something: ``Layer.forward = f``, or a decorator that says ``Layer``."""
    targets = [node.value for node in ast.walk(statement) if isinstance(node, ast.Attribute) and _is_stored(node)]
    decorators = getattr(statement, "decorator_list", [])
    return {node.id for part in [*targets, *decorators] for node in ast.walk(part) if isinstance(node, ast.Name)}


def _is_stored(node: ast.Attribute) -> bool:
    return isinstance(node.ctx, ast.Store)


def _reachable(name: str, direct: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    pending = [name]
    while pending:
        for other in direct.get(pending.pop(), ()):
            if other not in found:
                found.add(other)
                pending.append(other)
    return found
