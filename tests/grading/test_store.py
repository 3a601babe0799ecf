"""Verdicts are believed only as they were written; what was graded is kept, once."""

import json
import math

import pytest

from autograder.grading.grader import Grader
from autograder.results.key import key_of
from autograder.results.outcome import Outcome
from autograder.results.store import DamagedVerdict, VerdictStore
from autograder.results.verdict import digest_of, make_verdict
from autograder.submission import Submission, read_submission
from tests.material import reference_text


@pytest.fixture
def chapter(course):
    return course.chapters["ch01_neuron"]


@pytest.fixture
def store(tmp_path):
    return VerdictStore(tmp_path / "verdicts")


@pytest.fixture
def verdict(chapter):
    submission = Submission("alice", chapter.folder, b"x = 1\n")
    return make_verdict(submission, chapter, Outcome(()), key_of(submission, chapter, limits={}, isolation="", seed=1))


def test_what_is_written_is_read(store, verdict):
    store.write(verdict)
    assert store.read("ch01_neuron", "alice") == verdict
    assert store.read("ch01_neuron", "bob") is None


@pytest.mark.parametrize("name", ["zoë müller", "田中", "a\udc80b", "x" * 250])
def test_any_student_has_a_verdict(store, verdict, name):
    verdict["extra_data"]["student"] = name
    verdict["extra_data"]["digest"] = digest_of(verdict)
    store.write(verdict)
    assert store.read("ch01_neuron", name) == verdict


@pytest.mark.parametrize("text", ["", "{", "[]", "5", "null", '{"extra_data": 5}', "[" * 100_000, '{"extra_data": {}}'])
def test_what_is_no_verdict_is_not_believed(store, verdict, text):
    store.write(verdict).write_text(text)
    with pytest.raises(DamagedVerdict):
        store.read("ch01_neuron", "alice")


def edited(verdict, **changes):
    """A verdict with other content and the digest that belongs to it."""
    other = json.loads(json.dumps(verdict))
    for name, value in changes.items():
        place = other
        *way, last = (int(step) if step.isdigit() else step for step in name.split("__"))
        for step in way:
            place = place[step]
        place[last] = value
    other["extra_data"]["digest"] = digest_of(other)
    return other


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"score": 99.0}, "impossible marks"),
        ({"score": -1.0}, "impossible marks"),
        ({"score": math.nan}, "impossible marks"),
        ({"score": "14"}, "impossible marks"),
        ({"score": True}, "impossible marks"),
        ({"score": 1.0}, "impossible marks"),  # the exercises' marks add up to 0
        ({"tests__0__score": 50.0, "score": 50.0}, "impossible marks"),
        ({"tests__0": 5}, "impossible marks"),
        ({"tests": {}}, "impossible marks"),
        ({"tests__0__output": None}, "impossible marks"),
        ({"extra_data__complete": "yes"}, "impossible marks"),
        ({"extra_data__schema_version": 99}, "another version"),
        ({"extra_data__student": "bob"}, "another submission's"),
        ({"extra_data__chapter": "ch02_perceptron"}, "another submission's"),
    ],
)
def test_a_verdict_that_cannot_be_is_not_believed_although_its_digest_fits(store, verdict, changes, complaint):
    store.write(verdict).write_text(json.dumps(edited(verdict, **changes)))
    with pytest.raises(DamagedVerdict, match=complaint):
        store.read("ch01_neuron", "alice")


def test_a_possible_mark_written_in_by_hand_is_not_believed(store, verdict):
    other = edited(verdict, tests__0__score=1.0, score=1.0)
    store.write(verdict).write_text(json.dumps(other))
    assert store.read("ch01_neuron", "alice") == other
    other["extra_data"]["digest"] = verdict["extra_data"]["digest"]
    store.path("ch01_neuron", "alice").write_text(json.dumps(other))
    with pytest.raises(DamagedVerdict, match="changed after it was written"):
        store.read("ch01_neuron", "alice")


def test_what_cannot_be_believed_is_graded_again_and_said_so(chapter, hand_in, tmp_path):
    hand_in("alice", chapter, reference_text(chapter))
    submission = read_submission(tmp_path / "submitted", "alice", chapter)
    with Grader([chapter], tmp_path / "verdicts", jobs=1) as grader:
        (first,) = grader.grade([submission])
        (second,) = grader.grade([submission])
        assert (first.is_new, first.reason, second.is_new, second.verdict) == (True, "", False, first.verdict)
        path = grader.store.path(chapter.folder, "alice")
        path.write_text(path.read_text().replace('"score": 1.0', '"score": 0.5', 1))
        (third,) = grader.grade([submission])
        assert third.is_new
        assert "verdict" in third.reason
        assert third.verdict["tests"] == first.verdict["tests"]
        (fourth,) = grader.grade([submission], regrade=True)
        assert fourth.reason == "asked for"


def test_what_was_graded_is_kept_once(chapter, store):
    submission = Submission("alice", chapter.folder, b"from mine import f\n", {"mine": b"f = 1\n"})
    store.keep_work(submission, chapter)
    (kept,) = (store.folder / ".work").iterdir()
    before = kept.stat().st_mtime_ns
    store.keep_work(Submission("bob", chapter.folder, submission.source, submission.helpers), chapter)
    assert [path.stat().st_mtime_ns for path in (store.folder / ".work").iterdir()] == [before]
    assert store.read_work(submission.sha256, "alice", chapter) == submission


def test_work_that_is_no_longer_what_was_graded_is_not_handed_out(chapter, store):
    submission = Submission("alice", chapter.folder, b"x = 1\n")
    store.keep_work(submission, chapter)
    (kept,) = (store.folder / ".work").iterdir()
    other = Submission("alice", chapter.folder, b"x = 2\n")
    store.keep_work(other, chapter)
    kept.write_bytes((store.folder / ".work" / f"{other.sha256}.zip").read_bytes())
    assert store.read_work(submission.sha256, "alice", chapter) is None
    kept.write_bytes(b"PK")
    assert store.read_work(submission.sha256, "alice", chapter) is None
    assert store.read_work("0" * 64, "alice", chapter) is None
