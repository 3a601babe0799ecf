"""What to add to an exception in student code that comes from a difference between two machines."""

from __future__ import annotations

from autograder.proxy.errors import StudentError
from autograder.versions import numpy_version, python_version


def remark(error: StudentError) -> str:
    """A sentence on how this machine differs from the student's, with a blank before it; mostly ""."""
    if isinstance(error, SyntaxError):
        return f" (Graded with Python {python_version()}.)"
    if isinstance(error, AttributeError | ImportError) and "numpy" in error.message:
        return f" (Graded with Python {python_version()} and NumPy {numpy_version()}.)"
    if isinstance(error, FileNotFoundError):
        return " (Only modules are handed to the grader, no data files. Write small data into the module.)"
    return ""
