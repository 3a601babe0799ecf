"""Grade submissions: what is graded already is kept, the rest goes to the graders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from autograder.course import Chapter
from autograder.engine.pool import Pool
from autograder.engine.task import Task
from autograder.jail.levels import choose
from autograder.results.key import Key, key_of
from autograder.results.outcome import Outcome
from autograder.results.store import DamagedVerdict, VerdictStore
from autograder.results.verdict import make_verdict
from autograder.submission import Submission

from .seeds import class_seed

_LOST = (
    "This submission could not be graded: the grader failed twice. It is not your fault; your instructor has been told."
)


@dataclass(frozen=True)
class Graded:
    """A submission with its verdict.

    Attributes:
        is_new: whether it was graded now; otherwise its verdict is from an earlier run.
        reason: why it was graded again although it had a verdict, or "".
    """

    submission: Submission
    verdict: Mapping[str, Any]
    is_new: bool
    reason: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether it was graded at all; if not, the grader failed."""
        return bool(self.verdict["extra_data"]["complete"])


@dataclass(frozen=True)
class _Job:
    """A submission on its way to the graders."""

    submission: Submission
    key: Key
    reason: str


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

        def tasks() -> Iterator[tuple[_Job, Task]]:
            for submission in submissions:
                chapter = self._chapters[submission.chapter]
                key = key_of(submission, chapter, limits=self._pool.limits, isolation=self.level, seed=self.seed)
                before, reason = self._verdict_before(submission, key, regrade=regrade)
                job = _Job(submission, key, reason)
                if before is not None:
                    kept.append(Graded(submission, before, is_new=False))
                elif submission.problem:
                    kept.append(self._store(job, Outcome(())))
                else:
                    yield job, Task.of(submission, self.seed)

        for job, outcome in self._pool.examine(tasks()):
            yield from _drain(kept)
            yield self._store(job, outcome or Outcome(()), "" if outcome else _LOST)
        yield from _drain(kept)

    def _verdict_before(self, submission: Submission, key: Key, *, regrade: bool) -> tuple[dict[str, Any] | None, str]:
        """The verdict if it is still valid, else None and why; the reason is "" for what was never graded."""
        try:
            before = self.store.read(submission.chapter, submission.student)
        except DamagedVerdict as damage:
            return None, str(damage)
        if before is None:
            return None, ""
        reason = "asked for" if regrade else key.change_since(before)
        return (None, reason) if reason else (before, "")

    def grade_one(self, chapter: Chapter, submission: Submission) -> Mapping[str, Any]:
        """The verdict on one submission."""
        assert submission.chapter == chapter.folder
        (graded,) = self.grade([submission])
        return graded.verdict

    def _store(self, job: _Job, outcome: Outcome, problem: str = "") -> Graded:
        chapter = self._chapters[job.submission.chapter]
        verdict = make_verdict(job.submission, chapter, outcome, job.key, problem)
        if not job.submission.problem:
            self.store.keep_work(job.submission, chapter)
        self.store.write(verdict)
        return Graded(job.submission, verdict, is_new=True, reason=job.reason)


def _drain(kept: list[Graded]) -> Iterator[Graded]:
    while kept:
        yield kept.pop()
