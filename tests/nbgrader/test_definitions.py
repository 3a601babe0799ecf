"""The code that is shown for an exercise is the code that was graded."""

import time

import pytest

from autograder.nbgrader_plugin.definitions import shown_code

STUB = "def relu(x):\n    raise NotImplementedError\n"
REAL = "def relu(x):\n    return max(x, 0)"

SHOWN = {
    "defined twice": (f"{STUB}\n{REAL}\n", REAL),
    "in a string before": (f'"""\n{STUB}"""\n{REAL}\n', REAL),
    "in a string after": (f'{REAL}\n"""\n{STUB}"""\n', REAL),
    "in a comment": (f"{REAL}\n# def relu(x):\n", REAL),
    "in a class": (f"{REAL}\nclass A:\n    def relu(self): pass\n", REAL),
    "in a function": (f"{REAL}\ndef f():\n    def relu(x): pass\n    relu = 3\n", REAL),
    "comment at the margin": (
        "def relu(x):\n    y = x\n##    y = 0\n    return y\n",
        "def relu(x):\n    y = x\n##    y = 0\n    return y",
    ),
    "docstring at the margin": (
        'def relu(x):\n    """\nRelu.\n"""\n    return x\n',
        'def relu(x):\n    """\nRelu.\n"""\n    return x',
    ),
    "form feed": ("def relu(x):\n    s = 'a\x0cb'\n    return x\n", "def relu(x):\n    s = 'a\x0cb'\n    return x"),
    "old line ends": ("def relu(x):\r\n    return x\r\n", "def relu(x):\n    return x"),
    "decorated": ("@first\n@second(1)\ndef relu(x):\n    return x\n", "@first\n@second(1)\ndef relu(x):\n    return x"),
    "several lines of arguments": ("def relu(\n    x,\n):\n    return x\n", "def relu(\n    x,\n):\n    return x"),
    "a class": (
        "class relu:\n    a = 1\n\n    def f(self): pass\nx = 1\n",
        "class relu:\n    a = 1\n\n    def f(self): pass",
    ),
    "async": ("async def relu(x):\n    return x\n", "async def relu(x):\n    return x"),
    "lambda": ("relu = lambda x=0: x\ny = lambda relu=1: relu\n", "relu = lambda x=0: x"),
    "annotated": ("relu: Callable = lambda x: x\n", "relu: Callable = lambda x: x"),
    "tuple": ("a, (b, relu) = f()\nrelu.name = 'r'\nrelu[0] = 1\n", "a, (b, relu) = f()"),
    "walrus": ("(relu := abs)\n", "(relu := abs)"),
    "if": (f"if True:\n    {REAL}\nelse:\n    relu = None\n", None),
    "one line": ("if FAST: relu = abs\n", "if FAST: relu = abs"),
    "try": ("try:\n    from torch import relu\nexcept ImportError:\n    def relu(x): return x\n", None),
    "alias": (
        f"def _mine(x):\n    return x\n{STUB}relu = _mine  # better\n",
        "relu = _mine  # better\n\n\ndef _mine(x):\n    return x",
    ),
    "alias of itself": ("relu = other\nother = relu\n", "relu = other"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_it_is_the_last_one_in_force(name):
    source, shown = SHOWN[name]
    text = shown_code("relu", "neuron", source, {})
    assert text.startswith(shown or source.rstrip()), text
    if "alias" not in name:
        assert text == (shown or source.rstrip())


IMPORTED = {
    "from": ("from mylib import relu\n", {"mylib": f"x = 1\n\n{REAL}\n"}, "# mylib.py, line 3\n" + REAL),
    "under another name": (
        "from mylib import f as relu\n",
        {"mylib": "def f(x): return x\n"},
        "# mylib.py, line 1\ndef f(x)",
    ),
    "everything": ("from mylib import *\n", {"mylib": REAL}, "# mylib.py, line 1\n" + REAL),
    "everything of another": (f"{REAL}\nfrom mylib import *\n", {"mylib": "x = 1\n"}, REAL),
    "package": ("from tools.act import relu\n", {"tools/act": REAL}, "# tools/act.py, line 1\n" + REAL),
    "through a package": (
        "from tools import relu\n",
        {"tools/__init__": "from .act import relu\n", "tools/act": REAL},
        "# tools/act.py, line 1\n" + REAL,
    ),
    "in a circle": (
        "from a import relu\n",
        {"a": "from b import relu\n", "b": "from a import relu\n"},
        "from a import relu",
    ),
    "from nowhere": ("from torch import relu\n", {}, "from torch import relu"),
}


@pytest.mark.parametrize("name", IMPORTED)
def test_a_definition_in_another_file_is_shown_with_its_place(name):
    source, helpers, shown = IMPORTED[name]
    assert shown in shown_code("relu", "neuron", source, helpers)


@pytest.mark.parametrize(
    "source", ["globals()['relu'] = abs\n", "x = 1\n", "def relu(x:\n", "  def relu(x): pass\n x = 1\n"]
)
def test_what_cannot_be_found_is_said_and_the_whole_file_shown(source):
    text = shown_code("relu", "neuron", source, {})
    assert text.startswith("# relu was not found as a definition at the top level")
    assert text.endswith(source.rstrip())


def test_nothing_is_said_to_be_nothing():
    assert shown_code("relu", "neuron", "", {}) == "# relu: there is no code to show"


HOSTILE = {
    "brackets": "x = " + "(" * 40_000,
    "closed brackets": "x = " + "(" * 24_000 + ")" * 24_000,
    "dots": "x = a" + ".a" * 24_000,
    "minus": "x = " + "-" * 49_000 + "1",
    "indents": "".join(" " * n + "if x:\n" for n in range(250)),
    "open string": "'''" + "\n" * 49_000,
    "backslashes": "x = 1 + \\\n" * 4_000,
    "names": ", ".join(f"a{n}" for n in range(6_000)) + " = 1",
    "commas": "from x import " + "a," * 24_000,
    "lines": "a = 1\n" * 8_000,
    "a megabyte": "a = 1\n" * 170_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_costs_neither_stack_nor_time(name):
    started = time.process_time()
    assert "relu" in shown_code("relu", "neuron", HOSTILE[name], {})
    assert time.process_time() - started < 5
