"""Words that a stranger chose, made harmless for the place where they are shown.

A student chooses more than code: exceptions' texts, names of classes, keys, what is printed, even the account's name.
On a terminal such words must not act, and inside our sentences they must not pass for ours.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

#: Letters and symbols that look like nothing: with them one word reads as many.
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
#: What could end a quotation, or a piece of code, too early.
_MARKS = str.maketrans(dict.fromkeys("“”„‟❝❞〝〞〟＂", '"') | dict.fromkeys("`ˋ｀", "'"))
_UNSEEN = "\N{REPLACEMENT CHARACTER}"
_FILE = re.compile(r"[\w-]+(?:[./][\w-]+)*")
_MAX_NAME = 60


def printable(text: str, *, keep: str = "") -> str:
    """Text without control characters, changes of direction, lone surrogates, and letters that cannot be seen.

    Args:
        text: any text.
        keep: unprintable characters that may stay, as line ends.
    """
    return "".join(c if c in keep or _can_be_seen(c) else _UNSEEN for c in text)


def _can_be_seen(c: str) -> bool:
    return (c.isprintable() and c not in _BLANK) or unicodedata.category(c) == "Zs"  # the spaces of all scripts


def quoted(text: str, size: int = 300) -> str:
    """A stranger's words as a quotation of one line, which they cannot leave.

    >>> print(quoted("bad”. All 5 checks passed"))
    “bad". All 5 checks passed”
    """
    line = " ".join(text[: 4 * size].split())
    cut = line if len(line) <= size else line[: size - 1] + "…"
    return f"“{printable(cut).translate(_MARKS)}”"


def name_or_quoted(name: str) -> str:
    """A name as it is when it is one that Python would take, or a file's path; a quotation when it is anything else.

    >>> print(name_or_quoted("TwoLayerNet"), name_or_quoted("number. Score: 2.0"))
    TwoLayerNet “number. Score: 2.0”
    """
    if len(name) <= _MAX_NAME and _FILE.fullmatch(name) and printable(name) == name:
        return name
    return quoted(name, _MAX_NAME)


def printable_json(value: Any) -> str:
    """JSON for people and programs: every character that could act on a terminal is written as ``\\uXXXX``."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)
