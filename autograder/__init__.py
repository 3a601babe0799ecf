"""zerokara's grader: from a student's file to a mark that an instructor can answer for.

The flow, and the module for each step::

    submission   read a student's files, as data
    engine       run the hidden suites against them: one grader per core, each with ...
    jail         ... a zygote that forks isolated workers, which run ...
    guest        ... the student's module, and answer ...
    proxy        ... the calls of the tests, which assert with ...
    checks       ... fair comparisons, worded for students
    scoring      from passed and failed tests to marks
    results      one JSON file per submission, under the key of all that it depends on
    gradebook    from verdicts to nbgrader's database and feedback

``course`` knows the chapters; ``release`` makes what students get; ``commands`` is the
command line.
"""

__version__ = "0.1.0"
