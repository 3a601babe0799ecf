"""When a submission was handed in, from a ``timestamp.txt`` that anybody may have written."""

from __future__ import annotations

import re
from datetime import datetime

from nbgrader.utils import parse_utc

#: ``2026-11-25 16:55:00.123 Asia/Tokyo``; a zone is looked up in a folder, so it must not be a path of its own.
_ZONE = re.compile(r"[+-]\d{2}:?\d{2}|[A-Za-z][\w+-]*(?:/[A-Za-z][\w+-]*){0,2}")


def handed_in_at(stamp: bytes) -> datetime | None:
    """The time in UTC that a timestamp file names; None when nobody can tell."""
    try:
        text = stamp.decode("utf-8-sig").strip()
        parts = text.split(" ")
        if len(parts) == 3 and not _ZONE.fullmatch(parts[2]):
            return None
        if len(parts) == 3 and parts[2][0] in "+-":  # apart from the time, nbgrader takes it for seconds
            text = f"{parts[0]} {parts[1]}{parts[2]}"
        return parse_utc(text)  # type: ignore[no-any-return]
    except Exception:  # dateutil raises whatever a text makes it meet
        return None
