"""Every attack of the golden folders is held, at every level that promises to hold it, and no victim notices."""

import itertools
import json
import os
import re
import sys

import pytest

from autograder.jail.levels import FULL, LEVELS, PROCESS
from tests.machine import need_level

from .arena import ROOT, Arena
from .attack import find_attacks
from .ordinary_user import ordinary_user
from .probe import active

ATTACKS = {attack.name: attack for attack in find_attacks()}
RUNS = [
    pytest.param(
        (level, account),
        id=f"{level}-as-{account}",
        marks=[] if (level, account) == (FULL, "user") else pytest.mark.slow,
    )
    for account, level in itertools.product(("user", "root"), LEVELS)
]


@pytest.fixture(scope="module", params=RUNS)
def graded(request, open_folder):
    """The whole class, graded once at a level by an account: results by attack, and the victims."""
    level, account = request.param
    need_level(level)
    if account == "root" and os.geteuid() != 0:
        pytest.skip("only root can grade as root")
    if account == "user" and level == PROCESS and os.geteuid() != 0:
        pytest.skip("at level process an attack could kill your own programs; root can lend it another account")
    user, python = ordinary_user() if account == "user" else (None, sys.executable)
    attacks = [attack for attack in ATTACKS.values() if account == "user" or attack.expect.get("only") != "user"]
    arena = Arena(open_folder / f"{level}-as-{account}", attacks, user=user, python=python)
    try:
        arena.build()
        results = {result.attack.name: result for result in arena.grade(level)}
        arena.grade_victims_alone(level)
        yield results, arena.victims(level), arena.victims(f"{level}-alone")
    finally:
        arena.close()


@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", ATTACKS)
def test_it_is_held(graded, name):
    results, _, _ = graded
    if name in results:
        assert results[name].complaints == [] or not results[name].must_hold
    else:
        assert ATTACKS[name].expect["only"] == "user"


@pytest.mark.timeout(900)
def test_the_victims_notice_nothing(graded):
    _, among_attackers, alone = graded
    assert among_attackers == alone
    assert {verdict["score"] for verdict in alone.values()} == {16.0}


def test_there_are_forty_attacks_of_our_own():
    assert sum(name.startswith("own/") for name in ATTACKS) >= 40


@pytest.mark.parametrize("name", [name for name, attack in ATTACKS.items() if "bites" in attack.expect])
def test_what_a_notebook_tries_would_work_on_a_viewer_without_care(name):
    path = ROOT / "assignments" / "ch03_activations" / "ch03_activations.ipynb"
    released = json.loads(path.read_text())
    bites = active(ATTACKS[name].notebook(released)) - active(released)
    assert set(ATTACKS[name].expect["bites"]) <= set(bites)


def test_every_attack_is_told_in_words():
    assert [name for name, attack in ATTACKS.items() if len(attack.expect["about"]) < 4] == []


def test_what_process_does_not_hold_is_listed_by_name():
    """docs/security.md names exactly the attacks whose folders say so."""
    text = (ROOT / "docs" / "security.md").read_text()
    table = text[text.index("| succeeds at level process |") : text.index("## What is not promised")]
    named = re.findall(r"`(\w+/\w+)`", table)
    assert sorted(named) == [name for name, attack in ATTACKS.items() if attack.expect.get("process") == "not held"]


def test_no_attack_can_be_imported_by_mistake():
    """pytest itself would import every module that it finds, to look for examples in docstrings."""
    assert [path for attack in ATTACKS.values() for path in attack.folder.rglob("*.py")] == []
