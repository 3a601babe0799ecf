"""The grader's side of a call: stand-ins for what lives in the worker.

A test says ``student.Affine(W, b).forward(x)`` as if the student's module were imported
here. ``session`` turns that into messages and treats every answer as hostile,
``conversation`` is what one test and the worker share, ``remote`` holds the stand-ins,
``errors`` what a test sees when the other side fails, ``stage`` knows the running test.
"""

from .declarations import in_place
from .errors import (
    ArgumentChanged,
    NotDefined,
    StudentError,
    Unusable,
    WorkerEnded,
    WorkerTimedOut,
)
from .limits import Budget, Limits
from .remote import RemoteObject, StudentModule
from .session import Session

__all__ = [
    "ArgumentChanged",
    "Budget",
    "Limits",
    "NotDefined",
    "RemoteObject",
    "Session",
    "StudentError",
    "StudentModule",
    "Unusable",
    "WorkerEnded",
    "WorkerTimedOut",
    "in_place",
]
