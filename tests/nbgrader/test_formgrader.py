"""The formgrader in a real browser shows the class's marks and a student's feedback."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.machine import skip_unless
from tests.program import zerokara

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser():
    skip_unless(CHROMIUM is not None, "Chromium is not installed (apt install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(walk, tmp_path_factory):
    """JupyterLab with the formgrader, on a graded course."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(walk.sample.folder, home / "class")
    course = home / "class" / "course"
    assert zerokara("grade", cwd=course).returncode == 0
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    command = [
        str(Path(sys.executable).with_name("jupyter")), "lab", "--allow-root", "--no-browser", "--ip=127.0.0.1",
        f"--port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={course}",
    ]  # fmt: skip
    own = {"HOME": home, "JUPYTER_CONFIG_DIR": home / "config", "JUPYTER_DATA_DIR": home / "data"}
    environment = os.environ | {name: str(path) for name, path in own.items()}
    log = (home / "log").open("w")
    process = subprocess.Popen(command, cwd=course, env=environment, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"{url}/api?token={token}", timeout=2)
                break
            except OSError:
                assert process.poll() is None, (home / "log").read_text()
                time.sleep(0.3)
        yield url, token, course
    finally:
        process.terminate()
        process.wait(20)
        log.close()


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
