"""The gradebook may be a PostgreSQL database: the same rows come out."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.sample.walk import SampleClass, Walk
from tests.machine import skip_unless

_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


@pytest.fixture(scope="module")
def server():
    """A PostgreSQL server of our own, on a UNIX socket in a temporary folder."""
    skip_unless(bool(_BINARIES), "PostgreSQL is not installed (apt install postgresql)")
    home = Path(tempfile.mkdtemp(prefix="pg"))
    user = "nobody" if os.geteuid() == 0 else None
    if user:
        shutil.chown(home, user)

    def run(*command):
        subprocess.run(list(map(str, command)), user=user, cwd=home, check=True, capture_output=True)

    data = home / "data"
    run(_BINARIES[-1] / "initdb", "-D", data, "-U", "teacher", "-A", "trust", "-E", "UTF8")
    options = f"-k {home} -c listen_addresses='' -c fsync=off"
    run(_BINARIES[-1] / "pg_ctl", "-D", data, "-o", options, "-l", home / "log", "-w", "start")
    try:
        yield home
    finally:
        run(_BINARIES[-1] / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)


def test_the_whole_loop_works_with_postgresql(server, tmp_path):
    createdb = [str(_BINARIES[-1] / "createdb"), "-h", str(server), "-U", "teacher", "gradebook"]
    subprocess.run(createdb, check=True, capture_output=True)
    url = f"postgresql+psycopg://teacher@/gradebook?host={server}"
    walk = Walk(SampleClass(tmp_path / "class", 9, 1, ("ch01_neuron",)))
    for name, step in walk.steps():
        step()
        if name.startswith("make a course"):
            with (walk.sample.course / "nbgrader_config.py").open("a") as file:
                file.write(f"\nc.CourseDirectory.db_url = {url!r}\n")
    assert list(walk.complaints()) == []
    assert not (walk.sample.course / "gradebook.db").exists()
    with Gradebook(url, "sample") as gradebook:
        assert len(gradebook.assignment_submissions("ch01_neuron")) == 9
