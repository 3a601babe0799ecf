"""What running a submission's hidden tests told, before it becomes marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

#: Codes of failures that are not a test's own: see ``proxy.errors`` for the rest.
RAISED, WARNED, NOT_STARTED, UNEXPECTED, NOT_RUN = "raised", "warned", "not-started", "unexpected", "not-run"


@dataclass(frozen=True)
class CheckResult:
    """One hidden test, run against one submission.

    Attributes:
        exercise: the exercise whose marks it counts for.
        title: the promise that it checks, in the student's words.
        passed: whether it passed.
        weight: its part in the exercise's mark.
        gate: whether the exercise earns nothing when it fails.
        code: a stable name for how it failed, or "".
        message: what to tell the student, or "".
    """

    exercise: str
    title: str
    passed: bool
    weight: float = 1.0
    gate: bool = False
    code: str = ""
    message: str = ""


@dataclass(frozen=True)
class Outcome:
    """Everything that one run of a submission told.

    Attributes:
        checks: the results, in the order of the suite.
        load_errors: what failed while the module was loaded, as sentences.
        given: for an exercise graded by follow-through, the exercises that were given.
        output: what the student's code printed, shortened.
        seconds: wall-clock time.
    """

    checks: Sequence[CheckResult]
    load_errors: Sequence[str] = ()
    given: Mapping[str, Sequence[str]] = field(default_factory=dict)
    output: str = ""
    seconds: float = 0.0

    def to_wire(self) -> dict[str, Any]:
        """Plain data for the way from the grader."""
        return asdict(self)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Outcome:
        """The outcome that ``to_wire`` took apart."""
        return cls(**{**data, "checks": tuple(CheckResult(**check) for check in data["checks"])})
