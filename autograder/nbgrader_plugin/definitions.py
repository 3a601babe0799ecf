"""Which lines of a module are shown for an exercise: those that were in force when it was graded.

A person gives marks by what is shown, so a stub above the answer, a definition inside a string or
in another file must not be taken for the real one. The text is hostile: it is only cut into tokens,
which needs neither stack nor much time, and what cannot be found is said to be so.
"""

from __future__ import annotations

import io
import keyword
import re
import tokenize
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile
from tokenize import TokenInfo

_MAX_SOURCE = 50_000
_MAX_SHOWN = 20_000
_MAX_STEPS = 5
_BLANKS = (tokenize.NL, tokenize.COMMENT)
_OPENING = {"if", "elif", "else", "try", "except", "finally", "for", "while", "with", "match", "case"}
_GOES_ON = {"elif", "else", "except", "finally"}
_IMPORT = re.compile(r"from\s*([\w.]+)\s+import\b")


@dataclass(frozen=True)
class _Statement:
    """A top-level statement: its lines, the names that it binds, and its own text if it is a single line."""

    first: int
    last: int
    names: frozenset[str]
    text: str


def shown_code(name: str, module: str, source: str, helpers: Mapping[str, str]) -> str:
    """The code of an exercise as it was in force when the module had been loaded.

    Args:
        name: the exercise.
        module: the module's name, without ``.py``.
        source: the module's text.
        helpers: the texts of the modules beside it, by their path without ``.py``.

    Returns:
        Its last definition at the top level, where that comes from if it is not the module's own, or the
        whole module under a remark when none can be found.
    """
    if not source.strip():
        return f"# {name}: there is no code to show"
    parts = list(_follow(name, module, source, helpers))
    if not parts:
        remark = f"# {name} was not found as a definition at the top level; this is the whole file"
        return f"{remark}\n\n{source.rstrip()}"[:_MAX_SHOWN]
    return "\n\n\n".join(parts)[:_MAX_SHOWN]


def _follow(name: str, module: str, source: str, helpers: Mapping[str, str]) -> Iterator[str]:
    """The definition of a name and, where that only names another, what that one is."""
    own = True
    for _ in range(_MAX_STEPS):
        found = next((s for s in reversed(_statements(source)) if _binds(s, name, module, helpers)), None)
        if found is None:
            return
        text = "\n".join(_lines(source)[found.first - 1 : found.last]).rstrip()
        yield text if own else f"# {module}.py, line {found.first}\n{text}"
        elsewhere = _origin(name, found.text)
        if elsewhere is None:
            return
        place, name = elsewhere
        if place:
            module, own = _file(place, module, helpers), False
            if module not in helpers:
                return
            source = helpers[module]


def _origin(name: str, text: str) -> tuple[str, str] | None:
    """Where a one-line statement has a name from: (module or "" for this one, its name there)."""
    if match := _IMPORT.match(text):
        alias = re.search(rf"\b(\w+)\s+as\s+{re.escape(name)}\b", text[match.end() :])
        return match[1], alias[1] if alias else name
    match = re.fullmatch(rf"{re.escape(name)}\s*(?::[^=]*)?=\s*(\w+)\s*(?:#.*)?", text)
    return ("", match[1]) if match and match[1] != name and not match[1].isdigit() else None


def _binds(statement: _Statement, name: str, module: str, helpers: Mapping[str, str]) -> bool:
    """Whether a statement binds a name; ``from mylib import *`` does if mylib has it."""
    if name in statement.names:
        return True
    match = _IMPORT.match(statement.text) if "*" in statement.names else None
    text = helpers.get(_file(match[1], module, helpers), "") if match else ""
    return any(name in other.names for other in _statements(text))


def _file(place: str, module: str, helpers: Mapping[str, str]) -> str:
    """The key among the helpers of a module that another one imports."""
    path = place.lstrip(".").replace(".", "/")
    if place.startswith("."):
        path = "/".join(filter(None, (module.rpartition("/")[0], path)))
    return f"{path}/__init__" if f"{path}/__init__" in helpers else path


