"""``zerokara grade`` as an instructor runs it.

What only looks at a graded class shares one, and what ends before anything is graded runs in this process;
signals, a full disk and another system need processes of their own.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.commands import main
from autograder.jail import levels
from tests.machine import skip_unless
from tests.material import ROOT, reference_text, stub_text
from tests.program import zerokara

STRANGE = "名前 [red]x[bold]\x1b[31m"
OUT = "Übung 1/my verdicts"


@pytest.fixture(scope="module")
def chapter(course):
    return course.chapters["ch03_activations"]


@pytest.fixture(scope="module")
def graded(chapter, tmp_path_factory):
    """Three students, one with a name that is not for the faint-hearted: their folder, and what grading them said."""
    home = tmp_path_factory.mktemp("class")
    for student, text in ("alice", reference_text), ("bob", stub_text), (STRANGE, reference_text):
        folder = home / "submitted" / student / chapter.folder
        folder.mkdir(parents=True)
        (folder / chapter.filename).write_text(text(chapter))
    return home, zerokara("grade", "--submitted", "submitted", "--out", OUT, cwd=home)


@pytest.fixture
def here(graded, monkeypatch):
    """Run a command in this process, in the class's folder; it ends as a process would, never with a traceback."""
    monkeypatch.chdir(graded[0])

    def here(*arguments):
        result = CliRunner().invoke(main, arguments, prog_name="zerokara")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        return result

    return here


def test_it_prints_a_table_and_writes_a_verdict_for_each_student(graded, chapter):
    home, run = graded
    assert run.returncode == 0, run.stderr
    assert "alice" in run.stdout
    assert "mean 10.67 of 16" in run.stdout
    verdicts = [path.name for path in (home / OUT / chapter.folder).glob("*.json")]
    assert len(verdicts) == 3
    assert "alice.json" in verdicts
    assert "3 graded now, 0 kept" in run.stderr
    assert "isolation level" in run.stderr


def test_colours_vanish_in_a_pipe(graded):
    _, run = graded
    assert "\x1b" not in run.stdout + run.stderr


def test_names_of_students_are_data_on_the_terminal(graded):
    home, _ = graded
    coloured = os.environ | {"FORCE_COLOR": "1"}
    run = zerokara("grade", "--submitted", "submitted", "--out", OUT, cwd=home, env=coloured)
    assert "[red]x[bold]" in run.stdout
    assert "\x1b[" in run.stdout
    assert "\x1b[31m" not in run.stdout.replace("\x1b[31m✗", "")


def test_json_is_the_verdicts(here):
    run = here("grade", "--submitted", "submitted", "--out", OUT, "--format", "json", "--student", "alice")
    (verdict,) = json.loads(run.stdout)
    assert (verdict["score"], verdict["extra_data"]["student"]) == (16, "alice")


def test_json_and_stored_verdicts_hold_nothing_that_acts_on_a_terminal(here, graded, chapter):
    home, _ = graded
    name = "\u009b31m\u202eeve"
    shutil.copytree(home / "submitted" / "alice", home / "submitted" / name)
    run = here("grade", "--submitted", "submitted", "--out", "strange", "--format", "json", "--student", name)
    stored = (home / "strange" / chapter.folder / f"{name}.json").read_text()
    shutil.rmtree(home / "submitted" / name)
    for text in (run.stdout, stored):
        assert "\\u009b31m\\u202eeve" in text
        assert not set("\u009b\u202e").intersection(text)
    assert json.loads(run.stdout)[0]["extra_data"]["student"] == name


def test_a_second_run_keeps_everything_and_regrade_does_not(here):
    again = ("grade", "--submitted", "submitted", "--out", OUT)
    assert "0 graded now, 3 kept" in here(*again).stderr
    assert "3 graded now, 0 kept" in here(*again, "--regrade").stderr


