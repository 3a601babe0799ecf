"""Small faults, put into the reference by machine: one operator, one number, one statement at a time.

A mutant is known by the definition that it stands in, the statement as it was and the
statement as it is; that survives every edit elsewhere in the file. Written here because
neither mutmut nor cosmic-ray can drive our engine: both judge a mutant by the exit
status of a test run of its own (mutmut even puts all mutants into one module that
imports mutmut, which no jail has), and neither can say which exercise lost marks.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .operators import changes

_COMPOUND = (ast.If, ast.For, ast.While, ast.With, ast.FunctionDef, ast.ClassDef, ast.Try)


@dataclass(frozen=True, order=True)
class Mutant:
    """The reference with one fault.

    Attributes:
        where: the definition, as ``name`` or ``Class.method``; "" at the top level.
        before: the statement as it is in the reference; of a loop, a branch or a definition its first line.
        after: the statement as it is in the mutant.
        nth: which one, where a definition has the same statement several times; counted from 1.
        source: the module's text.
    """

    where: str
    before: str
    after: str
    nth: int
    source: str

    @property
    def id(self) -> tuple[str, str, str, int]:
        """What names it, whatever happens elsewhere in the file."""
        return self.where, self.before, self.after, self.nth

    @property
    def definition(self) -> str:
        """The top-level definition that it stands in."""
        return self.where.partition(".")[0]

    def __str__(self) -> str:
        place = f"{self.where} ({self.nth})" if self.nth > 1 else self.where
        return f"{place}: {self.before}  →  {self.after}"


def mutants_of(source: str) -> list[Mutant]:
    """All mutants of a module, in the order of the file, each program once.

    Args:
        source: the module's text.
    """
    tree = ast.parse(source)
    _without_words(tree)
    programs = {ast.unparse(tree)}
    found: list[Mutant] = []
    counts: dict[tuple[str, str, str], int] = {}
    for where, body, index in list(_statements(tree.body, "")):
        statement = body[index]
        for changed in _variations(statement):
            body[index] = changed
            program = ast.unparse(ast.fix_missing_locations(tree))
            body[index] = statement
            if program in programs or not _compiles(program):
                continue
            programs.add(program)
            before, after = _difference(statement, changed)
            key = (where, before, after)
            counts[key] = counts.get(key, 0) + 1
            found.append(Mutant(*key, counts[key], program))
    return found


def owners(source: str, exercises: Iterable[str]) -> dict[str, frozenset[str]]:
    """For each top-level name of a module, the exercises that a fault in it may cost.

    An exercise's own definition costs that exercise; a helper or a constant costs the
    exercises that use it, directly or through other helpers.
    """
    names, uses = frozenset(exercises), uses_of(source)
    owning: dict[str, set[str]] = {name: {name} & names for name in uses}
    for exercise in names & uses.keys():
        pending = [exercise]
        while pending:
            for other in uses.get(pending.pop(), set()):
                if other in owning and other not in names and exercise not in owning[other]:
                    owning[other].add(exercise)
                    pending.append(other)
    return {name: frozenset(found) for name, found in owning.items()}


def uses_of(source: str) -> dict[str, set[str]]:
    """For each top-level name of a module, the names that its definition uses."""
    uses: dict[str, set[str]] = {}
    for statement in ast.parse(source).body:
        used = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
        for name in _bound(statement):
            uses.setdefault(name, set()).update(used)
    return uses


def _bound(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return [statement.name]
    return [node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]


# Where faults go -------------------------------------------------------------------


def _statements(body: list[ast.stmt], where: str) -> Iterator[tuple[str, list[ast.stmt], int]]:
    """Every statement that may be changed, with its place; those of a module's top level only where they bind names."""
    for index, statement in enumerate(body):
        if isinstance(statement, ast.Import | ast.ImportFrom | ast.Pass):
            continue
        inner = where
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            inner = f"{where}.{statement.name}" if where else statement.name
        elif not where:
            names = _bound(statement)
            inner = names[0] if names else ""
            if not names or _is_type(statement):
                continue
        yield inner, body, index
        for part in _bodies(statement):
            yield from _statements(part, inner)


