"""What crosses by a number instead of its value: shared values, objects of the worker, functions of the test."""

from __future__ import annotations

import functools
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.guest.wire.channel import FrameError
from autograder.guest.wire.codec import CALLBACK, HANDLE, MEMBER, NUMPY, SHARED, YOURS, CannotCross
from autograder.guest.wire.ledger import Ledger
from autograder.guest.wire.protocol import MODULE
from autograder.quoting import name_or_quoted

from .remote import Caller, RemoteMember, RemoteObject, StudentModule

#: The classes of a worker's objects, by number: a name, and the methods. They are told once in a worker's life.
Classes = dict[int, tuple[str, frozenset[str]]]


class Objects:
    """What the numbers of one test stand for.

    Attributes:
        callbacks: the test's functions that went to the worker.
        shadows: by number, the worker's content of shared values that the test keeps as they were.
    """

    def __init__(self, caller: Caller, classes: Classes, ledger: Ledger) -> None:
        self.callbacks: dict[int, Callable[..., Any]] = {}
        self.shadows: dict[int, Any] = {}
        self._ledger = ledger
        self._caller = caller
        self._classes = classes
        self._known: weakref.WeakValueDictionary[int, RemoteObject] = weakref.WeakValueDictionary()
        self._released: list[int] = []

    def take_released(self) -> list[int]:
        """Numbers of objects for which the test has no use any longer, since the last call."""
        released = self._released[:]
        self._released.clear()
        return released

    def encode(self, value: Any) -> list[Any]:
        """The wire form of what has no value form.

        Raises:
            CannotCross: it must not, or cannot, go to the student's side.
        """
        if isinstance(value, RemoteObject):
            return [YOURS, self._number_of(value)]
        if isinstance(value, StudentModule):
            return [YOURS, MODULE]
        if isinstance(value, RemoteMember):
            owner = value._zk_owner
            return [MEMBER, MODULE if owner is None else self._number_of(owner), value._zk_name]
        name = getattr(value, "__name__", "function")
        if isinstance(value, np.ufunc) and getattr(np, name, None) is value:
            return [NUMPY, name]
        if callable(value) and not isinstance(value, type):
            _refuse_reference(value)
            number = id(value)
            self.callbacks[number] = value
            return [CALLBACK, number, name]
        raise CannotCross(f"a test cannot pass a {type(value).__name__} to the student's code")

    def _number_of(self, value: RemoteObject) -> int:
        if self._known.get(value._zk_number) is not value:
            raise CannotCross("an object of another worker or an earlier test")
        return int(value._zk_number)

    def decode(self, tag: int, wire: list[Any]) -> Any:
        """A shared value, the stand-in for an object of the worker, or the test's own function.

        Raises:
            FrameError, TypeError, ValueError, KeyError: it is none of these.
        """
        if tag == SHARED:
            number = wire[1]
            return self.shadows[number] if number in self.shadows else self._ledger.get(number)
        if tag == HANDLE:
            return self._stand_in(wire)
        if tag == YOURS:
            return self.callbacks[wire[1]]
        raise FrameError("a value of unknown kind")

    def _stand_in(self, wire: list[Any]) -> RemoteObject:
        number, class_number, *description = wire[1:]
        if type(number) is not int or number <= MODULE or type(class_number) is not int:
            raise FrameError("an object without a number")
        if description:
            name, methods = description
            self._classes[class_number] = name_or_quoted(name), frozenset(map(str, methods[:200]))
        found = self._known.get(number)
        if found is None:
            found = RemoteObject(self._caller, number, *self._classes[class_number])
            self._known[number] = found
            weakref.finalize(found, self._released.append, number).atexit = False
        return found


def _refuse_reference(function: Callable[..., Any]) -> None:
    """Make sure that a callback is the test's own: the reference's would be an oracle.

    Raises:
        CannotCross: the function belongs to the reference package.
    """
    if isinstance(function, functools.partial):
        _refuse_reference(function.func)
        return
    owner = getattr(function, "__self__", None)
    modules = (getattr(function, "__module__", ""), type(function).__module__, type(owner).__module__)
    if any(str(module).partition(".")[0] == "solutions" for module in modules):
        raise CannotCross("a test must not pass the reference to the student's code")
