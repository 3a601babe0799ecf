"""zerokara's grader: from a student's file to a mark that an instructor can answer for.

The flow, and the module for each step::

    submission   read a student's files, as data
    engine       run the hidden suites against them: one grader per core, each with ...
    jail         ... a zygote that forks isolated workers, which run ...
    guest        ... the student's module, and answer ...
    proxy        ... the calls of the tests, which assert with ...
    checks       ... fair comparisons, worded for students
    results      from passed and failed tests to marks, in one JSON file per submission,
                 under the key of all that it depends on
    grading      a class: what is graded already is kept, the rest goes to the engine
    nbgrader_plugin   from verdicts to nbgrader's database and feedback

``course`` knows the chapters; ``release`` makes what students get and ``handout`` lists it;
``commands`` is the command line. Imports go down only; CONTRIBUTING.md draws the floors.
"""

__version__ = "0.1.0"
