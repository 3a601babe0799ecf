"""What a graded notebook and its comments could do to whoever looks at them, were they rendered without any care.

The pages are nbconvert's own, with none of our filters: what is inert here is inert by itself.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import markdown2html_mistune

_ELEMENTS = frozenset("base embed form iframe link meta object script style svg".split())
_CODE = frozenset(("code", "pre"))
_REMOTE = re.compile(r"\s*(?:https?:)?//|\s*(?:javascript|data:(?!image/))", re.IGNORECASE)
_FORMULA = re.compile(r"\$.+\$|\\\(|\\\[|\\begin\{", re.DOTALL)


class _Finder(HTMLParser):
    """Counts what can act in a page: elements, events, addresses, formulas."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ELEMENTS:
            self.found[tag] += 1
        if tag in _CODE:
            self._inside.append(tag)
        for name, value in attrs:
            if name.startswith("on"):
                self.found["event"] += 1
            if name in ("action", "data", "href", "src") and _REMOTE.match(value or ""):
                self.found["address"] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            self._inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self._inside and _FORMULA.search(data):
            self.found["formula"] += 1


def active(notebook: Mapping[str, Any], comments: Sequence[str] = ()) -> Counter[str]:
    """What acts in a notebook, and in comments as Markdown."""
    page, _ = HTMLExporter(template_name="basic").from_notebook_node(nbformat.reads(json.dumps(notebook), as_version=4))
    finder = _Finder()
    finder.feed(page + "".join(markdown2html_mistune(comment) for comment in comments))
    finder.close()
    return finder.found


def comments_on(gradebook: Path, student: str) -> list[str]:
    """What the gradebook says to a student about each exercise."""
    with closing(sqlite3.connect(gradebook)) as database:
        rows = database.execute(
            "SELECT comment.auto_comment FROM comment"
            " JOIN submitted_notebook ON submitted_notebook.id = comment.notebook_id"
            " JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id"
            " WHERE submitted_assignment.student_id = ?",
            [student.encode("utf-8", "replace").decode()],  # what is no text has no row
        )
        return [text or "" for (text,) in rows]
