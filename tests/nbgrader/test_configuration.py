"""The configuration is the one that nbgrader's own programs have, and a broken one is told in a sentence."""

import sys

import pytest
from nbgrader.apps.baseapp import NbGrader

from autograder.nbgrader_plugin.configuration import ConfigurationError
from autograder.nbgrader_plugin.directory import course_directory
from tests.program import zerokara

PY, JSON = "nbgrader_config.py", "nbgrader_config.json"


@pytest.fixture
def places(tmp_path, monkeypatch):
    """A course folder, an account's folder of configuration, and one that stands for /etc/jupyter."""
    folders = {name: tmp_path / name for name in ("course", "home", "etc")}
    for folder in folders.values():
        folder.mkdir()
    (folders["course"] / "source" / "ch01_neuron").mkdir(parents=True)
    (folders["course"] / PY).write_text("c = get_config()\n")
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(folders["home"]))
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(folders["etc"]))
    monkeypatch.chdir(folders["course"])
    monkeypatch.setattr(sys, "path", sys.path.copy())
    return folders


def says(key, value, name):
    if name.endswith(".json"):
        return f'{{"CourseDirectory": {{"{key}": "{value}"}}}}'
    return f"c = get_config()\nc.CourseDirectory.{key} = {value!r}\n"


LAYOUTS = {
    "home": [("home", PY)],
    "home, JSON": [("home", JSON)],
    "etc": [("etc", PY)],
    "etc and home": [("etc", PY), ("home", PY)],
    "JSON beside Python": [("home", PY), ("home", JSON)],
    "course and home": [("course", PY), ("home", JSON)],
    "course, JSON": [("course", JSON), ("course", PY)],
    "jupyter_config": [("home", "jupyter_config.py"), ("etc", JSON)],
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_it_is_what_nbgraders_own_programs_read(places, layout):
    for number, (folder, name) in enumerate(layout):
        (places[folder] / name).write_text(says("db_url", f"sqlite:///{number}.db", name))
    app = NbGrader()
    app.initialize([], root=str(places["course"]))
    directory, _ = course_directory(places["course"])
    assert directory.db_url == app.coursedir.db_url
    assert directory.db_url in ("sqlite:///0.db", "sqlite:///1.db")


def test_names_of_earlier_versions_count(places):
    (places["course"] / PY).write_text("c = get_config()\nc.NbGrader.db_url = 'sqlite:///old.db'\n")
    assert course_directory(places["course"])[0].db_url == "sqlite:///old.db"


def test_what_stands_beside_it_can_be_imported(places):
    (places["course"] / "zk_late_plugin.py").write_text("NAME = 'own'\n")
    (places["course"] / PY).write_text(
        "import zk_late_plugin\nc = get_config()\nc.CourseDirectory.course_id = zk_late_plugin.NAME\n"
    )
    assert course_directory(places["course"])[0].course_id == "own"


BROKEN = {
    "syntax": (PY, "c = get_config()\nc.CourseDirectory.root = (\n", ["line 2", "never closed"]),
    "exception": (PY, "c = get_config()\n\nc.x = 1 / 0\n", ["line 3", "ZeroDivisionError"]),
    "exit": (PY, "import sys\nsys.exit(3)\n", ["line 2", "SystemExit"]),
    "import": (PY, "import nowhere_to_be_found\n", ["line 1", "nowhere_to_be_found"]),
    "JSON": (JSON, '{\n "a": }', ["line 2"]),
}


@pytest.mark.parametrize(("name", "text", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_named_with_its_line(places, name, text, said):
    path = places["course"] / name
    path.write_text(text)
    with pytest.raises(ConfigurationError) as caught:
        course_directory(places["course"])
    sentence = str(caught.value)
    assert str(path) in sentence
    assert "\n" not in sentence
    assert [part for part in said if part not in sentence] == []


def test_a_value_of_the_wrong_kind_is_told(places):
    (places["course"] / PY).write_text("c = get_config()\nc.CourseDirectory.db_url = 5\n")
    with pytest.raises(ConfigurationError, match="db_url"):
        course_directory(places["course"])


@pytest.mark.parametrize("value", ["5", "null", "[1]"])
def test_a_section_that_is_none_is_told(places, value):
    (places["course"] / JSON).write_text(f'{{"CourseDirectory": {value}}}')
    with pytest.raises(ConfigurationError, match="the configuration of"):
        course_directory(places["course"])


@pytest.mark.parametrize("command", ["grade", "doctor"])
def test_commands_end_with_one_sentence(places, command):
    (places["course"] / PY).write_text("c = get_config()\nc.x = (\n")
    (places["course"] / "submitted").mkdir()
    run = zerokara(command, cwd=places["course"])
    assert run.returncode == 1
    assert "nbgrader_config.py, line 2: '(' was never closed" in run.stdout + run.stderr
    assert "Traceback" not in run.stderr
