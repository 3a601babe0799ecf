"""What one test and a worker say to each other: shared values, objects, the calls made so far.

A session begins a new conversation for each test, so that nothing of the last one is left.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.guest.wire.channel import FrameError
from autograder.guest.wire.codec import Codec
from autograder.guest.wire.ledger import MUTABLE, Ledger, content, same

from .calls import Call
from .errors import ArgumentChanged, clean_text
from .objects import Classes, Objects
from .remote import Caller

_MAX_OUTPUT = 64 << 10


class Conversation:
    """One test's side of what is shared with the worker."""

    def __init__(
        self,
        caller: Caller,
        classes: Classes,
        call_seconds: float,
        *,
        seed: int | None = None,
        watches_arguments: bool = False,
        first: int = 1,
    ) -> None:
        """Begin with nothing.

        Args:
            caller: who makes the calls of the stand-ins.
            classes: what is known of the worker's classes.
            call_seconds: how long one call may take.
            seed: where the worker's random numbers begin.
            watches_arguments: whether an argument that was changed undeclared fails the test.
            first: the first number for a shared value; no number is used in two tests.
        """
        self.call_seconds = call_seconds
        self.call: Call | None = None
        self.calls = 0
        self.depth = 0
        self.output = ""
        self.callback_error: BaseException | None = None
        self.ledger = Ledger(first)
        self.objects = Objects(caller, classes, self.ledger)
        self.codec = Codec(self.ledger, self.objects.encode, self.objects.decode)
        self._seed = seed
        self._watches_arguments = watches_arguments
        self._declared: dict[int, object] = {}

    def take_seed(self) -> int | None:
        """The seed, for the first request only."""
        seed, self._seed = self._seed, None
        return seed

    def declare(self, value: object) -> None:
        """Let the student's code change a value, and what is in it."""
        if isinstance(value, MUTABLE) and id(value) not in self._declared:
            self._declared[id(value)] = value
            parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
            for part in parts:
                self.declare(part)

    def news(self) -> tuple[list[Any], list[int], list[int]]:
        """Start a message with the news: changed values, dropped values, released objects."""
        self.codec.begin()
        changes = [self.codec.encode_content(value, number) for number, value in self.ledger.changed()]
        dropped = self.ledger.abandoned()
        self.ledger.forget(dropped)
        return changes, dropped, self.objects.take_released()

    def take_changes(self, changes: Any) -> None:
        """Take over the worker's changes of shared values; those of undeclared arguments are kept aside."""
        for wire in changes:
            number = wire[1]
            value = self.ledger.get(number)
            if number % 2 == 0 or id(value) in self._declared or isinstance(value, np.random.Generator):
                self.codec.fill(value, wire)
                self.ledger.settle(number)
                continue
            changed = self.codec.decode_apart(wire)
            if same(content(changed), value):
                self.objects.shadows.pop(number, None)
            else:
                self.objects.shadows[number] = changed

    def check_arguments(self) -> None:
        """See to arguments that are not as they were although the test did not declare that they may change.

        The test's own objects are untouched. A test of the promise to leave arguments alone
        fails; for any other the worker's copies are put right with the next message.

        Raises:
            ArgumentChanged: this test watches its arguments.
        """
        shadows, self.objects.shadows = self.objects.shadows, {}
        if not shadows:
            return
        for number, changed in shadows.items():
            self.ledger.settle(number, content(changed))
        if self._watches_arguments:
            call = self.call or Call("the call", (), {})
            changed = self.ledger.get(next(iter(shadows)))
            raise ArgumentChanged(
                f"`{call.function}` changed its {call.argument_with(changed)}. "
                "Work on a copy: whoever calls it still needs the original."
            )

    def take_output(self, text: Any) -> None:
        """Keep what the student's code printed.

        Raises:
            FrameError: if it is not text.
        """
        if not isinstance(text, str):
            raise FrameError("output that is not text")
        room = _MAX_OUTPUT - len(self.output)
        if text and room > 0:
            self.output += clean_text(text[:room].expandtabs(4), room)
