"""What tests hand in and hold answers against: the project's chapters, perfect and empty work."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import Chapter, find_course
from autograder.reference import source_of
from autograder.release.stub import make_stub

ROOT = Path(__file__).resolve().parent.parent


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
