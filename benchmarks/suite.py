"""A chapter's hidden tests as plain pytest collects them, without any isolation.

The yardstick for the engine: nothing here is shared with it, so that a change of the
engine cannot move what it is measured against. The student's module is imported into
this very process, and a test may be run by pytest's protocol or simply be called.
"""

from __future__ import annotations

import importlib
import inspect
import os
import random
import signal
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest
from _pytest.runner import runtestprotocol

from autograder.course import Chapter
from autograder.engine.task import seed_of
from autograder.reference import earlier_modules

_TEST_SECONDS = 10.0
_OPTIONS = (  # what costs time and tells nothing here; the engine leaves out the same
    *("-p", "no:terminal", "-p", "no:cacheprovider", "-p", "no:doctest", "-p", "no:logging"),
    *("--assert=plain", "--capture=no", "--noconftest", "--import-mode=importlib", "-c", os.devnull),
)


@dataclass(frozen=True)
class HiddenTest:
    """A collected test: the function, what it is called with besides fixtures, and whose marks it counts for."""

    item: pytest.Function
    exercise: str
    function: str
    fixtures: tuple[str, ...]
    params: Mapping[str, Any]
    seed: int

    @classmethod
    def of(cls, item: pytest.Function) -> HiddenTest:
        """Read a collected item."""
        mark = item.get_closest_marker("exercise")
        assert mark is not None, f"{item.nodeid} counts for no exercise"
        params = dict(item.callspec.params) if hasattr(item, "callspec") else {}
        fixtures = tuple(name for name in inspect.signature(item.obj).parameters if name not in params)
        return cls(item, mark.args[0], item.function.__name__, fixtures, params, seed_of(0, item.name))


Run = Callable[[HiddenTest, ModuleType], BaseException | None]


def by_pytest(test: HiddenTest, student: ModuleType) -> BaseException | None:
    """Run a test by pytest's protocol: set up, call, tear down; returns what it raised."""
    plugin: _Plugin = test.item.config.stash[_PLUGIN]
    plugin.given, plugin.error = _fixtures(test, student), None
    runtestprotocol(test.item, nextitem=None, log=False)
    return plugin.error


def by_call(test: HiddenTest, student: ModuleType) -> BaseException | None:
    """Call a test's function, fixtures and parameters as arguments; returns what it raised."""
    fixtures = _fixtures(test, student)
    try:
        test.item.obj(**{name: fixtures[name]() for name in test.fixtures}, **test.params)
    except Exception as error:
        return error
    return None


def verdicts(tests: Sequence[HiddenTest], chapter: Chapter, source: str, run: Run) -> list[tuple[str, bool]]:
    """Which tests a submission passes, as (exercise, passed) in the engine's order.

    Args:
        tests: the chapter's tests.
        chapter: what was handed in for.
        source: the submission's text.
        run: ``by_pytest`` or ``by_call``.
    """
    student = sys.modules[chapter.name] = ModuleType(chapter.name)
    try:
        with _time_limit():
            exec(compile(source, chapter.filename, "exec"), vars(student))
    except Exception:
        return [(test.exercise, False) for test in tests]
    found = []
    for test in tests:
        with _time_limit():
            found.append((test.exercise, run(test, student) is None))
    return found


def collect(chapter: Chapter, serve: Callable[[Sequence[HiddenTest]], None]) -> None:
    """Collect a chapter's tests and call ``serve`` with them, exercise by exercise, while pytest's session lasts.

    Raises:
        RuntimeError: they cannot be collected.
        Exception: what ``serve`` raised.
    """
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    warnings.simplefilter("error", RuntimeWarning)
    plugin = _Plugin(chapter, serve)
    with _importable(earlier_modules(chapter.reference)):
        status = pytest.main([*_OPTIONS, "--rootdir", str(chapter.suite.parent), str(chapter.suite)], [plugin])
    if plugin.failure:
        raise plugin.failure
    if not plugin.served:
        raise RuntimeError(f"pytest could not collect {chapter.suite} (exit status {status})")


_PLUGIN = pytest.StashKey["_Plugin"]()


class _Plugin:
    """The suites' four fixtures, cheap reports, and a loop of our own in the place of pytest's."""

    def __init__(self, chapter: Chapter, serve: Callable[[Sequence[HiddenTest]], None]) -> None:
        self.given: Mapping[str, Callable[[], Any]] = {}
        self.error: BaseException | None = None
        self.failure: Exception | None = None
        self.served = False
        self._order = [exercise.name for exercise in chapter.exercises]
        self._serve = serve

    @pytest.fixture
    def student(self) -> Any:
        """The submission's module."""
        return self.given["student"]()

    @pytest.fixture
    def reference(self) -> Any:
        """The reference's module."""
        return self.given["reference"]()

    @pytest.fixture
    def earlier(self) -> Any:
        """The finished modules of earlier chapters."""
        return self.given["earlier"]()

    @pytest.fixture
    def rng(self) -> Any:
        """Random numbers from the test's own seed."""
        return self.given["rng"]()

    def pytest_configure(self, config: pytest.Config) -> None:
        """Register the mark of the suites."""
        config.addinivalue_line("markers", "exercise(name, weight, gate, seconds, promise): what a test counts for")
        config.stash[_PLUGIN] = self

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[Any]) -> pytest.TestReport:
        """Keep the error and build no traceback: that would cost more than the test."""
        if call.excinfo is not None:
            self.error = self.error or call.excinfo.value
        outcome: Any = "failed" if call.excinfo else "passed"
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, call.when)  # type: ignore[arg-type]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Hand the tests over, ordered as the engine runs them."""
        if session.testsfailed:
            return True
        tests = [HiddenTest.of(item) for item in session.items if isinstance(item, pytest.Function)]
        self.served = True
        try:
            self._serve(sorted(tests, key=lambda test: self._order.index(test.exercise)))
        except Exception as error:
            self.failure = error
        return True


def _fixtures(test: HiddenTest, student: ModuleType) -> Mapping[str, Callable[[], Any]]:
    """How each fixture is made."""
    reference = importlib.import_module(f"solutions.{test.item.path.stem.removeprefix('test_')}")

    def earlier() -> SimpleNamespace:
        names = earlier_modules(Path(str(reference.__file__)))
        return SimpleNamespace(**{name: importlib.import_module(name) for name in names})

    def rng() -> np.random.Generator:
        random.seed(test.seed)
        np.random.seed(test.seed)
        return np.random.default_rng(test.seed)

    return {"student": lambda: student, "reference": lambda: reference, "earlier": earlier, "rng": rng}


@contextmanager
def _importable(modules: Mapping[str, str]) -> Iterator[None]:
    """Let modules be imported under their plain names, as in a student's folder."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in modules.items():
            Path(folder, f"{name}.py").write_text(text, encoding="utf-8")
        sys.path.insert(0, folder)
        yield
        sys.path.remove(folder)


@contextmanager
def _time_limit() -> Iterator[None]:
    """Interrupt what does not end: the only protection that this yardstick has."""

    def interrupt(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001
        raise TimeoutError(f"not done in {_TEST_SECONDS:g} seconds")

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, _TEST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
