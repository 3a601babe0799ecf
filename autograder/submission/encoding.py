"""From a module's bytes to its text, as Python itself would read it.

A module says in its first two lines how it is encoded (PEP 263). That is honoured for the
encodings that editors write, from a fixed list: Python's full registry also holds codecs that
turn harmless bytes into other code (utf-7, unicode_escape, rot13), and looks names up by import.
"""

from __future__ import annotations

import codecs
import re
from encodings import normalize_encoding
from encodings.aliases import aliases

from .errors import Refused

_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"^[ \t\f]*(?:#.*)?$")
_LINE = re.compile(rb"\r\n|\r|\n")
_ALLOWED = frozenset(
    (
        "utf_8", "ascii", "latin_1", "iso8859_2", "iso8859_5", "iso8859_7", "iso8859_9", "iso8859_15",
        "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "mac_roman", "koi8_r", "koi8_u",
        "cp932", "shift_jis", "euc_jp", "iso2022_jp", "cp949", "euc_kr", "gb2312", "gbk", "gb18030", "big5",
    )
)  # fmt: skip
_SAVE = "In your editor, choose “Save with encoding: UTF-8” and submit again."


def text_of(data: bytes) -> str:
    """The text of a module that was read before; bytes that no encoding fits are replaced."""
    try:
        return decode(data, "")
    except Refused:
        return data.decode("utf-8", errors="replace")


def decode(data: bytes, name: str) -> str:
    """A module's text, without a byte order mark.

    Args:
        data: the file.
        name: what to call it in the sentence.

    Raises:
        Refused: if it is not text, or not in the encoding that it declares.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Refused(f"{name} is saved as UTF-16. {_SAVE}")
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise Refused(
            f"{name}, line {line}: the file contains NUL bytes, so it is not Python text. "
            "Submit the file that you edited, saved as UTF-8."
        )
    marked = data.startswith(codecs.BOM_UTF8)
    data = data.removeprefix(codecs.BOM_UTF8)
    declared, line = _declared(data)
    encoding = _codec(declared)
    if encoding is None:
        raise Refused(
            f"{name}, line {line}: “{declared[:40]}” is not an encoding that Python files are graded in. {_SAVE} "
            "Take that line out, too."
        )
    if marked and encoding != "utf_8":
        raise Refused(
            f"{name}, line {line}: the line says {declared[:40]}, but the file is saved as UTF-8. Take the line out."
        )
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        at = data[: error.start].count(b"\n") + 1
        said = f"not {declared[:40]} text, as line {line} declares" if line else "not UTF-8 text"
        raise Refused(f"{name}, line {at}: {said}. {_SAVE}") from None


def _declared(data: bytes) -> tuple[str, int]:
    """The encoding that a module's first or second line names, and which line; ("utf-8", 0) if none does."""
    for number, line in enumerate(_LINE.split(data[:10_000], maxsplit=2)[:2], 1):
        if match := _COOKIE.match(line):
            return match[1].decode("ascii", errors="replace"), number
        if not _BLANK.match(line):
            break
    return "utf-8", 0


def _codec(declared: str) -> str | None:
    """The name of an allowed codec, found without asking the registry; None if it is not allowed."""
    name = declared.lower().replace("_", "-")
    for general in ("utf-8", "latin-1", "iso-8859-1", "iso-latin-1"):  # as Emacs writes them: utf-8-unix
        if name == general or name.startswith(f"{general}-"):
            name = general
    plain = normalize_encoding(name).lower()
    found = aliases.get(plain, aliases.get(plain.replace(".", "_"), plain))
    found = {"utf_8_sig": "utf_8", "latin_1": "latin_1", "iso8859_1": "latin_1"}.get(found, found)
    return found if found in _ALLOWED else None
