"""When a submission was handed in, from a ``timestamp.txt`` that anybody may have written."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Any

from dateutil import parser, tz
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.submission import TIMESTAMP, Missing, Refused, Unreadable, open_submission

from .replaced import replace

STAMP = "timestamp.txt"

#: What a text leaves open, one of these days would decide; so a time counts when both give the same.
_DAYS = (datetime(2000, 1, 1), datetime(2001, 2, 2))
#: ``2026-11-25 16:55:00.123 Asia/Tokyo``; a zone is looked up in a folder, so it must not be a path of its own.
_ZONE = re.compile(r"[+-]\d{2}:?\d{2}|[A-Za-z][\w+-]*(?:/[A-Za-z][\w+-]*){0,2}")


def handed_in_at(stamp: bytes, exchange: str = "") -> datetime | None:
    """The time in UTC that a timestamp file names; None when nobody can tell.

    Args:
        stamp: the file.
        exchange: the zone of ``c.Exchange.timezone``, which nbgrader writes as an abbreviation: JST, CEST.
    """
    try:
        text = stamp.decode("utf-8-sig").strip()
        first, second = (_in_utc(text, day, exchange) for day in _DAYS)
    except Exception:  # dateutil raises whatever a text makes it meet
        return None
    if first != second or not text.isprintable():  # dateutil passes over NUL
        return None
    return first if 1970 <= first.year < 9999 else None  # at the ends of the calendar a page's time zone overflows


def _in_utc(text: str, day: datetime, exchange: str) -> datetime:
    """The time that a text names, in UTC.

    Args:
        text: the text; without a zone it is UTC.
        day: lends what the text leaves open, as ``12:00`` does.
        exchange: the zone of abbreviations that the system's list of zones lacks, or "".

    Raises:
        Exception: it names none.
    """
    parts = text.split(" ")
    named = None
    if len(parts) == 3:
        if not _ZONE.fullmatch(parts[2]):
            raise ValueError(text)
        if parts[2][0] in "+-":  # apart from the time, it would be taken for seconds
            text = f"{parts[0]} {parts[1]}{parts[2]}"
        else:
            text, named = f"{parts[0]} {parts[1]} TZ", parts[2]

    def zone(name: str | None, offset: int | None) -> tzinfo | None:
        if offset is None:
            return None if name is None else _zone(named or name, exchange)
        return timezone(timedelta(seconds=offset))

    time: datetime = parser.parse(text, default=day, tzinfos=zone)
    return time.astimezone(UTC).replace(tzinfo=None) if time.tzinfo else time


def _zone(name: str, exchange: str) -> tzinfo:
    found: tzinfo | None = tz.gettz(name) or (tz.gettz(exchange) if exchange else None)
    if found is None:  # dateutil would go on without, and be wrong by hours
        raise ValueError(f"no time zone {name}")
    return found


def exchange_zone(config: Config) -> str:
    """The zone in which nbgrader's exchange writes times; "" when the configuration names none."""
    return str(config.Exchange.get("timezone", ""))


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
    time = handed_in_at(stamp, exchange_zone(self.config))
    if time is None:
        self.log.warning("%s: the time is unknown: the file names none", place / STAMP)
    return time


def _get_submitted_timestamp(self: Any, assignment_id: str, student_id: str) -> datetime | None:
    directory = self.coursedir
    place = Path(directory.format_path(directory.submitted_directory, student_id, assignment_id)).absolute()
    return _get_existing_timestamp(directory, str(place))
