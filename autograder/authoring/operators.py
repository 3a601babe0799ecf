"""What a fault in an expression looks like: for each expression, the ones that somebody might have written instead."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping

_SWAPS = (
    *("maximum minimum", "max min", "sum mean", "zeros ones", "zeros_like ones_like", "argmax argmin"),
    *("any all", "floor ceil", "var std", "sin cos", "exp log", "hstack vstack", "logical_and logical_or"),
    *("log1p log", "expm1 exp", "argsort sort", "cumsum cumprod", "add multiply", "normal uniform", "fmax fmin"),
)
_OTHER_NAME: Mapping[str, str] = {
    **{name: other for pair in _SWAPS for name, other in [reversed(pair.split())]},
    **{name: other for pair in _SWAPS for name, other in [pair.split()]},
}

_ARITHMETIC: Mapping[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Div, ast.Mult),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
_ONE_SIDE = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.MatMult, ast.Pow, ast.Mod)
_SIDES_MATTER = (ast.Sub, ast.Div, ast.Pow, ast.MatMult)

_COMPARISONS: Mapping[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}

_OTHER_ERROR = {
    "ValueError": "TypeError",
    "TypeError": "ValueError",
    "KeyError": "ValueError",
    "IndexError": "ValueError",
}


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """Other expressions in the place of one."""
    match node:
        case ast.BinOp():
            yield from _arithmetic(node)
        case ast.UnaryOp():
            yield node.operand
        case ast.Compare():
            yield from _comparison(node)
        case ast.BoolOp():
            yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
            yield from (_without(node, index) for index in range(len(node.values)))
        case ast.Constant():
            yield from _constant(node.value)
        case ast.Call():
            yield from _call(node)
        case ast.Attribute(attr="T"):
            yield node.value
        case ast.Attribute(ctx=ast.Load()) if node.attr in _OTHER_NAME:
            yield ast.Attribute(node.value, _OTHER_NAME[node.attr], node.ctx)
        case ast.Name(ctx=ast.Load()) if node.id in ("max", "min", "any", "all"):
            yield ast.Name(_OTHER_NAME[node.id], node.ctx)
        case ast.IfExp():
            if not isinstance(node.test, ast.Compare):
                yield ast.IfExp(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
            yield node.body
            yield node.orelse
        case ast.Slice():
            yield from (_slice(node, name) for name in ("lower", "upper", "step") if getattr(node, name) is not None)
        case ast.Tuple(ctx=ast.Load()) | ast.List(ctx=ast.Load()):
            yield from (type(node)(elements, node.ctx) for elements in _swapped(node.elts))
        case ast.comprehension():
            yield from (
                ast.comprehension(node.target, node.iter, [*node.ifs[:index], *node.ifs[index + 1 :]], node.is_async)
                for index in range(len(node.ifs))
            )
        case ast.arguments():
            yield from _defaults(node)


def _arithmetic(node: ast.BinOp) -> Iterator[ast.expr]:
    for other in _ARITHMETIC.get(type(node.op), ()):
        yield ast.BinOp(node.left, other(), node.right)
    if isinstance(node.op, _SIDES_MATTER):
        yield ast.BinOp(node.right, node.op, node.left)
    if isinstance(node.op, _ONE_SIDE):
        yield node.left
        yield node.right


def _comparison(node: ast.Compare) -> Iterator[ast.expr]:
    for index, operator in enumerate(node.ops):
        for other in _COMPARISONS[type(operator)]:
            yield ast.Compare(node.left, [*node.ops[:index], other(), *node.ops[index + 1 :]], node.comparators)


def _without(node: ast.BoolOp, index: int) -> ast.expr:
    left = [*node.values[:index], *node.values[index + 1 :]]
    return left[0] if len(left) == 1 else ast.BoolOp(node.op, left)


def _constant(value: object) -> Iterator[ast.expr]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
        if value:
            yield ast.Constant(value - 1)
    elif isinstance(value, float):
        yield ast.Constant(value * 2.0 if value else 1.0)
        if value:
            yield ast.Constant(0.0)


def _call(node: ast.Call) -> Iterator[ast.expr]:
    for index in range(len(node.keywords)):
        yield ast.Call(node.func, node.args, [*node.keywords[:index], *node.keywords[index + 1 :]])
    for arguments in _swapped(node.args):
        yield ast.Call(node.func, list(arguments), node.keywords)
    match node.func:
        case ast.Name(id="range") if len(node.args) == 1:
            yield ast.Call(node.func, [ast.BinOp(node.args[0], ast.Sub(), ast.Constant(1))], [])
            yield ast.Call(node.func, [ast.Constant(1), node.args[0]], [])
        case ast.Name(id=name) if name in _OTHER_ERROR:
            yield ast.Call(ast.Name(_OTHER_ERROR[name], ast.Load()), node.args, node.keywords)
        case ast.Name(id="super" | "isinstance" | "len" | "zip" | "enumerate"):
            pass
        case ast.Attribute(value=ast.Name(id="np")) | ast.Name() if node.args and not _starred(node.args):
            yield node.args[0]
        case ast.Attribute(value=value) if not _is_module(value):
            yield value


def _starred(arguments: Iterable[ast.expr]) -> bool:
    return any(isinstance(argument, ast.Starred) for argument in arguments)


def _is_module(node: ast.expr) -> bool:
    """Whether it is ``np`` or ``np.random``, of which nothing is left without the call; or ``super()``."""
    match node:
        case ast.Name(id="np" | "math" | "itertools") | ast.Attribute(value=ast.Name(id="np")):
            return True
        case ast.Call(func=ast.Name(id="super")):
            return True
    return False


def _slice(node: ast.Slice, name: str) -> ast.Slice:
    lower, upper, step = (None if part == name else getattr(node, part) for part in ("lower", "upper", "step"))
    return ast.Slice(lower, upper, step)


def _swapped(elements: list[ast.expr]) -> Iterator[list[ast.expr]]:
    """The elements with two neighbours in each other's place."""
    if not _starred(elements):
        for index in range(len(elements) - 1):
            yield [*elements[:index], elements[index + 1], elements[index], *elements[index + 2 :]]


def _defaults(node: ast.arguments) -> Iterator[ast.arguments]:
    """Defaults that are names, as ``activation=relu``, replaced by None."""
    for index, default in enumerate(node.defaults):
        if isinstance(default, ast.Name):
            others = [*node.defaults[:index], ast.Constant(None), *node.defaults[index + 1 :]]
            yield ast.arguments(
                node.posonlyargs, node.args, node.vararg, node.kwonlyargs, node.kw_defaults, node.kwarg, others
            )
