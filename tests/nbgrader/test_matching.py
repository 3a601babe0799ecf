"""Each student's folder is worked on by itself, whatever pattern its name looks like."""

import pytest
from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.nbgrader_plugin import configure

CHAPTER = "ch01_neuron"


@pytest.fixture
def converter(tmp_path):
    configure(Config())
    for student in ("alice", "b", "*", "[a-z]", "?", "two\nlines"):
        folder = tmp_path / "autograded" / student / CHAPTER
        folder.mkdir(parents=True)
        (folder / f"{CHAPTER}.ipynb").touch()
    return GenerateFeedback(coursedir=CourseDirectory(root=str(tmp_path), assignment_id=CHAPTER))


@pytest.mark.parametrize(
    ("asked", "students"),
    [("*", ["alice", "b", "*", "[a-z]", "?"]), ("alice", ["alice"]), ("[a-z]", ["[a-z]", "b"])],
)
def test_each_folder_has_its_own_notebook(tmp_path, converter, asked, students):
    converter.coursedir.student_id = asked
    converter.init_notebooks()
    places = [str(tmp_path / "autograded" / student / CHAPTER) for student in students]
    assert converter.assignments == {place: [f"{place}/{CHAPTER}.ipynb"] for place in places}


def test_who_is_not_there_is_told(converter):
    converter.coursedir.student_id = "nobody"
    with pytest.raises(NbGraderException, match="No notebooks were matched"):
        converter.init_notebooks()
