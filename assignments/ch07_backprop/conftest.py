"""Shows how far you are. You need not read this file; run ``pytest`` in this folder.

pytest                    every exercise: done, wrong or not started, and the first problem explained
pytest --exercise NAME    the checks of one exercise
pytest --hint NAME        the next of three hints
pytest -v                 pytest's own, longer report
"""

from __future__ import annotations

import ast
import importlib
import linecache
import subprocess
import sys
import traceback
from pathlib import Path

import pytest
from _pytest.config import create_terminal_writer

FOLDER = Path(__file__).resolve().parent
DONE, WRONG, NOT_STARTED = "done", "wrong", "not started"
OTHER = "(other tests)"


def check(exercise=""):
    """Run the checks from a notebook: ``check("relu")``, or ``check()`` for all of them."""
    command = [sys.executable, "-m", "pytest", str(FOLDER)]
    if exercise:
        command += ["--exercise", exercise]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    print(run.stdout + run.stderr)


def pytest_addoption(parser):
    group = parser.getgroup("exercises")
    group.addoption("--exercise", metavar="NAME", help="run the checks of one exercise")
    group.addoption("--hint", metavar="NAME", help="show the next hint for an exercise")


def pytest_configure(config):
    config.addinivalue_line("markers", "exercise(name): the exercise that a check belongs to")
    sys.dont_write_bytecode = True
    if wants_our_report(config):
        config.pluginmanager.register(Report(config), "exercise-report")


def pytest_plugin_registered(plugin, manager):
    """Take pytest's own report away; ``pytest -v`` keeps it."""
    if type(plugin).__name__ == "TerminalReporter" and wants_our_report(plugin.config):
        manager.unregister(plugin)


def wants_our_report(config):
    """Whether our report stands in for pytest's own."""
    return config.option.verbose <= 0 and not config.option.collectonly


def pytest_collection_modifyitems(config, items):
    """Choose the checks of one exercise, if asked."""
    wanted = config.option.exercise
    if not wanted:
        return
    names = list(dict.fromkeys(name for name in map(exercise_of, items) if name != OTHER))
    if wanted not in names:
        raise pytest.UsageError(f"there is no exercise {wanted!r} here; there are {', '.join(names)}")
    items[:] = [item for item in items if exercise_of(item) == wanted]


def exercise_of(item):
    """The exercise that a check belongs to; tests of your own belong to none."""
    mark = item.get_closest_marker("exercise")
    return mark.args[0] if mark else OTHER


# The student's module -------------------------------------------------------------


class Module:
    """Your module, as the checks see it: remembers the last call, for the explanation."""

    def __init__(self, module):
        self._module = module
        self.last_call = ""

    def __getattr__(self, name):
        if not hasattr(self._module, name):
            raise MissingExercise(f"`{name}` is not defined in {self._module.__name__}.py.")
        value = getattr(self._module, name)
        if not callable(value) or isinstance(value, type):
            return value

        def call(*args, **kwargs):
            result = value(*args, **kwargs)
            given = [short(arg) for arg in args] + [f"{key}={short(arg)}" for key, arg in kwargs.items()]
            self.last_call = f"`{name}({', '.join(given)})` gave {short(result)}."
            return result

        return call


class MissingExercise(AssertionError):
    """A function or class that the module lacks."""


def short(value):
    """A value in one line."""
    if callable(value):
        return getattr(value, "__name__", "a function")
    text = " ".join(repr(value).split()).replace("array(", "").rstrip(")") if hasattr(value, "shape") else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def module_name():
    """The name of the module to write: that of the checks, without ``test_``."""
    return next(FOLDER.glob("test_*.py")).stem.removeprefix("test_")


@pytest.fixture
def student(request):
    """Your module."""
    module = importlib.import_module(module_name())
    request.node.student = Module(module)
    return request.node.student


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session):
    """Stop with one clear message when the module cannot be read at all."""
    if str(FOLDER) not in sys.path:
        sys.path.insert(0, str(FOLDER))
    file = FOLDER / f"{module_name()}.py"
    try:
        ast.parse(file.read_bytes(), file.name)
        importlib.import_module(module_name())
    except FileNotFoundError:
        stop(f"{file.name} is missing. Put it back into this folder: {FOLDER}")
    except SyntaxError as error:
        stop(f"{file.name}, line {error.lineno}: {error.msg}\n{pointer(error)}")
    except ValueError as error:
        stop(f"{file.name} is not Python text: {error}. Save it as UTF-8.")
    except Exception as error:
        stop(f"{file.name} cannot be imported. {place_of(error, file.name)}")


def stop(message):
    """End the run with a message and nothing else."""
    pytest.exit(message, returncode=1)


def pointer(error):
    """The line of a syntax error, and a caret below the place."""
    line = (error.text or "").rstrip("\n")
    body = line.lstrip()
    column = max((error.offset or 1) - 1 - (len(line) - len(body)), 0)
    return f"\n    {body}\n    {' ' * column}^"


