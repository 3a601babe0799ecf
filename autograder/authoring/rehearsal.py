"""A chapter's hidden tests with the reference in the student's place, here and unjailed: what do they do?"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from types import ModuleType, SimpleNamespace
from typing import Any

from autograder.course import Chapter
from autograder.engine.collect import Check, collect
from autograder.engine.fixtures import LocalEarlier
from autograder.engine.task import Assignment

_SECONDS = 60.0


def reference_of(chapter: Chapter) -> ModuleType:
    """The reference module, imported."""
    return importlib.import_module(f"solutions.{chapter.name}")


def rehearse(
    chapter: Chapter, seed: int, watch: Callable[[Check], AbstractContextManager[Any]], student: Any = None
) -> None:
    """Run every hidden test of a chapter.

    Args:
        chapter: the chapter.
        seed: the class's seed; the tests draw what they would draw for a class with it.
        watch: gives the context that a test runs in.
        student: what stands for the student's module; the reference by default.

    Raises:
        Exception: what a test raised; the suite and the reference contradict each other then.
    """
    reference = reference_of(chapter)
    session: Any = SimpleNamespace(
        student=reference if student is None else student,
        earlier=LocalEarlier(reference),
        begin_test=lambda *_, **__: None,
        seconds_left=_SECONDS,
    )

    def serve(suite: Sequence[Check]) -> None:
        for check in suite:
            with watch(check):
                if (error := check.run(session, seed, _SECONDS)) is not None:
                    raise error

    collect([Assignment.of(chapter)], serve)
