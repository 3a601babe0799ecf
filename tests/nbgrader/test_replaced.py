"""The methods of nbgrader that are replaced are still those that the replacements were written for."""

import pkgutil

import pytest
from traitlets.config import Config

from autograder.nbgrader_plugin import configure
from autograder.nbgrader_plugin.replaced import digest, originals

#: Of nbgrader 0.9.6. When one changes: read the new original, mend the replacement if need be, then this line.
DIGESTS = {
    "nbgrader.apps.api.NbGraderAPI.get_submitted_timestamp": "c949d22f67889929",
    "nbgrader.converters.base.BaseConverter.init_notebooks": "75dbbd15a2dfa17b",
    "nbgrader.converters.base.BaseConverter.start": "10d6830579cdca63",
    "nbgrader.converters.generate_assignment.GenerateAssignment.start": "fdb5803e43e183d5",
    "nbgrader.coursedir.CourseDirectory.get_existing_timestamp": "187a451f7b844155",
}

#: Methods that are not replaced, but whose rules ours follow: who is graded and collected, what is refused.
FOLLOWED = {
    "nbgrader.converters.autograde:Autograde.init_assignment": "a7c144dc746ec205",
    "nbgrader.converters.base:BaseConverter.convert_notebooks": "9f4d7a770217effe",
    "nbgrader.converters.base:BaseConverter.init_destination": "44418928db4f5b91",
    "nbgrader.exchange.default.collect:ExchangeCollect._path_to_record": "2de9d4819a8c2cbd",
    "nbgrader.exchange.default.collect:ExchangeCollect.copy_files": "856a7e996467fdf3",
    "nbgrader.exchange.default.collect:ExchangeCollect.init_src": "24005a6e8bdfd47d",
    "nbgrader.exchange.default.exchange:Exchange.do_copy": "0bb2e9133a773bbc",
    "nbgrader.exchange.default.release_assignment:ExchangeReleaseAssignment.init_src": "142e9f88f108d207",
    "nbgrader.preprocessors.savecells:SaveCells._create_notebook": "f098cdd8f1896441",
    "nbgrader.preprocessors.savecells:SaveCells.preprocess_cell": "ebee71bc2cfba19d",
}


def test_each_original_is_the_one_that_was_read():
    configure(Config())
    assert {name: digest(method) for name, method in originals().items()} == DIGESTS


@pytest.mark.parametrize("name", FOLLOWED)
def test_each_method_that_ours_follow_is_the_one_that_was_read(name):
    assert digest(pkgutil.resolve_name(name)) == FOLLOWED[name]


def test_a_second_configuration_keeps_the_originals():
    configure(Config())
    configure(Config())
    assert all(method.__module__.startswith("nbgrader.") for method in originals().values())
