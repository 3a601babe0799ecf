"""A timestamp is a text of the student's: a time comes out, or nothing."""

import os
from datetime import datetime

import pytest
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.nbgrader_plugin import configure
from autograder.nbgrader_plugin.times import as_stamp, handed_in_at


@pytest.mark.parametrize(
    ("stamp", "time"),
    [
        (b"2026-11-25 16:55:00.123456 UTC", datetime(2026, 11, 25, 16, 55, 0, 123456)),
        (b"2026-11-25 16:55:00 Asia/Tokyo\n", datetime(2026, 11, 25, 7, 55)),
        (b"2026-11-25 16:55:00 +0900", datetime(2026, 11, 25, 7, 55)),
        (b"\xef\xbb\xbf2026-11-25T16:55:00+09:00", datetime(2026, 11, 25, 7, 55)),
        (b"2026-11-25", datetime(2026, 11, 25)),
        (b"2026-11-25 16:55 UTC+9", datetime(2026, 11, 25, 7, 55)),
        (b"29 Feb 2024 16:55 GMT", datetime(2024, 2, 29, 16, 55)),
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
        b"9999-12-31 23:59:59 UTC",
        b"0001-01-01 00:00:00 UTC",
        "2026-11-25 16:55:00 UTC".encode("utf-16"),
        bytes(range(256)),
        b"2026-11-25 16:55:00 /dev/stdin",
        b"2026-11-25 16:55:00 ../../../../dev/stdin",
        b"2026-11-25 16:55:00 " + b"9" * 70,
        b"2026-11-25\0 16:55:00 UTC",
        b"2026-02-29 16:55",
        b"2026-11-25 16:55:00 JST",
        b"2026-11-25T16:55:00 CEST",
    ],
)
def test_what_nobody_can_tell_is_unknown(stamp):
    assert handed_in_at(stamp) is None


@pytest.mark.parametrize("stamp", [b"12:00", b"5pm UTC", b"Monday", b"10", b"May", b"2026-11", b"29 Feb 12:00"])
def test_what_depends_on_the_day_of_grading_is_unknown(stamp):
    assert handed_in_at(stamp) is None


@pytest.mark.parametrize(
    ("stamp", "zone", "hour"),
    [
        ("11-25 16:55 JST", "Asia/Tokyo", 7),
        ("07-25 16:55 CEST", "Europe/Berlin", 14),
        ("11-25 16:55 UTC", "Asia/Tokyo", 16),
    ],
)
def test_an_abbreviation_is_that_of_the_exchange(tmp_path, stamp, zone, hour):
    stamp = f"2026-{stamp}".encode()
    assert handed_in_at(stamp, zone).hour == hour
    folder = tmp_path / "submitted" / "alice" / "ch01_neuron"
    folder.mkdir(parents=True)
    (folder / "timestamp.txt").write_bytes(stamp)
    configure(Config())
    config = Config()
    config.Exchange.timezone = zone
    assert CourseDirectory(config=config).get_existing_timestamp(str(folder)) == handed_in_at(stamp, zone)


def test_a_stamp_of_ours_is_read_as_the_same_time():
    for time in (datetime(1970, 1, 1), datetime(2026, 11, 25, 16, 55, 0, 123456)):
        assert handed_in_at(as_stamp(time)) == time


ODD = {
    "garbage": lambda path: path.write_bytes(b"not a date"),
    "binary": lambda path: path.write_bytes(bytes(range(256))),
    "folder": lambda path: path.mkdir(),
    "pipe": os.mkfifo,
    "link": lambda path: path.symlink_to("/etc/hostname"),
    "end of the calendar": lambda path: path.write_text("9999-12-31 23:59:59 -2300"),
}


@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
def test_nbgraders_own_steps_take_an_odd_stamp_for_an_unknown_time(tmp_path, make):
    configure(Config())
    place = tmp_path / "submitted" / "mallory" / "ch01_neuron"
    place.mkdir(parents=True)
    make(place / "timestamp.txt")
    directory = CourseDirectory(root=str(tmp_path))
    assert directory.get_existing_timestamp(str(place)) is None
    api = NbGraderAPI(directory)
    assert api.get_submitted_timestamp("ch01_neuron", "mallory") is None


def test_nbgraders_own_steps_read_an_ordinary_stamp(tmp_path):
    configure(Config())
    place = tmp_path / "submitted" / "alice" / "ch01_neuron"
    place.mkdir(parents=True)
    (place / "timestamp.txt").write_text("2026-11-25 16:55:00 Asia/Tokyo")
    directory = CourseDirectory(root=str(tmp_path))
    assert directory.get_existing_timestamp(str(place)) == datetime(2026, 11, 25, 7, 55)
    assert NbGraderAPI(directory).get_submitted_timestamp("ch01_neuron", "alice") == datetime(2026, 11, 25, 7, 55)
