"""When a submission was handed in, from a ``timestamp.txt`` that anybody may have written."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc

from autograder.submission import TIMESTAMP, Missing, Refused, Unreadable, open_submission

from .replaced import replace

STAMP = "timestamp.txt"

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
        time: datetime = parse_utc(text)
    except Exception:  # dateutil raises whatever a text makes it meet
        return None
    return time if 1970 <= time.year < 9999 else None  # at the ends of the calendar a page's time zone overflows


def as_stamp(time: datetime | None) -> bytes:
    """A timestamp file as nbgrader writes it; an empty one, which nbgrader reads as unknown, when it is unknown."""
    return f"{time.isoformat(' ', 'microseconds')} UTC".encode() if time else b""


def use_careful_times() -> None:
    """Let nbgrader read timestamps as we do: collecting, autograding, feedback and the formgrader's pages."""
    replace(CourseDirectory, "get_existing_timestamp", _get_existing_timestamp)
    replace(NbGraderAPI, "get_submitted_timestamp", _get_submitted_timestamp)


def _get_existing_timestamp(self: CourseDirectory, dest_path: str) -> datetime | None:
    place = Path(dest_path)
    try:
        with open_submission(place.parent.parent, place.parent.name, place.name) as folder:
            stamp = folder.read(STAMP, TIMESTAMP)
    except Missing:
        return None
    except (Refused, Unreadable) as refused:
        self.log.warning("%s: the time is unknown: %s", place / STAMP, refused)
        return None
    time = handed_in_at(stamp)
    if time is None:
        self.log.warning("%s: the time is unknown: the file names none", place / STAMP)
    return time


def _get_submitted_timestamp(self: Any, assignment_id: str, student_id: str) -> datetime | None:
    directory = self.coursedir
    place = Path(directory.format_path(directory.submitted_directory, student_id, assignment_id)).absolute()
    return _get_existing_timestamp(directory, str(place))
