"""The same submission, suite and seed give the same verdict, whatever the machine does meanwhile."""

import json
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder.course import find_course
from autograder.engine.collect import collect
from autograder.engine.pool import Pool, usable_cores
from autograder.engine.task import Assignment, Task, seed_of
from autograder.grading.seeds import class_seed
from autograder.jail.levels import available
from autograder.proxy.stage import stage
from tests.material import ROOT, reference_text, stub_text
from tests.program import zerokara

TANH = "return np.tanh(np.asarray(x, dtype=float))"

#: Other last lines of ``tanh``, whose result could depend on something that it should not depend on.
ENDINGS = {
    "right": TANH,
    "hash": f"{TANH} * (hash('a') % 7)",
    "order of a set": f"{TANH} * sum(i * ord(c) for i, c in enumerate({{'a', 'b', 'c', 'd'}}))",
    "NumPy's dice": f"{TANH} * np.random.choice([0.0, 1.0], p=[0.1, 0.9])",
    "Python's dice": f"import random; {TANH} * random.choice([0.0, 1.0, 1.0])",
    "a generator": f"{TANH} * np.random.default_rng().choice([0.0, 1.0])",
    "a generator of another kind": f"{TANH} * np.random.Generator(np.random.PCG64()).choice([0.0, 1.0])",
    "an old generator": f"{TANH} * np.random.RandomState().choice([0.0, 1.0])",
    "Python's generator": f"import random; {TANH} * random.Random().choice([0.0, 1.0])",
    "sometimes wrong": "y = np.asarray(x, dtype=float); return np.where(y > 2.5, 0.0, np.tanh(y))",
    "a large product": f"y = np.full((300, 300), 1 / 3); {TANH} * ((y @ y)[0, 0] == (y @ y).sum() / 90000)",
    "memory of earlier calls": f"calls.append(1); {TANH} + len(calls) // 9",
}


def works(chapter):
    """Modules by name."""
    text = reference_text(chapter).replace("Array =", "calls = []\nArray =", 1)
    assert TANH in text
    modules = {name: text.replace(TANH, ending) for name, ending in ENDINGS.items()}
    return modules | {"wrong sigmoid": text.replace("np.exp(-np.abs(x))", "np.exp(-x)"), "stub": stub_text(chapter)}


def grade(chapter, jobs=1, names=None, seed=5):
    """What each piece of work is told, as plain data without times."""
    modules = works(chapter)
    tasks = [(name, Task(chapter.folder, modules[name].encode(), seed=seed)) for name in names or modules]
    told = {}
    with Pool([chapter], available()[0], jobs=jobs) as pool:
        for name, outcome in pool.examine(tasks):
            told[name] = outcome.to_wire() | {"seconds": 0}
    return told


@pytest.fixture(scope="module")
def chapter():
    return find_course(ROOT).chapters["ch03_activations"]


@pytest.fixture(scope="module")
def expected(chapter):
    return grade(chapter)


def test_the_work_is_not_all_right(expected):
    assert any(not check["passed"] for check in expected["NumPy's dice"]["checks"])
    assert all(check["passed"] for check in expected["right"]["checks"])


def test_order_and_parallelism_do_not_matter(chapter, expected):
    names = list(works(chapter))
    random.Random(1).shuffle(names)
    assert grade(chapter, jobs=3, names=names * 2) == expected


def test_alone_or_after_others_is_the_same(chapter, expected):
    assert grade(chapter, names=["a generator"])["a generator"] == expected["a generator"]


def test_the_callers_environment_does_not_matter(chapter, expected, monkeypatch):
    for name, value in {
        "PYTHONHASHSEED": "17",
        "OPENBLAS_NUM_THREADS": "2",
        "OMP_NUM_THREADS": "2",
        "MKL_NUM_THREADS": "2",
        "TZ": "Asia/Tokyo",
        "LANG": "ja_JP.UTF-8",
        "PYTHONOPTIMIZE": "2",
        "PYTHONWARNINGS": "ignore",
        "PYTEST_ADDOPTS": "-k nothing",
    }.items():
        monkeypatch.setenv(name, value)
    assert grade(chapter) == expected


def test_the_callers_dice_and_clock_do_not_matter(chapter, expected, monkeypatch):
    random.seed(99)
    monkeypatch.setattr(time, "time", lambda: 4e9)
    assert grade(chapter) == expected


def test_another_seed_draws_other_numbers(chapter, expected):
    names = ["wrong sigmoid", "a generator"]
    assert grade(chapter, seed=6, names=names) != {name: expected[name] for name in names}


def test_a_busy_machine_gives_the_same_verdict(chapter, expected):
    burn = [sys.executable, "-c", "while True: pass"]
    burners = [subprocess.Popen(burn) for _ in range(2 * len(usable_cores()))]
    try:
        assert grade(chapter, jobs=2) == expected
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()


class TestSeeds:
    """A class's seed is its secret; it stands with the verdicts, and makes them again."""

    def verdict(self, folder, out, *options):
        run = zerokara("grade", "--submitted", folder / "submitted", "--out", folder / out, *options, cwd=folder)
        assert run.returncode == 0, run.stderr
        path = folder / out / "ch03_activations" / "alice.json"
        verdict = json.loads(path.read_text())
        for name in ("seconds", "graded_at", "digest"):  # the digest covers the other two
            del verdict["extra_data"][name]
        return verdict, path

    def test_a_verdict_is_made_again_from_its_own_seed(self, chapter, hand_in, tmp_path, monkeypatch):
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "one"))
        hand_in("alice", chapter, works(chapter)["NumPy's dice"])
        first, path = self.verdict(tmp_path, "a")
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "two"))
        other, _ = self.verdict(tmp_path, "b")
        again, _ = self.verdict(tmp_path, "c", "--seed", first["extra_data"]["seed"])
        assert other["extra_data"]["seed"] != first["extra_data"]["seed"]
        assert again == first
        assert path.stat().st_mode & 0o007 == 0

    def test_a_seed_is_readable_by_its_owner_only(self, tmp_path, monkeypatch):
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
        seed = class_seed(tmp_path / "verdicts")
        for path in (tmp_path / "verdicts" / ".seed", tmp_path / "state" / "zerokara" / "seed"):
            assert int(path.read_text()) == seed
            assert path.stat().st_mode & 0o077 == 0

    def test_first_runs_at_the_same_moment_agree(self, tmp_path, monkeypatch):
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
        with ThreadPoolExecutor(8) as threads:
            seeds = list(threads.map(lambda number: class_seed(tmp_path / f"verdicts{number % 2}"), range(32)))
        assert len(set(seeds)) == 1
        assert not list(tmp_path.rglob("*.tmp"))

    def test_a_spoilt_file_is_replaced(self, tmp_path, monkeypatch):
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
        (tmp_path / "verdicts").mkdir()
        (tmp_path / "verdicts" / ".seed").write_text("not a number")
        seed = class_seed(tmp_path / "verdicts")
        assert int((tmp_path / "verdicts" / ".seed").read_text()) == seed

    def test_the_students_dice_tell_nothing_of_the_tests_inputs(self, chapter):
        seeds = []

        class Session:
            student, earlier, seconds_left = None, None, 1.0

            def begin_test(self, seed, *_, **__):
                seeds.append((seed, stage.seed))

        def serve(checks):
            checks[0].run(Session(), 5, 1.0)
            name = checks[0].item.name
            assert seeds == [(seed_of(5, f"{name}/student"), seed_of(5, name))]

        collect([Assignment.of(chapter)], serve)
        assert seeds[0][0] != seeds[0][1]
