"""What many tests need: workers at each level of isolation, folders of submissions, the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from autograder.authoring.trials import Trials
from autograder.course import Chapter, Course, find_course
from autograder.guest.delivery import Delivery
from autograder.jail.launch import Zygote, launch
from autograder.jail.levels import LEVELS, available, findings
from autograder.proxy import Budget, Limits, Session
from autograder.reference import source_of
from autograder.release.stub import make_stub

ROOT = Path(__file__).resolve().parent.parent

#: No test modules: variants stand in a chapter's module when they are graded, `grow.py` is a program that needs
#: atheris, and old courses are data.
collect_ignore = ["variants", "jail/grow.py"]
collect_ignore_glob = ["compatibility/made-by-*"]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Keep the node ids of what was skipped: `.ci/run` runs exactly these again with everything installed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and session.config.cache is not None:
        skipped = dict.fromkeys(report.nodeid for report in reporter.stats.get("skipped", ()))
        path = session.config.cache.mkdir("skipped") / "tests.txt"
        path.write_text("".join(f"{nodeid}\n" for nodeid in skipped), encoding="utf-8")


def skip_unless(condition: bool, reason: str) -> None:
    """Skip a test that this machine cannot run; in CI, where everything is installed, fail instead."""
    if condition:
        return
    if os.environ.get("ZEROKARA_SKIP_NOTHING"):
        pytest.fail(f"CI must be able to run this: {reason}")
    pytest.skip(reason)


def need_level(level: str) -> None:
    """Skip where a level of isolation cannot be had."""
    missing = "; ".join(f"{finding.name}: {finding.detail}" for finding in findings() if not finding.works)
    skip_unless(level in available(), f"isolation level {level} is not available ({missing})")


@pytest.fixture(scope="session", params=LEVELS)
def zygote(request: pytest.FixtureRequest) -> Iterator[Zygote]:
    """A zygote at each level of isolation in turn."""
    need_level(request.param)
    zygote = launch(request.param)
    yield zygote
    zygote.close()


@pytest.fixture(scope="session")
def jailed_zygote() -> Iterator[Zygote]:
    """One zygote at the strongest level."""
    zygote = launch(available()[0])
    yield zygote
    zygote.close()


Submit = Callable[..., Session]


@pytest.fixture
def submit(zygote: Zygote) -> Iterator[Submit]:
    """Start workers with modules given as text, at each level of isolation."""
    yield from _submitter(zygote)


@pytest.fixture
def submit_once(jailed_zygote: Zygote) -> Iterator[Submit]:
    """Start workers with modules given as text, at the strongest level only."""
    yield from _submitter(jailed_zygote)


def _submitter(zygote: Zygote) -> Iterator[Submit]:
    sessions: list[Session] = []

    def submit(
        source: str,
        *,
        exercises: tuple[str, ...] = (),
        earlier: Mapping[str, str] | None = None,
        helpers: Mapping[str, str] | None = None,
        seconds: float = 10.0,
        **limits: Any,
    ) -> Session:
        delivery = Delivery(
            name="work",
            source=dedent(source).encode(),
            exercises=exercises,
            earlier={name: dedent(text).encode() for name, text in (earlier or {}).items()},
            helpers={name: dedent(text).encode() for name, text in (helpers or {}).items()},
        )
        session = Session(zygote, delivery, Limits(total_seconds=seconds, **limits), Budget(seconds))
        sessions.append(session)
        session.start(1)
        session.begin_test(1)
        return session

    yield submit
    for session in sessions:
        session.close()


@pytest.fixture(scope="session")
def trials() -> Iterator[Trials]:
    """Graders for made-up modules of all chapters, started once."""
    with Trials(chapters()) as trials:
        yield trials


@pytest.fixture(scope="session")
def course() -> Course:
    """The project's own course."""
    return find_course(ROOT)


def chapters() -> list[Chapter]:
    """All chapters, for parametrised tests."""
    return list(find_course(ROOT).chapters.values())


each_chapter = pytest.mark.parametrize("chapter", chapters(), ids=lambda chapter: chapter.folder)


def reference_text(chapter: Chapter) -> str:
    """What a perfect student hands in."""
    return source_of(chapter.reference)


def stub_text(chapter: Chapter) -> str:
    """What a student hands in who did nothing."""
    return make_stub(chapter.reference.read_text(encoding="utf-8"))


@pytest.fixture
def hand_in(tmp_path: Path) -> Callable[[str, Chapter, str | bytes], Path]:
    """Put a student's module where nbgrader would collect it; returns the file."""

    def hand_in(student: str, chapter: Chapter, source: str | bytes) -> Path:
        path = tmp_path / "submitted" / student / chapter.folder / chapter.filename
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(source if isinstance(source, bytes) else source.encode())
        return path

    return hand_in


def zerokara(*arguments: object, cwd: Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    command = [str(Path(sys.executable).with_name("zerokara")), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=300, **options)
