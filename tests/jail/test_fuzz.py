"""No input from the worker's side crashes, hangs or swells the grader: drawn by rule, and grown by coverage."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.guest.wire import codec as wire
from autograder.guest.wire.protocol import CallBack, Error, Value, pack
from tests.machine import skip_unless

from .hostile_peer import LOADED, REQUEST_NUMBER, THE_CALLBACK, converse, raw_frame

TEXT = st.text(max_size=8) | st.sampled_from(["", "f", "__class__", "ValueError", "\x1b[31m"])
NUMBERS = st.integers(-2, 30) | st.integers(-(2**63), 2**64 - 1)
LEAVES = st.none() | st.booleans() | NUMBERS | st.floats() | TEXT | st.binary(max_size=12)
FRESH = st.integers(1, 20).map(lambda number: 2 * number)
DTYPES = st.sampled_from(sorted(wire.DTYPES))


def tagged(tag, *parts):
    """A tag with what belongs to it."""
    return st.tuples(*parts).map(lambda made: [tag, *made])


def several(tag, *before, of, size=4):
    """A tag with some fixed parts and any number of others."""
    return st.tuples(st.tuples(*before), st.lists(of, max_size=size)).map(lambda made: [tag, *made[0], *made[1]])


def well_formed(inner):
    """What an honest worker sends, with honest or odd parts."""
    return st.one_of(
        several(wire.ARRAY, FRESH, DTYPES, st.integers(0, 2), st.booleans(), of=st.integers(0, 2), size=3),
        several(wire.LIST, FRESH, of=inner),
        several(wire.TUPLE, of=inner),
        several(wire.SET, of=inner),
        st.tuples(FRESH, st.lists(st.tuples(TEXT, inner), max_size=3)).map(
            lambda made: [wire.DICT, made[0], *(part for pair in made[1] for part in pair)]
        ),
        tagged(wire.GENERATOR, FRESH, st.binary(max_size=17), st.binary(max_size=17), NUMBERS, NUMBERS),
        tagged(wire.SHARED, st.integers(1, 8)),
        tagged(wire.SCALAR, DTYPES, st.binary(max_size=16)),
        tagged(wire.COMPLEX, st.floats(), st.floats()),
        tagged(wire.BIG_INT, st.binary(max_size=40)),
        tagged(wire.HANDLE, st.integers(0, 4), st.integers(0, 3), TEXT, st.lists(TEXT, max_size=2)),
        tagged(wire.HANDLE, st.integers(0, 4), st.integers(0, 3)),
        tagged(wire.YOURS, NUMBERS),
        tagged(wire.SLICE, inner, inner, inner),
        tagged(wire.DTYPE, DTYPES),
    )


def mostly(honest, odd):
    """Seven times of eight the one, else the other."""
    return st.integers(0, 7).flatmap(lambda dice: odd if dice == 7 else honest)


ODD = st.recursive(LEAVES, lambda inner: several(wire.TUPLE, of=inner) | st.lists(inner, max_size=5), max_leaves=8)
VALUES = st.recursive(LEAVES, lambda inner: mostly(well_formed(inner), st.lists(inner, max_size=5)), max_leaves=10)
ERRORS = st.fixed_dictionaries(
    {
        "kinds": mostly(st.lists(TEXT, max_size=3), ODD),
        "name": mostly(TEXT, ODD),
        "message": mostly(TEXT, ODD),
        "frames": st.lists(mostly(st.tuples(TEXT, NUMBERS, TEXT, TEXT).map(list), ODD), max_size=3),
    }
)
ASIDE = {
    "number": st.just(REQUEST_NUMBER),
    "changes": mostly(st.just([]), st.lists(VALUES, max_size=2)),
    "output": mostly(TEXT, ODD),
    "warnings": mostly(st.just([]), st.lists(st.tuples(TEXT, TEXT, NUMBERS).map(list), max_size=2) | ODD),
}
ANSWERS = st.one_of(
    st.builds(Value, result=VALUES, **ASIDE),
    st.builds(Error, description=mostly(ERRORS, ODD), **ASIDE),
    st.builds(
        CallBack,
        function=mostly(st.just(THE_CALLBACK), NUMBERS),
        args=st.lists(VALUES, max_size=3),
        kwargs=st.dictionaries(TEXT, VALUES, max_size=2),
        **ASIDE,
    ),
)


@st.composite
def frames(draw):
    """What passes for an answer: right in its outline, honest or odd in its parts."""
    message = pack(draw(ANSWERS))
    if draw(st.integers(0, 7)) == 7:  # of another kind, or with more or fewer parts
        message = [draw(VALUES), *message[1:3], *draw(st.lists(VALUES, max_size=4)), *message[-2:]]
    return message, bytes(64)


#: Coverage-guided fuzzing runs this long in `make slow`.
FUZZ_SECONDS = int(os.environ.get("ZEROKARA_FUZZ_SECONDS", "60"))

thorough = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@thorough
@given(st.lists(frames(), min_size=1, max_size=3))
def test_whatever_answers_a_call_is_an_error_of_the_students_or_a_value(answers):
    converse([LOADED, *answers])


@thorough
@given(frames())
def test_whatever_answers_the_loading_does(answer):
    converse([answer, answer])


@thorough
@given(st.binary(max_size=200), st.binary(max_size=40), st.booleans())
def test_bytes_of_any_kind_do(head, body, framed):
    converse([LOADED, raw_frame(head, body) if framed else head + body])


@pytest.mark.slow
@pytest.mark.timeout(FUZZ_SECONDS + 120)
def test_inputs_grown_by_coverage_find_nothing(tmp_path):
    """atheris watches which lines of codec, ledger and session run, and grows inputs that reach new ones."""
    skip_unless(find_spec("atheris") is not None, "atheris is not installed; make slow installs it")
    command = [
        sys.executable,
        "-m",
        "tests.jail.grow",
        f"-max_total_time={FUZZ_SECONDS}",
        "-rss_limit_mb=2048",
        "-max_len=2000",
        "-len_control=0",
        "-timeout=10",
    ]
    root = Path(__file__).resolve().parent.parent.parent
    run = subprocess.run(
        [*command, f"-artifact_prefix={tmp_path}/"], cwd=root, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-4000:]
    assert "DONE" in run.stderr or "Done" in run.stderr
