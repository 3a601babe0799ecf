"""Whole submissions through the real engine: what they are worth, and what the student reads."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import cache

import pytest

from autograder.engine.pool import Pool
from autograder.grading.grader import Grader
from autograder.jail.levels import available
from autograder.results.store import VerdictStore
from autograder.submission import read_submission
from tests.machine import need_level
from tests.material import reference_text, stub_text


@pytest.fixture(scope="module")
def graders(course, tmp_path_factory):
    """Graders at each level that is asked for, started once: that takes longer than most gradings."""
    chapters = course.select(("ch01_neuron", "ch03_activations", "ch07_backprop"))
    with ExitStack() as running:

        @cache
        def graders(level):
            return running.enter_context(Grader(chapters, tmp_path_factory.mktemp("graders"), isolation=level))

        yield graders


@pytest.fixture
def grade(course, graders, tmp_path, hand_in):
    """Grade modules of ch03 given as text, all in one run; returns verdicts by student."""

    def grade(works, chapter="ch03_activations", isolation=None):
        chapter = course.chapters[chapter]
        for student, source in works.items():
            if source is not None:
                hand_in(student, chapter, source)
            else:
                (tmp_path / "submitted" / student / chapter.folder).mkdir(parents=True)
        grader = graders(isolation)
        grader.store = VerdictStore(tmp_path / "verdicts")
        submissions = [read_submission(tmp_path / "submitted", student, chapter) for student in works]
        return {graded.submission.student: graded.verdict for graded in grader.grade(submissions)}

    return grade


def grade_one(grader, submission):
    (graded,) = grader.grade([submission])
    return graded.verdict


def scores(verdict):
    return {test["name"]: test["score"] for test in verdict["tests"]}


def lost(verdict):
    return {test["name"] for test in verdict["tests"] if test["score"] < test["max_score"]}


def test_the_reference_gets_full_marks_and_a_stub_none(grade, course):
    """A chapter of classes that builds on an earlier one; each chapter is the curriculum's to check."""
    chapter = course.chapters["ch07_backprop"]
    verdicts = grade({"perfect": reference_text(chapter), "untouched": stub_text(chapter)}, chapter.folder)
    assert verdicts["perfect"]["score"] == chapter.points
    assert verdicts["untouched"]["score"] == 0
    for test in verdicts["untouched"]["tests"]:
        assert test["extra_data"]["state"] == "not-started"
        assert "Not started" in test["output"]


@pytest.mark.parametrize("level", ["full", "landlock", "process"])
def test_marks_do_not_depend_on_the_level(grade, course, level):
    need_level(level)
    text = reference_text(course.chapters["ch03_activations"])
    verdict = grade({"a": text.replace("np.exp(-np.abs(x))", "np.exp(-x)")}, isolation=level)["a"]
    assert lost(verdict) == {"sigmoid"}
    assert verdict["extra_data"]["isolation"] == level


def test_a_verdict_is_gradescopes_results_with_our_provenance(grade, course, tmp_path):
    chapter = course.chapters["ch03_activations"]
    verdict = grade({"alice": reference_text(chapter)})["alice"]
    stored = json.loads((tmp_path / "verdicts" / "ch03_activations" / "alice.json").read_text())
    assert stored == verdict
    assert [test["name"] for test in verdict["tests"]] == [exercise.name for exercise in chapter.exercises]
    assert verdict["score"] == sum(test["score"] for test in verdict["tests"]) == 16
    assert {test["status"] for test in verdict["tests"]} == {"passed"}
    provenance = {
        "student",
        "chapter",
        "isolation",
        "submission_sha256",
        "suite_sha256",
        "seed",
        "seconds",
        "graded_at",
    }
    assert provenance <= set(verdict["extra_data"])


