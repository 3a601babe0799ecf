"""The record of a submission's marks: one JSON file, in Gradescope's ``results.json`` schema.

A verdict carries the key that it was made under, the version of its schema, and a digest
over its own content, so that one that was edited by hand is told from one that was made.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from autograder.course import Chapter
from autograder.submission import Submission

from .feedback import explain, explain_module
from .key import Key
from .outcome import Outcome
from .scoring import DONE, marks

#: Raised with every change of what a verdict holds; CHANGELOG.md says what changed.
SCHEMA_VERSION = 2


def make_verdict(
    submission: Submission, chapter: Chapter, outcome: Outcome, key: Key, problem: str = ""
) -> dict[str, Any]:
    """The verdict on a submission.

    Args:
        submission: what was handed in.
        chapter: the chapter it was handed in for.
        outcome: what the tests found.
        key: what it was made under.
        problem: how the grader failed, or "".
    """
    results = marks(chapter, outcome, refused=bool(submission.problem))
    tests = [
        {
            "name": mark.exercise.name,
            "score": mark.score,
            "max_score": mark.exercise.points,
            "status": "passed" if mark.state == DONE else "failed",
            "output": explain(mark, problem or submission.problem),
            "extra_data": {
                "state": mark.state,
                "checks": [[check.title, check.passed] for check in mark.checks],
                "codes": list(mark.codes),
                "given": list(mark.given),
            },
        }
        for mark in results
    ]
    verdict: dict[str, Any] = {
        "score": round(sum(mark.score for mark in results), 2),
        "output": explain_module(chapter, outcome, problem or submission.problem, submission.notes),
        "tests": tests,
        "extra_data": {
            "schema_version": SCHEMA_VERSION,
            "student": submission.student,
            "chapter": chapter.folder,
            "max_score": chapter.points,
            "complete": not problem,
            **vars(key),
            "prints": outcome.output,
            "seconds": round(outcome.seconds, 3),
            "graded_at": datetime.now(UTC).isoformat(timespec="seconds"),
        },
    }
    verdict["extra_data"]["digest"] = digest_of(verdict)
    return verdict


def digest_of(verdict: Mapping[str, Any]) -> str:
    """A digest over all that a verdict says, except the digest itself."""
    data = {name: value for name, value in verdict["extra_data"].items() if name != "digest"}
    text = json.dumps({**verdict, "extra_data": data}, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def flaw(verdict: object, chapter: str, student: str) -> str:
    """Why what was read is not the verdict on a submission, as a sentence; "" when it is.

    Args:
        verdict: what a verdict's file holds, of any shape.
        chapter: the chapter for which it was filed.
        student: the student for whom it was filed.
    """
    data = verdict.get("extra_data") if isinstance(verdict, dict) else None
    if not isinstance(verdict, dict) or not isinstance(data, dict):
        return "its verdict is not a verdict"
    if (data.get("chapter"), data.get("student")) != (chapter, student):
        return "its verdict is another submission's"
    if data.get("schema_version") != SCHEMA_VERSION:
        return "its verdict was written by another version of zerokara"
    if not _is_well_formed(verdict):
        return "its verdict has impossible marks"
    if data.get("digest") != digest_of(verdict):
        return "its verdict was changed after it was written"
    return ""


def _is_well_formed(verdict: Mapping[str, Any]) -> bool:
    """Whether a verdict has its parts, and marks within their bounds that add up."""
    tests, data = verdict.get("tests"), verdict["extra_data"]
    if not isinstance(tests, list) or not isinstance(verdict.get("output"), str):
        return False
    whole = isinstance(data.get("complete"), bool) and all(
        isinstance(test, dict)
        and all(isinstance(test.get(name), str) for name in ("name", "output", "status"))
        and _is_share(test.get("score"), test.get("max_score"))
        and isinstance(test.get("extra_data"), dict)
        and isinstance(test["extra_data"].get("state"), str)
        for test in tests
    )
    if not whole or not _is_share(verdict.get("score"), data.get("max_score")):
        return False
    return math.isclose(verdict["score"], sum(test["score"] for test in tests), abs_tol=0.01)


def _is_share(score: object, top: object) -> bool:
    return all(type(number) in (int, float) for number in (score, top)) and 0 <= score <= top < math.inf  # type: ignore[operator]
