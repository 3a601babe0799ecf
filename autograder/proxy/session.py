"""One submission in one worker: its life, its calls, its budget.

Everything that arrives is hostile until decoded: a malformed frame, a wrong type, an
unknown number ends the worker and fails the test, and never the grader.
"""

from __future__ import annotations

import secrets
import time
import warnings
from collections.abc import Callable, Mapping
from typing import Any

from autograder.guest.delivery import Delivery
from autograder.guest.wire.channel import Channel, ChannelClosed, DeadlineExceeded, FrameError
from autograder.guest.wire.protocol import (
    LOAD,
    BackError,
    BackValue,
    CallBack,
    Error,
    Request,
    Value,
    pack,
    read_answer,
)
from autograder.guest.zygote import BROKEN
from autograder.jail.launch import Zygote
from autograder.quoting import name_or_quoted, quoted

from .calls import Call
from .conversation import Conversation
from .errors import (
    NotDefined,
    TooManyCalls,
    Unusable,
    WorkerEnded,
    WorkerTimedOut,
    student_error,
)
from .limits import Budget, Limits
from .objects import Classes
from .remote import RemoteEarlier, RemoteObject, StudentModule
from .report import Report, read_report
from .stage import stage

_MALFORMED = (FrameError, IndexError, KeyError, TypeError, ValueError, OverflowError, RecursionError)


