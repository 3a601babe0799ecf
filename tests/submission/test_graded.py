"""What passes a student's own check at home earns its marks here, or the feedback says why it does not."""

import platform

import numpy as np
import pytest

from autograder.grading.grader import Grader
from autograder.submission import read_submission
from tests.material import reference_text

RELU = "def relu(x):\n    return max(x, 0)\n"


def _instead_of_relu(line, text):
    """The reference's module whose relu is another's: what ``line`` binds."""
    return f"{text}\n\ndel relu\n{line}\n"


WORKS = {
    "several_on_a_line": ("import math as m, mylib\nrelu = mylib.relu", {"mylib.py": RELU}),
    "package": ("from utils.act import relu", {"utils/act.py": RELU}),
    "dotted": ("import utils.act\nrelu = utils.act.relu", {"utils/act.py": RELU}),
    "relative": ("from utils import relu", {"utils/__init__.py": "from .act import relu\n", "utils/act.py": RELU}),
    "deeper": ("from a.b.c import relu", {"a/b/c.py": "from ..d import relu\n", "a/d.py": RELU}),
    "beside_a_module": ("from both import relu", {"both/__init__.py": RELU, "both.py": "x = 1\n"}),
    "module_before_bare_folder": ("from both import relu", {"both.py": RELU, "both/x.py": "x = 1\n"}),
    "by_name": ("import importlib\nrelu = importlib.import_module('utils.act').relu", {"utils/act.py": RELU}),
    "with_a_hyphen": ("import importlib\nrelu = importlib.import_module('my-act').relu", {"my-act.py": RELU}),
    "late": ("def relu(x):\n    from utils import act\n    return act.relu(x)", {"utils/act.py": RELU}),
    "helper_in_cp932": ("from mylib import relu", {"mylib.py": ("# coding: cp932\n# 表\n" + RELU).encode("cp932")}),
}
LOSES_RELU = {
    "code": ("from code import relu", {"code.py": RELU}, "code.py, for Python itself has a module of that name"),
    "data": ("def relu(x):\n    return open('sign.json').read()", {"sign.json": "1"}, "Only modules are handed to the"),
    "numpy_name": (
        "import numpy as np\ndef relu(x):\n    return np.float(x)",
        {},
        "Graded with Python {} and NumPy {}.)",
    ),
    "numpy_import": ("from numpy import float as f\ndef relu(x):\n    return f(x)", {}, "and NumPy {1}.)"),
}
SYNTAX = {
    "nested_quotes": "s = f'{'a'}'\n",
    "type_parameter": "def f[T](x: T): return x\n",
    "type_alias": "type Number = float\n",
}


@pytest.fixture(scope="module")
def graded(course, tmp_path_factory):
    """All of these as one class; verdicts by student."""
    chapter = course.chapters["ch01_neuron"]
    submitted = tmp_path_factory.mktemp("class")
    text = reference_text(chapter)

    def write(student, module, files=None):
        for name, content in {chapter.filename: module, **(files or {})}.items():
            path = submitted / student / chapter.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    for student, (line, files) in WORKS.items():
        write(student, _instead_of_relu(line, text), files)
    for student, (line, files, _) in LOSES_RELU.items():
        write(student, _instead_of_relu(line, text), files)
    for student, line in SYNTAX.items():
        write(student, f"{line}{text}")
    for encoding in ("cp932", "euc-jp", "latin-1", "gb18030"):
        word = "é" if encoding == "latin-1" else "表"
        ascii_text = text.encode("ascii", "replace").decode()
        write(encoding, f"# -*- coding: {encoding} -*-\n# {word}\n{ascii_text}".encode(encoding))
    write("marked", b"\xef\xbb\xbf" + text.encode())
    with Grader([chapter], tmp_path_factory.mktemp("out"), jobs=1) as grader:
        works = [read_submission(submitted, path.name, chapter) for path in sorted(submitted.iterdir())]
        return {graded.submission.student: graded.verdict for graded in grader.grade(works)}


def lost(verdict):
    return {test["name"] for test in verdict["tests"] if test["score"] < test["max_score"]}


@pytest.mark.parametrize("student", [*WORKS, "cp932", "euc-jp", "latin-1", "gb18030", "marked"])
def test_it_gets_full_marks(graded, student):
    assert (lost(graded[student]), graded[student]["output"]) == (set(), "")


@pytest.mark.parametrize("student", LOSES_RELU)
def test_what_cannot_work_here_is_explained(graded, student):
    verdict = graded[student]
    versions = [".".join(v.split(".")[:2]) for v in (platform.python_version(), np.__version__)]
    (relu,) = [test for test in verdict["tests"] if test["name"] == "relu"]
    assert relu["score"] == 0
    assert LOSES_RELU[student][2].format(*versions) in verdict["output"] + relu["output"]


@pytest.mark.skipif(platform.python_version_tuple()[1] != "11", reason="Python 3.12 knows this syntax")
@pytest.mark.parametrize("student", SYNTAX)
def test_newer_syntax_is_told_which_python_grades(graded, student):
    assert graded[student]["score"] == 0
    assert "Graded with Python 3.11." in graded[student]["output"]