UNUSUAL = {
    "loops forever": ("import time\ndef sigmoid(x):\n    while True: pass\n", "still running after"),
    "loops at the top": ("while True: pass\n", "still running after 2 seconds"),
    "exits": ("import os\ndef sigmoid(x):\n    os._exit(0)\n", "ended the whole Python process"),
    "exits at the top": ("import os\nos._exit(0)\n", "Importing activations.py ended the whole Python process"),
    "leaves": ("import sys\nsys.exit(0)\n", "SystemExit"),
    "forks": ("import os\ndef sigmoid(x):\n    while True: os.fork()\n", "Your code raised"),
    "prints": ("def sigmoid(x):\n    print('x' * 100_000_000)\n    return x\n", "sigmoid"),
    "raises everywhere": (
        "def sigmoid(x):\n    raise RuntimeError('no')\n",
        "Your code raised RuntimeError: “no” (activations.py, line 2)",
    ),
    "missing": (None, "activations.py is missing"),
    "empty": ("", "activations.py is empty"),
    "UTF-16": ("def f(): pass\n".encode("utf-16"), "saved as UTF-16"),
    "zeros": (bytes(5 << 20), "larger than 1 MB"),
    "syntax error": ("def sigmoid(x):\n    return (x\n", "activations.py, line 2: SyntaxError: “'(' was never closed”"),
    "brackets": ("x = " + "(" * 10_000 + ")" * 10_000 + "\n", "activations.py, line 1: SyntaxError"),
    "deep": ("x = " + "-" * 100_000 + "1\n", "Loading activations.py went wrong"),
    "text": ("これは Python ではありません。\n", "activations.py, line 1"),
    "eats memory": ("x = []\ndef sigmoid(y):\n    while True: x.append(bytearray(1 << 20))\n", "MemoryError"),
    "threads": ("import threading\ndef sigmoid(x):\n    threading.Thread(target=print).start()\n", "RuntimeError"),
}


def test_unusual_work_gets_a_sentence_and_leaves_the_class_alone(grade, course):
    """One run of everything strange, among honest students; each sentence can be acted on."""
    chapter = course.chapters["ch03_activations"]
    honest = {f"honest{number}": reference_text(chapter) for number in range(4)}
    works = {"honest0": honest["honest0"], **{name: source for name, (source, _) in UNUSUAL.items()}, **honest}
    verdicts = grade(works)
    for name in honest:
        assert verdicts[name]["score"] == 16, name
    for name, (_, sentence) in UNUSUAL.items():
        said = " ".join([verdicts[name]["output"], *(test["output"] for test in verdicts[name]["tests"])])
        assert verdicts[name]["score"] == 0, name
        assert sentence in said, f"{name}: {said}"
        assert verdicts[name]["extra_data"]["complete"], name
        assert verdicts[name]["extra_data"]["seconds"] < 15, name


def test_a_folder_in_the_place_of_the_file_gets_a_sentence(grade, course, tmp_path):
    chapter = course.chapters["ch03_activations"]
    (tmp_path / "submitted" / "alice" / chapter.folder / chapter.filename).mkdir(parents=True)
    submission = read_submission(tmp_path / "submitted", "alice", chapter)
    with Grader([chapter], tmp_path / "verdicts", jobs=1) as grader:
        verdict = grade_one(grader, submission)
    assert verdict["score"] == 0
    assert "activations.py is a folder" in verdict["output"]


