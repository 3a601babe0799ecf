"""The second layer: what Markdown and raw cells become is cleaned with a list of what may be on a page.

The first layer is that graded notebooks and comments hold nothing that acts (``notebook``, ``literal``). This one holds
where the first has a hole, and for what it never saw: notebooks of an older version, comments typed by hand.
nbconvert cleans with bleach, which nobody maintains any longer.
"""

from __future__ import annotations

import html
import re
import sys
from functools import wraps
from typing import Any

import nh3
from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import InvalidNotebook, IPythonRenderer, MarkdownWithMath
from nbconvert.preprocessors import Preprocessor
from pygments.token import STANDARD_TYPES

_TAGS = set(
    "a abbr b blockquote br caption code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p "
    "pre s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var".split()
)
_ATTRIBUTES = {
    "*": {"class", "lang", "dir"},
    "a": {"href", "title"},
    "img": {"alt", "height", "src", "title", "width"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan", "style"},
    "th": {"align", "colspan", "rowspan", "scope", "style"},
}
_SCHEMES = {"http", "https", "mailto", "data"}
_LINK = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
_IMAGE = re.compile(r"data:image/(?:gif|jpeg|png|svg\+xml|webp);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
_SHOWN = {"student", "last_name", "first_name", "notebook_path"}
_CLASSES = {"highlight", *filter(None, STANDARD_TYPES.values())}
#: MathJax's own way to links, classes, styles and extensions.
_CODE = re.compile(r"(<pre[ >].*?</pre>|<code[ >].*?</code>)", re.DOTALL)
_TEX = re.compile(r"\\(?=(?:href|url|style|class|cssId|require|mmlToken)(?![A-Za-z]))")


def clean_html(text: str) -> str:
    """HTML with nothing but text, its formatting, links that say where they lead, and images that it brings along."""
    cleaned = nh3.clean(
        text,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        filter_style_properties={"text-align"},
        url_schemes=_SCHEMES,
    )
    parts = _CODE.split(cleaned)  # every second one is code, into which MathJax does not look
    parts[::2] = [_TEX.sub("\N{FULLWIDTH REVERSE SOLIDUS}", part) for part in parts[::2]]
    return "".join(parts)


def _attribute(_tag: str, name: str, value: str) -> str | None:
    """An attribute's value, or None when it must go."""
    if name == "href":
        return value.replace("<", "%3C") if _LINK.match(value) else None
    if name == "src":
        return value if _IMAGE.fullmatch(value) else None
    if name == "class":
        return " ".join(_CLASSES.intersection(value.split())) or None
    return value.replace("<", "‹")  # so that a tag in the text is a tag


class _Renderer(IPythonRenderer):
    """nbconvert's renderer; an image that the cell does not bring along is its description."""

    def image(self, text: str, url: str, title: str | None = None) -> str:
        try:
            return str(super().image(text, url, title))
        except InvalidNotebook:
            return html.escape(text)


@pass_context
def markdown2html(context: Any, source: str) -> str:
    """Markdown of a cell or a comment as clean HTML, in the place of nbconvert's filter of that name."""
    attachments = (context.get("cell") or {}).get("attachments", {})
    renderer = _Renderer(escape=False, attachments=attachments, exclude_anchor_links=True)
    try:
        rendered = MarkdownWithMath(renderer=renderer).render(source)
    except RecursionError:
        rendered = f"<pre>{html.escape(source)}</pre>"
    return clean_html(rendered)


class EscapeNames(Preprocessor):
    """Escapes what nbgrader's template of a submission's page puts between its tags: accounts, names, paths."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Escape; the notebook stays as it is."""
        for name in _SHOWN.intersection(resources):
            resources[name] = html.escape(resources[name] or "")
        return nb, resources


def escape_in_pages() -> None:
    """Have the formgrader's other pages escape what they show, which their templates leave to chance."""
    module = sys.modules.get("nbgrader.server_extensions.formgrader.formgrader")
    if module is None:
        return  # no server, no pages
    original = module.FormgradeExtension.init_tornado_settings
    if hasattr(original, "__wrapped__"):
        return

    @wraps(original)
    def init_tornado_settings(self: Any, webapp: Any) -> None:
        original(self, webapp)
        webapp.settings["nbgrader_jinja2_env"].autoescape = True

    module.FormgradeExtension.init_tornado_settings = init_tornado_settings