def _bodies(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    for name in ("body", "orelse", "finalbody"):
        part = getattr(statement, name, None)
        if isinstance(part, list):
            yield part
    for handler in getattr(statement, "handlers", []):
        yield handler.body


def _is_type(statement: ast.stmt) -> bool:
    """Whether it names a type, as ``Array = NDArray[np.float64]``."""
    return isinstance(statement, ast.Assign | ast.AnnAssign) and isinstance(statement.value, ast.Subscript)


def _variations(statement: ast.stmt) -> Iterator[ast.stmt]:
    """The statement with one thing changed; the statements in its body are varied by themselves."""
    if not isinstance(statement, ast.FunctionDef | ast.ClassDef):
        yield from (_at(new, statement) for new in _instead(statement))
    for path, node in _expressions(statement):
        for new in changes(node):
            changed = _with(statement, path, new)
            if not _says_nothing(changed):
                yield changed


def _instead(statement: ast.stmt) -> Iterator[ast.stmt]:
    """Other statements in the place of one."""
    if isinstance(statement, ast.Return):
        if statement.value is not None and not _is_none(statement.value):
            yield ast.Return(ast.Constant(None))
    else:
        yield ast.Pass()
    if isinstance(statement, ast.AugAssign):
        target = copy.deepcopy(statement.target)
        yield ast.Assign([target], statement.value)
        if isinstance(statement.target, ast.Subscript):  # the sum is a new array: who shared the old one sees nothing
            load = copy.deepcopy(statement.target)
            load.ctx = ast.Load()
            yield ast.Assign([target], ast.BinOp(load, statement.op, statement.value))
        yield ast.AugAssign(statement.target, _opposite(statement.op), statement.value)
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Subscript):
        yield ast.AugAssign(statement.targets[0], ast.Add(), statement.value)
    if isinstance(statement, ast.For):
        yield ast.For(statement.target, statement.iter, [*statement.body, ast.Break()], statement.orelse)
    if isinstance(statement, ast.Break):
        yield ast.Continue()
    if isinstance(statement, ast.Continue):
        yield ast.Break()
    if isinstance(statement, ast.If | ast.While) and not isinstance(statement.test, ast.Compare):
        yield type(statement)(ast.UnaryOp(ast.Not(), statement.test), statement.body, statement.orelse)
    if isinstance(statement, ast.If):
        yield ast.If(ast.Constant(True), statement.body, [])
        if statement.orelse:
            yield ast.If(ast.Constant(False), statement.body, statement.orelse)


def _says_nothing(statement: ast.stmt) -> bool:
    """Whether it is ``x = x``, which is the same fault as no statement at all."""
    return isinstance(statement, ast.Assign) and all(
        ast.unparse(target) == ast.unparse(statement.value) for target in statement.targets
    )


def _opposite(operator: ast.operator) -> ast.operator:
    pairs: dict[type[ast.operator], type[ast.operator]] = {
        ast.Add: ast.Sub,
        ast.Sub: ast.Add,
        ast.Mult: ast.Div,
        ast.Div: ast.Mult,
    }
    return pairs.get(type(operator), ast.Add)()


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


# Expressions inside a statement ----------------------------------------------------

_Path = tuple[tuple[str, int | None], ...]


def _expressions(statement: ast.stmt) -> Iterator[tuple[_Path, ast.AST]]:
    """Every expression of a statement that is evaluated, with the way to it."""
    for name, value in ast.iter_fields(statement):
        if name in ("body", "orelse", "finalbody", "handlers", "annotation", "returns", "type_params"):
            continue
        if isinstance(statement, ast.ClassDef) and name == "decorator_list":
            continue
        yield from _below(((name, None),), value)


def _below(path: _Path, value: object) -> Iterator[tuple[_Path, ast.AST]]:
    if isinstance(value, list):
        for index, part in enumerate(value):
            yield from _below((*path[:-1], (path[-1][0], index)), part)
    elif isinstance(value, ast.JoinedStr):
        return
    elif isinstance(value, ast.AST):
        yield path, value
        for name, part in ast.iter_fields(value):
            if name not in ("annotation", "ctx", "op", "ops"):
                yield from _below((*path, (name, None)), part)


def _with(statement: ast.stmt, path: _Path, new: ast.AST) -> ast.stmt:
    """A copy of the statement with another expression at the end of the path."""
    changed = copy.deepcopy(statement)
    node: ast.AST = changed
    for name, index in path[:-1]:
        node = getattr(node, name) if index is None else getattr(node, name)[index]
    name, index = path[-1]
    if index is None:
        setattr(node, name, new)
    else:
        getattr(node, name)[index] = new
    return changed


def _at(new: ast.stmt, old: ast.stmt) -> ast.stmt:
    return ast.fix_missing_locations(ast.copy_location(new, old))


# Words -----------------------------------------------------------------------------


def _difference(statement: ast.stmt, changed: ast.stmt) -> tuple[str, str]:
    """The statement before and after, as far as it takes to see the difference."""
    before, after = _first_line(statement), _first_line(changed)
    if before == after or (isinstance(changed, ast.For) and isinstance(changed.body[-1], ast.Break)):
        after = f"{after} …; break"
    return before, "(removed)" if isinstance(changed, ast.Pass) else after


def _first_line(statement: ast.stmt) -> str:
    text = ast.unparse(ast.fix_missing_locations(statement))
    return text.splitlines()[0] if isinstance(statement, _COMPOUND) else " ".join(text.split())


def _without_words(tree: ast.Module) -> None:
    """Take docstrings and annotations out: they cannot be wrong in a way that a test sees."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        if isinstance(node, ast.arg):
            node.annotation = None
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]


def _compiles(program: str) -> bool:
    try:
        compile(program, "mutant", "exec")
    except SyntaxError:
        return False
    return True
