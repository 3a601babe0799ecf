"""Text as Markdown that shows it as it is: no tag, link, image, formula, heading, list or table comes of it.

It holds for whoever reads the Markdown: nbconvert, JupyterLab, MathJax behind them.
"""

from __future__ import annotations

import re

from autograder.quoting import printable

#: What acts on MathJax wherever it stands is shown as its wide twin.
_WIDE = str.maketrans("\\$", "\N{FULLWIDTH REVERSE SOLIDUS}\N{FULLWIDTH DOLLAR SIGN}")
#: What acts inside a line; a word that holds any of it is shown as code.
_ACTIVE = re.compile(r"[*_\[\]<>#|&~^{}@]|:(?=\S)|!(?=\[)|www\.", re.IGNORECASE)
#: How a line may begin without becoming a heading, a list, a rule or a definition.
_PLAIN_START = re.compile(r"[^\W\d_]|\d+(?![\d.)])|\d+\.\d|[\"'“‘(…✓✗•]")
_FENCE = re.compile(r"`+")
_GRAVE = "\N{MODIFIER LETTER GRAVE ACCENT}"


def literal(text: str) -> str:
    """Feedback as a comment: lines stay lines, pieces between backticks stay code, and nothing else acts."""
    return "  \n".join(map(_line, printable(text.translate(_WIDE), keep="\n").split("\n")))


def _line(line: str) -> str:
    if not line.strip():
        return ""
    if line.startswith(" "):
        return _code(line.replace("`", _GRAVE))
    if line.startswith("- "):
        line = f"• {line[2:]}"
    pieces = line.split("`")
    if len(pieces) % 2 == 0:  # the last backtick has no partner
        pieces[-2:] = [f"{pieces[-2]}{_GRAVE}{pieces[-1]}"]
    parts: list[tuple[bool, str]] = []
    for number, piece in enumerate(pieces):
        words = [piece] if number % 2 else re.split(r"( +)", piece)
        for word in filter(None, words):
            acts = bool(_ACTIVE.search(word)) or (not parts and not _PLAIN_START.match(word))
            _join(parts, number % 2 == 1 or acts, word)
    return "".join(_code(text) if is_code else text for is_code, text in parts)


def _join(parts: list[tuple[bool, str]], is_code: bool, text: str) -> None:
    """Add a part of a line; two pieces of code side by side become one, for their backticks would join."""
    if parts and parts[-1][0] == is_code:
        text = parts.pop()[1] + text
    parts.append((is_code, text))


def _code(text: str) -> str:
    return f"`{text}`"


def fenced(text: str) -> str:
    """A whole text as one block of code, every line and space of it."""
    fence = "`" * max(3, 1 + max(map(len, _FENCE.findall(text)), default=0))
    return f"{fence}\n{text}\n{fence}"
