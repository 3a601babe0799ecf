"""The course is what its lesson notebooks say."""

import json

import pytest

from autograder.course import Course, CourseError, find_course
from tests.conftest import each_chapter


@each_chapter
def test_every_chapter_has_all_its_files(chapter, course):
    folder = course.source / chapter.folder
    assert {path.name for path in folder.iterdir()} == {f"{chapter.folder}.ipynb", f"test_{chapter.name}.py"}
    assert chapter.reference.is_file()
    assert chapter.suite.is_file()


def test_nothing_else_stands_in_source(course):
    assert {path.name for path in course.source.iterdir()} == set(course.chapters)


POINTS = {
    "ch01_neuron": {
        "relu": 1, "weighted_sum": 1, "neuron": 2, "layer": 2, "network": 2, "relu_xor_layers": 2,
        "pattern_neuron": 2, "threshold_weight": 1, "output_errors": 1,
    },
    "ch02_perceptron": {
        "perceptron": 2, "AND": 1, "OR": 1, "NAND": 1, "XOR": 2, "perceptron_update": 2, "train_perceptron": 3,
        "separates": 1,
    },
    "ch03_activations": {
        "step_function": 1, "sigmoid": 2, "relu": 1, "leaky_relu": 1, "tanh": 1, "swish": 1, "softmax": 3,
        "sigmoid_grad": 1, "relu_grad": 1, "leaky_relu_grad": 1, "tanh_grad": 1, "swish_grad": 2,
    },
    "ch04_losses": {
        "mean_squared_error": 1, "sum_squared_error": 1, "to_one_hot": 1, "cross_entropy_error": 3,
        "binary_cross_entropy": 2, "accuracy": 2, "confusion_matrix": 2,
    },
    "ch05_forward": {
        "affine": 2, "he_init": 1, "xavier_init": 1, "init_params": 2, "forward": 3, "ThreeLayerNet": 4,
    },
    "ch06_gradients": {
        "numerical_diff": 1, "numerical_gradient": 3, "gradient_descent": 2, "TwoLayerNet": 4, "gradient_check": 2,
    },
    "ch07_backprop": {
        "MulLayer": 1, "AddLayer": 1, "Relu": 2, "Sigmoid": 2, "Affine": 4, "SoftmaxWithLoss": 3, "TwoLayerNet": 5,
    },
    "ch08_training": {
        "shuffle_batches": 2, "sgd_step": 1, "NeuralNetwork": 4, "train_gate": 3, "train_xor": 3, "fit": 4,
    },
}  # fmt: skip


def test_exercises_and_points_are_as_the_curriculum_says(course):
    found = {name: {e.name: e.points for e in chapter.exercises} for name, chapter in course.chapters.items()}
    assert found == POINTS


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
