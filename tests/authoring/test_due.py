"""CI measures everything of a chapter that changed, and a tenth of one that did not."""

import shutil
import subprocess
from dataclasses import replace

import pytest

from autograder.authoring import mutation
from autograder.authoring.due import WHOLE, Key, Part, commit_of, due
from autograder.authoring.mutation import chapter_mutants, grade_mutants
from autograder.authoring.reviewed import read_reviewed
from tests.material import ROOT

KEY = Key("0123456789abcdef", "0.1.0+fedcba987654", "0011223344556677")


@pytest.fixture
def chapter(course):
    return course.chapters["ch01_neuron"]


def test_a_key_is_read_as_it_was_written():
    assert Key.read(f"<!-- measured with {KEY} -->") == KEY
    assert Key.read("No mutant keeps its marks.") is None


@pytest.mark.parametrize("name", ["suite", "engine", "answers"])
def test_a_chapter_is_whole_when_any_part_of_its_key_changed(chapter, name):
    part = due(chapter, replace(KEY, **{name: "other"}), KEY, "c0ffee")
    assert part.is_whole
    assert part.reason == f"changed since it was measured: {name}"


def test_a_chapter_that_was_never_measured_is_whole(chapter):
    assert due(chapter, KEY, None, "c0ffee").is_whole


def test_a_chapter_as_it_was_measured_is_sampled(chapter):
    part = due(chapter, KEY, KEY, "c0ffee")
    assert not part.is_whole
    assert len(part.of(range(101))) == 11


class TestTenth:
    def test_the_same_commit_draws_the_same_in_order(self):
        first, again = (Part("", "c0ffee ch01_neuron").of(range(1000)) for _ in range(2))
        assert first == again == sorted(first)

    def test_another_commit_draws_another(self):
        assert Part("", "c0ffee ch01_neuron").of(range(1000)) != Part("", "decaf ch01_neuron").of(range(1000))

    def test_over_commits_everything_is_drawn(self):
        drawn = {thing for commit in range(100) for thing in Part("", f"{commit} ch01_neuron").of(range(200))}
        assert drawn == set(range(200))

    def test_of_little_there_is_something(self):
        assert len(Part("", "c0ffee").of(["only"])) == 1
        assert Part("", "c0ffee").of([]) == []

    def test_the_whole_is_everything(self):
        assert WHOLE.of(iter("abc")) == ["a", "b", "c"]


def test_the_answers_count_for_the_key(chapter, tmp_path):
    for place in ("variants", "mutants"):
        shutil.copytree(ROOT / "tests" / place, tmp_path / "tests" / place)
    before = Key.of(chapter, tmp_path)
    assert before == Key.of(chapter, ROOT)
    for path in ("variants/ch01_neuron/relu.py", "mutants/ch01_neuron.toml"):
        file = tmp_path / "tests" / path
        text = file.read_text()
        file.write_text(f"{text}\n")
        assert Key.of(chapter, tmp_path).change_since(before) == "changed since it was measured: answers"
        file.write_text(text)
    (tmp_path / "tests" / "variants" / "ch02_perceptron" / "AND.py").unlink()
    assert Key.of(chapter, tmp_path) == before


def test_a_tenth_of_the_mutants_is_graded_and_the_rest_is_no_complaint(chapter, trials):
    part = Part("", "c0ffee ch01_neuron")
    result = grade_mutants(chapter, ROOT, trials, part=part)
    assert [fate.mutant for fate in result.fates] == part.of(chapter_mutants(chapter))
    assert result.complaints == []


def test_a_reviewed_mutant_that_is_gone_is_named_in_a_tenth_too(chapter, trials, monkeypatch):
    reviewed = read_reviewed(chapter, ROOT)
    gone = replace(reviewed.equivalents[0], before="return 0")
    monkeypatch.setattr(mutation, "read_reviewed", lambda *_: replace(reviewed, equivalents=(gone,)))
    result = grade_mutants(chapter, ROOT, trials, part=Part("", "c0ffee ch01_neuron"))
    assert any("there is no such mutant: relu: return 0" in complaint for complaint in result.complaints)


def test_the_commit_is_that_of_the_repository(tmp_path):
    def git(*arguments):
        identity = ("-c", "user.name=a", "-c", "user.email=a@b")
        command = ["git", *identity, "-C", str(tmp_path), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    git("init", "-q")
    assert commit_of(tmp_path) == ""
    git("commit", "-q", "--allow-empty", "-m", "First")
    assert commit_of(tmp_path) == git("rev-parse", "HEAD")