def test_it_says_why_it_grades_again(graded, here, chapter):
    home, _ = graded
    verdict = home / OUT / chapter.folder / "alice.json"
    verdict.write_text(verdict.read_text().replace('"score": 16', '"score": 99', 1))
    with (home / "submitted" / "bob" / chapter.folder / chapter.filename).open("a") as file:
        file.write("# once more\n")
    run = here("grade", "--submitted", "submitted", "--out", OUT)
    assert run.exit_code == 0
    assert f"1 graded again: its verdict has impossible marks ({chapter.folder}/alice)" in run.stderr
    assert f"1 graded again: other files were handed in ({chapter.folder}/bob)" in run.stderr
    assert json.loads(verdict.read_text())["score"] == 16


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["ch99_magic", "--submitted", "submitted"], "there is no chapter ch99_magic; the course has ch01_neuron"),
        (["ch3", "--submitted", "submitted"], "there is no chapter ch3; did you mean ch03_activations?"),
        (["--submitted", "nowhere"], "nowhere is not a folder"),
        (["--submitted", "submitted", "--student", "carol"], "nothing handed in by carol"),
        (["--submitted", "submitted", "--student", "alise"], "in submitted; did you mean alice?"),
        (["--submitted", "submitted", "--gradebook"], "--gradebook needs a course folder"),
        (["--submitted", "submitted", "--jobs", "0"], "--jobs"),
        (["--isolation", "wishful"], "--isolation"),
        ([], "this is not a course folder"),
    ],
)
def test_wrong_usage_is_status_2_with_a_reason(here, arguments, complaint):
    run = here("grade", *arguments)
    assert run.exit_code == 2
    assert complaint in " ".join(run.stderr.split())


def test_another_layout_is_refused_with_what_was_seen_and_what_is_needed(here, tmp_path):
    """A download of an LMS: the file is there, but not where it is looked for."""
    folder = tmp_path / "Müller_Zoë_12345_assignsubmission_file_"
    folder.mkdir()
    (folder / "neuron.py").touch()
    run = here("grade", "--submitted", str(tmp_path))
    assert run.exit_code == 2
    assert f"no <student>/<chapter>/ folder in {tmp_path}, which holds '{folder.name}/neuron.py'" in run.stderr
    assert f"{tmp_path}/alice/ch01_neuron/neuron.py" in run.stderr


def test_names_that_act_on_a_terminal_are_never_suggested_or_shown_raw(here, tmp_path):
    (tmp_path / "alice\x1b[2J").mkdir()
    for arguments in ([], ["--student", "alice"]):
        run = here("grade", "--submitted", str(tmp_path), *arguments)
        assert run.exit_code == 2
        assert "\x1b" not in run.stderr


def test_nothing_handed_in_is_no_error(here, tmp_path):
    run = here("grade", "--submitted", str(tmp_path), "--out", str(tmp_path / "out"))
    assert run.exit_code == 0
    assert "0 graded now" in run.stderr
    assert "/s)" not in run.stderr, "there is no pace of nothing"


def test_process_isolation_comes_with_a_warning(here, tmp_path):
    run = here("grade", "--submitted", "submitted", "--out", str(tmp_path), "--isolation", "process")
    assert run.exit_code == 0
    assert "It stops accidents, not attacks" in run.stderr


def test_a_machine_without_isolation_says_what_to_do(here, tmp_path, monkeypatch):
    """The same as on a machine without bubblewrap and Landlock."""
    nothing = tuple(levels.Finding(name, False, "not here", "Buy a penguin") for name in "abc")
    monkeypatch.setattr(levels, "findings", lambda: nothing)
    run = here("grade", "--submitted", "submitted", "--out", str(tmp_path / "out"))
    assert run.exit_code == 1
    assert "Buy a penguin" in run.stderr
    assert "--isolation process" in run.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", [["grade", "--submitted", "submitted"], ["doctor"]], ids=lambda command: command[0])
def test_windows_is_told_to_use_wsl(tmp_path, chapter, hand_in, command):
    """What is not there on Windows is taken away: fork, resource limits, the C library under the name None."""
    hand_in("alice", chapter, reference_text(chapter))
    code = (
        "import os, sys, click, msgpack, numpy, pytest, rich.progress; "
        "del os.fork, os.geteuid; sys.platform = 'win32'; sys.modules['resource'] = None; "
        "from autograder.commands import main; sys.argv[0] = 'zerokara'; main()"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert "WSL2" in run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "verdicts").exists()


