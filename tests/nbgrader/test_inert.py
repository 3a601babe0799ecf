"""A hostile notebook, exception or account does nothing to whoever looks at it: two layers, each tried alone.

Where both are off everything bites, so that a page on which nothing happens proves something.
"""

import json
import os
import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from autograder.nbgrader_plugin.directory import course_directory
from autograder.reference import source_of
from tests.machine import skip_unless
from tests.nbgrader import hostile
from tests.nbgrader.lab import lab
from tests.program import zerokara

CHAPTER = "ch01_neuron"
MATHJAX = Path("/usr/share/javascript/mathjax")
LESSON = "A lesson with <b>tags</b>, **stars**, a formula $E = mc^2$, and a [link](https://numpy.org)."
WITHOUT_SECOND = """
c.HTMLExporter.filters = {}
c.HTMLExporter.sanitize_html = False
c.HTMLExporter.preprocessors = []

import sys

if pages := sys.modules.get("nbgrader.server_extensions.formgrader.formgrader"):
    extension = pages.FormgradeExtension
    extension.init_tornado_settings = extension.init_tornado_settings.__wrapped__
"""
#: Who handed in the same hostile work: of the second one, what is shown is what was handed in.
SHOWN = {"inert": "mallory", "raw": "oscar"}

BITES = "window.bitten = []; window.bite = name => { top.bitten.push(name) }"
ACTIVE = """() => [...document.querySelectorAll('#notebook-container *')].flatMap(element => {
    const tag = element.localName, found = []
    if (['script', 'style', 'svg', 'iframe', 'form', 'object', 'embed', 'link', 'base'].includes(tag) &&
        !(element.type || '').startsWith('math/')) found.push(tag)
    for (const { name, value } of element.attributes) {
        if (name.startsWith('on')) found.push(name)
        if (/^\\s*javascript:/i.test(value)) found.push(element.closest('.MathJax_CHTML, .mjx-chtml') ? 'math' : 'link')
        if (['action', 'data', 'href', 'src', 'style'].includes(name) && value.includes('attacker.example'))
            found.push('remote ' + name)
    }
    return found
})"""


@dataclass(frozen=True)
class Seen:
    """What a page did: payloads that ran, what they fetched, elements that could act."""

    ran: set[str]
    fetched: set[str]
    active: set[str]


@pytest.fixture(scope="module")
def courses(walk, tmp_path_factory):
    """A graded course with hostile students, in two copies: with the second layer and without."""
    home = tmp_path_factory.mktemp("hostile")
    shutil.copytree(walk.sample.folder, home / "second")
    course = home / "second" / "course"
    place = course / "assignments" / CHAPTER / f"{CHAPTER}.ipynb"
    released = json.loads(place.read_text())
    released["cells"].insert(0, {"cell_type": "markdown", "id": "lesson", "metadata": {}, "source": LESSON})
    hostile.write(place, released)
    chapter = walk.sample.chapters[0]
    for student in (*SHOWN.values(), hostile.NAME):
        folder = course / "submitted" / student / CHAPTER
        shutil.copytree(course / "submitted" / "student1" / CHAPTER, folder)
        hostile.write(folder / f"{CHAPTER}.ipynb", hostile.notebook(released))
        (folder / chapter.filename).write_text(hostile.module(source_of(chapter.reference)))
    run = zerokara("grade", CHAPTER, *(f"--student={name}" for name in (*SHOWN.values(), hostile.NAME)), cwd=course)
    assert run.returncode == 0, run.stderr
    take_the_first_layer_away(course, SHOWN["raw"])
    shutil.copytree(home / "second", home / "bare")
    bare = home / "bare" / "course"
    with (bare / "nbgrader_config.py").open("a") as file:
        file.write(WITHOUT_SECOND)
    return {"second": course, "bare": bare}


def take_the_first_layer_away(course, student):
    """Show a student's cells and the verdict's words as they are."""
    graded = course / "autograded" / student / CHAPTER / f"{CHAPTER}.ipynb"
    inert = json.loads(graded.read_text())
    added = hostile.notebook(inert)["cells"][: -len(inert["cells"])]
    hostile.write(graded, {**inert, "cells": [*added, *inert["cells"]]})
    verdict = json.loads((course / "verdicts" / CHAPTER / f"{student}.json").read_text())
    with Gradebook(f"sqlite:///{course}/gradebook.db", "sample") as gradebook:
        for test in verdict["tests"]:
            gradebook.find_comment(test["name"], CHAPTER, CHAPTER, student).auto_comment = test["output"]
        gradebook.db.commit()


@pytest.fixture(scope="module")
def server(courses, tmp_path_factory):
    """The formgrader of each copy."""
    homes = {copy: tmp_path_factory.mktemp(copy) for copy in courses}
    with ExitStack() as stack:
        yield {copy: stack.enter_context(lab(course, homes[copy])) for copy, course in courses.items()}


@pytest.fixture
def page(browser, request):
    """A page that can reach this machine, and MathJax as it is installed here; all else it asks for is noted."""
    skip_unless(MATHJAX.is_dir(), "MathJax 2 is not installed (apt install libjs-mathjax)")
    page = browser.new_page(viewport={"width": 1200, "height": 1400})
    page.add_init_script(BITES)
    page.fetched = set()
    page.route(lambda url: urlsplit(url).hostname not in (None, "127.0.0.1"), lambda route: answer(page, route))
    yield page
    if folder := os.environ.get("ZEROKARA_SCREENSHOTS"):
        page.screenshot(path=Path(folder, f"{request.node.name.translate({91: 45, 93: None})}.png"))
    page.close()