class TestFollowThrough:
    def test_a_wrong_exercise_costs_its_own_marks_only(self, grade, course):
        text = reference_text(course.chapters["ch03_activations"])
        verdict = grade({"a": text.replace("np.where(x >= 0, 1.0, decay)", "2.0 * decay")})["a"]
        assert lost(verdict) == {"sigmoid"}
        given = {test["name"]: test["extra_data"]["given"] for test in verdict["tests"]}
        assert given["swish"] == ["sigmoid"]
        assert "Graded with a correct `sigmoid`" in next(t["output"] for t in verdict["tests"] if t["name"] == "swish")

    def test_a_missing_exercise_costs_its_own_marks_only(self, grade, course):
        text = reference_text(course.chapters["ch03_activations"])
        assert lost(grade({"a": text.replace("def sigmoid(", "def sigmold(")})["a"]) == {"sigmoid"}

    def test_an_endless_loop_costs_its_own_marks_only(self, grade, course):
        text = reference_text(course.chapters["ch01_neuron"])
        source = text.replace("return activation(weighted_sum(inputs, weights, bias))", "while True: pass")
        assert lost(grade({"a": source}, "ch01_neuron")["a"]) == {"neuron"}

    def test_an_import_that_fails_costs_only_what_needs_it(self, grade, course):
        text = "import torch\n" + reference_text(course.chapters["ch03_activations"])
        verdict = grade({"a": text.replace("return np.tanh(np.asarray(x, dtype=float))", "return torch.tanh(x)")})["a"]
        assert lost(verdict) == {"tanh"}
        assert "No module named 'torch'" in verdict["output"]

    def test_two_exercises_defined_by_each_other_are_not_both_earned(self, grade, course):
        text = reference_text(course.chapters["ch03_activations"])
        circular = text.replace("return np.maximum(np.asarray(x, dtype=float), 0.0)", "return leaky_relu(x, 0.0)")
        circular = circular.replace("return np.where(x > 0, x, alpha * x)", "return relu(x) - alpha * relu(-x)")
        verdict = grade({"a": circular})["a"]
        assert len(lost(verdict) & {"relu", "leaky_relu"}) == 1

    def test_hiding_the_circle_earns_nothing_more(self, grade, course):
        text = reference_text(course.chapters["ch03_activations"])
        hidden = "return globals()['leaky_' + 'relu'](x, 0.0)"
        circular = text.replace("return np.maximum(np.asarray(x, dtype=float), 0.0)", hidden)
        circular = circular.replace(
            "return np.where(x > 0, x, alpha * x)", "return globals()['re' + 'lu'](x) - alpha * relu(-x)"
        )
        verdict = grade({"a": circular})["a"]
        assert lost(verdict) & {"relu", "leaky_relu"}

    def test_what_the_second_worker_says_is_not_passed_on(self, grade, course):
        """It held the reference's sigmoid, so a student's code there could print it."""
        text = reference_text(course.chapters["ch03_activations"])
        spy = "import inspect, dis, io\n" + text.replace("return 1.0 - t * t", "return 1.0 - t")
        spy = spy.replace("return np.tanh(np.asarray(x, dtype=float))", "return 0.0 * np.asarray(x)")
        spy = spy.replace(
            "    t = tanh(x)\n",
            "    print('SPY', tanh.__code__.co_consts)\n    raise_me = str(tanh.__code__.co_code)\n    t = tanh(x)\n",
        )
        said = json.dumps(grade({"a": spy})["a"])
        assert said.count("SPY") <= 40
        assert "Graded with" not in said


class TestClasses:
    @pytest.fixture
    def backprop(self, course):
        return reference_text(course.chapters["ch07_backprop"])

    def test_a_wrong_layer_costs_its_own_marks_and_not_the_networks(self, grade, backprop):
        verdict = grade({"a": backprop.replace("dout.sum(axis=0)", "dout.mean(axis=0)")}, "ch07_backprop")["a"]
        assert lost(verdict) == {"Affine"}
        network = next(test for test in verdict["tests"] if test["name"] == "TwoLayerNet")
        assert "Graded with a correct `Affine` in place of yours" in network["output"]

    def test_a_class_may_inherit_from_a_helper_or_from_another_exercise(self, grade, backprop):
        helper = "class Layer:\n    def __init__(self):\n        self.mask = None\n\n\nclass Relu(Layer):"
        text = backprop.replace("class Relu:", helper).replace("class AddLayer:", "class AddLayer(MulLayer):")
        text = text.replace("dout * self.y, dout * self.x", "dout * self.x, dout * self.y")
        assert lost(grade({"a": text}, "ch07_backprop")["a"]) == {"MulLayer"}

    def test_a_method_that_is_still_a_stub_is_named_and_the_others_count(self, grade, backprop):
        stub = "raise NotImplementedError\n"
        text = backprop.replace("return np.where(self.mask, np.asarray(dout, dtype=float), 0.0)\n", stub)
        verdict = grade({"a": text}, "ch07_backprop")["a"]
        relu = next(test for test in verdict["tests"] if test["name"] == "Relu")
        assert lost(verdict) == {"Relu"}
        assert relu["score"] > 0
        assert relu["extra_data"]["state"] == "partly"
        assert "Not started: `backward` still raises NotImplementedError." in relu["output"]

    def test_an_attribute_that_is_missing_is_named(self, grade, backprop):
        verdict = grade({"a": backprop.replace("self.db = ", "db = ").replace(".db", ".dW[0]")}, "ch07_backprop")["a"]
        affine = next(test for test in verdict["tests"] if test["name"] == "Affine")
        assert "“'Affine' object has no attribute 'db'”. The docstring promises it" in affine["output"]

    def test_a_failed_attribute_is_told_apart_from_what_the_call_returned(self, grade, backprop):
        verdict = grade({"a": backprop.replace("self.x.T @ dout", "dout.T @ self.x")}, "ch07_backprop")["a"]
        affine = next(test for test in verdict["tests"] if test["name"] == "Affine")
        assert (
            "After `Affine.backward(an array of shape (4, 3))`, `.dW` is an array of shape (3, 5)" in affine["output"]
        )


