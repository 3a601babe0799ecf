"""Every wrong variant loses marks in its own exercise and in no other; every right one keeps all."""

import pytest

from autograder.authoring.variants import find_variants, grade_variants, poor_messages
from tests.material import ROOT, each_chapter


def complaints(findings):
    return [f"{finding.variant}: {finding.complaint}" for finding in findings if finding.complaint]


@each_chapter
def test_every_variant_gets_what_it_deserves_and_every_mistake_a_useful_sentence(chapter, trials):
    findings = list(grade_variants(find_variants(chapter, ROOT), seed=3, trials=trials, whole=False))
    wrong = [finding for finding in findings if not finding.variant.is_right]
    assert complaints(findings) == []
    assert poor_messages(chapter, findings, seed=3) == []
    assert sum(finding.is_named for finding in wrong) >= len(wrong) / 2


@pytest.mark.slow
@pytest.mark.timeout(900)
@each_chapter
def test_no_variant_costs_another_exercise_marks(chapter, trials):
    findings = list(grade_variants(find_variants(chapter, ROOT), seed=1, trials=trials))
    assert findings
    assert complaints(findings) == []


def test_a_variant_of_an_unknown_exercise_is_named(tmp_path, course):
    folder = tmp_path / "tests" / "variants" / "ch01_neuron"
    folder.mkdir(parents=True)
    (folder / "magic.py").write_text("def wrong_x(): pass\n")
    with pytest.raises(ValueError, match="ch01_neuron has no exercise magic"):
        list(find_variants(course.chapters["ch01_neuron"], tmp_path))
