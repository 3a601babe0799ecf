"""The pytest plugin behind a chapter's ``conftest.py``.

A run has one plugin, however many chapters take part. Run in one chapter, pytest shows
our report. Run above several, as an editor does that looks for tests, it shows its own.
"""

from __future__ import annotations

import sys

import pytest

from .chapter import Chapter, Module
from .report import OTHER, Report, exercise_of

_NAME = "kit"
#: Options with which pytest prints, or asks, by means of the report that we would take away.
_NEED_PYTESTS_REPORT = (
    *("help", "collectonly", "markers", "showfixtures", "show_fixtures_per_test"),
    *("setuponly", "setupshow", "setupplan", "usepdb", "trace"),
)


def join(manager, folder):
    """Let a chapter take part in a run; its ``conftest.py`` calls this."""
    plugin = manager.get_plugin(_NAME) or Plugin()
    plugin.chapters.append(Chapter(folder))
    if not manager.hasplugin(_NAME):
        manager.register(plugin, _NAME)


class Plugin:
    """Options, the fixture ``student``, and our report."""

    def __init__(self):
        self.chapters = []
        self.entered = None

    def pytest_addoption(self, parser):
        group = parser.getgroup("exercises")
        group.addoption("--exercise", metavar="NAME", help="run the checks of one exercise")
        group.addoption("--hint", metavar="NAME", help="show the next hint for an exercise")

    def pytest_configure(self, config):
        config.addinivalue_line("markers", "exercise(name): the exercise that a check belongs to")
        sys.dont_write_bytecode = True
        if len(self.chapters) == 1 and self.may_report(config):
            config.pluginmanager.register(Report(config, self.chapters[0]), "exercise-report")

    def may_report(self, config):
        """Whether our report can stand in for pytest's own, which has not begun yet."""
        theirs = any(getattr(config.option, name, False) for name in _NEED_PYTESTS_REPORT)
        return config.option.verbose <= 0 and not theirs and not config.pluginmanager.hasplugin("terminalreporter")

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session):
        """Stop with one clear message when the module cannot be read at all."""
        if len(self.chapters) == 1 and (problem := self.chapters[0].problem()):
            pytest.exit(problem, returncode=1)

    def pytest_collection_modifyitems(self, config, items):
        """Choose the checks of one exercise, if asked."""
        wanted = config.getoption("exercise", None)
        if not wanted:
            return
        names = list(dict.fromkeys(name for name in map(exercise_of, items) if name != OTHER))
        if wanted not in names:
            raise pytest.UsageError(f"there is no exercise {wanted!r} here; there are {', '.join(names)}")
        items[:] = [item for item in items if exercise_of(item) == wanted]

    @pytest.fixture
    def student(self, request):
        """Your module."""
        chapter = max(
            (chapter for chapter in self.chapters if chapter.folder in request.path.resolve().parents),
            key=lambda chapter: len(chapter.folder.parts),
        )
        if chapter is not self.entered:
            chapter.enter([other for other in self.chapters if other is not chapter])
            self.entered = chapter
        request.node.student = Module(chapter.load())
        return request.node.student
