"""A module is text in the encoding that it declares, if people use that one; Python itself is the judge here."""

import pytest

from autograder.submission import Refused
from autograder.submission.encoding import decode

HONOURED = {
    "utf-8": "日本語 é",
    "UTF8": "日本語 é",
    "utf-8-unix": "日本語 é",
    "utf_8": "日本語 é",
    "ascii": "plain",
    "latin-1": "é",
    "ISO-8859-1": "é",
    "iso-8859-15": "€",
    "l9": "€",
    "cp1252": "“é”",
    "windows-1252": "“é”",
    "cp932": "日本語ー①",
    "ms932": "日本語ー①",
    "shift_jis": "日本語ソ表",
    "Shift-JIS": "日本語ソ表",
    "sjis": "日本語ソ表",
    "euc-jp": "日本語",
    "eucjp": "日本語",
    "iso-2022-jp": "日本語",
    "gb18030": "汉语€",
    "gbk": "汉语",
    "big5": "漢語",
    "euc-kr": "한국어",
    "koi8-r": "привет",
    "windows-1251": "привет",
}


@pytest.mark.parametrize("declared", HONOURED)
@pytest.mark.parametrize("form", ["# -*- coding: {} -*-\n", "#!/usr/bin/python\n# vim: set fileencoding={} :\n"])
def test_it_is_the_text_that_python_reads(declared, form):
    body = f"word = '{HONOURED[declared]}'  # {HONOURED[declared]}\n"
    data = (form.format(declared) + body).encode(declared.removesuffix("-unix"))
    variables = {}
    exec(compile(data, "neuron.py", "exec"), variables)
    assert variables["word"] == HONOURED[declared]
    text = decode(data, "neuron.py")
    assert text.endswith(body)
    assert text.count("\n") == data.count(b"\n")


@pytest.mark.parametrize("lines", ["\n\n# coding: cp932\n", "x = 1\n# coding: cp932\n", "x = '# coding: cp932'\n"])
def test_a_coding_line_counts_only_where_python_sees_it(lines):
    assert decode((lines + "# 日本\n").encode(), "neuron.py").endswith("# 日本\n")


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert decode(b"\xef\xbb\xbfx = 1\n", "neuron.py") == "x = 1\n"
    assert decode(b"\xef\xbb\xbf# coding: utf-8\n", "neuron.py") == "# coding: utf-8\n"


REFUSED = {
    "another codec": (b"# coding: utf-7\n+AGk-\n", "neuron.py, line 1: “utf-7” is not an encoding"),
    "code in escapes": (b"#\n# coding: unicode_escape\n", "neuron.py, line 2: “unicode_escape”"),
    "rot13": (b"# coding: rot13\n", "“rot13” is not an encoding"),
    "no codec at all": (b"# coding: made.up\n", "“made.up” is not an encoding"),
    "wide": (b"# coding: utf-16\n", "“utf-16” is not an encoding"),
    "a very long name": (b"# coding: " + b"x" * 5000 + b"\n", "“" + "x" * 40 + "” is not"),
    "not what it declares": (b"# coding: ascii\n\n# \xe9\n", "neuron.py, line 3: not ascii text, as line 1 declares"),
    "half a character": ("# coding: cp932\nx = '日".encode("cp932")[:-1], "neuron.py, line 2: not cp932 text"),
    "no declaration": ("x = 1\n# 日本\n".encode("cp932"), "neuron.py, line 2: not UTF-8 text"),
    "mark and another": (b"\xef\xbb\xbf# coding: cp932\n", "line 1: the line says cp932, but"),
    "a lone surrogate": (b"x = '\xed\xa0\x80'\n", "line 1: not UTF-8 text"),
    "UTF-16": ("x = 1\n".encode("utf-16"), "saved as UTF-16"),
    "UTF-32": ("x = 1\n".encode("utf-32-be"), "NUL bytes"),
    "NUL": (b"x = 1\n\n\0", "neuron.py, line 3: the file contains NUL"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_text_is_refused_with_file_and_line(name):
    data, sentence = REFUSED[name]
    with pytest.raises(Refused) as refused:
        decode(data, "neuron.py")
    assert sentence in str(refused.value)
