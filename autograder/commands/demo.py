"""``zerokara demo``."""

from __future__ import annotations

import click


@click.command()
def demo() -> None:
    """Try everything on a sample class."""
