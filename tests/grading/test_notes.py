"""Notes become lines: one for each sentence, whoever it is about."""

from autograder.grading.notes import Note, as_lines


def test_one_sentence_about_many_is_one_line_that_names_some():
    notes = [Note(f"ch01_neuron/student{number}", "no room on the disk") for number in range(8)]
    named = ", ".join(f"ch01_neuron/student{number}" for number in range(5))
    assert as_lines(notes) == [f"{named} and 3 more: no room on the disk."]


def test_different_sentences_are_different_lines_and_repetitions_are_none():
    notes = [Note("a", "one."), Note("b", "two"), Note("a", "one.")]
    assert as_lines(notes) == ["a: one.", "b: two."]


def test_a_name_cannot_add_a_line():
    (line,) = as_lines([Note("ch01_neuron/a\nch01_neuron/b: all is well\x1b[2J", "odd")])
    assert line.isprintable()


def test_an_exception_is_told_in_one_line_that_names_its_kind():
    note = Note.of("a", ValueError("two\nlines"))
    assert (note.sentence, note.is_fault) == ("ValueError: two lines", True)
    assert Note.of("a", KeyError()).sentence == "KeyError"
