"""The command line. Each command is a module; what is heavy is imported when it runs."""

from __future__ import annotations

import click

from autograder import __version__

from . import demo, doctor, grade

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=_CONTEXT)
@click.version_option(__version__, prog_name="zerokara")
def main() -> None:
    """Grade a course in which students build neural networks from zero.

    \b
    Examples:
      zerokara demo                               try everything on a sample class
      zerokara grade ch03_activations             grade a chapter of this course
      zerokara grade --submitted DIR --out OUT    grade a folder, without nbgrader
      zerokara doctor                             what this machine can and cannot do
    """


main.add_command(demo.demo)
main.add_command(doctor.doctor)
main.add_command(grade.grade)
