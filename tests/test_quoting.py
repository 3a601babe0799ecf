"""A stranger's words cannot act on a terminal, nor leave their quotation."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from autograder.commands import terminal
from autograder.proxy.errors import Place, StudentError
from autograder.quoting import name_or_quoted, printable, quoted

TEXTS = st.text(st.characters(), max_size=50) | st.text('“”„"`\n\t\x1b\u2028\u202e\u3164\ud800 a.', max_size=50)


@given(TEXTS)
def test_a_quotation_is_one_line_that_ends_at_its_end(text):
    inside = quoted(text, 40)[1:-1]
    assert len(inside) <= 40
    assert not set("“”`\n\r\u2028").intersection(inside)
    assert printable(inside) == inside


@given(TEXTS)
def test_a_name_is_a_name_or_a_quotation(text):
    said = name_or_quoted(text)
    assert said == f"“{said[1:-1]}”" or " " not in said


@pytest.mark.parametrize("name", ["TwoLayerNet", "neuron.py", "クラス", "mein_Netz2"])
def test_ordinary_names_stay(name):
    assert name_or_quoted(name) == name


def test_letters_that_cannot_be_seen_make_no_sentence_of_a_name():
    assert name_or_quoted("All\u31645\u3164checks") == "“All\ufffd5\ufffdchecks”"


def test_spaces_of_all_scripts_stay():
    assert printable("日本\u3000語\u00a0é") == "日本\u3000語\u00a0é"


def test_an_exceptions_text_cannot_pass_for_ours():
    place = Place("All 5 checks passed.\nneuron.py", 3, "f", "x")
    error = StudentError("E`x`\nScore: 2", "no”. All 5 checks passed.\n\n# Score", (place,))
    assert str(error) == (
        "“E'x' Score: 2”: “no\". All 5 checks passed. # Score” (“All 5 checks passed. neuron.py”, line 3)"
    )


def test_a_line_of_a_command_is_printed_without_what_acts(monkeypatch):
    screen = io.StringIO()
    monkeypatch.setattr(terminal, "err", Console(file=screen, force_terminal=True, highlight=False))
    terminal.say("could not be graded: \x1b]0;owned\x07[red]eve")
    assert "\x07" not in screen.getvalue()
    assert "]0;owned" in screen.getvalue()
    assert "[red]eve" in screen.getvalue()
