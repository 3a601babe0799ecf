"""``python -m autograder.authoring VERB``: the one face of the authors' tools, a module a verb."""

from __future__ import annotations

import click

from . import curriculum, flakes, house, mutation, new, trivial, variants


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def main() -> None:
    """Write exercises, and see whether their hidden tests find every mistake and accept every right answer.

    Without CHAPTER a verb goes through the whole course. Exit status: 0 all is well, 1
    something is to be done and each line says what, 2 wrong usage.

    \b
    In the order of an author's day:
      python -m autograder.authoring new ch09_optimizers momentum      write the skeleton of an exercise
      python -m autograder.authoring curriculum ch09_optimizers        what is left to write?
      python -m autograder.authoring variants ch09_optimizers          does each variant get what it deserves?
      python -m autograder.authoring mutation ch09_optimizers          does each small fault cost marks?
    """


for verb in (new, curriculum, variants, trivial, flakes, mutation, house):
    main.add_command(verb.command)


if __name__ == "__main__":
    main(prog_name="python -m autograder.authoring")
