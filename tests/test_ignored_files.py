"""No mark, no student's work and no backup of either gets into version control; all that belongs there can."""

import shutil
import subprocess

import pytest

from tests.machine import skip_unless
from tests.material import ROOT

#: What README's commands do not write, or not for long; `test_documents` looks at what they do write.
WRITTEN = [
    "gradebook.db-journal",
    "gradebook.db-wal",
    "gradebook.db-shm",
    "gradebook.db.2026-09-01-120000.000000",  # nbgrader db upgrade
    "downloaded/ch01_neuron/archive/alice.zip",  # nbgrader zip_collect
    "downloaded/ch01_neuron/extracted/alice/neuron.py",
    "solution/ch01_neuron/ch01_neuron.ipynb",  # nbgrader generate_solution
    "source_with_tests/ch01_neuron/ch01_neuron.ipynb",
    "source/ch01_neuron/.ipynb_checkpoints/ch01_neuron-checkpoint.ipynb",
    "submitted/山田/ch01_neuron/neuron.py",
    "autograded/alice/ch01_neuron/ch01_neuron.ipynb",
    "feedback/alice/ch01_neuron/ch01_neuron.html",
    "grades.csv",
    "verdicts/.seed",
    ".zerokara/added.json",
    "gradebook.db.backup-20261125T120000",
    "verdicts/.work/0f3a",
    "verdicts/ch01_neuron/.x1y2.tmp",
    "reports/ch01_neuron.html",
    "assignments/ch01_neuron/.pytest_cache/v/cache/nodeids",
    ".trials/0f3a.json",
]
KEPT = [
    "solutions/neuron.py",
    "source/ch01_neuron/ch01_neuron.ipynb",
    "assignments/ch01_neuron/neuron.py",
    "tests/compatibility/made-by-1c15eec/course/verdicts/.seed",
    "tests/compatibility/made-by-1c15eec/course/submitted/ada/ch01_neuron/neuron.py",
]


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """An empty one with this project's rules, so that it holds whatever stands here."""
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    shutil.copy(ROOT / ".gitignore", folder)
    return folder


def ignores(repository, path):
    run = subprocess.run(["git", "check-ignore", "--quiet", path], cwd=repository, check=False)
    return {0: True, 1: False}[run.returncode]


@pytest.mark.parametrize("path", WRITTEN)
def test_what_grading_writes_is_ignored(repository, path):
    assert ignores(repository, path)


@pytest.mark.parametrize("path", KEPT)
def test_what_belongs_to_the_project_is_not(repository, path):
    assert not ignores(repository, path)


def test_no_file_of_the_project_is_ignored():
    skip_unless((ROOT / ".git").exists(), "this is no clone")
    command = ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout == ""


def test_what_grading_writes_gets_into_no_image_either():
    of_grading = (ROOT / ".gitignore").read_text(encoding="utf-8").partition("\n\n")[0]
    patterns = {line for line in of_grading.splitlines() if line[0] not in "#!"}
    assert patterns <= set((ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines())
