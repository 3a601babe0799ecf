"""One submission in one worker: its life, its calls, its budget.

Everything that arrives is hostile until decoded: a malformed frame, a wrong type, an
unknown number ends the worker and fails the test, and never the grader.
"""

from __future__ import annotations

import secrets
import time
import warnings
import weakref
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.guest.channel import Channel, ChannelClosed, DeadlineExceeded, FrameError
from autograder.guest.codec import CALLBACK, HANDLE, MEMBER, NUMPY, SHARED, YOURS, CannotCross, Codec
from autograder.guest.ledger import Ledger, content, same
from autograder.guest.worker import BACK_ERROR, BACK_VALUE, CALL_BACK, ERROR, MODULE, REQUEST, VALUE
from autograder.guest.zygote import BROKEN
from autograder.jail.zygote import Zygote

from . import calls
from .calls import Budget, Call, Limits, Report, read_report, refuse_reference
from .declarations import forget_declarations, may_change
from .errors import (
    ArgumentChanged,
    NotDefined,
    TooManyCalls,
    Unusable,
    WorkerEnded,
    WorkerTimedOut,
    clean_text,
    student_error,
)
from .remote import EarlierModules, RemoteMember, RemoteObject, StudentModule

_MALFORMED = (FrameError, IndexError, KeyError, TypeError, ValueError, OverflowError, RecursionError)
_MAX_OUTPUT = 64 << 10


