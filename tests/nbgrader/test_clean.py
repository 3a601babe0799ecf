"""What Markdown and HTML become before they stand on a page, piece by piece."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from autograder.nbgrader_plugin.clean import clean_html, markdown2html
from autograder.nbgrader_plugin.literal import fenced, literal

GONE = {
    "a script": "<script>alert(1)</script>",
    "a style": "<style>* { display: none }</style>",
    "an image from elsewhere": '<img src="https://example.org/x.png">',
    "an image without a scheme": '<img src="//example.org/x.png">',
    "an image of this server": '<img src="/logout">',
    "a page in an image": '<img src="data:text/html;base64,PHNjcmlwdD4=">',
    "a script's link": '<a href="javascript:alert(1)">',
    "a script's link in disguise": '<a href=" java&#10;script&colon;alert(1)">',
    "a page's link": '<a href="data:text/html,x">',
    "a link within this server": '<a href="/formgrader/api/submission/x/autograde">',
    "a frame": '<iframe src="https://example.org"></iframe>',
    "a form": '<form action="https://example.org"><input></form>',
    "a redirection": '<meta http-equiv="refresh" content="0;url=https://example.org">',
    "another base": '<base href="https://example.org">',
    "an event": '<p onmouseover="alert(1)">',
    "an id that the page uses": '<h1 id="relu">',
    "a class that covers the page": '<div class="navbar-fixed-top">',
    "a style that fetches": '<td style="background:url(https://example.org)">',
    "an object": '<object data="https://example.org"></object>',
    "a comment": "<!--[if IE]><script>alert(1)</script><![endif]-->",
}
STAYS = [
    "<b>x</b>",
    '<td style="text-align:right">x</td>',
    '<div class="highlight"><pre><span class="k">def</span></pre></div>',
    '<img src="data:image/png;base64,iVBORw0KGgo=" alt="a plot">',
]


@pytest.mark.parametrize("text", GONE.values(), ids=GONE)
def test_what_acts_goes(text):
    cleaned = clean_html(f"before {text} after")
    for word in ("alert", "example.org", "javascript", "script", "/logout", "/formgrader", "display", "data:"):
        assert word not in cleaned.lower()
    for word in (" id=", "class=", " on", "<form", "<iframe", "<meta", "<base", "<object", "<!--", "background"):
        assert word not in cleaned.lower()


@pytest.mark.parametrize("text", STAYS)
def test_what_lessons_need_stays(text):
    table = "<table><tbody><tr>{}</tr></tbody></table>" if text.startswith("<td") else "{}"
    assert clean_html(table.format(text)) == table.format(text)


@pytest.mark.parametrize("scheme", ["https://numpy.org", "http://numpy.org", "mailto:a@example.org", "#part"])
def test_links_that_say_where_they_lead_stay(scheme):
    assert f'href="{scheme}"' in clean_html(f'<a href="{scheme}">x</a>')


@pytest.mark.parametrize(
    "text",
    [
        r"$\href{https://example.org}{x}$",
        r"$\h<wbr>ref{https://example.org}{x}$",
        r"$\h<span></span>ref{https://example.org}{x}$ \class",
        r"$\h&#114;ef{https://example.org}{x}$",
        r'<span title="<pre>">$\href{https://example.org}{x}$</span><pre>x</pre>',
        r'<a href="https://x/<pre>">$\href{https://example.org}{x}$</a><pre>x</pre>',
    ],
)
def test_no_formula_makes_a_link(text):
    """MathJax joins a formula across a <wbr> and a comment, and does not look into <pre> and <code>."""
    assert r"\href" not in clean_html(text).replace("<wbr>", "")


def test_code_keeps_its_backslashes():
    assert clean_html(r"<code>\href</code> and <pre>\href</pre>") == r"<code>\href</code> and <pre>\href</pre>"


def test_an_image_that_a_cell_brings_along_is_shown_and_a_missing_one_is_its_description():
    cell = {"attachments": {"a.png": {"image/png": "iVBORw0KGgo="}}}
    assert 'src="data:image/png;base64,iVBORw0KGgo="' in markdown2html({"cell": cell}, "![plot](attachment:a.png)")
    assert markdown2html({"cell": cell}, "![plot](attachment:b.png)").strip() == "<p>plot</p>"


def test_a_heading_has_no_id_that_could_be_mistaken_for_a_mark():
    assert markdown2html({}, "# relu").strip() == "<h1>relu</h1>"


def test_what_is_nested_too_deeply_is_still_shown():
    assert "deep" in markdown2html({}, "[" * 5000 + "deep" + "]" * 5000)


# The first layer ---------------------------------------------------------------

PIECES = [
    *"`*_[]()<>#|&~^{}@:!$\\-+=.1a \n\t\"'/", "```", "~~~", "$$", "\\begin{a}", "\\end{a}", "<script>", "![a](http://b)",
    "www.x.y", "http://x.y", "a@b.c", "\n\n", "    ", "- ", "* ", "1. ", "|---|\n", "---\n", "===\n", "\\\\[", "\\\\(",
    "[a]: http://x\n", "&lt;", "<!--", ": d", "\r", "\u2028", "\u3000", "\u00a0", "- [ ] ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def tags(html):
    return {part.partition(">")[0].strip("/ ") for part in html.split("<")[1:]}


@given(TEXTS)
def test_a_comment_is_lines_and_code_whatever_it_says(text):
    html = markdown2html_mistune(literal(text))
    assert tags(html) <= {"p", "br", "code"}
    assert not set("$\\").intersection(html)


@given(TEXTS)
def test_a_block_is_one_piece_of_code_whatever_it_says(text):
    html = markdown2html_mistune(fenced(text)).strip()
    assert html.startswith("<pre><code>")
    assert html.endswith("</code></pre>")
    assert "<" not in html.removeprefix("<pre><code>").removesuffix("</code></pre>")


def test_feedback_reads_as_it_did():
    said = "2 of 3 checks passed.\n\n`relu([1, 2])` gave an array of shape (2,).\n\nAlso to do:\n- Zero."
    assert literal(said).replace("  \n", "\n") == said.replace("- ", "• ")


def test_a_stranger_cannot_end_a_piece_of_code():
    assert markdown2html_mistune(literal("a `b` *c*`<i>")).strip() == (
        "<p>a <code>b</code> <code>*c*ˋ&lt;i&gt;</code></p>"
    )
