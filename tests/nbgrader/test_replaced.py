"""The methods of nbgrader that are replaced are still those that the replacements were written for."""

from traitlets.config import Config

from autograder.nbgrader_plugin import configure
from autograder.nbgrader_plugin.replaced import digest, originals

#: Of nbgrader 0.9.6. When one changes: read the new original, mend the replacement if need be, then this line.
DIGESTS = {
    "nbgrader.apps.api.NbGraderAPI.get_submitted_timestamp": "c949d22f67889929",
    "nbgrader.coursedir.CourseDirectory.get_existing_timestamp": "187a451f7b844155",
}


def test_each_original_is_the_one_that_was_read():
    configure(Config())
    assert {name: digest(method) for name, method in originals().items()} == DIGESTS


def test_a_second_configuration_keeps_the_originals():
    configure(Config())
    configure(Config())
    assert all(method.__module__.startswith("nbgrader.") for method in originals().values())