class Session:
    """A worker with a student's module, seen from the grader."""

    def __init__(self, zygote: Zygote, delivery: Mapping[str, Any], limits: Limits, budget: Budget) -> None:
        self.student = StudentModule(self)
        self.earlier = EarlierModules(self)
        self.report = Report()
        self.last_call: Call | None = None
        self.output = ""
        self._zygote = zygote
        self._delivery = delivery
        self._limits = limits
        self._budget = budget
        self._channel: Channel | None = None
        self._pid = 0
        self._ledger = Ledger(first=1)
        self._codec = Codec(self._ledger, self._encode_other, self._decode_other)
        self._objects: weakref.WeakValueDictionary[int, RemoteObject] = weakref.WeakValueDictionary()
        self._released: list[int] = []
        self._classes: dict[int, tuple[str, frozenset[str]]] = {}
        self._callbacks: dict[int, Callable[..., Any]] = {}
        self._callback_error: BaseException | None = None
        self._shadows: dict[int, Any] = {}
        self._depth = 0
        self._calls = 0
        self._seed: int | None = None
        self._call_seconds = limits.call_seconds
        self._watches_arguments = False

    # Life ---------------------------------------------------------------------

    def start(self, seed: int) -> None:
        """Fork a worker and load the module in it.

        Raises:
            WorkerTimedOut, WorkerEnded: loading did not come to an end.
            autograder.jail.zygote.ZygoteLost: the zygote failed, which is not the student's fault.
        """
        self.close()
        cpu_seconds = int(self._limits.total_seconds) + 5
        self._pid, fd = self._zygote.spawn(self._limits.memory, cpu_seconds)
        self._channel = Channel(fd)
        self._classes.clear()
        self.begin_test(seed)
        text = self.request("load", (dict(self._delivery),))
        try:
            self.report = read_report(text)
        except _MALFORMED:
            raise self._break("it sent a malformed report") from None

    def close(self) -> None:
        """End the worker, if there is one."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None
            self._zygote.end(self._pid)

    @property
    def is_alive(self) -> bool:
        """Whether there is a worker."""
        return self._channel is not None

    @property
    def seconds_left(self) -> float:
        """What is left of the submission's time."""
        return max(self._budget.seconds, 0.0)

    def begin_test(self, seed: int, call_seconds: float | None = None, *, watch_arguments: bool = False) -> None:
        """Forget the last test: shared values, objects, declarations. Random numbers start from ``seed``."""
        self._watches_arguments = watch_arguments
        forget_declarations()
        self._ledger.clear()
        self._objects.clear()
        self._released.clear()
        self._callbacks.clear()
        self._callback_error = None
        self._shadows.clear()
        self._depth = 0
        self._calls = 0
        self._seed = seed
        self._call_seconds = call_seconds or self._limits.call_seconds
        self._remember(None)
        self.output = ""

    def require(self, name: str) -> None:
        """Check that the module defines an exercise.

        Raises:
            NotDefined: if the module does not define it.
        """
        if name in self._delivery["exercises"] and name not in self.report.defined:
            raise NotDefined(f"`{name}` is not defined in {self._delivery['name']}.py.")

    # Calls --------------------------------------------------------------------

    def request(self, operation: str, args: tuple[Any, ...], kwargs: Mapping[str, Any] | None = None) -> Any:
        """Ask the worker for something and return its answer.

        Raises:
            StudentError: the student's code raised (a subclass that is also the builtin's).
            Failure: it ended, took too long, changed an argument, or returned no value.
        """
        channel = self._channel
        if channel is None:
            raise WorkerEnded("The process of this submission has ended.")
        self._note_call(operation, args, kwargs)
        self._count_call()
        started = time.monotonic()
        allowed = min(self._call_seconds, self._budget.seconds)
        deadline = started + allowed
        self._depth += 1
        try:
            request = secrets.randbits(48)
            channel.send(*self._encode_request(request, operation, args, kwargs), deadline)
            return self._await_answer(channel, request, deadline)
        except DeadlineExceeded:
            raise self._time_out(allowed) from None
        except ChannelClosed:
            raise self._ended() from None
        finally:
            self._depth -= 1
            if not self._depth:
                self._budget.seconds -= time.monotonic() - started

    def _count_call(self) -> None:
        """Count a call of this test.

        Raises:
            TooManyCalls: there were more than a test may make.
        """
        self._calls += 1
        if self._calls > self._limits.calls:
            self.close()
            raise TooManyCalls(
                f"{self._what_ran()} had not finished after {self._limits.calls} calls. "
                "Does it call its function, or yield elements, endlessly?"
            )

    def _await_answer(self, channel: Channel, request: int, deadline: float) -> Any:
        while True:
            try:
                message = self._codec.open(*channel.receive(deadline))
                kind, answered, changes, *parts, output, noted = message
                if answered != request:
                    continue  # to an earlier request, or to none: the student's code wrote it itself
                self._take_changes(changes)
                if kind == CALL_BACK:
                    number, args, kwargs = parts
                    values = [self._codec.decode(arg) for arg in args]
                    named = {name: self._codec.decode(arg) for name, arg in kwargs.items()}
                    function = self._callbacks[number]
                elif kind == VALUE:
                    value = self._codec.decode(parts[0])
                elif kind == ERROR:
                    error = student_error(parts[0])
                else:
                    raise FrameError("a message of unknown kind")
                self._take_output(output)
                raised = _read_warnings(noted)
            except _MALFORMED as malformed:
                raise self._break(str(malformed)) from None
            if kind == CALL_BACK:
                self._call_back(channel, deadline, function, values, named)
                continue
            if self._depth == 1 and self._callback_error is not None:
                callback_error, self._callback_error = self._callback_error, None
                raise callback_error
            if kind == ERROR:
                raise error
            if self._depth == 1:
                self._check_arguments()
            for text in raised:
                warnings.warn(text, RuntimeWarning, stacklevel=2)
            return value

    def _call_back(
        self, channel: Channel, deadline: float, function: Callable[..., Any], args: list[Any], kwargs: Any
    ) -> None:
        """Call a function of the test for the worker. Its error outlives whatever the student catches."""
        try:
            self._count_call()
            result = function(*args, **kwargs)
            message = [BACK_VALUE, *self._begin(), self._codec.encode(result)]
        except (WorkerTimedOut, WorkerEnded, TooManyCalls):
            raise
        except BaseException as error:
            self._callback_error = self._callback_error or error
            message = [BACK_ERROR, *self._begin(), [type(error).__name__, str(error)[:500]]]
        channel.send(*self._codec.finish(message), deadline)

    def _encode_request(
        self, request: int, operation: str, args: tuple[Any, ...], kwargs: Mapping[str, Any] | None
    ) -> tuple[bytes, list[Any]]:
        """The frame of a request, under a number that no answer written in advance can guess."""
        news = self._begin()
        if operation == "load":
            wires, named = list(args), {}
        else:
            wires = [self._codec.encode(arg) for arg in args]
            named = {name: self._codec.encode(arg) for name, arg in (kwargs or {}).items()}
        seed, self._seed = self._seed, None
        return self._codec.finish([REQUEST, request, *news, operation, wires, named, seed])

    def _begin(self) -> list[Any]:
        """Start a message with the news: changed values, dropped values, released objects."""
        self._codec.begin()
        changes = [self._codec.encode_content(value, number) for number, value in self._ledger.changed()]
        dropped = self._ledger.abandoned()
        self._ledger.forget(dropped)
        released = self._released[:]
        self._released.clear()
        return [changes, dropped, released]

    # Shared values ------------------------------------------------------------

    def _take_changes(self, changes: Any) -> None:
        for wire in changes:
            number = wire[1]
            value = self._ledger.get(number)
            if number % 2 == 0 or may_change(value) or isinstance(value, np.random.Generator):
                self._codec.fill(value, wire)
                self._ledger.settle(number)
                continue
            changed = self._codec.decode_apart(wire)
            if same(content(changed), value):
                self._shadows.pop(number, None)
            else:
                self._shadows[number] = changed

    def _check_arguments(self) -> None:
        """See to arguments that are not as they were although the test did not declare that they may change.

        The test's own objects are untouched. A test of the promise to leave arguments alone
        fails; for any other the worker's copies are put right with the next message.

        Raises:
            ArgumentChanged: this test watches its arguments.
        """
        shadows, self._shadows = self._shadows, {}
        if not shadows:
            return
        for number, changed in shadows.items():
            self._ledger.settle(number, content(changed))
        if self._watches_arguments:
            call = self.last_call or Call("the call", (), {})
            changed = self._ledger.get(next(iter(shadows)))
            raise ArgumentChanged(
                f"`{call.function}` changed its {call.argument_with(changed)}. "
                "Work on a copy: whoever calls it still needs the original."
            )

    def _take_output(self, text: Any) -> None:
        """Keep what the student's code printed.

        Raises:
            FrameError: if it is not text.
        """
        if not isinstance(text, str):
            raise FrameError("output that is not text")
        room = _MAX_OUTPUT - len(self.output)
        if text and room > 0:
            self.output += clean_text(text[:room].expandtabs(4), room)

    # Objects ------------------------------------------------------------------

    def _encode_other(self, value: Any) -> list[Any]:
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
            refuse_reference(value)
            number = id(value)
            self._callbacks[number] = value
            return [CALLBACK, number, name]
        raise CannotCross(f"a test cannot pass a {type(value).__name__} to the student's code")

    def _number_of(self, value: RemoteObject) -> int:
        if self._objects.get(value._zk_number) is not value:
            raise CannotCross("an object of another worker or an earlier test")
        return int(value._zk_number)

    def _decode_other(self, tag: int, wire: list[Any]) -> Any:
        if tag == SHARED:
            number = wire[1]
            return self._shadows[number] if number in self._shadows else self._ledger.get(number)
        if tag == HANDLE:
            return self._object(wire)
        if tag == YOURS:
            return self._callbacks[wire[1]]
        raise FrameError("a value of unknown kind")

    def _object(self, wire: list[Any]) -> RemoteObject:
        number, class_number, *description = wire[1:]
        if type(number) is not int or number <= MODULE or type(class_number) is not int:
            raise FrameError("an object without a number")
        if description:
            name, methods = description
            printable = "".join(filter(str.isprintable, name[:100]))
            self._classes[class_number] = printable, frozenset(map(str, methods[:200]))
        found = self._objects.get(number)
        if found is None:
            found = RemoteObject(self, number, *self._classes[class_number])
            self._objects[number] = found
            weakref.finalize(found, self._released.append, number).atexit = False
        return found

    # Failures -----------------------------------------------------------------

    def _time_out(self, allowed: float) -> WorkerTimedOut:
        self.close()
        return WorkerTimedOut(
            f"{self._what_ran()} was still running after {allowed:.2g} seconds. Is there an endless loop?"
        )

    def _ended(self) -> WorkerEnded:
        channel, self._channel = self._channel, None
        if channel is not None:
            channel.close()
        ending = self._zygote.end(self._pid)
        if ending.exit == BROKEN:
            return WorkerEnded(f"{self._what_ran()} used up all its memory. Does something grow without end?")
        if ending.signal:
            return WorkerEnded(f"{self._what_ran()} crashed the Python interpreter (signal {ending.signal}).")
        return WorkerEnded(
            f"{self._what_ran()} ended the whole Python process (exit status {ending.exit}). "
            "Return a value instead; a function must not end the program."
        )

    def _break(self, reason: str) -> Unusable:
        """End a worker that does not keep to the protocol."""
        self.close()
        return Unusable(f"{self._what_ran()} gave back something that cannot be read ({reason}).")

    def _what_ran(self) -> str:
        return f"`{self.last_call.function}`" if self.last_call else f"Importing {self._delivery['name']}.py"

    def _note_call(self, operation: str, args: tuple[Any, ...], kwargs: Mapping[str, Any] | None) -> None:
        """Remember what the test called, unless it is a call from within a callback."""
        if self._depth:
            return
        if operation == "method":
            owner, name, *rest = args
            function = name if owner is self.student else f"{owner._zk_class}.{name}"
            self._remember(Call(function, tuple(rest), kwargs or {}))
        elif operation == "call":
            called = args[0]
            returned = isinstance(called, RemoteObject) and called._zk_class == "function"
            function = "the returned function" if returned else repr(called)
            self._remember(Call(function, args[1:], kwargs or {}))

    def _remember(self, call: Call | None) -> None:
        self.last_call = call
        calls.note(call)


def _read_warnings(noted: Any) -> list[str]:
    """The worker's floating-point warnings, each with its place.

    Raises:
        FrameError, TypeError, ValueError: they are malformed.
    """
    read = []
    for text, file, line in noted[:20]:
        if type(line) is not int or not 0 <= line < 1 << 20:
            raise FrameError("a warning from nowhere")
        read.append(f"{clean_text(text, 200)} ({clean_text(file, 100)}, line {line})")
    return read
