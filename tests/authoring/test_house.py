"""Imports go down only, and the drawing of them in CONTRIBUTING.md is today's."""

import pytest

from autograder.authoring.house import PACKAGE, drawing, faults, file_imports, room_imports, written_into
from tests.material import ROOT

FLOORS = (("top",), ("left", "right"), ("guest",), ("ground",))


def test_the_house_has_no_circle_and_no_import_that_goes_up():
    assert faults(PACKAGE) == []


def test_the_drawing_is_todays():
    text = (ROOT / "CONTRIBUTING.md").read_text()
    assert written_into(text, drawing()) == text, "run: python -m autograder.authoring house"


@pytest.fixture
def house(tmp_path):
    """A small house without a fault; more can be planted in it."""

    def plant(name, text):
        path = tmp_path / "house" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return tmp_path / "house"

    plant("__init__.py", "")
    plant("ground.py", "import json\n")
    plant("guest/__init__.py", "")
    plant("guest/wire/__init__.py", "")
    plant("guest/wire/codec.py", "")
    plant("guest/worker.py", "from .wire.codec import encode\n")
    plant("left/__init__.py", "from .door import Door\n")
    plant("left/door.py", "from house import guest\nfrom ..ground import floor\n")
    plant("right.py", "from .guest.wire import codec\n")
    plant("top.py", "def main():\n    from house.left.door import Door\n    import house.right\n")
    return plant


def test_a_house_without_fault(house):
    package = house("ground.py", "")
    assert faults(package, FLOORS) == []
    assert room_imports(file_imports(package)) == {
        "top": {"left", "right"},
        "left": {"guest", "ground"},
        "right": {"guest"},
        "guest": set(),
        "ground": set(),
    }
    assert drawing(package, FLOORS).splitlines()[-1] == (
        "5 rooms, 4 floors, 5 arrows, 0 circles, 0 imports that do not go down"
    )


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("ground.py", "from .top import main\n", "ground imports top, which stands no lower"),
        ("ground.py", "def late():\n    import house.top\n", "ground imports top, which stands no lower"),
        ("ground.py", "from . import top\n", "ground imports top, which stands no lower"),
        ("ground.py", "import typing\nif typing.TYPE_CHECKING:\n    from .left import Door\n", "ground imports left"),
        ("left/deep.py", "from .. import right\n", "left.deep imports right, which stands no lower"),
        (
            "guest/worker.py",
            "from house.ground import floor\n",
            "guest.worker imports ground, but what runs",
        ),
        (
            "guest/worker.py",
            "def late():\n    from .. import ground\n",
            "in the jail imports nothing of ours",
        ),
        ("guest/wire/codec.py", "from ...ground import floor\n", "guest.wire.codec imports ground, but what runs"),
        ("guest/wire/codec.py", "from ..worker import Worker\n", "a circle: "),
        ("ground.py", "from .left import Door\n", "a circle: "),
        ("attic.py", "", "attic stands on no floor"),
    ],
)
def test_what_is_planted_is_found(house, name, text, found):
    assert any(found in fault for fault in faults(house(name, text), FLOORS))