def place_of(error, *files):
    """What was raised, and the last line of the given files that it went through."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).name in files]
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    if not frames:
        return what
    frame = frames[-1]
    return f"{what}\n  {Path(frame.filename).name}, line {frame.lineno}:  {frame.line}"


# The report -----------------------------------------------------------------------


class Report:
    """One line for each exercise, a bar, and the first problem."""

    def __init__(self, config):
        self.config = config
        self.out = create_terminal_writer(config, sys.stdout)
        self.results = {}
        self.errors = {}
        self.other = []
        self.running = ""

    def pytest_collection_finish(self, session):
        for item in sorted(session.items, key=lambda item: exercise_of(item) == OTHER):
            self.results.setdefault(exercise_of(item), [])

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item, call):
        report = yield
        if call.when == "call" or report.failed:
            error = call.excinfo.value if call.excinfo else None
            self.results[exercise_of(item)].append(error)
            if error is not None:
                self.errors.setdefault(exercise_of(item), (item, error))
        return report

    def pytest_collectreport(self, report):
        if report.failed:
            self.other.append(report.longreprtext)

    def pytest_keyboard_interrupt(self, excinfo):
        stopped = f"Stopped while checking `{self.running}`." if self.running else "Stopped."
        self.other.append(getattr(excinfo.value, "msg", None) or f"{stopped} Is there an endless loop?")

    def pytest_runtest_logstart(self, nodeid, location):
        self.running = location[2]

    def pytest_internalerror(self, excrepr):
        self.other.append(str(excrepr))

    def pytest_sessionfinish(self, exitstatus):
        if self.other:
            self.out.line("\n".join(self.other), red=True)
            return
        if exitstatus not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            return
        if self.config.option.hint:
            self.out.line(next_hint(self.config, self.config.option.hint))
            return
        self.show_exercises()
        self.show_first_problem()

    def state(self, exercise):
        errors = self.results[exercise]
        wrong = [error for error in errors if error is not None]
        if not wrong:
            return DONE
        if all(isinstance(error, NotImplementedError) for error in wrong):
            return NOT_STARTED
        return WRONG

    def show_exercises(self):
        width = max(map(len, self.results), default=0)
        colour = {DONE: "green", WRONG: "red", NOT_STARTED: "light"}
        sign = (
            {DONE: "✓", WRONG: "✗", NOT_STARTED: "·"} if self.is_unicode else {DONE: "+", WRONG: "x", NOT_STARTED: "."}
        )
        self.out.line()
        for exercise, errors in self.results.items():
            state = self.state(exercise)
            passed = sum(error is None for error in errors)
            note = f"   {passed} of {len(errors)} checks" if state == WRONG else ""
            self.out.line(f"  {sign[state]} {exercise:{width}}  {state}{note}", **{colour[state]: True})
        done = sum(self.state(exercise) == DONE for exercise in self.results)
        full, empty = ("█", "░") if self.is_unicode else ("#", "-")
        filled = 24 * done // max(len(self.results), 1)
        self.out.line(f"\n  {full * filled}{empty * (24 - filled)}  {done} of {len(self.results)} done\n")

    @property
    def is_unicode(self):
        return "utf" in (getattr(sys.stdout, "encoding", "") or "").lower()

    def show_first_problem(self):
        for state in (WRONG, NOT_STARTED):
            for exercise in self.results:
                if self.state(exercise) == state and exercise != OTHER:
                    self.show_problem(exercise, state)
                    return
        if self.results:
            self.out.line(
                "  All checks passed. The graded tests look at more cases; read the docstrings once more.\n",
                green=True,
            )

    def show_problem(self, exercise, state):
        if state == NOT_STARTED:
            self.out.line(f"  Next: {exercise}", bold=True)
            self.out.line(
                f"  Open {module_name()}.py, read what it promises, and replace the line `raise NotImplementedError`."
            )
        else:
            self.out.line(f"  First problem: {exercise}", bold=True)
            for line in explain(*self.errors[exercise]).splitlines():
                self.out.line(f"  {line}")
        self.out.line(f"\n  Stuck? pytest --hint {exercise}\n")


def explain(item, error):
    """What was called, what came back, what the check wanted, and why."""
    call = item.student.last_call if hasattr(item, "student") else ""
    if isinstance(error, MissingExercise):
        return str(error)
    if not isinstance(error, AssertionError):
        return f"Your code raised {place_of(error, f'{module_name()}.py')}"
    why = str(error).partition("\nassert ")[0]
    parts = [call, f"The check:  {failed_assertion(error)}", "" if why.startswith("assert ") else why]
    return "\n".join(filter(None, parts))


def failed_assertion(error):
    """The text of the assertion that failed, without its message."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    lines = linecache.getlines(frame.filename)
    for node in ast.walk(ast.parse("".join(lines))):
        if isinstance(node, ast.Assert) and node.lineno <= frame.lineno <= node.end_lineno:
            return ast.unparse(node.test)
    return frame.line


def next_hint(config, exercise):
    """The next hint for an exercise; how many were shown is kept in pytest's cache."""
    hints = importlib.import_module(f"test_{module_name()}").HINTS
    if exercise not in hints:
        return f"There is no exercise {exercise!r} here; there are {', '.join(hints)}."
    cache = getattr(config, "cache", None)
    shown = cache.get(f"hints/{exercise}", 0) if cache else 0
    step = min(shown, len(hints[exercise]) - 1)
    if cache:
        cache.set(f"hints/{exercise}", step + 1)
    more = len(hints[exercise]) - step - 1
    rest = "Run it again for the next one." if more else "That was the last one."
    return f"\nHint {step + 1} of {len(hints[exercise])} for {exercise}\n\n  {hints[exercise][step]}\n\n{rest}\n"