@pytest.mark.parametrize("command", [[], ["grade"], ["demo"], ["doctor"]])
def test_help_has_examples(here, command):
    run = here(*command, "--help")
    assert run.exit_code == 0
    assert "Example" in run.stdout


def test_no_summary_of_a_command_is_cut(here, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert "..." not in here("--help").stdout.partition("Commands:")[2]


def start(folder, *arguments):
    program = str(Path(sys.executable).with_name("zerokara"))
    return subprocess.Popen(
        [program, "grade", "--submitted", "submitted", "--out", "out", *arguments],
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_hear_ctrl_c,
    )


def _hear_ctrl_c():
    """A shell starts what runs in the background deaf to Ctrl-C, and so all that this starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for_verdicts(folder, count):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        done = len(list((folder / "out").rglob("*.json")))
        if done >= count:
            return done
        time.sleep(0.02)
    raise AssertionError(f"only {done} verdicts")


def test_kill_9_loses_nothing_and_grades_nothing_twice(tmp_path, chapter, hand_in):
    for number in range(80):
        hand_in(f"student{number:03d}", chapter, reference_text(chapter) + f"# {number}\n")
    process = start(tmp_path)
    wait_for_verdicts(tmp_path, 10)
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*.json")}
    assert 10 <= len(kept) < 80
    run = zerokara("grade", "--submitted", "submitted", "--out", "out", cwd=tmp_path)
    assert f"{80 - len(kept)} graded now, {len(kept)} kept" in run.stderr
    after = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*.json")}
    assert len(after) == 80
    assert all(after[path] == data for path, data in kept.items())
    assert {json.loads(data)["score"] for data in after.values()} == {16}
    assert not list((tmp_path / "out").rglob("*.tmp"))


def test_ctrl_c_keeps_what_is_done(tmp_path, chapter, hand_in):
    for number in range(100):
        hand_in(f"student{number:03d}", chapter, reference_text(chapter) + f"# {number}\n")
    process = start(tmp_path)
    done = wait_for_verdicts(tmp_path, 5)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "are graded and kept; the same command goes on from there" in said
    assert "Traceback" not in said
    assert len(list((tmp_path / "out").rglob("*.json"))) >= done


def test_a_full_disk_is_said_and_half_a_verdict_is_not_left(tmp_path, chapter, hand_in):
    """A small file system of its own; only root can mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = (
        os.geteuid() == 0
        and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], check=False).returncode == 0
    )
    skip_unless(mounted, "mounting a small file system needs root")
    try:
        for number in range(20):
            hand_in(f"student{number:02d}", chapter, reference_text(chapter))
        run = zerokara("grade", "--submitted", "submitted", "--out", disk / "out", cwd=tmp_path)
        assert run.returncode == 1
        assert f"{disk / 'out'}: No space left on device" in " ".join(run.stderr.split())
        assert "Traceback" not in run.stderr
        for path in (disk / "out").rglob("*.json"):
            json.loads(path.read_text())
        assert not list((disk / "out").rglob("*.tmp"))
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize(
    ("out", "status", "complaint"),
    [("file", 2, "'--out': Directory '{0}/file' is a file"), ("file/out", 1, "{0}/file/out: Not a directory")],
)
def test_an_output_folder_that_cannot_be_made_is_named(here, tmp_path, out, status, complaint):
    (tmp_path / "file").touch()
    run = here("grade", "--submitted", "submitted", "--out", str(tmp_path / out))
    assert run.exit_code == status
    assert complaint.format(tmp_path) in run.stderr


def test_doctor_names_everything(tmp_path):
    run = zerokara("doctor", cwd=ROOT)
    assert run.returncode == 0, run.stdout
    for word in (
        "Python",
        "nbgrader",
        "namespaces",
        "landlock",
        "seccomp",
        "isolation full",
        "cores",
        "exchange",
        "gradebook",
    ):
        assert word in run.stdout
