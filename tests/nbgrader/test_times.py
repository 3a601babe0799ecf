"""A timestamp is a text of the student's: a time comes out, or nothing."""

from datetime import datetime

import pytest

from autograder.nbgrader_plugin.times import handed_in_at


@pytest.mark.parametrize(
    ("stamp", "time"),
    [
        (b"2026-11-25 16:55:00.123456 UTC", datetime(2026, 11, 25, 16, 55, 0, 123456)),
        (b"2026-11-25 16:55:00 Asia/Tokyo\n", datetime(2026, 11, 25, 7, 55)),
        (b"2026-11-25 16:55:00 +0900", datetime(2026, 11, 25, 7, 55)),
        (b"\xef\xbb\xbf2026-11-25T16:55:00+09:00", datetime(2026, 11, 25, 7, 55)),
        (b"2026-11-25", datetime(2026, 11, 25)),
    ],
)
def test_what_nbgrader_and_people_write_is_understood(stamp, time):
    assert handed_in_at(stamp) == time


@pytest.mark.parametrize(
    "stamp",
    [
        b"",
        b"yesterday at noon",
        "2026年11月25日 16:55".encode(),
        b"9" * 20,
        b"9999-12-31 23:59:59 -2300",
        "2026-11-25 16:55:00 UTC".encode("utf-16"),
        bytes(range(256)),
        b"2026-11-25 16:55:00 /dev/stdin",
        b"2026-11-25 16:55:00 ../../../../dev/stdin",
        b"2026-11-25 16:55:00 " + b"9" * 70,
    ],
)
def test_what_nobody_can_tell_is_unknown(stamp):
    assert handed_in_at(stamp) is None
