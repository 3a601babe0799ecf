"""A student's exception, told as data: what kind, what it says, where it happened."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from types import TracebackType
from typing import Any

_MAX_TEXT = 2000
_MAX_FRAMES = 8


def describe_failure(error: BaseException, sources: Mapping[str, str]) -> dict[str, Any]:
    """What the grader needs to know of an exception.

    Args:
        error: whatever the student's code raised.
        sources: the student's files by name; only frames in them are reported.

    Returns:
        ``kinds`` (names of the builtin classes it is, nearest first), ``name``,
        ``message``, ``frames`` (``[file, line, function, text]``, innermost last).
    """
    kinds = [c.__name__ for c in type(error).__mro__ if getattr(builtins, c.__name__, None) is c]
    return {
        "kinds": kinds,
        "name": str(type(error).__name__)[:100],
        "message": _text_of(error),
        "frames": _syntax_frame(error, sources) or _frames(error.__traceback__, sources),
    }


def _text_of(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return str(error.msg)[:_MAX_TEXT]
    try:
        return str(error)[:_MAX_TEXT]
    except BaseException as second:
        return f"(its text could not be read: {type(second).__name__})"


def _syntax_frame(error: BaseException, sources: Mapping[str, str]) -> list[list[Any]]:
    """A syntax error's place: there is no frame, the error itself knows the line and column."""
    if not isinstance(error, SyntaxError) or str(error.filename) not in sources:
        return []
    text = (error.text or "").rstrip("\n")
    return [[str(error.filename), error.lineno or 0, "", text[:_MAX_TEXT], error.offset or 0]]


def _frames(traceback: TracebackType | None, sources: Mapping[str, str]) -> list[list[Any]]:
    frames = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename in sources:
            line = traceback.tb_lineno
            lines = sources[code.co_filename].splitlines()
            text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
            frames.append([code.co_filename, line, code.co_name, text[:_MAX_TEXT]])
        traceback = traceback.tb_next
    return frames[-_MAX_FRAMES:]