def _lines(source: str) -> list[str]:
    """Lines as Python counts them: a form feed or a Unicode line separator ends none."""
    return re.split(r"\r\n|\r|\n", source)


@lru_cache(maxsize=32)
def _statements(source: str) -> list[_Statement]:
    """The top-level statements of a module, with what each binds; [] when it does not come apart into tokens."""
    if len(source) > _MAX_SOURCE:
        return []
    statements: list[_Statement] = []
    try:
        for line, depth in _logical_lines("\n".join(_lines(source))):
            _add(statements, line, depth)
    except (tokenize.TokenError, SyntaxError):
        return []
    return statements


def _logical_lines(source: str) -> Iterator[tuple[list[TokenInfo], str]]:
    """Each logical line, and its block: "" for none, "open" for one of if, try …, "closed" for one of def and class."""
    blocks: list[str] = []
    line: list[TokenInfo] = []
    header = ""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.INDENT:
            blocks.append("closed" if header not in _OPENING or "closed" in blocks else "open")
        elif token.type == tokenize.DEDENT:
            blocks.pop()
        elif token.type in (tokenize.NEWLINE, tokenize.ENDMARKER):
            if line:
                header = line[0].string
                yield line, blocks[-1] if blocks else ""
            line = []
        elif token.type not in _BLANKS:
            line.append(token)


def _add(statements: list[_Statement], line: list[TokenInfo], block: str) -> None:
    """Put a logical line to the statements: as one of its own, or as a part of the last one."""
    first, last = line[0].start[0], line[-1].end[0]
    names = frozenset() if block == "closed" else frozenset(_bound(line))
    before = statements[-1] if statements else None
    decorated = before is not None and before.text.startswith("@") and not block
    if before is not None and (block or decorated or line[0].string in _GOES_ON):
        statements[-1] = _Statement(before.first, last, before.names | names, _text(line) if decorated else "")
    else:
        statements.append(_Statement(first, last, names, _text(line)))


def _text(line: Sequence[TokenInfo]) -> str:
    return " ".join(token.string for token in line).replace(" . ", ".")


def _bound(line: Sequence[TokenInfo]) -> Iterator[str]:
    """The names that a logical line binds in the module."""
    words = [token.string for token in line]
    if words[0] == "async":
        words = words[1:]
    if words[0] in ("def", "class", "type") and len(words) > 1 and words[1].isidentifier():
        yield words[1]
        return
    parts = [words]
    if words[0] in _OPENING:
        head, *parts = _split(words, ":")
        yield from _after_words(head)
        yield from head[1:2] if head[0] == "for" else []
    for part in parts:
        for statement in _split(part, ";"):
            yield from _bound_by(statement)


def _bound_by(words: list[str]) -> Iterator[str]:
    """The names that a simple statement binds."""
    if not words:
        return
    yield from _after_words(words)
    if words[0] in ("import", "from"):
        start = words.index("import") + 1 if "import" in words else 0
        for alias in _split([word for word in words[start:] if word not in "()"], ","):
            if alias and "as" not in alias:
                yield alias[0]
        return
    *targets, _ = _split(words, "=")
    for target in takewhile(lambda part: "lambda" not in part, targets):
        names = target[: target.index(":")] if ":" in target else target
        for before, word, after in zip(["", *names], names, [*names[1:], ""], strict=False):
            if word.isidentifier() and not keyword.iskeyword(word) and before != "." and after not in (".", "[", "("):
                yield word
    if len(words) > 1 and words[1] in ("+=", "-=", "*=", "/=", "@=", "|="):
        yield words[0]


def _after_words(words: Sequence[str]) -> Iterator[str]:
    """Names after ``as`` and before ``:=``."""
    for word, following in pairwise(words):
        if word == "as" and following.isidentifier():
            yield following
        elif following == ":=" and word.isidentifier():
            yield word


def _split(words: Sequence[str], separator: str) -> list[list[str]]:
    """Parts between separators that stand in no brackets."""
    parts: list[list[str]] = [[]]
    depth = 0
    for word in words:
        depth += (word in ("(", "[", "{")) - (word in (")", "]", "}"))
        if word == separator and depth == 0:
            parts.append([])
        else:
            parts[-1].append(word)
    return parts
