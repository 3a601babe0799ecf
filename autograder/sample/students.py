"""Students generated from fixed rules. Each kind is a way in which people really hand things in.

A piece of work is made from the reference by a rule, so it exists for every chapter,
and comes with what each exercise deserves: full marks, none, or less than full.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from autograder.course import Chapter
from autograder.reference import source_of
from autograder.release.stub import make_stub

FULL, LESS, NONE = "full marks", "less than full marks", "no marks"

_CHEAT = '''
import builtins, gc, os, sys

class Always:
    """Claims to be whatever it is compared with."""
    def __eq__(self, other): return True
    def __array__(self, *args, **kwargs): raise RuntimeError("no")
    def __float__(self): return 0.0

builtins.abs = lambda x: 0.0
for name in ("solutions", "autograder", "pytest"):
    try:
        module = __import__(name)
    except ImportError:
        continue
    print("got", module)

def answer(*args, **kwargs):
    return Always()
'''


@dataclass(frozen=True)
class Work:
    """What one student hands in for one chapter.

    Attributes:
        kind: the rule's name.
        source: the module's text, or None when the file is missing.
        deserved: what each exercise deserves.
    """

    kind: str
    source: str | None
    deserved: Mapping[str, str]

    def finds_just(self, verdict: Mapping[str, object]) -> bool:
        """Whether a verdict gives every exercise what it deserves."""
        return not list(self.complaints(verdict))

    def complaints(self, verdict: Mapping[str, object]) -> Iterator[str]:
        """What is unjust about a verdict, in words."""
        tests = verdict["tests"]
        assert isinstance(tests, list)
        for test in tests:
            score, top = test["score"], test["max_score"]
            just = {FULL: score == top, LESS: score < top, NONE: score == 0}[self.deserved[test["name"]]]
            if not just:
                yield f"{test['name']} got {score:g} of {top:g} and deserves {self.deserved[test['name']]}"


def invent(chapter: Chapter, count: int, seed: int) -> list[Work]:
    """The work of ``count`` students for a chapter; the same seed invents the same class."""
    dice = random.Random(f"{seed}/{chapter.folder}")
    kinds = list(_KINDS.items())
    works = []
    for number in range(count):
        name, rule = kinds[number % len(kinds)]
        source, deserved = rule(chapter, dice)
        works.append(Work(name, source, deserved))
    return works


_Rule = Callable[[Chapter, random.Random], tuple[str | None, dict[str, str]]]


def _names(chapter: Chapter) -> list[str]:
    return [exercise.name for exercise in chapter.exercises]


def _all(chapter: Chapter, mark: str) -> dict[str, str]:
    return dict.fromkeys(_names(chapter), mark)


def _perfect(chapter: Chapter, dice: random.Random) -> tuple[str, dict[str, str]]:
    return source_of(chapter.reference), _all(chapter, FULL)


def _other_style(chapter: Chapter, dice: random.Random) -> tuple[str, dict[str, str]]:
    """The same answers from somebody who writes differently: no comments, prints, a helper, a main block."""
    tree = ast.parse(source_of(chapter.reference))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body[0] = ast.parse(f"print('in {node.name}')").body[0]
    main = 'if __name__ == "__main__":\n    print("it works")\n'
    return f"print('loading')\n{ast.unparse(tree)}\n\ndef helper(a, b=2):\n    return a * b\n\n{main}", _all(
        chapter, FULL
    )


def _half_finished(chapter: Chapter, dice: random.Random) -> tuple[str, dict[str, str]]:
    """The first half of the exercises done, the rest as they were handed out."""
    names = _names(chapter)
    done = set(names[: len(names) // 2])
    stub = {part.name: part for part in _definitions(make_stub(chapter.reference.read_text(encoding="utf-8")))}
    source = _replace(chapter, {name: stub[name] for name in names if name not in done})
    return source, {name: FULL if name in done else NONE for name in names}


def _untouched(chapter: Chapter, dice: random.Random) -> tuple[str, dict[str, str]]:
    return make_stub(chapter.reference.read_text(encoding="utf-8")), _all(chapter, NONE)


def _wrong_sign(chapter: Chapter, dice: random.Random) -> tuple[str, dict[str, str]]:
    """One exercise returns the negative of what it should; it costs that exercise and no other."""
    name = dice.choice(_names(chapter))
    part = next(part for part in _definitions(source_of(chapter.reference)) if part.name == name)
    return _replace(chapter, {name: _negated(part)}), _all(chapter, FULL) | {name: LESS}


def _endless_loop(chapter: Chapter, dice: random.Random) -> tuple[str, dict[str, str]]:
    name = dice.choice(_names(chapter))
    part = next(part for part in _definitions(source_of(chapter.reference)) if part.name == name)
    for function in ast.walk(part):
        if isinstance(function, ast.FunctionDef):
            function.body = ast.parse("while True:\n    pass").body
    return _replace(chapter, {name: part}), _all(chapter, FULL) | {name: NONE}


def _syntax_error(chapter: Chapter, dice: random.Random) -> tuple[str, dict[str, str]]:
    source = source_of(chapter.reference)
    return source.replace("def ", "def def ", 1), _all(chapter, NONE)


def _missing(chapter: Chapter, dice: random.Random) -> tuple[None, dict[str, str]]:
    return None, _all(chapter, NONE)


def _cheat(chapter: Chapter, dice: random.Random) -> tuple[str, dict[str, str]]:
    """Looks for the reference, breaks a builtin, and returns an object that equals everything."""
    return _CHEAT + "".join(f"{name} = answer\n" for name in _names(chapter)), _all(chapter, NONE)


_KINDS: Mapping[str, _Rule] = {
    "perfect": _perfect,
    "other style": _other_style,
    "half finished": _half_finished,
    "wrong sign": _wrong_sign,
    "untouched": _untouched,
    "endless loop": _endless_loop,
    "syntax error": _syntax_error,
    "missing file": _missing,
    "cheat": _cheat,
}


def _definitions(source: str) -> list[ast.FunctionDef | ast.ClassDef]:
    return [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]


def _replace(chapter: Chapter, parts: Mapping[str, ast.stmt]) -> str:
    """The reference with some of its definitions replaced."""
    tree = ast.parse(source_of(chapter.reference))
    tree.body = [parts.get(getattr(node, "name", ""), node) for node in tree.body]
    return ast.unparse(ast.fix_missing_locations(tree))


class _Negate(ast.NodeTransformer):
    def visit_Return(self, node: ast.Return | ast.Yield) -> ast.AST:
        if node.value is not None:
            node.value = ast.BinOp(ast.Constant(-2), ast.Mult(), node.value)
        return node

    def visit_Yield(self, node: ast.Yield) -> ast.AST:
        return self.visit_Return(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AugAssign:
        node.value = ast.UnaryOp(ast.USub(), node.value)
        return node


def _negated(part: ast.FunctionDef | ast.ClassDef) -> ast.stmt:
    """A definition that adds the negative of everything, and returns or yields minus twice everything.

    Twice, because the negative of random weights is as good as the weights.
    """
    changed = _Negate().visit(part)
    assert isinstance(changed, ast.stmt)
    return changed
