"""What `.ci/run` relies on: a clone works with what `make test` installs, and what was skipped there is known."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.conftest import collect_ignore
from tests.material import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]


def module_of(requirement):
    """The module that a requirement brings; those of our extras are named as their packages."""
    return re.match(r"[\w-]+", requirement).group().lower().replace("-", "_")


def installed_by_make_test():
    """The requirements behind the Makefile's first `pip install -e ".[…]"`."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    wanted = re.search(r'^\$\(READY\):(?:.*\n)+?.*-e "\.\[(.+)\]"', makefile, re.MULTILINE).group(1).split(",")
    for extra in wanted:
        for requirement in EXTRAS[extra]:
            if included := re.match(r"zerokara\[(.+)\]", requirement):
                wanted += included.group(1).split(",")
            else:
                yield requirement
    yield from PROJECT["dependencies"]


def loaded_with(path):
    """What a module imports as soon as it is imported itself, inside functions excepted."""
    waiting = [ast.parse(path.read_text(encoding="utf-8"))]
    while waiting:
        for node in ast.iter_child_nodes(waiting.pop()):
            if isinstance(node, ast.Import):
                yield from (name.name.partition(".")[0] for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                yield node.module.partition(".")[0]
            elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                waiting.append(node)


def modules():
    """The modules that pytest imports while it collects, and those of the package."""
    skipped = [ROOT / "tests" / name for name in collect_ignore] + [ROOT / "tests" / "compatibility"]
    for folder in ("autograder", "solutions", "tests"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if not any(path.is_relative_to(other) for other in skipped):
                yield path


def test_no_module_needs_at_its_head_what_make_test_does_not_install():
    """Such a module ends a stranger's `make test` before the first test."""
    installed = {module_of(requirement) for requirement in installed_by_make_test()}
    absent = {module_of(requirement) for extra in EXTRAS.values() for requirement in extra} - installed - {"zerokara"}
    assert {"atheris", "torch"} <= absent
    heads = [(path, name) for path in modules() for name in loaded_with(path)]
    assert [f"{path.relative_to(ROOT)}: {name}" for path, name in heads if name in absent] == []


def test_readme_has_the_two_commands_that_ci_begins_with():
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if re.fullmatch(r"\$ make (demo|test)", line)] == ["$ make demo", "$ make test"]


TESTS = """
import os
import pytest

WITH_EVERYTHING = bool(os.environ.get("EVERYTHING"))

def test_that_runs_anywhere():
    assert not WITH_EVERYTHING

@pytest.mark.parametrize("what", ["a b", "x[0]::y"])
def test_that_needs(what):
    if not WITH_EVERYTHING:
        pytest.skip("it is not installed")
"""


def test_exactly_what_was_skipped_can_be_run_again(tmp_path):
    (tmp_path / "test_some.py").write_text(TESTS)
    (tmp_path / "test_whole.py").write_text("import pytest\npytest.importorskip('no_such_package')\n")
    skipped = Path(".pytest_cache/d/skipped/tests.txt")
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-o", "addopts=", "--rootdir=."]
    first = _run(command, tmp_path)
    assert "1 passed, 3 skipped" in first
    (tmp_path / "test_whole.py").write_text("def test_it():\n    pass\n")
    assert "3 passed" in _run([*command, f"@{skipped}"], tmp_path, EVERYTHING="1")


def _run(command, folder, **more):
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | more
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True).stdout
