"""``make soak``: one run over thousands of submissions, watched for anything that grows or is left behind.

The class is the sample class of ``zerokara demo`` again and again: right, wrong,
half-finished, looping, cheating. Exit status 1 if memory or descriptors grow, or if a
process, a temporary file or an entry of /dev/shm is left.

    python -m benchmarks.soak [--submissions N] [--write docs/soak.md]
"""

from __future__ import annotations

import argparse
import contextlib
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from autograder.course import find_course
from autograder.jail.launch import GRADER, NOBODY
from autograder.jail.levels import available
from autograder.sample.students import invent

from .processes import descendants, descriptors_of, memory_of

ROOT = Path(__file__).resolve().parent.parent
CHAPTER = find_course(ROOT).chapters["ch03_activations"]
TIME_LIMIT = 2
TEMPORARY = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"))
PARTS = ("command", "grader", "zygote", "worker")
GROWTH, ROOM = 1.1, 8  # what counts as flat: 10 % and 8 (MB, or descriptors)


@dataclass
class Sample:
    """The largest of each part of the run at one time."""

    graded: int
    memory: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PARTS, 0))
    descriptors: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PARTS, 0))
    processes: int = 0


def hand_in(folder: Path, count: int) -> None:
    """Write the class's submissions."""
    for number, work in enumerate(invent(CHAPTER, count, seed=1)):
        place = folder / f"student{number:05d}" / CHAPTER.folder
        place.mkdir(parents=True)
        if work.source is not None:
            (place / CHAPTER.filename).write_text(f"{work.source}\n# {number}\n")


def look(pid: int, graded: int) -> Sample:
    """Measure every process of the run once."""
    sample = Sample(graded)
    for process, part in descendants(pid):
        sample.processes += 1
        memory = memory_of(process, own=part == "worker")
        sample.memory[part] = max(sample.memory[part], memory)
        sample.descriptors[part] = max(sample.descriptors[part], descriptors_of(process))
    return sample


def watch(run: subprocess.Popen[bytes], verdicts: Path) -> Iterator[Sample]:
    """Look twice a second until the run ends."""
    while run.poll() is None:
        graded = sum(1 for _ in os.scandir(verdicts)) if verdicts.is_dir() else 0
        yield look(run.pid, graded)
        time.sleep(0.5)


def tenths(samples: list[Sample], total: int) -> list[Sample]:
    """The largest values in each tenth of the run, by submissions graded."""
    found = []
    for tenth in range(10):
        part = [s for s in samples if tenth * total <= 10 * s.graded < (tenth + 1) * total + (tenth == 9)]
        if part:
            most = Sample(max(s.graded for s in part), processes=max(s.processes for s in part))
            for name in PARTS:
                most.memory[name] = max(s.memory[name] for s in part)
                most.descriptors[name] = max(s.descriptors[name] for s in part)
            found.append(most)
    return found


def growth(rows: list[Sample]) -> Iterator[str]:
    """What is larger at the end than after the first fifth."""
    early, late = rows[1], rows[-1]
    for what in ("memory", "descriptors"):
        before: Mapping[str, int] = getattr(early, what)
        after: Mapping[str, int] = getattr(late, what)
        for part in PARTS:
            if after[part] > GROWTH * before[part] + ROOM:
                yield f"{what} of the {part} grew from {before[part]} to {after[part]}"


def _left_by_graders() -> Iterator[Path]:
    """Entries of world-writable folders that belong to the accounts that graders and workers run as."""
    for place in TEMPORARY:
        for path in place.iterdir():
            with contextlib.suppress(OSError):
                if place.name == "shm" or path.lstat().st_uid in (GRADER, NOBODY):
                    yield path


def report(rows: list[Sample], count: int, seconds: float, complaints: list[str]) -> str:
    """The page of the documentation."""
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, Linux {platform.release()}"
    lines = [
        "# A long run",
        "",
        f"This run looks for leaks. Its pace, {count / seconds:.1f} submissions a second, depends on what else the",
        "machine does; `make bench` measures the pace.",
        "",
        f"`make soak`, {date.today():%Y-%m-%d}, {machine}, isolation level {available()[0]}:",
        f"{count:,} submissions of {CHAPTER.folder} in one run, the sample class again and again (every ninth loops",
        f"forever, every ninth cheats), {TIME_LIMIT} seconds for each at most. It took {seconds:.0f} seconds.",
        "",
        "The table has the largest value of each part in each tenth of the run: memory in MB (all that is resident;",
        "for a worker, what it shares with no other process), and open descriptors behind the slash.",
        "",
        "| graded | command | grader | zygote | worker | processes |",
        "|---|---|---|---|---|---|",
        *(
            f"| {row.graded:,} | "
            + " | ".join(f"{row.memory[part]} / {row.descriptors[part]}" for part in PARTS)
            + f" | {row.processes} |"
            for row in rows
        ),
        "",
        "Left behind afterwards: " + ("; ".join(complaints) or "no process, no temporary file, nothing in /dev/shm."),
        "",
    ]
    return "\n".join(lines)


def main() -> int:
    """Run, watch, report."""
    parser = argparse.ArgumentParser(description="Grade thousands of submissions in one run and look for leaks.")
    parser.add_argument("--submissions", type=int, default=5000, metavar="N")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the report there")
    asked = parser.parse_args()
    program = Path(sys.executable).with_name("zerokara")
    with tempfile.TemporaryDirectory(prefix="soak-") as name:
        folder = Path(name)
        hand_in(folder / "submitted", asked.submissions)
        options = ("--submitted", "submitted", "--out", "verdicts", "--time-limit", str(TIME_LIMIT), "--no-gradebook")
        entries = set(_left_by_graders())
        (folder / "tmp").mkdir()
        started = time.monotonic()
        with (folder / "log").open("wb") as log:
            environment = os.environ | {"TMPDIR": str(folder / "tmp")}
            run = subprocess.Popen([program, "grade", *options], cwd=folder, env=environment, stdout=log, stderr=log)
            samples = list(watch(run, folder / "verdicts" / CHAPTER.folder))
        seconds = time.monotonic() - started
        rows = tenths(samples, asked.submissions)
        complaints = list(growth(rows))
        complaints += [f"left {path}" for path in sorted(set(_left_by_graders()) - entries)]
        complaints += [f"left {path.name}" for path in (folder / "tmp").iterdir()]
        complaints += [f"left {path.name}" for path in (folder / "verdicts").rglob("*.tmp")]
        running = subprocess.run(["pgrep", "-f", f"{folder}|{run.pid}"], capture_output=True, text=True, check=False)
        complaints += [f"left process {pid}" for pid in running.stdout.split() if int(pid) != os.getpid()]
        graded = len(list((folder / "verdicts" / CHAPTER.folder).glob("*.json")))
        if run.returncode or graded != asked.submissions:
            complaints.append(f"graded {graded} of {asked.submissions}, exit status {run.returncode}")
            print((folder / "log").read_text()[-2000:], file=sys.stderr)
    text = report(rows, asked.submissions, seconds, complaints)
    print(text)
    if asked.write:
        asked.write.parent.mkdir(exist_ok=True)
        asked.write.write_text(text)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
