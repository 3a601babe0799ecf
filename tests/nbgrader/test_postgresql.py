"""The gradebook may be a PostgreSQL database: the same rows come out."""

from nbgrader.api import Gradebook

from autograder.sample.walk import SampleClass, Walk
from tests.nbgrader.postgresql import new_database


def test_the_whole_loop_works_with_postgresql(server, tmp_path):
    url = new_database(server, "gradebook")
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
