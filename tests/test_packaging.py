"""The wheel holds everything: installed from it, the grader works in any folder."""

import subprocess
import sys
import zipfile

from tests.material import ROOT, reference_text


def test_the_wheel_grades_without_the_repository(tmp_path, course):
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    chapter = course.chapters["ch01_neuron"]
    place = tmp_path / "work" / "submitted" / "alice" / chapter.folder
    place.mkdir(parents=True)
    (place / chapter.filename).write_text(reference_text(chapter))
    code = "import autograder; assert 'installed' in autograder.__file__; from autograder.commands import main; main()"
    environment = {"PYTHONPATH": str(tmp_path / "installed"), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", code, "grade", "--submitted", "submitted", "--format", "json"],
        cwd=tmp_path / "work",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert '"score": 14.0' in run.stdout
    assert not [name for name in archive.namelist() if name.startswith(("tests/", "benchmarks/"))]
    students = ROOT / "autograder" / "release" / "students"
    kit = {path.relative_to(ROOT).as_posix() for path in students.rglob("*") if path.suffix in (".py", ".gz")}
    assert kit <= set(archive.namelist())
