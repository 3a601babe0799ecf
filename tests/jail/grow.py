"""Coverage-guided fuzzing of what the grader reads from a worker: ``python -m tests.jail.grow [libFuzzer options]``.

Half of the inputs are bytes on the socket as they are; the other half steer the rules by
which ``test_fuzz`` draws answers, so that coverage reaches behind the decoder.
"""

import sys

import atheris

with atheris.instrument_imports(include=["autograder.guest", "autograder.proxy", "autograder.checks"]):
    from tests.jail import test_fuzz
    from tests.jail.hostile_peer import LOADED, converse, raw_frame

steer = test_fuzz.test_whatever_answers_a_call_is_an_error_of_the_students_or_a_value.hypothesis.fuzz_one_input


def one_input(data: bytes) -> None:
    """The first byte chooses the half."""
    if data[:1] < b"\x80":
        steer(data[1:])
    else:
        head, _, body = data[1:].partition(b"|")
        converse([LOADED, raw_frame(head, body)])


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
