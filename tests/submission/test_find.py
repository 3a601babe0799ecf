"""Who handed in what: every folder that is there counts, whatever it is and however its name is written."""

import os
import unicodedata

import pytest

from autograder.submission import find_submissions

NFC, NFD = (unicodedata.normalize(form, "がくせい") for form in ("NFC", "NFD"))


@pytest.fixture
def find(submitted, chapter, course):
    def find(*students, chapters=(chapter,)):
        return [student for student, _ in find_submissions(submitted, chapters, students)]

    return find


def test_submissions_are_found_for_strange_names(submitted, folder, find, chapter):
    names = {"名前", "with space", "line\nbreak", "-rf", "\u202eevil", os.fsdecode(b"caf\xe9\xff")}
    for name in names:
        (submitted / name / chapter.folder).mkdir(parents=True)
    (submitted / "file").touch()
    (submitted / "nothing").mkdir()
    assert set(find()) == {"alice", *names}


@pytest.mark.parametrize("target", ["alice", "nowhere", ".", "/etc"])
def test_a_student_who_is_a_link_is_found_to_be_refused(submitted, folder, find, read, target):
    (submitted / "mallory").symlink_to(target)
    assert find() == ["alice", "mallory"]
    assert find("mallory") == ["mallory"]
    assert read("mallory").refused


def test_a_link_is_found_only_for_the_chapters_that_it_shows(submitted, folder, course):
    (submitted / "mallory").symlink_to("alice")
    found = list(find_submissions(submitted, tuple(course.chapters.values())))
    assert [(student, chapter.folder) for student, chapter in found] == [
        ("alice", "ch01_neuron"),
        ("mallory", "ch01_neuron"),
    ]


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.touch(), lambda path: path.symlink_to("x")])
def test_a_chapter_that_is_no_folder_is_found(submitted, find, chapter, make):
    (submitted / "mallory").mkdir()
    make(submitted / "mallory" / chapter.folder)
    assert find() == ["mallory"]


@pytest.mark.parametrize(("stands", "asked"), [(NFD, NFC), (NFC, NFD), (NFD, NFD)])
def test_a_name_is_found_however_it_is_composed(submitted, find, chapter, stands, asked):
    (submitted / stands / chapter.folder).mkdir(parents=True)
    assert find(asked) == [stands]


def test_of_twins_the_one_that_is_written_so_is_meant(submitted, find, chapter):
    for name in (NFC, NFD):
        (submitted / name / chapter.folder).mkdir(parents=True)
    assert find(NFC) == [NFC]
    assert find(NFD) == [NFD]
    assert set(find()) == {NFC, NFD}


@pytest.mark.parametrize("student", ["..", "alice/..", "", "/etc", "file"])
def test_a_path_or_a_file_is_no_student(submitted, folder, find, student):
    (submitted / "file").touch()
    assert find(student) == []
