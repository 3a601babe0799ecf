"""``make attacks``: a table of attacks, levels, expected and reached marks, and whether each was held.

    python -m tests.attacks [--level LEVEL]... [--user] [--only NAME]
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from autograder.jail.levels import FULL, LANDLOCK, PROCESS

from .arena import Arena, Result, find_attacks
from .ordinary_user import ordinary_user


def main() -> int:
    """Print the table; exit status 1 when an attack was not held that must be."""
    parser = argparse.ArgumentParser(description="Grade every attack among honest victims.")
    parser.add_argument("--level", action="append", choices=[FULL, LANDLOCK, PROCESS])
    parser.add_argument("--user", action="store_true", help="as an ordinary user, when started by root")
    parser.add_argument("--only", default="", help="attacks whose name contains this")
    asked = parser.parse_args()
    attacks = [attack for attack in find_attacks() if asked.only in attack.name]
    user, python = ordinary_user() if asked.user else (None, sys.executable)
    if user is None and os.geteuid() == 0:
        attacks = [attack for attack in attacks if attack.expect.get("only") != "user"]
    home = Path(tempfile.mkdtemp(prefix="arena-"))
    home.chmod(0o755)
    arena = Arena(home / "class", attacks, user=user, python=python)
    console = Console(highlight=False, width=200 if not sys.stdout.isatty() else None)
    failed = []
    try:
        arena.build()
        for level in asked.level or [FULL, LANDLOCK]:
            results = arena.grade(level)
            console.print(_table(results, level, "an ordinary user" if user else "root" if os.geteuid() == 0 else "this user"))
            missed = [result for result in results if not result.held]
            failed += [result for result in missed if level != PROCESS or result.attack.expect.get("process") != "not held"]
            seconds = arena.seconds
            equal = arena.grade_victims_alone(level) == arena.victims(arena.home / level)
            console.print(f"{len(results) - len(missed)} of {len(results)} held at {level} in {seconds:.0f} s; ", end="")
            console.print("the victims' verdicts are the same with and without attackers" if equal else "[red]victims' verdicts changed[/]")
            if not equal:
                return 1
    finally:
        arena.close()
        shutil.rmtree(home, ignore_errors=True)
    return 1 if failed else 0


def _table(results: list[Result], level: str, who: str) -> Table:
    table = Table(box=None, title=f"Attacks at level {level} as {who}", title_justify="left")
    for heading in ("attack", "level", "expected", "got", "held", ""):
        table.add_column(heading, no_wrap=heading != "")
    for result in results:
        held = "[green]yes[/]" if result.held else "[red]NO[/]"
        table.add_row(result.attack.name, level, result.expected, result.got, held, escape("; ".join(result.complaints)))
    return table


if __name__ == "__main__":
    sys.exit(main())
