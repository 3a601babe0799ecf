"""Grade submissions: what is graded already is kept, the rest goes to the graders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from .course import Chapter
from .engine.pool import Pool
from .engine.task import Task
from .jail.levels import choose
from .outcome import Outcome
from .seeds import class_seed
from .submission import Submission
from .verdict import Key, VerdictStore, key_of, make_verdict

_LOST = (
    "This submission could not be graded: the grader failed twice. It is not your fault; your instructor has been told."
)


@dataclass(frozen=True)
class Graded:
    """A submission with its verdict, and whether it was graded now."""

    submission: Submission
    verdict: Mapping[str, Any]
    is_new: bool

    @property
    def is_complete(self) -> bool:
        """Whether it was graded at all; if not, the grader failed."""
        return bool(self.verdict["extra_data"]["complete"])


class Grader:
    """Grades submissions of some chapters into a folder of verdicts. A context manager."""

    def __init__(
        self,
        chapters: Sequence[Chapter],
        folder: Path,
        *,
        isolation: str | None = None,
        jobs: int | None = None,
        seed: int | None = None,
        **limits: float,
    ) -> None:
        """Prepare; graders start when the first submission needs them.

        Raises:
            autograder.jail.levels.NoIsolationError: if the level of isolation is not available.
        """
        self.store = VerdictStore(folder)
        self.level = choose(isolation)
        self.seed = class_seed(folder) if seed is None else seed
        self._chapters = {chapter.folder: chapter for chapter in chapters}
        self._pool = Pool(chapters, self.level, jobs, **limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the graders."""
        self._pool.close()

    def grade(self, submissions: Iterable[Submission], *, regrade: bool = False) -> Iterator[Graded]:
        """Grade submissions and store each verdict as soon as it is known; the order is any.

        Args:
            submissions: what was handed in; read as needed.
            regrade: grade also what has a verdict under the same key.

        Raises:
            autograder.engine.pool.GraderFailed: if no grader can be started.
        """
        kept: list[Graded] = []

        def tasks() -> Iterator[tuple[tuple[Submission, Key], Task]]:
            for submission in submissions:
                chapter = self._chapters[submission.chapter]
                key = key_of(submission, chapter, self.seed, self.level)
                before = None if regrade else self.store.read(submission.chapter, submission.student)
                if before is not None and key.matches(before):
                    kept.append(Graded(submission, before, is_new=False))
                elif submission.problem:
                    kept.append(self._store(submission, Outcome(()), key))
                else:
                    yield (submission, key), Task.of(submission, self.seed)

        for (submission, key), outcome in self._pool.examine(tasks()):
            yield from _drain(kept)
            yield self._store(submission, outcome or Outcome(()), key, "" if outcome else _LOST)
        yield from _drain(kept)

    def grade_one(self, chapter: Chapter, submission: Submission) -> Mapping[str, Any]:
        """The verdict on one submission."""
        assert submission.chapter == chapter.folder
        (graded,) = self.grade([submission])
        return graded.verdict

    def _store(self, submission: Submission, outcome: Outcome, key: Key, problem: str = "") -> Graded:
        verdict = make_verdict(submission, self._chapters[submission.chapter], outcome, key, problem)
        self.store.write(verdict)
        return Graded(submission, verdict, is_new=True)


def _drain(kept: list[Graded]) -> Iterator[Graded]:
    while kept:
        yield kept.pop()
