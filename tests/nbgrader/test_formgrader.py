"""The formgrader in a real browser shows the class's marks and a student's feedback."""

import os
import shutil
from pathlib import Path

import pytest

from tests.nbgrader.lab import lab
from tests.program import zerokara


@pytest.fixture(scope="module")
def server(walk, tmp_path_factory):
    """JupyterLab with the formgrader, on a graded course."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(walk.sample.folder, home / "class")
    course = home / "class" / "course"
    assert zerokara("grade", cwd=course).returncode == 0
    with lab(course, home) as (url, token):
        yield url, token, course


@pytest.fixture
def page(browser, server):
    page = browser.new_page(viewport={"width": 1200, "height": 1000})
    page.set_extra_http_headers({"Authorization": f"token {server[1]}"})
    yield page
    if folder := os.environ.get("ZEROKARA_SCREENSHOTS"):
        name = os.environ["PYTEST_CURRENT_TEST"].split("::")[-1].split(" ")[0]
        page.screenshot(path=Path(folder, f"{name}.png"))
    page.close()


def test_the_assignments_are_listed_with_their_submissions(page, server):
    url, _, _ = server
    page.goto(f"{url}/formgrader/manage_assignments")
    row = page.locator("tr", has=page.locator("td.name", has_text="ch01_neuron"))
    row.wait_for(timeout=60_000)
    assert row.locator("td.num-submissions").inner_text().strip() == "9"


def test_the_gradebook_shows_every_students_marks(page, server):
    url, _, _ = server
    page.goto(f"{url}/formgrader/gradebook/ch01_neuron/ch01_neuron")
    page.locator("td.name").nth(8).wait_for(timeout=60_000)
    text = page.locator("table").inner_text()
    assert "Submission #9" in text
    scores = [float(cell.split("/")[0]) for cell in page.locator("td.score").all_inner_texts()]
    assert sorted(scores, reverse=True)[:2] == [14.0, 14.0]


def test_a_submission_shows_code_marks_and_feedback(page, server):
    from nbgrader.api import Gradebook

    url, _, course = server
    with Gradebook(f"sqlite:///{course}/gradebook.db", "sample") as gradebook:
        submission = gradebook.find_submission_notebook("ch01_neuron", "ch01_neuron", "student4").id
        graded = {
            grade.name: grade.auto_score
            for grade in gradebook.find_submission("ch01_neuron", "student4").notebooks[0].grades
        }
    page.goto(f"{url}/formgrader/submissions/{submission}")
    page.locator("input.score").first.wait_for(timeout=60_000)
    page.wait_for_function("document.querySelector('#relu').placeholder !== ''")
    shown = {name: float(page.locator(f"#{name}").get_attribute("placeholder")) for name in graded}
    assert shown == graded
    wrong = next(name for name, score in graded.items() if score == 0)
    comment = page.locator(f"#{wrong}-comment")
    page.wait_for_function(f"document.querySelector('#{wrong}-comment').placeholder !== ''")
    assert "checks passed" in comment.get_attribute("placeholder")
    assert f"def {wrong}" in page.locator("body").inner_text()
    comment.scroll_into_view_if_needed()


def test_the_autograde_button_grades_through_us(page, server):
    url, _, course = server
    shutil.rmtree(course / "autograded" / "student1" / "ch01_neuron")
    page.goto(f"{url}/formgrader/manage_submissions/ch01_neuron")
    row = page.locator("tr", has=page.locator("td.student-id", has_text="student1"))
    row.wait_for(timeout=60_000)
    row.locator("td.autograde a").click()
    page.locator(".modal.in, .modal.show").get_by_text("Success").first.wait_for(timeout=90_000)
    assert (course / "autograded" / "student1" / "ch01_neuron" / "ch01_neuron.ipynb").is_file()


def test_jupyterlab_has_the_nbgrader_menu(page, server):
    url, _, _ = server
    page.goto(f"{url}/lab")
    page.locator(".lm-MenuBar-itemLabel", has_text="Nbgrader").wait_for(timeout=90_000)
