"""The course is what its lesson notebooks say."""

import json

import pytest

from autograder.course import Course, CourseError, Exercise, find_course
from tests.material import each_chapter


@each_chapter
def test_every_chapter_has_all_its_files(chapter, course):
    folder = course.source / chapter.folder
    assert {path.name for path in folder.iterdir()} == {f"{chapter.folder}.ipynb", f"test_{chapter.name}.py"}
    assert chapter.reference.is_file()
    assert chapter.suite.is_file()


def test_nothing_else_stands_in_source(course):
    assert {path.name for path in course.source.iterdir()} == set(course.chapters)


def test_exercises_and_points_are_the_grade_cells_of_the_lesson(tmp_path):
    folder = tmp_path / "ch42_deep_thought"
    folder.mkdir()
    cells = [
        {"cell_type": "markdown", "source": ["Welcome.\n", "# 42 · The answer\n"], "metadata": {}},
        {"cell_type": "code", "source": ["1 + 1"], "metadata": {"nbgrader": {"grade": False, "grade_id": "cell-1"}}},
        {"cell_type": "code", "source": [], "metadata": {"nbgrader": {"grade": True, "grade_id": "ask", "points": 3}}},
        {"cell_type": "code", "source": [], "metadata": {"nbgrader": {"grade": True, "grade_id": "be", "points": 0.5}}},
    ]
    (folder / "ch42_deep_thought.ipynb").write_text(json.dumps({"cells": cells}))
    chapter = Course(tmp_path).chapters["ch42_deep_thought"]
    assert (chapter.name, chapter.title, chapter.points) == ("deep_thought", "42 · The answer", 3.5)
    assert chapter.exercises == (Exercise("ask", 3.0), Exercise("be", 0.5))


def test_an_unknown_chapter_is_named_with_the_known_ones(course):
    with pytest.raises(CourseError, match=r"no chapter ch99_magic; the course has ch01_neuron"):
        course.select(("ch99_magic",))


@pytest.mark.parametrize(
    ("said", "meant"),
    [("ch1", "ch01_neuron"), ("neuron", "ch01_neuron"), ("ch01_nueron", "ch01_neuron"), ("ch08", "ch08_training")],
)
def test_the_chapter_that_was_meant_is_suggested(course, said, meant):
    with pytest.raises(CourseError, match=rf"no chapter {said}; did you mean {meant}\?"):
        course.select((said,))


def test_a_course_is_found_from_a_folder_inside_it(tmp_path, course):
    (tmp_path / "nbgrader_config.py").touch()
    (tmp_path / "source" / "ch01_neuron").mkdir(parents=True)
    (tmp_path / "submitted" / "alice").mkdir(parents=True)
    assert find_course(tmp_path / "submitted" / "alice").source == tmp_path / "source"
    assert find_course(tmp_path.parent).source == course.source


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "the lesson notebook is missing"),
        ("{", "not a notebook"),
        ("{}", "not a notebook"),
        (
            json.dumps(
                {"cells": [{"cell_type": "code", "source": [], "metadata": {"nbgrader": {"grade": True, "points": 0}}}]}
            ),
            "needs a name and points above 0",
        ),
    ],
)
def test_a_broken_lesson_is_named(tmp_path, content, complaint):
    folder = tmp_path / "ch01_neuron"
    folder.mkdir()
    if content is not None:
        (folder / "ch01_neuron.ipynb").write_text(content)
    with pytest.raises(CourseError, match=complaint) as caught:
        Course(tmp_path).chapters  # noqa: B018
    assert "ch01_neuron.ipynb" in str(caught.value)
