"""The attacks as they stand in their folders, and how they are laid out in a submission.

An attack is a folder with ``expect.toml`` and mostly an ``activations.py.txt``: a name that
no test runner, linter or editor takes for a module to import. The keys of ``expect.toml``:

    about      what the attacker tries, in words
    loses      exercises that must earn nothing: a list, or "all"
    less       exercises that must earn something, but less than full marks
    honest     "before" (default): the reference stands before the attack's text, so that
               every exercise that the attack leaves alone is right; "none": only the attack
    says       what the verdict must say
    hides      what the verdict must not hold
    process    "not held" when resource limits alone do not stop it
    student    the name under which it is handed in
    make       special files beside the module; folder: the folder itself, or with level = "student" the one above
    graded     false: our account cannot read it, which is said to the instructor in the words of ``says``
    cells      cells that stand before those of the released notebook
    bites      what a viewer without care would find in them, in the words of ``probe``
    shows      what the graded notebook must say; `test_gradebook` looks at it
    only       "user": only where the grader is not root
    control    what nbgrader's own code does where ours holds: "stops" or "hangs" for the whole class

In the text ``{suites}``, ``{solutions}``, ``{submitted}``, ``{canary}``, ``{home}``, ``{root}`` and ``{port}``
stand for what an attacker aims at.
"""

from __future__ import annotations

import io
import json
import os
import socket
import tarfile
import tomllib
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


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
        path = self.folder / "activations.py.txt"
        return path.read_text() if path.exists() else ""

    def notebook(self, released: Mapping[str, Any]) -> dict[str, Any]:
        """The notebook that the attacker makes of the released one."""
        plain = {"cell_type": "markdown", "metadata": {}}
        code = {"outputs": [], "execution_count": None}
        cells = [
            {**plain, "id": f"attack-{number}", **(code if cell.get("cell_type") == "code" else {}), **cell}
            for number, cell in enumerate(self.expect.get("cells", ()))
        ]
        return {**released, "cells": [*cells, *released["cells"]]}


def find_attacks() -> list[Attack]:
    """All attacks, in order."""
    return [Attack(path.parent, tomllib.loads(path.read_text())) for path in sorted(HERE.glob("*/*/expect.toml"))]


def make_special(folder: Path, special: Mapping[str, Any], aimed: Callable[[str], str]) -> None:
    """Make a file that no editor makes: a link, a pipe, a device, an archive, ten thousand files.

    Args:
        folder: where it stands.
        special: the entry of ``make`` in ``expect.toml``.
        aimed: puts what an attacker aims at into a text.
    """
    path = folder / special["name"]
    path.parent.mkdir(parents=True, exist_ok=True)
    if "symlink" in special:
        path.symlink_to(aimed(special["symlink"]))
    elif "hardlink" in special:
        os.link(aimed(special["hardlink"]), path)
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
    elif "cells" in special:
        cell = {"cell_type": "markdown", "metadata": {}, "source": "x"}
        path.write_text(json.dumps({"cells": [cell] * special["cells"]}))
    elif "nested" in special:
        path.write_text(f'{{"cells": {"[" * special["nested"]}{"]" * special["nested"]}}}')
    elif "brackets" in special:
        path.write_text(f"x = {'(' * special['brackets']}{')' * special['brackets']}\n")
    elif "functions" in special:
        path.write_text("".join(f"def f{n}(x): return x * {n}\n" for n in range(special["functions"])))
    else:
        path.write_bytes(special["text"].encode(special.get("encoding", "utf-8")))
    if "mode" in special:
        path.chmod(special["mode"])


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