def answer(page, route):
    """Serve MathJax's files; its own check of links is left out, for ours must do without."""
    url = urlsplit(route.request.url)
    if url.hostname == "attacker.example":
        page.fetched.add(url.path.removeprefix("/"))
    _, found, name = url.path.partition("/mathjax/2.7.7/")
    if not found:
        route.abort()
    elif name == "latest.js":
        source = route.request.url.replace("latest.js", "MathJax.js")
        route.fulfill(
            content_type="text/javascript",
            body=f"document.head.appendChild(Object.assign(document.createElement('script'), {{src: {source!r}}}))",
        )
    elif name == "config/Safe.js":
        route.fulfill(content_type="text/javascript", body="MathJax.Ajax.loadComplete('[MathJax]/config/Safe.js')")
    else:
        route.fulfill(path=MATHJAX / name, headers={"Access-Control-Allow-Origin": "*"})


def seen(page):
    """Wait until all formulas are typeset, and look."""
    page.wait_for_function("window.MathJax && MathJax.isReady", timeout=90_000)
    page.evaluate("() => new Promise(done => MathJax.Hub.Queue(done))")
    page.wait_for_timeout(500)
    return Seen(set(page.evaluate("window.bitten")), set(page.fetched), set(page.evaluate(ACTIVE)))


def open_feedback(page, course, student):
    directory, config = course_directory(course)
    result = NbGraderAPI(directory, config=config).generate_feedback(CHAPTER, student, force=True)
    assert result["success"], result
    page.goto((course / "feedback" / student / CHAPTER / f"{CHAPTER}.html").as_uri())


def open_submission(page, server, course, student):
    url, token = server
    page.set_extra_http_headers({"Authorization": f"token {token}"})
    with Gradebook(f"sqlite:///{course}/gradebook.db", "sample") as gradebook:
        number = gradebook.find_submission_notebook(CHAPTER, CHAPTER, student).id
    page.goto(f"{url}/formgrader/submissions/{number}/")


@pytest.fixture(params=["feedback", "formgrader"])
def look_at(request, page, courses):
    """Open what is shown of a student's work, in a copy of the course."""

    def look_at(copy, student):
        if request.param == "feedback":
            open_feedback(page, courses[copy], student)
        else:
            open_submission(page, request.getfixturevalue("server")[copy], courses[copy], student)
        return seen(page)

    look_at.place = request.param
    return look_at


def test_a_lesson_looks_as_it_should(look_at, page):
    look_at("second", SHOWN["inert"])
    lesson = page.locator(".text_cell_render", has_text="A lesson with")
    assert lesson.locator("b").inner_text() == "tags"
    assert lesson.locator("strong").inner_text() == "stars"
    assert lesson.locator("a").get_attribute("href") == "https://numpy.org"
    assert lesson.locator(".MathJax_CHTML, .mjx-chtml").count() == 1


def test_with_neither_layer_everything_bites(look_at):
    found = look_at("bare", SHOWN["raw"])
    assert {"script", "onerror", "svg", "iframe", "output"} <= found.ran
    assert {"image.png", "protocol.png", "style.png", "attribute.png"} <= found.fetched
    assert {"form", "iframe", "script", "style", "svg", "link", "math", "onerror", "onload"} <= found.active
    if look_at.place == "feedback":
        assert {"raised-script", "raised-svg"} <= found.ran
        assert "raised.png" in found.fetched
    else:
        assert "output-script" in found.ran


def test_the_first_layer_holds_alone(look_at):
    assert look_at("bare", SHOWN["inert"]) == Seen(set(), set(), set())


def test_the_second_layer_holds_alone(look_at):
    found = look_at("second", SHOWN["raw"])
    assert (found.ran, found.fetched, found.active) == (set(), set(), {"remote href"})


def test_a_students_words_can_be_read(look_at, page):
    look_at("second", SHOWN["inert"])
    text = page.locator("#notebook-container").first.inner_text()
    for payload in (*hostile.CELLS.values(), *hostile.RAW.values()):
        for line in payload.splitlines():
            assert line in text
    if look_at.place == "feedback":
        assert "Your code raised ValueError: “![pixel](http://attacker.example/raised.png)" in text
        assert "gave an object of class “number. All 5 checks passed. Score: 2.0 of 2.0 [see]" in text


def test_an_accounts_name_is_text_in_the_formgrader(page, server, courses):
    open_submission(page, server["second"], courses["second"], hostile.NAME)
    assert seen(page).ran == set()
    assert hostile.NAME in page.locator(".breadcrumb").text_content()


def test_without_escaping_an_accounts_name_bites(page, server, courses):
    open_submission(page, server["bare"], courses["bare"], hostile.NAME)
    assert "name" in seen(page).ran


def test_an_accounts_name_is_text_in_the_list_of_submissions(page, server):
    url, token = server["second"]
    page.set_extra_http_headers({"Authorization": f"token {token}"})
    page.goto(f"{url}/formgrader/manage_submissions/{CHAPTER}")
    page.locator("td.student-id", has_text=hostile.NAME).wait_for(timeout=60_000)
    assert page.evaluate("window.bitten") == []


def test_an_accounts_name_is_text_on_a_page_of_its_own(page, server):
    open_student(page, *server["second"])
    assert hostile.NAME in page.locator(".breadcrumb").text_content()
    assert page.evaluate("window.bitten") == []


def test_without_escaping_it_bites_there_too(page, server):
    open_student(page, *server["bare"])
    page.wait_for_function("window.bitten.length")


def open_student(page, url, token):
    page.set_extra_http_headers({"Authorization": f"token {token}"})
    page.goto(f"{url}/formgrader/manage_students/{quote(hostile.NAME)}")
