"""Verdicts on disk: ``<chapter>/<student>.json``, and what was graded, once per digest.

A verdict is written at once or not at all. What is read is checked first: a file that
was edited by hand or damaged is not believed, and the submission is graded again.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograder.course import Chapter
from autograder.quoting import printable_json
from autograder.submission import Submission

from .verdict import flaw

_MAX_NAME = 220
_WORK = ".work"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


class DamagedVerdict(ValueError):
    """A verdict's file is not what was written; the text says why."""


class VerdictStore:
    """Verdicts below a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, chapter: str, student: str) -> Path:
        """Where a verdict is stored."""
        name = f"{student}.json"
        if len(os.fsencode(name)) > _MAX_NAME:
            name = f"{student[:40]}-{hashlib.sha256(os.fsencode(student)).hexdigest()[:16]}.json"
        return self.folder / chapter / name

    def read(self, chapter: str, student: str) -> dict[str, Any] | None:
        """A verdict, or None when there is none.

        Raises:
            DamagedVerdict: there is a file that cannot be believed.
        """
        try:
            text = self.path(chapter, student).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise DamagedVerdict(f"its verdict cannot be read ({error})") from None
        try:
            verdict = json.loads(text)
        except (ValueError, RecursionError):
            raise DamagedVerdict("its verdict is not JSON") from None
        if problem := flaw(verdict, chapter, student):
            raise DamagedVerdict(problem)
        return dict(verdict)

    def write(self, verdict: Mapping[str, Any]) -> Path:
        """Store a verdict at once or not at all."""
        data = verdict["extra_data"]
        path = self.path(data["chapter"], data["student"])
        path.parent.mkdir(parents=True, exist_ok=True)
        text = f"{printable_json(verdict)}\n"
        write_atomically(path, text.encode(), mode=0o640)  # the seed in it is secret
        return path

    def keep_work(self, submission: Submission, chapter: Chapter) -> None:
        """Keep what was graded, once for each digest, so that its verdict can be explained and made again later."""
        path = self._work(submission.sha256)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.comment = "\n".join(submission.notes).encode()
            for name, content in {chapter.filename: submission.source, **_files(submission.helpers)}.items():
                archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
        write_atomically(path, data.getvalue(), mode=0o640)

    def read_work(self, sha256: str, student: str, chapter: Chapter) -> Submission | None:
        """What was graded under a digest, or None when it was not kept or is no longer what it was."""
        try:
            with zipfile.ZipFile(self._work(sha256)) as archive:
                files = {name: archive.read(name) for name in archive.namelist()}
                notes = tuple(archive.comment.decode().splitlines())
        except (OSError, zipfile.BadZipFile):
            return None
        source = files.pop(chapter.filename, b"")
        helpers = {name.removesuffix(".py"): data for name, data in files.items()}
        submission = Submission(student, chapter.folder, source, helpers, notes=notes)
        return submission if submission.sha256 == sha256 else None

    def _work(self, sha256: str) -> Path:
        return self.folder / _WORK / f"{sha256}.zip"


def _files(helpers: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{name}.py": data for name, data in helpers.items()}


def write_atomically(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write a file under a temporary name, then rename it; an earlier file stays until then."""
    fd, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with open(fd, "wb") as file:  # noqa: PTH123 - opened by descriptor
            file.write(data)
        os.chmod(temporary, mode)  # noqa: PTH101
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        os.unlink(temporary)  # noqa: PTH108
        raise
