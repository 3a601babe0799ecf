"""What ``make bench`` measures, in the order of the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from .classes import CHAPTERS, equal_class, mixed_class
from .commands import end_to_end, grading, kept, start_up
from .contestants import bare_functions, isolated, pytest_pool, unjailed
from .experiment import Prepared
from .races import TOLERATED, loopers, memory, race

_RACED = ("ch01_neuron", "ch03_activations", "ch07_backprop", "ch08_training")
_USUAL = "ch03_activations"
#: How many times a usual chapter's time a submission takes; its classes are that much smaller.
_SLOW = {"ch08_training": 10}


def experiments(count: int) -> Mapping[str, Prepared]:
    """All experiments by name, each to be prepared when its turn comes.

    Args:
        count: the size of a class; parts that take longer have smaller ones.
    """
    return dict(_experiments(count))


def _experiments(count: int) -> Iterator[tuple[str, Prepared]]:
    usual = CHAPTERS[_USUAL]
    stock = max(2, count // 13)  # 3 of 40: each takes seconds
    for folder in _RACED:
        chapter = CHAPTERS[folder]
        size = max(2, count // _SLOW.get(folder, 1))
        contestants = [isolated(), pytest_pool(), bare_functions()]
        if chapter is usual:
            contestants.append(unjailed())
        for kind, works, about, tolerated in (
            ("equal", equal_class(chapter, size), "everybody hands in the reference", 0.0),
            ("mixed", mixed_class(chapter, size), "the mistakes and styles of tests/variants", TOLERATED),
        ):
            name = f"{folder[:4]} {kind}"
            yield name, partial(race, name, about, chapter, works, contestants, tolerated)
    yield "loops", partial(loopers, usual, max(10, count))
    yield "memory", partial(memory, usual, equal_class(usual, count))
    yield "start-up", partial(start_up, usual)
    yield "kept", partial(kept, usual, 5 * count)
    yield "nbgrader", partial(grading, usual, count, stock)
    yield "end-to-end", partial(end_to_end, usual, count, stock)
