"""``new`` writes an exercise that works, into every place where one stands, or writes nothing."""

import ast
import json
import shutil
import subprocess
import sys

import pytest

from autograder.authoring.new import chapter_for, write_all
from autograder.authoring.skeleton import SkeletonError, unwritten, with_cells, with_checks, with_tests
from tests.material import ROOT

FOLDERS = ("autograder", "solutions", "source", "tests/variants", "tests/mutants")
CHAPTER = "ch77_gates"
ADDED = (f"{CHAPTER}: open_gate", f"{CHAPTER}: Gate", "ch01_neuron: Square", "ch03_activations: softplus")


def run(folder, *command):
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False, timeout=240
    )


def copy_of_the_course(folder):
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("nbgrader_config.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return folder


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A copy of the course with a new chapter of a function and a class, and with more exercises in two old ones."""
    folder = copy_of_the_course(tmp_path_factory.mktemp("course"))
    for arguments in (
        (CHAPTER,),
        (CHAPTER, "open_gate"),
        (CHAPTER, "Gate", "--class"),
        ("ch01_neuron", "Square", "--class"),
        ("ch03_activations", "softplus"),
    ):
        made = run(folder, "autograder.authoring", "new", *arguments)
        assert made.returncode == 0, made.stderr
        assert "Replace each [write]" in made.stderr
    return folder


def authoring(folder, *arguments):
    found = run(folder, "autograder.authoring", *arguments)
    return found.returncode, found.stdout.splitlines(), found.stderr


class TestTheSkeleton:
    def test_curriculum_names_what_is_left_to_write_and_nothing_else(self, written):
        status, said, _ = authoring(written, "curriculum", CHAPTER, "ch01_neuron", "ch03_activations")
        complaints = [line for line in said if line.startswith("ch") and ": " in line]
        unmarked = [line for line in complaints if "still to write: " not in line]
        assert status == 1
        assert sorted(unmarked) == sorted(
            f"{exercise}: 1 {kind} variants; {count} are needed"
            for exercise in ADDED
            for kind, count in (("wrong", 5), ("right", 2))
        )
        assert f'{CHAPTER}: solutions/gates.py, line 28: still to write: author, "title" (year).' in complaints
        assert f"{CHAPTER}: source/{CHAPTER}/{CHAPTER}.ipynb, line 8: still to write: The chapter's title" in complaints

    def test_the_variants_get_what_they_deserve(self, written):
        status, said, errors = authoring(written, "variants", CHAPTER)
        assert status == 0, (said, errors)
        assert said[-1].split()[:8] == [CHAPTER, "2", "2", "0", "2", "2", "2", "0"]

    def test_no_trivial_answer_earns_anything(self, written):
        status, said, errors = authoring(written, "trivial", CHAPTER)
        assert status == 0, (said, errors)

    def test_every_small_fault_costs_marks_and_the_figures_are_kept(self, written):
        status, said, errors = authoring(written, "mutation", CHAPTER)
        assert status == 0, (said, errors)
        page = (written / "docs" / "accuracy.md").read_text()
        assert f"## {CHAPTER}\n\nNo mutant keeps its marks.\n\n<!-- measured with suite " in page
        status, said, errors = authoring(written, "mutation", CHAPTER)
        assert (status, said) == (0, [])
        assert errors.strip() == f"{CHAPTER}: as it was measured"

    def test_suites_examples_and_public_checks_hold_for_the_reference(self, written):
        places = ["autograder/suites/test_gates.py", "solutions/gates.py", "solutions/neuron.py"]
        ran = run(written, "pytest", "-q", "-p", "no:cacheprovider", *places)
        assert ran.returncode == 0, ran.stdout

    def test_the_release_works_and_its_own_checks_say_what_is_not_started(self, written):
        kept = written / "assignments" / "ch01_neuron" / "kept"
        kept.parent.mkdir(parents=True)
        kept.touch()
        made = run(written, "autograder.nbgrader_plugin.assignments", CHAPTER)
        assert made.returncode == 0, made.stderr
        assert kept.exists()
        folder = written / "assignments" / CHAPTER
        stub = (folder / "gates.py").read_text()
        assert stub.count("raise NotImplementedError") == 3
        assert "return 2 * x + 1" not in stub
        shutil.copy(written / "solutions" / "gates.py", folder)
        ran = run(folder, "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(folder))
        assert ran.returncode == 0, ran.stdout

    def test_the_released_lesson_runs_and_shows_its_pictures(self, written, tmp_path):
        released = run(written, "autograder.nbgrader_plugin.assignments", CHAPTER)
        assert released.returncode == 0, released.stderr
        folder = shutil.copytree(written / "assignments" / CHAPTER, tmp_path / CHAPTER)
        shutil.copy(written / "solutions" / "gates.py", folder)
        ran = run(folder, "jupyter", "nbconvert", "--to", "notebook", "--execute", "--inplace", f"{CHAPTER}.ipynb")
        assert ran.returncode == 0, ran.stderr
        cells = json.loads((folder / f"{CHAPTER}.ipynb").read_text())["cells"]
        outputs = [output for cell in cells for output in cell.get("outputs", ())]
        assert sum("image/png" in output.get("data", {}) for output in outputs) == 2
        assert not [output for output in outputs if output["output_type"] == "error"]

    def test_it_is_as_ruff_wants_it(self, written):
        for check in (("check",), ("format", "--check")):
            ran = run(written, "ruff", *check, "--no-cache", ".")
            assert ran.returncode == 0, ran.stdout

    def test_a_suite_that_cannot_be_collected_is_told_in_one_sentence(self, written):
        suite = written / "autograder" / "suites" / "test_gates.py"
        text = suite.read_text()
        suite.write_text(f"{text}\n\ndef broken(:\n")
        try:
            status, _, errors = authoring(written, "variants", CHAPTER)
        finally:
            suite.write_text(text)
        assert status == 1
        assert "test_gates.py" in errors
        assert "SyntaxError" in errors
        assert "in main" not in errors


class TestWhatStandsThere:
    def test_it_stays_line_by_line(self, written):
        for name in ("solutions/neuron.py", "autograder/suites/test_neuron.py", "source/ch01_neuron/test_neuron.py"):
            before, after = (iter((root / name).read_text().splitlines()) for root in (ROOT, written))
            assert all(line in after for line in before), name

    def test_a_notebook_keeps_its_cells(self, written):
        path = "source/ch03_activations/ch03_activations.ipynb"
        before, after = (json.loads((root / path).read_text())["cells"] for root in (ROOT, written))
        new = [cell for cell in after if cell not in before]
        assert [cell for cell in after if cell in before] == before
        assert [cell["id"] for cell in new] == ["softplus-text", "softplus", "softplus-text-2", "softplus-code"]
        assert after.index(new[-1]) < [cell["source"] for cell in after].index(["check()"])

    def test_a_definition_that_the_reference_has_is_refused_and_nothing_is_written(self, written):
        before = contents(written)
        status, _, errors = authoring(written, "new", "ch01_neuron", "Activation")
        assert status == 2
        assert "neuron.py: it defines Activation already. Nothing was written." in " ".join(errors.split())
        assert contents(written) == before

    def test_a_file_without_its_chapter_is_not_replaced(self, written):
        (written / "solutions" / "loops.py").write_text("KEPT = True\n")
        status, _, errors = authoring(written, "new", "ch78_loops", "f")
        assert status == 2
        assert "loops.py exists already" in " ".join(errors.split())
        assert not (written / "source" / "ch78_loops").exists()
        (written / "solutions" / "loops.py").unlink()


@pytest.mark.parametrize(
    ("folder", "exercise", "complaint"),
    [
        ("ch01_neuron", "relu", "ch01_neuron has an exercise relu already"),
        ("ch01_neuron", None, "ch01_neuron exists; name the exercise"),
        ("ch78_neuron", "f", "ch01_neuron has the module neuron.py already"),
        ("ch01_other", "f", "ch01_neuron has this number already"),
        ("chapter9", "f", "a chapter is named chNN_name"),
        ("ch78_random", "f", "would hide Python's own"),
        ("ch78_loops", "for", "the name of a Python function or class"),
        ("ch78_loops", "_hidden", "the name of a Python function or class"),
    ],
)
def test_a_name_that_is_taken_or_malformed_is_refused(course, folder, exercise, complaint):
    with pytest.raises(SkeletonError, match=complaint):
        chapter_for(course, folder, exercise)


def test_what_was_written_is_taken_back_when_a_later_file_fails(tmp_path):
    (tmp_path / "old").write_text("old")
    (tmp_path / "blocked").write_text("a file where a folder should be")
    before = contents(tmp_path)
    files = {tmp_path / "old": "new", tmp_path / "a" / "b" / "c": "new", tmp_path / "blocked" / "d": "new"}
    with pytest.raises(OSError, match="blocked"):
        write_all(files)
    assert contents(tmp_path) == before
    assert not (tmp_path / "a").exists()


SUITE = "import pytest\n\nfrom autograder.checks import {names}\n\nexercise = pytest.mark.exercise\n"


class TestText:
    def test_a_suite_imports_what_the_new_tests_need(self):
        text = with_tests(SUITE.format(names="ROUNDING, require"), "def test_a():\n    assert_close(1, 1, Mistake)\n")
        assert "from autograder.checks import ROUNDING, Mistake, assert_close, require\n" in text

    def test_a_suite_that_imports_nothing_of_the_checks_does_then(self):
        text = with_tests(
            "import pytest\n\nexercise = pytest.mark.exercise\n", "def test_a():\n    assert_close(1, 1)\n"
        )
        assert "import pytest\n\nfrom autograder.checks import assert_close\n" in text
        ast.parse(text)

    def test_a_long_import_stands_on_several_lines(self):
        names = ", ".join(f"a_rather_long_name_{number}" for number in range(5))
        text = with_tests(SUITE.format(names=names), "def test_a():\n    assert_close(1, 1)\n")
        assert "from autograder.checks import (\n    a_rather_long_name_0,\n" in text
        ast.parse(text)

    def test_a_suite_without_the_mark_is_refused(self):
        with pytest.raises(SkeletonError, match="does not define `exercise`"):
            with_tests("import pytest\n", "def test_a(): pass\n")

    @pytest.mark.parametrize("hints", ["HINTS = {}\n", 'HINTS = {\n    "a": ("1", "2", "3"),\n}\n'])
    def test_hints_are_added_to_those_that_are_there(self, hints):
        text = with_checks(f"exercise = None\n\n\n{hints}\nAFTER = 1\n", "def test_b(): pass\n", '    "b": (\n    ),\n')
        names = {}
        exec(text, names)
        assert set(names["HINTS"]) == {"b"} | ({"a"} if '"a"' in hints else set())
        assert names["AFTER"] == 1
        assert text.index("def test_b") < text.index("HINTS")

    def test_checks_without_hints_are_refused(self):
        with pytest.raises(SkeletonError, match="no dictionary HINTS"):
            with_checks("exercise = None\n", "def test_b(): pass\n", '    "b": (),\n')

    def test_a_lesson_without_a_last_section_gets_the_cells_at_its_end(self):
        notebook = json.dumps({"cells": [{"cell_type": "markdown", "id": "f", "metadata": {}, "source": ["# Title"]}]})
        cells = json.loads(with_cells(notebook, "=== exercise\n=== code\n1\n", "f"))["cells"]
        assert [cell["id"] for cell in cells] == ["f", "f-2", "f-code"]

    def test_a_mark_is_named_with_what_is_to_be_written(self):
        text = (
            '"""[write] One line."""\nwhy = "[write] Why."\nf(1, "[write] A hint.", x)\n   "[write] Text\\n",\nx = 1\n'
        )
        assert list(unwritten(text)) == [(1, "One line."), (2, "Why."), (3, "A hint."), (4, "Text")]

    def test_functions_and_classes_have_the_same_templates(self):
        folder = ROOT / "autograder" / "authoring" / "skeletons"
        kinds = ({path.name for path in (folder / kind).iterdir()} for kind in ("function", "class"))
        assert next(kinds) == next(kinds)
