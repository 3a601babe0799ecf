"""``make attacks``: a table of attacks, levels, expected and reached marks, and whether each was held.

python -m tests.attacks [--level LEVEL]... [--account root|user]... [--only NAME]

Who is not root gets no level ``process`` unless asked for: an attack could kill all programs of that account.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from autograder.jail.levels import LEVELS, PROCESS, available

from .arena import Arena, Result
from .attack import find_attacks
from .ordinary_user import ordinary_user


def main() -> int:
    """Print the tables; exit status 1 when an attack was not held that must be, 2 when a level cannot be tried."""
    parser = argparse.ArgumentParser(prog="python -m tests.attacks", description="Grade attacks among honest victims.")
    parser.add_argument("--level", action="append", choices=LEVELS, help="only this level; may be repeated")
    parser.add_argument(
        "--account", action="append", choices=["root", "user"], help="only as root, or as an ordinary user"
    )
    parser.add_argument("--only", default="", metavar="NAME", help="only attacks whose name contains this")
    asked = parser.parse_args()
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 160)
    root = os.geteuid() == 0
    levels = asked.level or [level for level in LEVELS if root or level != PROCESS]
    missing = set(levels) - set(available())
    if missing:
        console.print(f"[red]not available here: {', '.join(sorted(missing))}; see `zerokara doctor`[/]")
        return 2
    accounts = asked.account or ["root", "user"]
    runs = [
        _run(console, level, account, asked.only) for account in (accounts if root else ["user"]) for level in levels
    ]
    return 0 if all(runs) else 1


def _run(console: Console, level: str, account: str, only: str) -> bool:
    """Grade all attacks once, print what came of it, and say whether what is promised was held."""
    user, python = ordinary_user() if account == "user" else (None, sys.executable)
    attacks = [attack for attack in find_attacks() if only in attack.name]
    if account == "root":
        attacks = [attack for attack in attacks if attack.expect.get("only") != "user"]
    with tempfile.TemporaryDirectory(prefix="arena-", ignore_cleanup_errors=True) as home:
        Path(home).chmod(0o755)
        arena = Arena(Path(home, "class"), attacks, user=user, python=python)
        try:
            arena.build()
            results, seconds = arena.grade(level), arena.seconds
            equal = arena.grade_victims_alone(level) == arena.victims(level)
        finally:
            arena.close()
    console.print(_table(results, level, account))
    held = sum(result.held for result in results)
    console.print(f"{held} of {len(results)} held at level {level} as {account}, in {seconds:.0f} s.")
    escaped = [result.attack.name for result in results if not result.held and not result.must_hold]
    if escaped:
        console.print(f"Level {level} does not promise to hold: {', '.join(escaped)}.")
    console.print(
        "The victims' verdicts are the same with and without attackers."
        if equal
        else "[red]Victims' verdicts changed.[/]"
    )
    console.print()
    return equal and all(result.held for result in results if result.must_hold)


def _table(results: list[Result], level: str, account: str) -> Table:
    table = Table(box=None, title=f"Attacks at level {level} as {account}", title_justify="left")
    for heading in ("attack", "level", "expected", "got", "held", ""):
        table.add_column(heading, no_wrap=heading != "")
    for result in results:
        held = "[green]yes[/]" if result.held else "[red]NO[/]" if result.must_hold else "no"
        complaints = escape("; ".join(result.complaints))
        table.add_row(result.attack.name, level, result.expected, result.got, held, complaints)
    return table


if __name__ == "__main__":
    sys.exit(main())
