"""Each layer of the jail matters: turn one off, and the next still stops what it claims to stop.

Every probe is one hostile function. For each, the table says which layers stop it by
themselves. A test runs the probe with exactly one of these layers left, and a last test
runs it with none left, to show that the probe would work.
"""

import os
import socket
import threading
from contextlib import closing

import pytest

from autograder.guest.delivery import Delivery
from autograder.jail.launch import launch
from autograder.jail.levels import FULL, LANDLOCK, PROCESS
from autograder.proxy import Budget, Limits, Session
from tests.machine import need_level

PROBES = """
import ctypes, errno, os, signal, socket

libc = ctypes.CDLL(None, use_errno=True)

def read_file(path):
    with open(path) as file:
        return bool(file.read(1))

def list_folder(path):
    return bool(os.listdir(path))

def make_process():
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return True

def connect(port):
    with socket.socket() as s:
        s.settimeout(2)
        s.connect(("127.0.0.1", port))
        return True

def signal_parent():
    os.kill(os.getppid(), 0)
    return True

def signal_any(pid):
    os.kill(pid, 0)
    return True

def run_program():
    if libc.execve(b"/bin/true", None, None):
        raise OSError(ctypes.get_errno(), "execve")

def write_file(path):
    with open(path, "w") as file:
        file.write("x")
    return True

def trace_parent():
    if libc.ptrace(16, os.getppid(), 0, 0):
        raise OSError(ctypes.get_errno(), "ptrace")
    return True

def abstract_socket(name):
    with socket.socket(socket.AF_UNIX) as s:
        s.connect("\\0" + name)
        return True
"""

#: Ways to leave exactly one layer: level and what is left out of it.
ONLY_NAMESPACES = (FULL, frozenset({"landlock", "seccomp"}))
ONLY_LANDLOCK = (LANDLOCK, frozenset({"seccomp"}))
ONLY_SECCOMP = (LANDLOCK, frozenset({"landlock"}))
ONLY_LIMITS = (PROCESS, frozenset())


@pytest.fixture(scope="module")
def outside(open_folder):
    """Things of the machine's that a probe aims at."""
    folder = open_folder
    (folder / "secret").write_text("secret")
    (folder / "open").touch()
    (folder / "open").chmod(0o666)
    with socket.socket() as server, socket.socket(socket.AF_UNIX) as abstract:
        server.bind(("127.0.0.1", 0))
        server.listen()
        name = f"zerokara-{os.getpid()}"
        abstract.bind(f"\0{name}")
        abstract.listen()
        for listener in (server, abstract):
            threading.Thread(target=_accept, args=(listener,), daemon=True).start()
        yield {"folder": str(folder), "port": server.getsockname()[1], "abstract": name}


def _accept(listener):
    while True:
        try:
            listener.accept()[0].close()
        except OSError:
            return


AIMS = {
    "read_file": lambda o: (f"{o['folder']}/secret",),
    "list_folder": lambda o: (o["folder"],),
    "make_process": lambda o: (),
    "connect": lambda o: (o["port"],),
    "signal_any": lambda o: (os.getpid(),),
    "run_program": lambda o: (),
    "write_file": lambda o: (f"{o['folder']}/open",),
    "abstract_socket": lambda o: (o["abstract"],),
}

#: Which layers stop which probe by themselves.
STOPS = [
    ("read_file", ONLY_NAMESPACES), ("read_file", ONLY_LANDLOCK),
    ("list_folder", ONLY_NAMESPACES), ("list_folder", ONLY_LANDLOCK),
    ("make_process", ONLY_SECCOMP), ("make_process", ONLY_LIMITS),
    ("connect", ONLY_NAMESPACES), ("connect", ONLY_LANDLOCK), ("connect", ONLY_SECCOMP),
    ("signal_any", ONLY_NAMESPACES), ("signal_any", ONLY_LANDLOCK), ("signal_any", ONLY_SECCOMP),
    ("run_program", ONLY_NAMESPACES), ("run_program", ONLY_LANDLOCK), ("run_program", ONLY_SECCOMP),
    ("write_file", ONLY_NAMESPACES), ("write_file", ONLY_LANDLOCK), ("write_file", ONLY_LIMITS),
    ("abstract_socket", ONLY_NAMESPACES), ("abstract_socket", ONLY_LANDLOCK), ("abstract_socket", ONLY_SECCOMP),
]  # fmt: skip

#: Probes that work where none of the layers above is left: the table proves something.
WORKS = [
    ("read_file", ONLY_SECCOMP),
    ("list_folder", ONLY_SECCOMP),
    ("connect", ONLY_LIMITS),
    ("abstract_socket", ONLY_LIMITS),
]


def probe(name, way, outside):
    """What a probe does with one layer left; raises what it raises."""
    level, without = way
    need_level(level)
    with closing(launch(level, without=without)) as zygote:
        delivery = Delivery("work", PROBES.encode())
        session = Session(zygote, delivery, Limits(), Budget(10))
        session.start(1)
        session.begin_test(1)
        try:
            return getattr(session.student, name)(*AIMS[name](outside))
        finally:
            session.close()


def label(way):
    return "only " + {
        ONLY_NAMESPACES: "namespaces", ONLY_LANDLOCK: "Landlock", ONLY_SECCOMP: "seccomp", ONLY_LIMITS: "limits",
    }[way]  # fmt: skip


@pytest.mark.parametrize(("name", "way"), STOPS, ids=lambda value: value if isinstance(value, str) else label(value))
def test_one_layer_alone_stops_it(name, way, outside):
    with pytest.raises(OSError):  # noqa: PT011 - permission denied, no such file, unreachable, too large
        probe(name, way, outside)


@pytest.mark.parametrize(("name", "way"), WORKS, ids=lambda value: value if isinstance(value, str) else label(value))
def test_without_its_layers_it_works(name, way, outside):
    assert probe(name, way, outside) is True


def test_a_jail_that_leaks_refuses_to_start(monkeypatch):
    """The zygote tries to open what must not be readable; if it can, nothing is graded."""
    from autograder.jail import launch as module
    from autograder.jail.levels import NoIsolationError
    from autograder.jail.runtime import runtime

    need_level(LANDLOCK)
    leaky = runtime()
    monkeypatch.setattr(
        module, "runtime", lambda: type(leaky)(**{**vars(leaky), "libraries": (*leaky.libraries, leaky.forbidden[0])})
    )
    with pytest.raises(NoIsolationError, match=r"a worker could read .*suites"):
        launch(LANDLOCK)


def test_a_worker_is_never_root():
    source = b"import os\ndef who(): return os.getuid(), os.geteuid(), os.getgid(), os.getegid()\n"
    need_level(FULL)
    with closing(launch(FULL)) as zygote:
        session = Session(zygote, Delivery("work", source), Limits(), Budget(10))
        session.start(1)
        session.begin_test(1)
        assert 0 not in session.student.who()
        session.close()
