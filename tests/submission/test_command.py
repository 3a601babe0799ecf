"""``zerokara grade`` with students who are links, and names typed on another keyboard."""

import json
import unicodedata

from tests.material import reference_text
from tests.program import zerokara


def verdicts(folder):
    return {path.stem: json.loads(path.read_text()) for path in (folder / "out").rglob("*.json")}


def grade(folder, *arguments):
    return zerokara("grade", "ch01_neuron", "--submitted", "submitted", "--out", "out", *arguments, cwd=folder)


def test_a_link_earns_nothing_and_is_not_left_out(tmp_path, chapter, hand_in):
    hand_in("alice", chapter, reference_text(chapter))
    (tmp_path / "submitted" / "mallory").symlink_to("alice")
    (tmp_path / "submitted" / "eve").mkdir()
    (tmp_path / "submitted" / "eve" / chapter.folder).symlink_to("../alice/ch01_neuron")
    for arguments in ([], ["--student", "mallory", "--student", "eve"]):
        run = grade(tmp_path, *arguments, "--regrade")
        assert run.returncode == 0, run.stderr
        found = verdicts(tmp_path)
        assert {name: verdict["score"] for name, verdict in found.items()} == {
            "alice": chapter.points,
            "mallory": 0,
            "eve": 0,
        }
        assert "Hand in the folder itself" in found["mallory"]["output"]


def test_a_name_is_found_however_it_is_composed(tmp_path, chapter, hand_in):
    composed, apart = (unicodedata.normalize(form, "がくせい") for form in ("NFC", "NFD"))
    hand_in(apart, chapter, reference_text(chapter))
    run = grade(tmp_path, "--student", composed)
    assert run.returncode == 0, run.stderr
    assert set(verdicts(tmp_path)) == {apart}
    assert grade(tmp_path, "--student", "gakusei").returncode == 2
