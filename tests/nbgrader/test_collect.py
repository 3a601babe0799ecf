"""What students put into the exchange is collected as it is, follows no link, and stops nobody else's."""

import os
import shutil

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.exchange.default import ExchangeCollect
from traitlets.config import Config

from autograder.nbgrader_plugin import configure
from autograder.nbgrader_plugin.directory import course_directory
from autograder.submission import read_submission
from tests.program import nbgrader

CHAPTER = "ch01_neuron"
TIME = "2027-01-01 10:00:00 UTC"
LATER = "2027-01-02 10:00:00 UTC"


class Class:
    """An exchange in which every student's account may write, and the course that collects from it."""

    def __init__(self, folder, gradebook):
        self.root = folder / "course"
        (self.root / "source").mkdir(parents=True)
        self.inbound = folder / "exchange" / "nn" / "inbound"
        self.inbound.mkdir(parents=True)
        (folder / "exchange").chmod(0o777)
        shutil.copy(gradebook, self.root)
        (self.root / "nbgrader_config.py").write_text(
            "from autograder.nbgrader_plugin import configure\n"
            "c = get_config()\nconfigure(c)\n"
            f"c.CourseDirectory.course_id = 'nn'\nc.CourseDirectory.root = {str(self.root)!r}\n"
            f"c.Exchange.root = {str(folder / 'exchange')!r}\nc.ExchangeCollect.check_owner = False\n"
        )

    def hand_in(self, student, time=TIME, text="answer = 1\n"):
        place = self.inbound / f"{student}+{CHAPTER}+{time}+random"
        place.mkdir()
        (place / "neuron.py").write_text(text)
        (place / "timestamp.txt").write_text(time)
        return place

    def collect(self, **options):
        directory, config = course_directory(self.root)
        config.ExchangeCollect.update(options)
        return NbGraderAPI(directory, config=config).collect(CHAPTER, update=options.get("update", True))

    def submitted(self, student):
        return self.root / "submitted" / student / CHAPTER

    def students(self):
        folder = self.root / "submitted"
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


@pytest.fixture(scope="module")
def gradebook(tmp_path_factory):
    """An empty gradebook, which takes nbgrader seconds to make."""
    configure(Config())
    path = tmp_path_factory.mktemp("gradebook") / "gradebook.db"
    Gradebook(f"sqlite:///{path}", "nn").close()
    return path


@pytest.fixture
def school(tmp_path, gradebook):
    return Class(tmp_path, gradebook)


def test_an_ordinary_submission_arrives_whole(school):
    place = school.hand_in("zoë+1")
    (place / "tools" / "deep").mkdir(parents=True)
    (place / "tools" / "deep" / "shapes.py").write_text("x = 1\n")
    (place / ".ipynb_checkpoints").mkdir()
    assert school.collect()["success"]
    arrived = school.submitted("zoë+1")
    names = sorted(str(path.relative_to(arrived)) for path in arrived.rglob("*") if path.is_file())
    assert names == ["neuron.py", "timestamp.txt", "tools/deep/shapes.py"]
    assert (arrived / "neuron.py").read_text() == "answer = 1\n"
    assert not (arrived / ".ipynb_checkpoints").exists()
    assert [path.name for path in arrived.parent.iterdir()] == [CHAPTER]


SECRET = "the instructor's"


@pytest.fixture
def secret(tmp_path):
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "neuron.py").write_text(SECRET)
    return tmp_path / "private"


def link_file(place, secret):
    (place / "secret.txt").symlink_to(secret / "neuron.py")


def link_module(place, secret):
    (place / "neuron.py").unlink()
    (place / "neuron.py").symlink_to(secret / "neuron.py")


def link_folder(place, secret):
    (place / "tools").symlink_to(secret)


def link_all(place, secret):
    shutil.rmtree(place)
    place.symlink_to(secret)


LINKS = (link_file, link_module, link_folder, link_all)


@pytest.mark.parametrize("plant", LINKS)
def test_what_a_link_leads_to_is_not_collected(school, secret, chapter_neuron, plant):
    plant(school.hand_in("mallory"), secret)
    school.hand_in("alice")
    school.collect()
    assert SECRET not in texts_below(school.root / "submitted")
    assert school.submitted("alice").is_dir()
    submission = read_submission(school.root / "submitted", "mallory", chapter_neuron)
    assert SECRET not in submission.text
    if plant is link_module:
        assert submission.problem == "neuron.py is a link. Hand in the file itself."


