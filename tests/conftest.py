"""What many tests need: workers at each level of isolation, graders, folders of submissions."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from autograder.authoring.cache import Cache
from autograder.authoring.trials import Trials
from autograder.course import Chapter, Course, find_course
from autograder.engine.pool import usable_cores
from autograder.guest.delivery import Delivery
from autograder.jail.launch import Zygote, launch
from autograder.jail.levels import LEVELS, available
from autograder.proxy import Budget, Limits, Session
from tests.machine import need_level
from tests.material import ROOT, chapters

#: No test modules: variants stand in a chapter's module when they are graded, `grow.py` is a program that needs
#: atheris, and old courses are data.
collect_ignore = ["variants", "jail/grow.py"]
collect_ignore_glob = ["compatibility/made-by-*"]


#: What came from the cache, and what did not.
COUNTS = pytest.StashKey[Counter[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Of several workers, give each a core of its own: what one does makes no test of another's slower."""
    config.stash[COUNTS] = Counter()
    if (number := _worker_number()) is not None:
        cores = usable_cores()
        os.sched_setaffinity(0, {cores[number % len(cores)]})


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Deal tests out by what they share."""
    from tests.workers import Groups

    return Groups(config, log)


def _worker_number() -> int | None:
    """Which of pytest-xdist's workers this is, or None."""
    name = os.environ.get("PYTEST_XDIST_WORKER")
    return int(name.removeprefix("gw")) if name else None


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Keep the node ids of what was skipped: `.ci/run` runs exactly these again with everything installed."""
    if hasattr(session.config, "workeroutput"):  # a worker, which tells the session that started it
        session.config.workeroutput["counts"] = dict(session.config.stash[COUNTS])
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and session.config.cache is not None:
        skipped = dict.fromkeys(report.nodeid for report in reporter.stats.get("skipped", ()))
        path = session.config.cache.mkdir("skipped") / "tests.txt"
        path.write_text("".join(f"{nodeid}\n" for nodeid in skipped), encoding="utf-8")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Add up what the workers tell."""
    node.config.stash[COUNTS].update(getattr(node, "workeroutput", {}).get("counts", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was not found out in this session."""
    if counts := config.stash[COUNTS]:
        terminalreporter.write_line("; ".join(f"{count} {kind}" for kind, count in sorted(counts.items())))


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


@pytest.fixture(scope="module")
def open_folder() -> Iterator[Path]:
    """A folder that every account may enter; root's pytest closes its own, also those of a session that still runs."""
    with tempfile.TemporaryDirectory(prefix="open-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


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
def kept(pytestconfig: pytest.Config) -> Cache | None:
    """What earlier sessions found out about trials and lessons."""
    cache = Cache.of_project(ROOT)
    if cache is not None:
        cache.counts = pytestconfig.stash[COUNTS]
    return cache


@pytest.fixture(scope="session")
def trials(kept: Cache | None) -> Iterator[Trials]:
    """Graders for made-up modules of all chapters, started once; they grade what no earlier session did."""
    with Trials(chapters(), cache=kept) as trials:
        yield trials


@pytest.fixture(scope="session")
def course() -> Course:
    """The project's own course."""
    return find_course(ROOT)


@pytest.fixture
def hand_in(tmp_path: Path) -> Callable[[str, Chapter, str | bytes], Path]:
    """Put a student's module where nbgrader would collect it; returns the file."""

    def hand_in(student: str, chapter: Chapter, source: str | bytes) -> Path:
        path = tmp_path / "submitted" / student / chapter.folder / chapter.filename
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(source if isinstance(source, bytes) else source.encode())
        return path

    return hand_in
