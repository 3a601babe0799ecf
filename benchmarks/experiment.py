"""An experiment: some ways to do one thing, measured in turn, and what their figures are.

Machines differ and are busy, so a figure means something only beside others of the same
minutes: A, B, C, A, B, C, … The first arm is what the others are compared with.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

PER_SUBMISSION, SECONDS, MEGABYTES = "ms a submission", "s", "MB"


@dataclass(frozen=True)
class Arm:
    """One way to do it; ``measure`` does it once and returns how long it took, in the experiment's unit."""

    name: str
    measure: Callable[[], float] = field(repr=False)


@dataclass(frozen=True)
class Experiment:
    """Arms to measure in turn.

    Attributes:
        name: what it is asked for by, as "ch03 equal".
        about: what is done, in a few words.
        unit: of its figures.
        arms: the first is the one that others are compared with.
        rounds: how often at most; by default as often as asked for.
        notes: what is to be said of it afterwards, beside its figures.
        faults: why its figures mean nothing, if they do.
    """

    name: str
    about: str
    unit: str
    arms: Sequence[Arm]
    rounds: int | None = None
    notes: Callable[[], Iterable[str]] = tuple
    faults: Callable[[], Iterable[str]] = tuple


#: What prepares an experiment and cleans up after it; nothing is prepared that is not asked for.
Prepared = Callable[[], AbstractContextManager[Experiment]]


@dataclass(frozen=True)
class Row:
    """An arm's figures: the median of all rounds, and how many times the first arm's, round by round."""

    arm: str
    median: float
    lowest: float
    highest: float
    ratio: float
    lowest_ratio: float
    highest_ratio: float


@dataclass(frozen=True)
class Figures:
    """What an experiment came to."""

    name: str
    about: str
    unit: str
    rounds: int
    rows: Sequence[Row]
    notes: Sequence[str] = ()
    faults: Sequence[str] = ()

    @classmethod
    def of(cls, experiment: Experiment, samples: Mapping[str, Sequence[float]]) -> Figures:
        """Put the measurements of some rounds together, each arm's in the order of rounds."""
        first = samples[experiment.arms[0].name]
        rows = []
        for arm in experiment.arms:
            own = samples[arm.name]
            ratios = [here / there for here, there in zip(own, first, strict=True)]
            middle = (statistics.median(own), min(own), max(own))
            rows.append(Row(arm.name, *middle, statistics.median(ratios), min(ratios), max(ratios)))
        notes, faults = tuple(experiment.notes()), tuple(experiment.faults())
        return cls(experiment.name, experiment.about, experiment.unit, len(first), rows, notes, faults)


def take_turns(experiment: Experiment, rounds: int) -> Iterator[tuple[str, float]]:
    """Measure every arm once a round, one after the other; yields an arm's name and its figure."""
    for _ in range(min(rounds, experiment.rounds or rounds)):
        for arm in experiment.arms:
            yield arm.name, arm.measure()


def gather(measured: Iterable[tuple[str, float]]) -> dict[str, list[float]]:
    """Figures by arm."""
    samples: dict[str, list[float]] = {}
    for name, figure in measured:
        samples.setdefault(name, []).append(figure)
    return samples