class TestKeys:
    def test_what_is_graded_is_not_graded_again(self, course, tmp_path, hand_in):
        chapter = course.chapters["ch03_activations"]
        hand_in("alice", chapter, reference_text(chapter))
        submission = read_submission(tmp_path / "submitted", "alice", chapter)
        with Grader([chapter], tmp_path / "verdicts", jobs=1) as grader:
            (first,) = grader.grade([submission])
            (second,) = grader.grade([submission])
            (third,) = grader.grade([submission], regrade=True)
        assert [first.is_new, second.is_new, third.is_new] == [True, False, True]
        assert first.verdict == second.verdict

    def test_a_changed_submission_is_graded_again(self, course, tmp_path, hand_in):
        chapter = course.chapters["ch03_activations"]
        hand_in("alice", chapter, stub_text(chapter))
        with Grader([chapter], tmp_path / "verdicts", jobs=1) as grader:
            assert grade_one(grader, read_submission(tmp_path / "submitted", "alice", chapter))["score"] == 0
            hand_in("alice", chapter, reference_text(chapter))
            assert grade_one(grader, read_submission(tmp_path / "submitted", "alice", chapter))["score"] == 16

    def test_the_same_key_gives_the_same_verdict_at_any_parallelism(self, course, tmp_path, hand_in):
        chapter = course.chapters["ch03_activations"]
        wrong = reference_text(chapter).replace("np.exp(-np.abs(x))", "np.exp(-x)")
        hand_in("alice", chapter, wrong)
        submission = read_submission(tmp_path / "submitted", "alice", chapter)
        verdicts = []
        for jobs, out in ((1, "a"), (3, "b")):
            with Grader([chapter], tmp_path / out, jobs=jobs, seed=5) as grader:
                verdict = dict(grade_one(grader, submission))
                verdict["extra_data"] = {
                    k: v for k, v in verdict["extra_data"].items() if k not in ("seconds", "graded_at", "digest")
                }
                verdicts.append(verdict)
        assert verdicts[0] == verdicts[1]

    def test_two_runs_agree_on_the_seed(self, course, tmp_path):
        chapter = course.chapters["ch03_activations"]
        first = Grader([chapter], tmp_path / "a").seed
        assert Grader([chapter], tmp_path / "b").seed == first
        assert Grader([chapter], tmp_path / "a").seed == first
        assert (tmp_path / "a" / ".seed").stat().st_mode & 0o077 == 0


class TestPool:
    def test_a_grader_that_dies_is_replaced_and_the_submission_graded(self, course):
        from autograder.engine.task import Task

        chapter = course.chapters["ch03_activations"]
        tasks = [(n, Task(chapter.folder, reference_text(chapter).encode())) for n in range(6)]
        with Pool([chapter], available()[0], jobs=1) as pool:
            results = pool.examine(tasks)
            next(results)
            pool._lanes[0]._process.kill()
            assert all(outcome is not None for _, outcome in results)

    def test_a_broken_suite_is_said_and_not_blamed_on_anybody(self, course, open_folder):
        from dataclasses import replace

        from autograder.engine.pool import GraderFailed
        from autograder.engine.task import Task

        chapter = course.chapters["ch03_activations"]
        suite = open_folder / "test_activations.py"
        suite.write_text("def test_nothing(): pass\n")
        with Pool([chapter], available()[0], jobs=1) as pool:
            broken = replace(pool._settings.assignments[0], suite=str(suite))
            pool._settings = replace(pool._settings, assignments=(broken,))
            with pytest.raises(GraderFailed, match="every hidden test needs @exercise"):
                list(pool.examine([(1, Task(chapter.folder, b"x = 1\n"))]))

    def test_two_runs_at_once_do_not_disturb_each_other(self, course, tmp_path, hand_in):
        chapter = course.chapters["ch03_activations"]
        hand_in("alice", chapter, reference_text(chapter))
        submission = read_submission(tmp_path / "submitted", "alice", chapter)

        def run(name):
            with Grader([chapter], tmp_path / "verdicts", jobs=1) as grader:
                return grade_one(grader, submission)["score"]

        with ThreadPoolExecutor(2) as threads:
            assert list(threads.map(run, "ab")) == [16, 16]