@pytest.mark.parametrize("plant", LINKS)
def test_nbgraders_own_way_would_hand_it_over(school, secret, plant):
    """The control: these links bite where nothing of ours stands in their way."""
    plant(school.hand_in("mallory"), secret)
    directory, config = course_directory(school.root)
    config.ExchangeFactory.collect = ExchangeCollect
    assert NbGraderAPI(directory, config=config).collect(CHAPTER)["success"]
    assert SECRET in "".join(path.read_text() for path in school.submitted("mallory").rglob("*.*") if path.is_file())


def texts_below(folder):
    """The text of all files that stand in a folder themselves."""
    return "".join(path.read_text() for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


@pytest.fixture
def chapter_neuron(course):
    return course.chapters[CHAPTER]


def test_a_pipe_stays_behind(school):
    place = school.hand_in("mallory")
    os.mkfifo(place / "pipe")
    result = school.collect()
    assert result["success"]
    assert "pipe" in result["log"]
    assert sorted(path.name for path in school.submitted("mallory").iterdir()) == ["neuron.py", "timestamp.txt"]


ODD_NAMES = (
    f"mallory+{CHAPTER}+yesterday at noon+r", f"+{CHAPTER}+{TIME}+r", f"evil+alice+{CHAPTER}+",
    f"mallory+{CHAPTER}+9999-12-31 23:59:59 -2300+r", f"mallory+{CHAPTER}+{'9' * 30}", f"x+{CHAPTER}+2027 \x1b[31m",
)  # fmt: skip


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_folder_that_says_nothing_is_passed_over(school, name):
    school.hand_in("alice")
    (school.inbound / name).mkdir()
    result = school.collect()
    assert result["success"], result
    assert "does not say who handed it in" in result["log"]
    assert "\x1b[31m" not in result["log"]
    assert school.students() == ["alice"]


def test_dots_lead_nowhere(school):
    for name in ("..", "."):
        school.hand_in(name)
    school.collect()
    directory, config = course_directory(school.root)
    config.CourseDirectory.student_id = ".."
    NbGraderAPI(type(directory)(config=config), config=config).collect(CHAPTER)
    assert not (school.root / CHAPTER).exists()
    assert school.students() == []


def test_what_was_collected_stays_when_the_newer_one_fails(school, secret):
    school.hand_in("mallory")
    school.hand_in("alice")
    assert school.collect()["success"]
    link_all(school.hand_in("mallory", LATER), secret)
    school.hand_in("alice", LATER, "answer = 2\n")
    run = nbgrader("collect", CHAPTER, "--update", cwd=school.root)
    assert run.returncode == 1
    assert "could not be collected: mallory" in run.stderr
    assert (school.submitted("mallory") / "neuron.py").read_text() == "answer = 1\n"
    assert (school.submitted("alice") / "neuron.py").read_text() == "answer = 2\n"


def test_a_newer_submission_is_taken_with_update_only(school):
    school.hand_in("alice")
    school.collect()
    school.hand_in("alice", LATER, "answer = 2\n")
    assert school.collect(update=False)["success"]
    assert (school.submitted("alice") / "neuron.py").read_text() == "answer = 1\n"
    school.collect()
    assert (school.submitted("alice") / "neuron.py").read_text() == "answer = 2\n"
    (school.submitted("alice") / "neuron.py").write_text("answer = 3\n")
    school.collect()
    assert (school.submitted("alice") / "neuron.py").read_text() == "answer = 3\n"


@pytest.mark.parametrize("spoil", [lambda p: p.unlink(), lambda p: p.write_text("noon")], ids=["missing", "odd"])
def test_an_odd_stamp_that_was_collected_gives_way(school, spoil):
    school.hand_in("mallory")
    school.collect()
    spoil(school.submitted("mallory") / "timestamp.txt")
    school.hand_in("mallory", LATER, "answer = 2\n")
    assert school.collect()["success"]
    assert (school.submitted("mallory") / "neuron.py").read_text() == "answer = 2\n"


def test_too_much_is_refused_and_the_others_are_collected(school):
    (school.hand_in("mallory") / "large.bin").write_bytes(bytes(50_000))
    school.hand_in("alice")
    directory, config = course_directory(school.root)
    config.CourseDirectory.max_dir_size = 40
    result = NbGraderAPI(type(directory)(config=config), config=config).collect(CHAPTER)
    assert not result["success"]
    assert "larger than 40,000 bytes" in result["log"]
    assert school.students() == ["alice", "mallory"]
    assert list((school.root / "submitted" / "mallory").iterdir()) == []


def test_the_owner_is_compared(school):
    school.hand_in("alice")
    result = school.collect(check_owner=True)
    assert result["success"]
    assert "claims to be submitted by alice but is owned by" in result["log"]
