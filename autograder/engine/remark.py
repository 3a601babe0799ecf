"""What to add to an exception of the student's that comes from a difference between two machines."""

from __future__ import annotations

from autograder.proxy.errors import StudentError
from autograder.versions import numpy_version, python_version


def remark(error: StudentError) -> str:
    """A sentence, with a blank before it, on what is another here than at the student's desk; mostly ""."""
    if isinstance(error, SyntaxError):
        return f" (Graded with Python {python_version()}.)"
    if isinstance(error, AttributeError | ImportError) and "numpy" in error.message:
        return f" (Graded with Python {python_version()} and NumPy {numpy_version()}.)"
    if isinstance(error, FileNotFoundError):
        return " (Only modules are handed to the grader, no data files. Write small data into the module.)"
    return ""