class Session:
    """A worker with a student's module, seen from the grader."""

    def __init__(self, zygote: Zygote, delivery: Delivery, limits: Limits, budget: Budget) -> None:
        self.student = StudentModule(self)
        self.earlier = RemoteEarlier(self)
        self.report = Report()
        self._zygote = zygote
        self._delivery = delivery
        self._limits = limits
        self._budget = budget
        self._channel: Channel | None = None
        self._pid = 0
        self._classes: Classes = {}
        self.conversation = Conversation(self, self._classes, limits.call_seconds)

    # Life ---------------------------------------------------------------------

    def start(self, seed: int) -> None:
        """Fork a worker and load the module in it.

        Raises:
            WorkerTimedOut, WorkerEnded: loading did not come to an end.
            autograder.jail.launch.ZygoteLost: the zygote failed, which is not the student's fault.
        """
        self.close()
        cpu_seconds = int(self._limits.total_seconds) + 5
        self._pid, fd = self._zygote.spawn(self._limits.memory, cpu_seconds)
        self._channel = Channel(fd)
        self._classes.clear()
        self.begin_test(seed)
        text = self.request(LOAD, (self._delivery.to_wire(),))
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
        self.conversation = stage.conversation = Conversation(
            self,
            self._classes,
            call_seconds or self._limits.call_seconds,
            seed=seed,
            watches_arguments=watch_arguments,
            first=self.conversation.ledger.mark(),
        )

    def require(self, name: str) -> None:
        """Check that the module defines an exercise.

        Raises:
            NotDefined: if the module does not define it.
        """
        if name in self._delivery.exercises and name not in self.report.defined:
            raise NotDefined(f"`{name}` is not defined in {self._delivery.filename}.")

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
        conversation = self.conversation
        started = time.monotonic()
        allowed = min(conversation.call_seconds, self._budget.seconds)
        deadline = started + allowed
        conversation.depth += 1
        try:
            request = secrets.randbits(48)
            channel.send(*self._encode_request(request, operation, args, kwargs), deadline)
            return self._await_answer(channel, request, deadline)
        except DeadlineExceeded:
            raise self._time_out(allowed) from None
        except ChannelClosed:
            raise self._ended() from None
        finally:
            conversation.depth -= 1
            if not conversation.depth:
                self._budget.seconds -= time.monotonic() - started

    def _count_call(self) -> None:
        """Count a call of this test.

        Raises:
            TooManyCalls: there were more than a test may make.
        """
        self.conversation.calls += 1
        if self.conversation.calls > self._limits.calls:
            self.close()
            raise TooManyCalls(
                f"{self._what_ran()} had not finished after {self._limits.calls} calls. "
                "Does it call its function, or yield elements, endlessly?"
            )

    def _await_answer(self, channel: Channel, request: int, deadline: float) -> Any:
        conversation = self.conversation
        codec = conversation.codec
        while True:
            try:
                answer = read_answer(codec.open(*channel.receive(deadline)), request)
                if answer is None:
                    continue  # to an earlier request, or to none: the student's code wrote it itself
                conversation.take_changes(answer.changes)
                if isinstance(answer, CallBack):
                    values = [codec.decode(arg) for arg in answer.args]
                    named = {name: codec.decode(arg) for name, arg in answer.kwargs.items()}
                    function = conversation.objects.callbacks[answer.function]
                elif isinstance(answer, Value):
                    value = codec.decode(answer.result)
                else:
                    error = student_error(answer.description)
                conversation.take_output(answer.output)
                raised = _read_warnings(answer.warnings)
            except _MALFORMED as malformed:
                reason = str(malformed) if isinstance(malformed, FrameError) else quoted(str(malformed), 100)
                raise self._break(reason) from None
            if isinstance(answer, CallBack):
                self._call_back(channel, deadline, function, values, named)
                continue
            if conversation.depth == 1 and conversation.callback_error is not None:
                callback_error, conversation.callback_error = conversation.callback_error, None
                raise callback_error
            if isinstance(answer, Error):
                raise error
            if conversation.depth == 1:
                conversation.check_arguments()
            for text in raised:
                warnings.warn(text, RuntimeWarning, stacklevel=2)
            return value

    def _call_back(
        self, channel: Channel, deadline: float, function: Callable[..., Any], args: list[Any], kwargs: Any
    ) -> None:
        """Call a function of the test for the worker. Its error outlives whatever the student catches."""
        conversation = self.conversation
        try:
            self._count_call()
            result = function(*args, **kwargs)
            message: BackValue | BackError = BackValue(*conversation.news(), conversation.codec.encode(result))
        except (WorkerTimedOut, WorkerEnded, TooManyCalls):
            raise
        except BaseException as error:
            conversation.callback_error = conversation.callback_error or error
            message = BackError(*conversation.news(), [type(error).__name__, str(error)[:500]])
        channel.send(*conversation.codec.finish(pack(message)), deadline)

    def _encode_request(
        self, request: int, operation: str, args: tuple[Any, ...], kwargs: Mapping[str, Any] | None
    ) -> tuple[bytes, list[Any]]:
        """The frame of a request, under a number that no answer written in advance can guess."""
        codec = self.conversation.codec
        changes, dropped, released = self.conversation.news()
        if operation == LOAD:
            wires, named = list(args), {}
        else:
            wires = [codec.encode(arg) for arg in args]
            named = {name: codec.encode(arg) for name, arg in (kwargs or {}).items()}
        seed = self.conversation.take_seed()
        return codec.finish(
            pack(Request(request, changes, dropped, released, operation, args=wires, kwargs=named, seed=seed))
        )

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
        call = self.conversation.call
        return f"`{call.function}`" if call else f"Importing {self._delivery.filename}"

    def _note_call(self, operation: str, args: tuple[Any, ...], kwargs: Mapping[str, Any] | None) -> None:
        """Remember what the test called, unless it is a call from within a callback."""
        if self.conversation.depth:
            return
        if operation == "method":
            owner, name, *rest = args
            function = name if owner is self.student else f"{owner._zk_class}.{name}"
            self.conversation.call = Call(function, tuple(rest), kwargs or {})
        elif operation == "call":
            called = args[0]
            returned = isinstance(called, RemoteObject) and called._zk_class == "function"
            function = "the returned function" if returned else repr(called)
            self.conversation.call = Call(function, args[1:], kwargs or {})


def _read_warnings(noted: Any) -> list[str]:
    """The worker's floating-point warnings, each with its place.

    Raises:
        FrameError, TypeError, ValueError: they are malformed.
    """
    read = []
    for text, file, line in noted[:20]:
        if type(line) is not int or not 0 <= line < 1 << 20:
            raise FrameError("a warning from nowhere")
        read.append(f"{quoted(text, 200)} ({name_or_quoted(file)}, line {line})")
    return read
