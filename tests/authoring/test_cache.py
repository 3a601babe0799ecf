"""What was graded before comes from the cache: what still holds, and nothing else."""

import json
import multiprocessing
import shutil

import pytest

from autograder.authoring.cache import VARIABLE, Cache
from autograder.authoring.trials import Trial, Trials
from autograder.course import Chapter
from autograder.engine.pool import Pool
from autograder.results.outcome import CheckResult, Outcome
from tests.material import ROOT


class Copied(Chapter):
    """A chapter whose suite and reference stand in another folder, to be edited."""

    folder_of_files = None

    @property
    def suite(self):
        return self.folder_of_files / super().suite.name

    @property
    def reference(self):
        return self.folder_of_files / super().reference.name


@pytest.fixture
def chapter(course, open_folder, monkeypatch):
    """A copy of ch01."""
    original = course.chapters["ch01_neuron"]
    monkeypatch.setattr(Copied, "folder_of_files", open_folder)
    for path in (original.suite, original.reference):
        shutil.copy(path, open_folder)
    return Copied(**vars(original))


WRONG = "def relu(x):\n    return abs(x)\n"


def grade(chapter, cache, source=WRONG, **options):
    """What relu earns, and how the cache was used."""
    cache.counts.clear()
    with Trials([chapter], jobs=1, cache=cache) as trials:
        ((_, marks),) = trials.grade([Trial("work", chapter, source, only=("relu",), **options)])
    return marks[0].score, dict(cache.counts)


NEW, KEPT = {"trials graded": 1}, {"trials from the cache": 1}


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "cache")


def entries(cache):
    return list(cache._folder.rglob("*.json"))


def test_a_poisoned_entry_is_believed_so_the_cache_is_used(chapter, cache):
    assert grade(chapter, cache) == (0, NEW)
    (entry,) = entries(cache)
    entry.write_text(entry.read_text().replace('"passed": false', '"passed": true'))
    assert grade(chapter, cache) == (1, KEPT)
    with Trials([chapter], jobs=1, cache=cache) as trials:
        ((_, marks),) = trials.live().grade([Trial("work", chapter, WRONG, only=("relu",))])
    assert marks[0].score == 0


def test_a_second_session_grades_nothing_and_says_the_same(chapter, cache, monkeypatch):
    with Trials([chapter], jobs=1, cache=cache) as trials:
        ((_, first),) = trials.grade([Trial("work", chapter, WRONG)])
    monkeypatch.setattr(Pool, "start", lambda self: pytest.fail("a grader was started"))
    with Trials([chapter], jobs=1, cache=cache) as trials:
        ((_, second),) = trials.grade([Trial("work", chapter, WRONG)])
    assert second == first


@pytest.mark.parametrize("file", ["suite", "reference"])
def test_a_changed_suite_or_reference_is_graded_by(chapter, cache, file):
    grade(chapter, cache)
    path = getattr(chapter, file)
    path.write_text(path.read_text() + "\n# another\n")
    assert grade(chapter, cache) == (0, NEW)
    assert len(entries(cache)) == 1  # the old one is gone


def test_what_else_an_outcome_depends_on_is_in_its_key(chapter, cache):
    grade(chapter, cache)
    assert grade(chapter, cache, seed=1) == (0, NEW)
    assert grade(chapter, cache, source=WRONG + "\n") == (0, NEW)
    assert grade(chapter, cache) == (0, KEPT)


def test_a_suite_that_is_edited_while_graders_run_is_not_mixed_up(chapter, cache):
    with Trials([chapter], jobs=1, cache=cache) as trials:
        chapter.suite.write_text(chapter.suite.read_text() + "\n# late\n")
        list(trials.grade([Trial("work", chapter, WRONG, only=("relu",))]))
    assert entries(cache) == []


DAMAGES = [b"", b"{", b"[]", b"{}", b'{"checks": [{}]}', b'{"checks": 5}', b"\xff\xfe", b"[" * 100_000]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: repr(damage[:16]))
def test_a_damaged_entry_is_graded_again(chapter, cache, damage):
    _fill(chapter, cache)
    (entry,) = entries(cache)
    entry.write_bytes(damage)
    assert _recalled(chapter, cache) is None


def _fill(chapter, cache, code="", seconds=1.0):
    """Keep an outcome without grading."""
    outcome = Outcome([CheckResult("relu", "It bends.", not code, code=code)], seconds=seconds)
    Trials([chapter], jobs=1, cache=cache)._keep([(Trial("work", chapter, WRONG), outcome)])


def _recalled(chapter, cache):
    return Trials([chapter], jobs=1, cache=cache)._recall(Trial("work", chapter, WRONG))


@pytest.mark.parametrize(("code", "seconds"), [("time-limit", 1.0), ("", 9.0)])
def test_what_the_clock_had_a_say_in_is_not_kept(chapter, cache, code, seconds):
    _fill(chapter, cache, code, seconds)
    assert _recalled(chapter, cache) is None
    _fill(chapter, cache)
    assert _recalled(chapter, cache) is not None


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path):
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file")
    cache.write("subject", "state", "key", 1)
    assert cache.read("subject", "state", "key") is None


def _fight(folder, state):
    cache = Cache(folder)
    for number in range(200):
        cache._cleared.clear()
        cache.write("subject", state, str(number % 7), [number] * 1000)
        fact = cache.read("subject", state, str(number % 7))
        assert fact is None or len(fact) == 1000
    return True


def test_two_sessions_may_keep_and_clear_away_at_once(tmp_path):
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.starmap(_fight, [(tmp_path, "one"), (tmp_path, "two")]) == [True, True]
    assert list(tmp_path.rglob("*.tmp")) == []
    assert all(isinstance(json.loads(path.read_text()), list) for path in tmp_path.rglob("*.json"))


def test_the_environment_names_the_folder_or_switches_the_cache_off(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert Cache.of_project(ROOT)._folder == tmp_path
    monkeypatch.setenv(VARIABLE, "")
    assert Cache.of_project(ROOT) is None
    monkeypatch.delenv(VARIABLE)
    assert Cache.of_project(ROOT)._folder == ROOT / ".trials"
