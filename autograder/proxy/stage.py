"""The test that runs now: the one place where a suite and its helpers find what they were not handed.

A test declares arguments, asserts, and takes fixtures without naming the submission that it
plays with; in a process only one test runs at a time.
"""

from __future__ import annotations

from dataclasses import dataclass

from .calls import Call
from .conversation import Conversation
from .remote import RemoteEarlier, StudentModule


@dataclass
class Stage:
    """What the running test plays with; without a student, the reference plays."""

    student: StudentModule | None = None
    earlier: RemoteEarlier | None = None
    seed: int = 0
    conversation: Conversation | None = None

    @property
    def call(self) -> Call | None:
        """The call that the running test made last; None when tests run without a jail."""
        return self.conversation.call if self.conversation else None

    def clear(self) -> None:
        """Leave the stage to the next test."""
        self.student = self.earlier = self.conversation = None
        self.seed = 0


stage = Stage()
