"""The report: one line for each exercise, a bar, and the first problem explained."""

from __future__ import annotations

import ast
import linecache
import sys
import traceback

import pytest
from _pytest.config import create_terminal_writer

from .chapter import MissingExercise

DONE, WRONG, NOT_STARTED, NOT_RUN = "done", "wrong", "not started", "not run"
OTHER = "(other tests)"


def exercise_of(item):
    """The exercise that a check belongs to; tests of your own belong to none."""
    mark = item.get_closest_marker("exercise")
    return mark.args[0] if mark else OTHER


class Report:
    """One line for each exercise, a bar, and the first problem."""

    def __init__(self, config, chapter):
        self.config = config
        self.chapter = chapter
        self.out = create_terminal_writer(config, sys.stdout)
        self.results = {}
        self.errors = {}
        self.other = []
        self.running = ""

    def pytest_plugin_registered(self, plugin, manager):
        """Take pytest's own report away."""
        if type(plugin).__name__ == "TerminalReporter":
            manager.unregister(plugin)

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
        """Ctrl-C, which says nothing, or pytest's own reason to stop."""
        stopped = f"Stopped while checking `{self.running}`." if self.running else "Stopped."
        self.other.append(str(excinfo.value) or f"{stopped} Is there an endless loop?")

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
            self.out.line(self.next_hint(self.config.option.hint))
            return
        self.show_exercises()
        self.show_first_problem()

    def state(self, exercise):
        errors = self.results[exercise]
        if not errors:
            return NOT_RUN
        wrong = [error for error in errors if error is not None]
        if not wrong:
            return DONE
        if all(isinstance(error, NotImplementedError) for error in wrong):
            return NOT_STARTED
        return WRONG

    def show_exercises(self):
        width = max(map(len, self.results), default=0)
        colour = {DONE: "green", WRONG: "red", NOT_STARTED: "light", NOT_RUN: "light"}
        sign = dict(zip(colour, "✓✗·?" if self.is_unicode else "+x.?"))
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
        if self.results and all(self.state(exercise) == DONE for exercise in self.results):
            self.out.line(
                "  All checks passed. The graded tests look at more cases; read the docstrings once more.\n",
                green=True,
            )

    def show_problem(self, exercise, state):
        if state == NOT_STARTED:
            self.out.line(f"  Next: {exercise}", bold=True)
            todo = "read what it promises, and replace the line `raise NotImplementedError`."
            self.out.line(f"  Open {self.chapter.filename}, {todo}")
        else:
            self.out.line(f"  First problem: {exercise}", bold=True)
            for line in self.explain(*self.errors[exercise]).splitlines():
                self.out.line(f"  {line}")
        self.out.line(f"\n  Stuck? pytest --hint {exercise}\n")

    def explain(self, item, error):
        """What was called, what came back, what the check wanted, and why."""
        call = item.student.last_call if hasattr(item, "student") else ""
        if isinstance(error, MissingExercise):
            return str(error)
        if not isinstance(error, AssertionError):
            return f"Your code raised {self.chapter.place_of(error)}"
        why = str(error).partition("\nassert ")[0]
        parts = [call, f"The check:  {failed_assertion(error)}", "" if why.startswith("assert ") else why]
        return "\n".join(filter(None, parts))

    def next_hint(self, exercise):
        """The next hint for an exercise; how many were shown is kept in pytest's cache."""
        hints = self.chapter.hints
        if exercise not in hints:
            return f"There is no exercise {exercise!r} here; there are {', '.join(hints)}."
        cache = getattr(self.config, "cache", None)
        shown = cache.get(f"hints/{exercise}", 0) if cache else 0
        step = min(shown, len(hints[exercise]) - 1)
        if cache:
            cache.set(f"hints/{exercise}", step + 1)
        more = len(hints[exercise]) - step - 1
        rest = "Run it again for the next one." if more else "That was the last one."
        return f"\nHint {step + 1} of {len(hints[exercise])} for {exercise}\n\n  {hints[exercise][step]}\n\n{rest}\n"


def failed_assertion(error):
    """The text of the assertion that failed, without its message."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    lines = linecache.getlines(frame.filename)
    for node in ast.walk(ast.parse("".join(lines))):
        if isinstance(node, ast.Assert) and node.lineno <= frame.lineno <= node.end_lineno:
            return ast.unparse(node.test)
    return frame.line
