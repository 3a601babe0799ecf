"""Run hidden suites against submissions: one long-lived grader process per core.

``pool`` (in the caller's process) starts ``grader`` processes and feeds them. A grader
collects the suites once with pytest (``plugin``), keeps one jailed zygote, and for each
submission runs the collected tests (``examine``).
"""
