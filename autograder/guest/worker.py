"""The process that holds a student's module and does what the grader's tests call.

A worker serves one submission. The grader sends a request, the worker answers with a
value or an error; in between the student's code may call back a function that a test
passed in. Control always lies on exactly one side, and at each switch both sides tell
each other which shared values changed (``ledger``).

Nothing here defends the grader: the student's code shares this interpreter and may
change all of it. The defence is that the grader takes every frame for hostile, and
that the process can reach nothing but its socket.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any

import numpy as np

from .delivery import Delivery
from .failure import describe_failure
from .module import Loaded, load
from .output import Dice, Output, Warnings
from .wire.channel import Channel
from .wire.codec import CALLBACK, HANDLE, MEMBER, NUMPY, SHARED, YOURS, CannotCross, Codec
from .wire.ledger import Ledger
from .wire.protocol import (
    LOAD,
    MODULE,
    Answer,
    BackError,
    CallBack,
    Error,
    FromGrader,
    Request,
    Value,
    pack,
    read_question,
)

_RESERVE = 4 << 20


class Callback:
    """A function of the test. It can be called; none of the grader's attributes can be reached through it."""

    __slots__ = ("__name__", "_call", "number")

    def __init__(self, number: int, name: str, call: Callable[..., Any]) -> None:
        self.number = number
        self._call = call
        self.__name__ = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the test's function."""
        return self._call(self.number, args, kwargs)


