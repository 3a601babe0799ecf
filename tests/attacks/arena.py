"""Grade every attack among honest victims, and see what came of it.

An attack is a folder with ``expect.toml`` and mostly an ``activations.py``. The keys of
``expect.toml``:

    about      what the attacker tries, in words
    loses      exercises that must earn nothing: a list, or "all"
    less       exercises that must earn something, but less than full marks
    honest     "before" (default): the reference stands before the attack's text, so that
               every exercise that the attack leaves alone is right; "none": only the attack
    says       what the verdict must say
    hides      what the verdict must not hold
    process    "not held" when resource limits alone do not stop it
    student    the name under which it is handed in
    make       special files beside the module; folder: the folder itself
    only       "user": only where the grader is not root

In the text ``{suites}``, ``{solutions}``, ``{submitted}``, ``{canary}``, ``{home}``, ``{root}`` and ``{port}``
stand for what an attacker aims at.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import socket
import subprocess
import sys
import tarfile
import threading
import time
import tomllib
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.course import Chapter, find_course
from autograder.reference import source_of

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
VICTIMS = 6
SEED = 20261121
SECONDS = 4.0
_TIMES = ("seconds", "graded_at")


@dataclass(frozen=True)
class Attack:
    """One golden folder."""

    folder: Path
    expect: Mapping[str, Any]

    @property
    def name(self) -> str:
        """``group/name``."""
        return f"{self.folder.parent.name}/{self.folder.name}"

    @property
    def student(self) -> str:
        """The account that hands it in; the very strange names cannot stand in a TOML file."""
        asked = self.expect.get("student", self.name.replace("/", "-"))
        strange = {"LONG": "x" * 240, "INVALID": os.fsdecode(b"caf\xe9\xff")}
        return strange.get(asked, asked)

    @property
    def text(self) -> str:
        """The attacker's own code."""
        path = self.folder / "activations.py"
        return path.read_text() if path.exists() else ""


def find_attacks() -> list[Attack]:
    """All attacks, in order."""
    return [Attack(path.parent, tomllib.loads(path.read_text())) for path in sorted(HERE.glob("*/*/expect.toml"))]


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


