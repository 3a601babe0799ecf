"""Run hidden suites against submissions: one long-lived grader process per core.

``pool`` (in the caller's process) starts grader processes (``process``) and feeds them over
a ``pipe``. A grader collects the suites once with pytest (``collect``, with the suites'
``fixtures``), keeps one jailed zygote, and for each submission runs the collected tests
(``examine``); ``judge`` says what an error means, ``follow_through`` what is run again.
"""
