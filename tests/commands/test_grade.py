"""``zerokara grade`` as an instructor runs it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, reference_text, stub_text, zerokara


@pytest.fixture
def chapter(course):
    return course.chapters["ch03_activations"]


@pytest.fixture
def small_class(chapter, hand_in, tmp_path):
    """Three students, one with a name that is not for the faint-hearted."""
    hand_in("alice", chapter, reference_text(chapter))
    hand_in("bob", chapter, stub_text(chapter))
    hand_in("名前 [red]x[bold]\x1b[31m", chapter, reference_text(chapter))
    return tmp_path


def test_it_prints_a_table_and_writes_a_verdict_for_each_student(small_class, chapter):
    run = zerokara("grade", "--submitted", "submitted", "--out", "out", cwd=small_class)
    assert run.returncode == 0, run.stderr
    assert "alice" in run.stdout
    assert "mean 10.67 of 16" in run.stdout
    verdicts = sorted(path.name for path in (small_class / "out" / chapter.folder).glob("*.json"))
    assert len(verdicts) == 3
    assert "3 graded now, 0 kept" in run.stderr
    assert "isolation level" in run.stderr


def test_names_of_students_are_data_on_the_terminal(small_class):
    run = zerokara("grade", "--submitted", "submitted", cwd=small_class, env=os.environ | {"FORCE_COLOR": "1"})
    assert "[red]x[bold]" in run.stdout
    assert "\x1b[31m" not in run.stdout.replace("\x1b[31m✗", "")


def test_colours_vanish_in_a_pipe(small_class):
    run = zerokara("grade", "--submitted", "submitted", cwd=small_class)
    assert "\x1b" not in run.stdout + run.stderr


def test_json_is_the_verdicts(small_class, chapter):
    run = zerokara("grade", "--submitted", "submitted", "--format", "json", "--student", "alice", cwd=small_class)
    (verdict,) = json.loads(run.stdout)
    assert (verdict["score"], verdict["extra_data"]["student"]) == (16, "alice")


def test_a_second_run_keeps_everything_and_regrade_does_not(small_class):
    zerokara("grade", "--submitted", "submitted", cwd=small_class)
    assert "0 graded now, 3 kept" in zerokara("grade", "--submitted", "submitted", cwd=small_class).stderr
    assert "3 graded now, 0 kept" in zerokara("grade", "--submitted", "submitted", "--regrade", cwd=small_class).stderr


def test_it_says_why_it_grades_again(small_class, chapter):
    zerokara("grade", "--submitted", "submitted", cwd=small_class)
    verdict = small_class / "verdicts" / chapter.folder / "alice.json"
    right = verdict.read_text()
    verdict.write_text(right.replace('"score": 16', '"score": 99', 1))
    with (small_class / "submitted" / "bob" / chapter.folder / chapter.filename).open("a") as file:
        file.write("# once more\n")
    run = zerokara("grade", "--submitted", "submitted", cwd=small_class)
    assert run.returncode == 0
    assert f"1 graded again: its verdict has impossible marks ({chapter.folder}/alice)" in run.stderr
    assert f"1 graded again: other files were handed in ({chapter.folder}/bob)" in run.stderr
    assert json.loads(verdict.read_text())["score"] == 16


def test_paths_with_blanks_and_umlauts_work(small_class):
    run = zerokara("grade", "--submitted", "submitted", "--out", "Übung 1/my verdicts", cwd=small_class)
    assert run.returncode == 0
    assert (small_class / "Übung 1" / "my verdicts" / "ch03_activations" / "alice.json").is_file()


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
def test_wrong_usage_is_status_2_with_a_reason(small_class, arguments, complaint):
    run = zerokara("grade", *arguments, cwd=small_class)
    assert run.returncode == 2
    assert complaint in " ".join(run.stderr.split())
    assert "Traceback" not in run.stderr


def test_another_layout_is_refused_with_what_was_seen_and_what_is_needed(tmp_path):
    """A download of an LMS: the file is there, but not where it is looked for."""
    folder = tmp_path / "lms" / "Müller_Zoë_12345_assignsubmission_file_"
    folder.mkdir(parents=True)
    (folder / "neuron.py").touch()
    run = zerokara("grade", "--submitted", "lms", cwd=tmp_path)
    assert run.returncode == 2
    said = " ".join(run.stderr.split())
    assert "no <student>/<chapter>/ folder in lms, which holds 'Müller_Zoë_12345" in said
    assert "lms/alice/ch01_neuron/neuron.py" in said


def test_names_that_act_on_a_terminal_are_never_suggested_or_shown_raw(tmp_path):
    (tmp_path / "lms" / "alice\x1b[2J").mkdir(parents=True)
    for arguments in ([], ["--student", "alice"]):
        run = zerokara("grade", "--submitted", "lms", *arguments, cwd=tmp_path)
        assert run.returncode == 2
        assert "\x1b" not in run.stderr


def test_nothing_handed_in_is_no_error(tmp_path):
    (tmp_path / "submitted").mkdir()
    run = zerokara("grade", "--submitted", "submitted", cwd=tmp_path)
    assert run.returncode == 0
    assert "0 graded now" in run.stderr
    assert "/s)" not in run.stderr, "there is no pace of nothing"


def test_process_isolation_comes_with_a_warning(small_class):
    run = zerokara("grade", "--submitted", "submitted", "--isolation", "process", cwd=small_class)
    assert run.returncode == 0
    assert "It stops accidents, not attacks" in run.stderr


def test_a_machine_without_isolation_says_what_to_do(small_class):
    """The same as on a machine without bubblewrap and Landlock."""
    code = (
        "import sys; from autograder.jail import levels; "
        "levels.findings = lambda: tuple(levels.Finding(n, False, 'not here', 'Buy a penguin') for n in 'abc'); "
        "from autograder.commands import main; sys.argv[0] = 'zerokara'; main()"
    )
    command = [sys.executable, "-c", code, "grade", "--submitted", "submitted"]
    run = subprocess.run(command, cwd=small_class, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "Buy a penguin" in run.stderr
    assert "--isolation process" in run.stderr
    assert not (small_class / "verdicts").exists()


@pytest.mark.parametrize("command", [["grade", "--submitted", "submitted"], ["doctor"]], ids=lambda command: command[0])
def test_windows_is_told_to_use_wsl(small_class, command):
    """What is not there on Windows is taken away: fork, resource limits, the C library under the name None."""
    code = (
        "import os, sys, click, msgpack, numpy, pytest, rich.progress; "
        "del os.fork, os.geteuid; sys.platform = 'win32'; sys.modules['resource'] = None; "
        "from autograder.commands import main; sys.argv[0] = 'zerokara'; main()"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *command], cwd=small_class, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert "WSL2" in run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    assert not (small_class / "verdicts").exists()


@pytest.mark.parametrize("command", [[], ["grade"], ["demo"], ["doctor"]])
def test_help_has_examples(tmp_path, command):
    run = zerokara(*command, "--help", cwd=tmp_path)
    assert run.returncode == 0
    assert "Example" in run.stdout


def test_no_summary_of_a_command_is_cut(tmp_path):
    run = zerokara("--help", cwd=tmp_path, env=os.environ | {"COLUMNS": "80"})
    assert "..." not in run.stdout.partition("Commands:")[2]


def start(folder, *arguments):
    program = str(Path(sys.executable).with_name("zerokara"))
    return subprocess.Popen(
        [program, "grade", "--submitted", "submitted", "--out", "out", *arguments],
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for_verdicts(folder, count):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        done = len(list((folder / "out").rglob("*.json")))
        if done >= count:
            return done
        time.sleep(0.02)
    raise AssertionError(f"only {done} verdicts")


def test_kill_9_loses_nothing_and_grades_nothing_twice(tmp_path, chapter, hand_in):
    for number in range(200):
        hand_in(f"student{number:03d}", chapter, reference_text(chapter) + f"# {number}\n")
    process = start(tmp_path)
    wait_for_verdicts(tmp_path, 20)
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*.json")}
    assert 20 <= len(kept) < 200
    run = zerokara("grade", "--submitted", "submitted", "--out", "out", cwd=tmp_path)
    assert f"{200 - len(kept)} graded now, {len(kept)} kept" in run.stderr
    after = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*.json")}
    assert len(after) == 200
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
    from tests.conftest import skip_unless

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
    [("file", 2, "'--out': Directory 'file' is a file"), ("file/out", 1, "file/out: Not a directory")],
)
def test_an_output_folder_that_cannot_be_made_is_named(tmp_path, chapter, hand_in, out, status, complaint):
    hand_in("alice", chapter, reference_text(chapter))
    (tmp_path / "file").touch()
    run = zerokara("grade", "--submitted", "submitted", "--out", out, cwd=tmp_path)
    assert run.returncode == status
    assert "Traceback" not in run.stderr
    assert complaint in " ".join(run.stderr.split())


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
