"""Grade every attack among honest victims, in one run, and see what came of it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from autograder.course import Chapter, find_course
from autograder.jail.levels import PROCESS
from autograder.nbgrader_plugin.directory import course_directory
from autograder.reference import source_of

from .attack import Attack, make_special
from .probe import active, comments_on
from .world import Listener, World, adopt_orphans, clean_up, look

ROOT = Path(__file__).resolve().parent.parent.parent
VICTIMS = 6
SEED = 20261121
SECONDS = 5.0
_MAX_SHOWN = 1 << 20
_CONFIG = """from autograder.nbgrader_plugin import configure

c = get_config()
configure(c)
c.CourseDirectory.course_id = "arena"
c.CourseDirectory.root = str(__import__("pathlib").Path(__file__).parent)
"""
_TIMES = ("seconds", "graded_at", "digest")  # the digest is over the times, too


@dataclass
class Result:
    """What became of an attack."""

    attack: Attack
    level: str
    expected: str
    got: str
    complaints: list[str] = field(default_factory=list)

    @property
    def held(self) -> bool:
        """Whether the attack was blocked in every respect."""
        return not self.complaints

    @property
    def must_hold(self) -> bool:
        """Whether this level promises to hold it."""
        return self.level != PROCESS or self.attack.expect.get("process") != "not held"


def make_course(folder: Path, chapter: str) -> None:
    """An nbgrader course with one released chapter."""
    skip = shutil.ignore_patterns("__pycache__", ".*")
    shutil.copytree(ROOT / "source" / chapter, folder / "source" / chapter, ignore=skip)
    (folder / "nbgrader_config.py").write_text(_CONFIG)
    directory, config = course_directory(folder)
    result = NbGraderAPI(directory, config=config).generate_assignment(chapter)
    assert result["success"], result


class Arena:
    """A folder with a class of attackers and victims."""

    def __init__(
        self,
        home: Path,
        attacks: list[Attack],
        *,
        user: int | None = None,
        python: str = sys.executable,
        gradebook: bool = False,
    ) -> None:
        self.home = home
        self.attacks = attacks
        self.user = user
        self.gradebook = gradebook
        self.seconds = 0.0
        self._python = python
        self._listener = Listener()
        adopt_orphans()

    def close(self) -> None:
        """Stop listening."""
        self._listener.close()

    @cached_property
    def chapter(self) -> Chapter:
        """The chapter that all attacks are handed in for."""
        return find_course(ROOT).chapters["ch03_activations"]

    @cached_property
    def _reference(self) -> str:
        return source_of(self.chapter.reference)

    @cached_property
    def _released(self) -> dict[str, Any]:
        return dict(json.loads((ROOT / "assignments" / self.chapter.folder / self._notebook).read_text()))

    @cached_property
    def _harmless(self) -> Counter[str]:
        """What acts in the lesson itself."""
        return active(self._released)

    @property
    def _notebook(self) -> str:
        return f"{self.chapter.folder}.ipynb"

    @property
    def submitted(self) -> Path:
        """What is handed in."""
        return self.home / "submitted"

    def build(self) -> None:
        """Write the victims' and the attackers' folders, and the canary."""
        self.home.mkdir(parents=True, exist_ok=True)
        (self.home / "canary").write_text("CANARY")
        if self.gradebook:
            make_course(self.home, self.chapter.folder)
        for name, text in self._honest():
            self._write(name, text)
        for attack in self.attacks:
            self._hand_in(attack)
        if self.user is not None:
            for path in [self.home, *self.home.rglob("*")]:
                with contextlib.suppress(OSError):
                    os.chown(path, self.user, self.user, follow_symlinks=False)

    def _honest(self) -> list[tuple[str, str]]:
        """The victims and their work."""
        return [(f"honest{number}", f"{self._reference}\n# {number}\n") for number in range(VICTIMS)]

    def _write(self, student: str, text: str, *, bom: bool = False) -> Path:
        folder = self.submitted / student / self.chapter.folder
        folder.mkdir(parents=True)
        data = text.encode("utf-8", "surrogatepass")
        (folder / self.chapter.filename).write_bytes((b"\xef\xbb\xbf" if bom else b"") + data)
        return folder

    def _hand_in(self, attack: Attack) -> None:
        expect = attack.expect
        if "folder" in expect:
            place = self.submitted / attack.student
            if expect["folder"].get("level") != "student":
                place = place / self.chapter.folder
            make_special(place.parent, {"name": place.name, **expect["folder"]}, self._aimed)
            return
        text = self._aimed(attack.text)
        if expect.get("docstring"):
            text = f'"""{"x" * expect["docstring"]}"""\n' + self._reference
        elif expect.get("honest") != "none":
            text = f"{self._reference}\n\n{text}"
        folder = self._write(attack.student, text, bom=expect.get("bom", False))
        if expect.get("honest") == "none" and not attack.text:
            (folder / self.chapter.filename).unlink()
        if "cells" in expect:
            (folder / self._notebook).write_text(json.dumps(attack.notebook(self._released)))
        for special in expect.get("make", ()):
            make_special(folder, special, self._aimed)

    def _aimed(self, text: str) -> str:
        aims = {
            "suites": ROOT / "autograder" / "suites",
            "solutions": ROOT / "solutions",
            "root": ROOT,
            "home": Path.home(),
            "submitted": self.submitted,
            "canary": self.home / "canary",
            "port": self._listener.port,
        }
        for name, aim in aims.items():
            text = text.replace(f"{{{name}}}", str(aim))
        return text

    # Grading ------------------------------------------------------------------

    def grade(self, level: str) -> list[Result]:
        """Grade the whole class in one run, and judge every attack.

        What a level does not promise to hold is graded in a run of its own, so that its
        damage is not taken for another's: it may kill the grader itself.
        """
        self.seconds = 0.0
        results = [Result(attack, level, f"{self._deserved(attack):g}", "none") for attack in self.attacks]
        tame = [result for result in results if result.must_hold]
        wild = [result for result in results if not result.must_hold]
        self._grade(tame, level, [name for name, _ in self._honest()])
        for result in wild:
            self._grade([result], level, [])
        return results

    def _grade(self, results: list[Result], level: str, others: list[str]) -> None:
        watched = [self.submitted, ROOT / "autograder", ROOT / "solutions", self.home / "canary"]
        before = look(watched, self._listener)
        run = self._zerokara(level, level, [*others, *(result.attack.student for result in results)])
        after = look(watched, self._listener)
        verdicts = self._verdicts(self.home / level)
        for result in results:
            result.complaints += self._complaints(result, verdicts.get(result.attack.student), run.stderr)
            result.complaints += self._complaints_of_viewer(result.attack) if self.gradebook else []
        _blame(results, before, after)
        if run.returncode not in (0, 1) or "Traceback" in run.stderr or not verdicts:
            complaint = f"zerokara grade ended with {run.returncode}"
            if any(result.must_hold for result in results):
                raise AssertionError(f"{complaint}:\n{run.stderr[-3000:]}")
            results[0].complaints.append(complaint)
        for secret in ("CANARY", *_control_characters(run.stdout + run.stderr)):
            results[0].complaints += [f"the terminal got {secret!r}"] if secret in run.stdout + run.stderr else []

    def grade_victims_alone(self, level: str) -> dict[str, Any]:
        """The victims' verdicts when nobody attacks."""
        run = self._zerokara(level, f"{level}-alone", [name for name, _ in self._honest()])
        if run.returncode != 0:
            raise AssertionError(
                f"zerokara grade ended with {run.returncode} where nobody attacks:\n{run.stderr[-3000:]}"
            )
        return self.victims(f"{level}-alone")

    def victims(self, out: str) -> dict[str, Any]:
        """The victims' verdicts in a folder of verdicts, times aside."""
        verdicts = self._verdicts(self.home / out)
        return {name: without_times(verdicts[name]) for name, _ in self._honest()}

    def _zerokara(self, level: str, out: str, students: list[str]) -> subprocess.CompletedProcess[str]:
        code = "from autograder.commands import main; main()"
        way = "--gradebook" if self.gradebook else "--no-gradebook"
        fixed = ("--isolation", level, "--seed", SEED, "--time-limit", SECONDS, way)
        names = [f"--student={name}" for name in students]
        folders = ("--submitted", self.submitted, "--out", self.home / out)
        command = [self._python, "-c", code, "grade", *map(str, (*folders, *fixed)), *names]
        environment = {
            "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(self.home), "LANG": "C.UTF-8",
            "ZEROKARA_SECRET": "CANARY", "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        identity: dict[str, Any] = {} if self.user is None else {"user": self.user, "group": self.user}
        if identity:
            identity["extra_groups"] = []
        started = time.monotonic()
        run = subprocess.run(
            command, cwd=self.home, env=environment, capture_output=True, text=True, errors="surrogateescape",
            check=False, timeout=1200, **identity,
        )  # fmt: skip
        self.seconds += time.monotonic() - started
        return run

    def _verdicts(self, out: Path) -> dict[str, Any]:
        found = (json.loads(path.read_text()) for path in sorted((out / self.chapter.folder).glob("*.json")))
        return {verdict["extra_data"]["student"]: verdict for verdict in found}

    def marks(self) -> dict[str, float]:
        """What the gradebook holds."""
        with Gradebook(f"sqlite:///{self.home}/gradebook.db", "arena") as gradebook:
            submissions = gradebook.assignment_submissions(self.chapter.folder)
            return {submission.student.id: round(submission.score, 2) for submission in submissions}

    # Judging ------------------------------------------------------------------

    def _deserved(self, attack: Attack) -> float:
        """The marks of the exercises that an attack leaves alone."""
        lost = attack.expect["loses"]
        return sum(e.points for e in self.chapter.exercises if lost != "all" and e.name not in lost)

    def _complaints(self, result: Result, verdict: Mapping[str, Any] | None, stderr: str) -> Iterator[str]:
        """What is wrong with an attacker's verdict."""
        if not result.attack.expect.get("graded", True):
            said = any(
                result.attack.student in line and result.attack.expect["says"] in line for line in stderr.splitlines()
            )
            yield from [] if verdict is None and said else ["it was graded, or nobody was told that it was not"]
            return
        if verdict is None:
            yield "there is no verdict"
            return
        expect = result.attack.expect
        result.got = f"{verdict['score']:g}"
        if not verdict["extra_data"]["complete"]:
            yield "it could not be graded"
        for test in verdict["tests"]:
            score, points, name = test["score"], test["max_score"], test["name"]
            if expect["loses"] == "all" or name in expect["loses"]:
                just = score == 0
            else:
                just = 0 < score < points if name in expect.get("less", []) else score == points
            if not just:
                yield f"{name} got {score:g} of {points:g}"
        if expect.get("says", "") not in json.dumps(verdict, ensure_ascii=False):
            yield f"the verdict does not say {expect['says']!r}"
        said = [verdict["output"], verdict["extra_data"]["prints"], *(test["output"] for test in verdict["tests"])]
        for secret in (*expect.get("hides", ()), "CANARY", *_control_characters("".join(said))):
            if secret in "".join(said):
                yield f"the verdict holds {secret!r}"
        if verdict["extra_data"]["seconds"] > 2 * SECONDS:
            yield f"it took {verdict['extra_data']['seconds']} s"

    def _complaints_of_viewer(self, attack: Attack) -> Iterator[str]:
        """What is wrong with what would be shown of an attacker's work."""
        path = self.home / "autograded" / attack.student / self.chapter.folder / self._notebook
        text = path.read_text() if path.is_file() else ""
        if attack.expect.get("shows", "") not in text or ("cells" in attack.expect and not text):
            yield f"the graded notebook does not say {attack.expect.get('shows')!r}"
        if len(text) > _MAX_SHOWN:
            yield f"the graded notebook has {len(text)} characters"
        shown = json.loads(text) if text else self._released
        said = comments_on(self.home / "gradebook.db", attack.student)
        for what, count in (active(shown, said) - self._harmless).items():
            yield f"the graded notebook or a comment holds {count} {what}"


def _control_characters(text: str) -> set[str]:
    return {c for c in text if unicodedata.category(c) == "Cc" and c not in "\r\n"}


def _blame(results: list[Result], before: World, after: World) -> None:
    """Hold each change of the world against the attack whose text names it; against the first if none does."""

    def complain(words: tuple[str, ...], complaint: str) -> None:
        for result in [r for r in results if any(word in r.attack.text for word in words)] or results[:1]:
            if len(result.complaints) < 4:
                result.complaints.append(complaint)

    for path in after.changed_files(before):
        complain((path.name, path.name.rpartition("-")[0] + "-{"), f"changed {path}")
    if after.processes - before.processes:
        complain(("fork",), f"left {len(after.processes - before.processes)} processes running")
    if after.shared_memory != before.shared_memory:
        complain(("shmget",), "left shared memory behind")
    clean_up(before, after)
    if after.connections != before.connections:
        complain(("{port}",), f"connected {after.connections - before.connections} times")


def without_times(verdict: Mapping[str, Any]) -> dict[str, Any]:
    """A verdict without what may differ from run to run."""
    extra = {name: value for name, value in verdict["extra_data"].items() if name not in _TIMES}
    return {**verdict, "extra_data": extra}
