"""Positive controls: with the defence off, each link hands over what it points at."""

import os

import pytest

from autograder.submission import opener

LINKS = {
    "student": lambda submitted, folder: (submitted / "mallory").symlink_to("alice"),
    "chapter": lambda submitted, folder: _inside(submitted, folder.name).symlink_to(folder),
    "module": lambda submitted, folder: (
        _chapter(submitted, folder).joinpath("neuron.py").symlink_to(folder / "neuron.py")
    ),
}


def _inside(submitted, name):
    (submitted / "mallory").mkdir()
    return submitted / "mallory" / name


def _chapter(submitted, folder):
    path = _inside(submitted, folder.name)
    path.mkdir()
    return path


@pytest.fixture
def follow_links(monkeypatch):
    """Take the defence away: links are followed, and nothing is looked at before it is opened."""

    def follow_links():
        monkeypatch.setattr(opener, "_FLAGS", opener._FLAGS & ~os.O_NOFOLLOW)
        monkeypatch.setattr(opener.Folder, "_expect_file", lambda self, name, said: None)

    return follow_links


@pytest.mark.parametrize("level", LINKS)
def test_a_link_bites_when_links_are_followed_and_only_then(submitted, folder, read, follow_links, level):
    LINKS[level](submitted, folder)
    assert read("mallory").source == b""
    follow_links()
    assert read("mallory").source == read("alice").source


def test_a_hard_link_bites_when_our_files_are_not_known(folder, read, chapter, monkeypatch):
    (folder / "neuron.py").unlink()
    try:
        os.link(chapter.reference, folder / "neuron.py")
    except OSError:
        pytest.skip("the repository is on another file system")
    assert read().source == b""
    monkeypatch.setattr(opener, "_hidden_files", frozenset)
    assert read().source == chapter.reference.read_bytes()