class Listener(threading.Thread):
    """Ports of the grader's machine that nobody may reach; counts who does."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.hits = 0
        self._tcp = socket.create_server(("127.0.0.1", 0))
        self.port = self._tcp.getsockname()[1]
        self._abstract = socket.socket(socket.AF_UNIX)
        with contextlib.suppress(OSError):
            self._abstract.bind("\0zerokara-canary")
            self._abstract.listen()
        self.start()

    def run(self) -> None:
        """Count connections."""
        while True:
            try:
                self._tcp.accept()[0].close()
            except OSError:
                return
            self.hits += 1

    def close(self) -> None:
        """Stop listening."""
        self._tcp.close()
        self._abstract.close()


class Arena:
    """A folder with a class of attackers and victims."""

    def __init__(self, home: Path, attacks: list[Attack], *, user: int | None = None, python: str = sys.executable) -> None:
        self.home = home
        self.attacks = attacks
        self.user = user
        self._python = python
        self._listener = Listener()
        self.seconds = 0.0

    @cached_property
    def chapter(self) -> Chapter:
        """The chapter that all attacks are handed in for."""
        return find_course(ROOT).chapters["ch03_activations"]

    @cached_property
    def _reference(self) -> str:
        return source_of(self.chapter.reference)

    @property
    def submitted(self) -> Path:
        """What is handed in."""
        return self.home / "submitted"

    def build(self) -> None:
        """Write the victims' and the attackers' folders, and the canary."""
        self.home.mkdir(parents=True, exist_ok=True)
        (self.home / "canary").write_text("CANARY")
        for number in range(VICTIMS):
            self._write(f"honest{number}", self._reference + f"\n# {number}\n")
        for attack in self.attacks:
            self._hand_in(attack)
        if self.user is not None:
            for path in [self.home, *self.home.rglob("*")]:
                with contextlib.suppress(OSError):
                    os.chown(path, self.user, self.user, follow_symlinks=False)

    def _write(self, student: str, text: str, *, bom: bool = False) -> Path:
        folder = self.submitted / student / self.chapter.folder
        folder.mkdir(parents=True)
        data = text.encode("utf-8", "surrogatepass")
        (folder / self.chapter.filename).write_bytes((b"\xef\xbb\xbf" if bom else b"") + data)
        return folder

    def _hand_in(self, attack: Attack) -> None:
        expect = attack.expect
        if "folder" in expect:
            place = self.submitted / attack.student / self.chapter.folder
            place.parent.mkdir(parents=True)
            place.symlink_to(self._aimed(expect["folder"]["symlink"]))
            return
        text = self._aimed(attack.text)
        if expect.get("docstring"):
            text = f'"""{"x" * expect["docstring"]}"""\n' + self._reference
        elif expect.get("honest") != "none":
            text = f"{self._reference}\n\n{text}"
        folder = self._write(attack.student, text, bom=expect.get("bom", False))
        if expect.get("honest") == "none" and not attack.text:
            (folder / self.chapter.filename).unlink()
        for special in expect.get("make", ()):
            self._make(folder, special)

    def _aimed(self, text: str) -> str:
        aims = {
            "suites": ROOT / "autograder" / "suites", "solutions": ROOT / "solutions", "root": ROOT, "home": Path.home(),
            "submitted": self.submitted, "canary": self.home / "canary", "port": self._listener.port,
        }  # fmt: skip
        for name, aim in aims.items():
            text = text.replace(f"{{{name}}}", str(aim))
        return text

    def _make(self, folder: Path, special: Mapping[str, Any]) -> None:
        path = folder / special["name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        if "symlink" in special:
            path.symlink_to(self._aimed(special["symlink"]))
        elif "hardlink" in special:
            os.link(self._aimed(special["hardlink"]), path)
        elif special.get("fifo") or (special.get("device") and os.geteuid() != 0):
            os.mkfifo(path)
        elif special.get("device"):
            os.mknod(path, 0o020666, os.makedev(1, 5))
        elif special.get("socket"):
            _bind(path)
        elif "archive" in special:
            _archive(path, special["archive"])
        elif "many" in special:
            for number in range(special["many"]):
                (folder / f"{special['name']}{number}.py").touch()
        elif "deep" in special:
            (folder / "/".join([special["name"], *["d"] * special["deep"]])).mkdir(parents=True)
        elif "size" in special:
            path.write_bytes(bytes(special["size"]))
        elif "brackets" in special:
            path.write_text(f"x = {'(' * special['brackets']}{')' * special['brackets']}\n")
        elif "functions" in special:
            path.write_text("".join(f"def f{n}(x): return x * {n}\n" for n in range(special["functions"])))
        else:
            path.write_bytes(special["text"].encode(special.get("encoding", "utf-8")))
        if "mode" in special:
            path.chmod(special["mode"])

    # Grading ------------------------------------------------------------------

    def grade(self, level: str) -> list[Result]:
        """Grade the whole class in one run, and judge every attack."""
        before = self._world()
        run = self._zerokara("grade", "--submitted", self.submitted, "--out", self.home / level, "--isolation", level)
        after = self._world()
        verdicts = self._verdicts(self.home / level)
        results = [self._judge(attack, level, verdicts) for attack in self.attacks]
        self._blame(results, before, after)
        if run.returncode not in (0, 1) or "Traceback" in run.stderr:
            raise AssertionError(f"zerokara grade ended with {run.returncode}:\n{run.stderr[-3000:]}")
        return results

    def grade_victims_alone(self, level: str) -> dict[str, Any]:
        """The victims' verdicts when nobody attacks."""
        names = [part for number in range(VICTIMS) for part in ("--student", f"honest{number}")]
        out = self.home / f"{level}-alone"
        self._zerokara("grade", "--submitted", self.submitted, "--out", out, "--isolation", level, *names)
        return self.victims(out)

    def victims(self, out: Path) -> dict[str, Any]:
        """The victims' verdicts in a folder, times aside."""
        verdicts = self._verdicts(out)
        return {name: without_times(verdicts[name]) for name in sorted(verdicts) if name.startswith("honest")}

    def _zerokara(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        code = "from autograder.commands import main; main()"
        fixed = ("--seed", SEED, "--time-limit", SECONDS, "--no-gradebook")
        command = [self._python, "-c", code, *map(str, (*arguments, *fixed))]
        environment = {
            "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(self.home), "LANG": "C.UTF-8",
            "ZEROKARA_SECRET": "CANARY", "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        identity = {} if self.user is None else {"user": self.user, "group": self.user, "extra_groups": []}
        started = time.monotonic()
        run = subprocess.run(
            command, cwd=self.home, env=environment, capture_output=True, text=True, errors="replace", check=False,
            timeout=1200, **identity,
        )  # fmt: skip
        self.seconds = time.monotonic() - started
        return run

    def _verdicts(self, out: Path) -> dict[str, Any]:
        found = (json.loads(path.read_text()) for path in sorted((out / self.chapter.folder).glob("*.json")))
        return {verdict["extra_data"]["student"]: verdict for verdict in found}

    def _judge(self, attack: Attack, level: str, verdicts: Mapping[str, Any]) -> Result:
        verdict = verdicts.get(attack.student)
        loses, less = attack.expect["loses"], attack.expect.get("less", [])
        top = sum(e.points for e in self.chapter.exercises if loses != "all" and e.name not in loses)
        result = Result(attack, level, f"{top:g}", "none" if verdict is None else f"{verdict['score']:g}")
        if verdict is None:
            result.complaints.append("there is no verdict")
            return result
        if not verdict["extra_data"]["complete"]:
            result.complaints.append("it could not be graded")
        for test in verdict["tests"]:
            score, points, name = test["score"], test["max_score"], test["name"]
            if loses == "all" or name in loses:
                just = score == 0
            else:
                just = 0 < score < points if name in less else score == points
            if not just:
                result.complaints.append(f"{name} got {score:g} of {points:g}")
        said = json.dumps(verdict, ensure_ascii=False)
        if attack.expect.get("says", "") not in said:
            result.complaints.append(f"the verdict does not say {attack.expect['says']!r}")
        shown = "".join([verdict["output"], *(test["output"] for test in verdict["tests"])])
        for secret in (*attack.expect.get("hides", ()), "CANARY"):
            if secret in shown:
                result.complaints.append(f"the verdict holds {secret!r}")
        if any(unicodedata.category(c) == "Cc" and c != "\n" for c in shown):
            result.complaints.append("the verdict holds control characters")
        if verdict["extra_data"]["seconds"] > 3 * SECONDS:
            result.complaints.append(f"it took {verdict['extra_data']['seconds']} s")
        return result

    # The world ----------------------------------------------------------------

    def _world(self) -> dict[str, Any]:
        """What no attack may change: files, processes, shared memory, who knocked at our ports."""
        watched = [self.submitted, ROOT / "autograder", ROOT / "solutions", self.home / "canary"]
        return {
            "files": {str(path): state for top in watched for path, state in _states(top)},
            "new files": {str(path) for place in ("/tmp", "/var/tmp", "/dev/shm", Path.home(), "/") for path in Path(place).glob("zerokara-*")},
            "processes": _strangers(),
            "shared memory": _ipc(),
            "connections": self._listener.hits,
        }  # fmt: skip

    def _blame(self, results: list[Result], before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """Hold each change of the world against the attack whose text names it, or against all that are not expected to hold."""
        changed = {path for path, state in after["files"].items() if before["files"].get(path) != state}
        changed |= set(before["files"]) - set(after["files"])
        changed |= after["new files"] - before["new files"]
        for path in sorted(changed):
            guilty = [r for r in results if any(word in r.attack.text for word in (Path(path).name, Path(path).name.rsplit("-", 1)[0] + "-{"))]
            for result in guilty or results[:1]:
                if len(result.complaints) < 3:
                    result.complaints.append(f"changed {path}")
            if "/zerokara-" in path:
                target = Path(path)
                shutil.rmtree(target) if target.is_dir() and not target.is_symlink() else target.unlink(missing_ok=True)
        for what, word in (("processes", "fork"), ("shared memory", "shmget"), ("connections", "{port}")):
            if after[what] != before[what]:
                for result in [r for r in results if word in r.attack.text] or results[:1]:
                    result.complaints.append(f"{what}: {after[what]}")

    def close(self) -> None:
        """Stop listening."""
        self._listener.close()


def without_times(verdict: Mapping[str, Any]) -> dict[str, Any]:
    """A verdict without what may differ from run to run."""
    extra = {name: value for name, value in verdict["extra_data"].items() if name not in _TIMES}
    return {**verdict, "extra_data": extra}


def _states(top: Path) -> Iterator[tuple[Path, tuple[int, int, int]]]:
    for path in [top, *top.rglob("*")] if top.is_dir() else [top]:
        if "__pycache__" not in path.parts:
            with contextlib.suppress(OSError):
                status = path.lstat()
                yield path, (status.st_mode, status.st_size if not path.is_dir() else 0, status.st_mtime_ns if not path.is_dir() else 0)


def _strangers() -> set[str]:
    """Processes that a grader might have left behind."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            command = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if "zygote.py" in command or "autograder.engine.grader" in command:
                found.add(f"{path.parent.name}: {command[:80]}")
    return found


def _ipc() -> int:
    return sum(len(Path(f"/proc/sysvipc/{kind}").read_text().splitlines()) - 1 for kind in ("shm", "sem", "msg"))


def _bind(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


def _archive(path: Path, kind: str) -> None:
    names = ("/tmp/zerokara-archive", "../../../../../../tmp/zerokara-archive", "activations.py")
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in names:
                archive.writestr(name, b"\0" * (1 << 20))
        return
    with tarfile.open(path, "w:gz") as archive:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = 1 << 20
            archive.addfile(info, io.BytesIO(bytes(1 << 20)))
