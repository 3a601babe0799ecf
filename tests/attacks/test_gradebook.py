"""With the gradebook on, what is odd beside the module stops nobody: times, names, links, and notebooks."""

import json
import os

import pytest

from autograder.jail.levels import available

from .arena import VICTIMS, Arena
from .attack import find_attacks

GROUPS = ("times", "names", "links", "notebooks")
ATTACKS = [
    attack
    for attack in find_attacks()
    if attack.folder.parent.name in GROUPS and (os.geteuid() != 0 or attack.expect.get("only") != "user")
]


@pytest.fixture(scope="module")
def arena(open_folder):
    arena = Arena(open_folder / "with-gradebook", ATTACKS, gradebook=True)
    try:
        arena.build()
        yield arena, {result.attack.name: result for result in arena.grade(available()[0])}
    finally:
        arena.close()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", [attack.name for attack in ATTACKS])
def test_it_is_held(arena, name):
    assert arena[1][name].complaints == []


@pytest.mark.timeout(600)
def test_everybody_whose_name_is_text_has_the_mark_of_the_verdict(arena):
    arena, _ = arena
    verdicts = [json.loads(path.read_text()) for path in arena.home.glob(f"{available()[0]}/*/*.json")]
    scores = {verdict["extra_data"]["student"]: verdict["score"] for verdict in verdicts}
    strange = {name for name in scores if "\udce9" in name}
    assert len(strange) == 1
    assert arena.marks() == {name: score for name, score in scores.items() if name not in strange}
    assert sum(name.startswith("honest") for name in arena.marks()) == VICTIMS
