"""``zerokara doctor``: what this machine supports, and what to do about the rest."""

from __future__ import annotations

import sys

import click


@click.command()
def doctor() -> None:
    """Check isolation, versions, exchange and gradebook on this machine.

    Each line is ok, or not ok with the reason and the remedy. Exit status: 0 when submissions
    can be graded in a jail, 1 when not.

    \b
    Example:
      zerokara doctor
    """
    from autograder.health import examine_machine

    from .terminal import as_check, out

    can_grade = True
    for finding in examine_machine():
        as_check(finding.works, finding.name, finding.detail, finding.remedy)
        can_grade &= finding.works or not finding.is_needed
    out.print("\nThis machine can grade." if can_grade else "\nThis machine cannot grade in a jail yet.")
    sys.exit(0 if can_grade else 1)