class Worker:
    """Serve the grader's requests on a channel until it is closed."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._ledger = Ledger(first=2)
        self._codec = Codec(self._ledger, self._encode_other, self._decode_other)
        self._handles: dict[int, Any] = {}
        self._handle_numbers: dict[int, int] = {}
        self._next_handle = MODULE + 1
        self._classes: dict[type, int] = {}
        self._callbacks: dict[int, Callback] = {}
        self._loaded: Loaded | None = None
        self._switches = np.geterr()
        self._output = Output()
        self._warnings = Warnings()
        self._dice = Dice()
        self._reserve = bytearray(_RESERVE)
        self._request = 0

    def serve(self) -> None:
        """Answer requests until the grader closes the channel."""
        sys.stdout = sys.stderr = self._output
        self._dice.install()
        while True:
            message = self._receive()
            assert isinstance(message, Request)
            self._answer(message)

    # Messages -----------------------------------------------------------------

    def _receive(self) -> FromGrader:
        return read_question(self._codec.open(*self._channel.receive()))

    def _send(self, kind: Callable[..., Answer], **parts: Any) -> None:
        message = kind(number=self._request, **parts, output=self._output.take(), warnings=self._warnings.take())
        self._channel.send(*self._codec.finish(pack(message)))

    def _begin(self) -> list[Any]:
        """Start a message with what changed; its values come after, so that they can refer to it."""
        self._codec.begin()
        return [self._codec.encode_content(value, number) for number, value in self._ledger.changed()]

    def _answer(self, request: Request) -> None:
        try:
            result = self._do(request)
        except BaseException as error:  # also SystemExit and KeyboardInterrupt
            if isinstance(error, MemoryError):
                self._reserve.clear()  # so that there is room to say so
            changes = self._begin()
            description = describe_failure(error, self._loaded.sources if self._loaded else {})
            self._send(Error, changes=changes, description=description)
            return
        changes = self._begin()
        mark = self._ledger.mark()
        try:
            wire = self._codec.encode(result)
        except BaseException as error:
            self._ledger.rewind(mark)
            reason = str(error) if isinstance(error, CannotCross) else "nested too deeply"
            description = {"kinds": ["CannotCross"], "name": "", "message": reason, "frames": []}
            self._send(Error, changes=changes, description=description)
        else:
            self._send(Value, changes=changes, result=wire)

    def _do(self, request: Request) -> Any:
        self._request = request.number
        if request.seed is not None:
            self._begin_test(request.seed)
        if request.operation == LOAD:
            return self._load(Delivery(**request.args[0]))
        assert self._loaded is not None
        self._apply(request.changes)
        values = [self._codec.decode(arg) for arg in request.args]
        named = {name: self._codec.decode(arg) for name, arg in request.kwargs.items()}
        self._forget(request.dropped, request.released)
        if request.operation == "earlier":
            return self._loaded.earlier.get(*values)
        return _OPERATIONS[request.operation](*values, **named)

    def _apply(self, changes: list[Any]) -> None:
        for wire in changes:
            self._codec.fill(self._ledger.get(wire[1]), wire)
            self._ledger.settle(wire[1])

    def _forget(self, dropped: list[int], released: list[int]) -> None:
        self._ledger.forget(dropped)
        for number in released:
            self._handle_numbers.pop(id(self._handles.pop(number, None)), None)

    def _begin_test(self, seed: int) -> None:
        """Give every test the same start: nothing shared, known random numbers, NumPy's switches as after loading."""
        self._ledger.clear()
        self._handles.clear()
        self._handle_numbers.clear()
        self._callbacks.clear()
        self._dice.restart(seed)
        if self._loaded is not None:
            self._warnings.install()
            np.seterr(**self._switches)

    def _load(self, delivery: Delivery) -> str:
        """Load the student's module; the answer is one JSON text and holds none of the student's values."""
        import json

        self._loaded = load(delivery)
        self._warnings.install()
        self._switches = np.geterr()
        names = [name for name in delivery.exercises if name in vars(self._loaded.module)]
        report = {"errors": self._loaded.errors, "defined": names, "references": self._loaded.references}
        return json.dumps(report)

    # Values that are objects --------------------------------------------------

    def _encode_other(self, value: Any) -> list[Any]:
        if isinstance(value, Callback):
            return [YOURS, value.number]
        number = self._handle_numbers.get(id(value))
        if number is None:
            number = self._next_handle
            self._next_handle += 1
            self._handles[number] = value
            self._handle_numbers[id(value)] = number
        kind = type(value)
        class_number = self._classes.get(kind)
        if class_number is not None:
            return [HANDLE, number, class_number]
        class_number = self._classes[kind] = len(self._classes) + 1
        return [HANDLE, number, class_number, kind.__name__[:100], _methods(kind)]

    def _decode_other(self, tag: int, wire: list[Any]) -> Any:
        if tag == SHARED:
            return self._ledger.get(wire[1])
        if tag == YOURS:
            return self._object(wire[1])
        if tag == MEMBER:
            return getattr(self._object(wire[1]), wire[2])
        if tag == CALLBACK:
            number, name = wire[1:]
            return self._callbacks.setdefault(number, Callback(number, name, self._call_back))
        if tag == NUMPY:
            return getattr(np, wire[1])
        raise ValueError(f"tag {tag}")

    def _object(self, number: int) -> Any:
        if number == MODULE:
            assert self._loaded is not None
            return self._loaded.module
        return self._handles[number]

    def _call_back(self, number: int, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
        """Ask the grader to call a function of the test; serve its requests meanwhile."""
        changes = self._begin()
        wires = [self._codec.encode(arg) for arg in args]
        named = {name: self._codec.encode(arg) for name, arg in kwargs.items()}
        self._send(CallBack, changes=changes, function=number, args=wires, kwargs=named)
        request = self._request
        while isinstance(message := self._receive(), Request):
            self._answer(message)
        self._request = request
        self._apply(message.changes)
        value = None if isinstance(message, BackError) else self._codec.decode(message.result)
        self._forget(message.dropped, message.released)
        if isinstance(message, BackError):
            name, text = message.error
            raise _ERRORS.get(name, RuntimeError)(text)
        return value


#: What the grader can ask for. Each takes the target first.
_OPERATIONS: dict[str, Callable[..., Any]] = {
    "call": lambda target, /, *args, **kwargs: target(*args, **kwargs),
    "method": lambda target, name, /, *args, **kwargs: getattr(target, name)(*args, **kwargs),
    "getattr": getattr,
    "setattr": setattr,
    "getitem": lambda target, key: target[key],
    "setitem": lambda target, key, value: target.__setitem__(key, value),
    "contains": lambda target, value: value in target,
    "isinstance": isinstance,
    "len": len,
    "iter": iter,
    "next": next,
}

#: Errors of a test's own function, as the student's code sees them.
_ERRORS: dict[str, type[Exception]] = {
    error.__name__: error for error in (ArithmeticError, AssertionError, IndexError, KeyError, TypeError, ValueError)
}


def _methods(kind: type) -> list[str]:
    """Names under which instances of a class have a method, so that looking one up costs no message."""
    methods = {
        name
        for base in kind.__mro__[:-1]
        for name, value in vars(base).items()
        if isinstance(value, FunctionType | staticmethod | classmethod) and not name.startswith("__")
    }
    return sorted(methods)[:200]
