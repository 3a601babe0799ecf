"""The engine against the same tests without isolation, among attackers, and what memory it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from autograder.course import Chapter

from .classes import looping_class
from .contestants import Contestant, Lap, disagreements, isolated
from .experiment import MEGABYTES, PER_SUBMISSION, SECONDS, Arm, Experiment
from .processes import Memory

#: Of a class of mistakes so many may be judged otherwise without isolation: those that change a test's own values.
TOLERATED = 0.1


@contextmanager
def race(
    name: str, about: str, chapter: Chapter, works: Sequence[str], contestants: Sequence[Contestant], tolerated: float
) -> Iterator[Experiment]:
    """Contestants grade one class in turn; where they judge differently is noted.

    Args:
        name: the experiment's.
        about: what the class is.
        chapter: what the class handed in for.
        works: the class.
        contestants: the first is compared with the others.
        tolerated: the share of the class that may be judged differently.
    """
    latest: dict[str, Lap] = {}

    def measure(contestant: Contestant) -> Callable[[], float]:
        def lap() -> float:
            latest[contestant.name] = contestant.grade(chapter, works)
            return 1000 * latest[contestant.name].seconds / len(works)

        return lap

    def notes() -> Iterator[str]:
        different = len({number for number, _ in disagreements(latest)})
        yield f"{len(works) - different} of {len(works)} submissions judged alike by all"

    def faults() -> Iterator[str]:
        found = list(disagreements(latest))
        if len({number for number, _ in found}) > tolerated * len(works):
            yield from (said for _, said in found)

    arms = [Arm(contestant.name, measure(contestant)) for contestant in contestants]
    yield Experiment(name, f"{about}, {len(works)} submissions", PER_SUBMISSION, arms, None, notes, faults)


@contextmanager
def loopers(chapter: Chapter, count: int) -> Iterator[Experiment]:
    """What endless loops cost the class: each is stopped and costs its own marks."""
    works = looping_class(chapter, count)
    honest = [work for number, work in enumerate(works) if number % 10]
    engine = isolated()

    def seconds(sources: Sequence[str]) -> Callable[[], float]:
        return lambda: engine.grade(chapter, sources).seconds

    arms = [
        Arm(f"{len(honest)} honest submissions", seconds(honest)),
        Arm("and for every nine of them an endless loop", seconds(works)),
    ]
    yield Experiment("loops", f"{engine.name} on {chapter.folder}, budget of 10 s a submission", SECONDS, arms)


@contextmanager
def memory(chapter: Chapter, works: Sequence[str]) -> Iterator[Experiment]:
    """What a run of the engine holds in memory; watching costs time, so it is not timed."""

    def largest(part: str) -> Callable[[], float]:
        def watch() -> float:
            watched = Memory()
            watched.start()
            try:
                isolated().grade(chapter, works)
            finally:
                watched.stop()
            return float(getattr(watched, part))

        return watch

    arms = [
        Arm("largest grader, resident", largest("grader")),
        Arm("largest worker, its own pages", largest("worker")),
    ]
    yield Experiment("memory", f"in a run of {len(works)} submissions of {chapter.folder}", MEGABYTES, arms, rounds=1)
