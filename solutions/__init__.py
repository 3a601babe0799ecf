"""The reference package: each exercise of the course, written once.

One module per chapter. What students get is cut out of these files: the code between
the solution markers becomes a TODO, the docstring stays and is the whole contract.
"""
