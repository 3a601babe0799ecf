"""Which files a worker's interpreter needs, and which it must never be able to read."""

from __future__ import annotations

import sys
import sysconfig
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HIDDEN = ("site-packages", "dist-packages", "test", "idlelib", "ensurepip")


@dataclass(frozen=True)
class Runtime:
    """The interpreter, its standard library, the shared libraries, and our few packages."""

    python: Path
    standard_library: Path
    libraries: tuple[Path, ...]
    loaders: tuple[Path, ...]
    packages: tuple[Path, ...]
    forbidden: tuple[Path, ...]

    @property
    def hidden(self) -> tuple[Path, ...]:
        """Folders inside the standard library's that do not belong to it."""
        return tuple(part for name in _HIDDEN if (part := self.standard_library / name).is_dir())

    @property
    def readable(self) -> tuple[Path, ...]:
        """Everything that a worker may read, as single paths (for Landlock, which only adds)."""
        parts = [part for part in sorted(self.standard_library.iterdir()) if part not in self.hidden]
        return (self.python, *parts, *self.libraries, *self.packages)


@cache
def runtime() -> Runtime:
    """What this installation consists of."""
    import msgpack
    import numpy

    home = Path(__file__).resolve().parent.parent
    numpy_home = Path(numpy.__file__).resolve().parent
    packages = [numpy_home, Path(msgpack.__file__).resolve().parent, home / "guest"]
    bundled = numpy_home.with_name("numpy.libs")
    if bundled.is_dir():
        packages.append(bundled)
    return Runtime(
        python=Path(getattr(sys, "_base_executable", sys.executable)).resolve(),
        standard_library=Path(sysconfig.get_path("stdlib")).resolve(),
        libraries=_shared_libraries(),
        loaders=_loaders(),
        packages=tuple(packages),
        forbidden=_forbidden(home),
    )


def _shared_libraries() -> tuple[Path, ...]:
    """Folders of the system's shared libraries, and the interpreter's own library if it has one.

    They are read off this process once SSL and ctypes are loaded, so that what a
    student's ``import`` may load later is found in the same folders.
    """
    import ctypes  # noqa: F401
    import ssl  # noqa: F401

    try:
        lines = Path("/proc/self/maps").read_text().splitlines()
    except OSError:
        return ()
    mapped = {Path(line.split()[-1]) for line in lines if ".so" in line and "/" in line}
    folders = {file.resolve().parent for file in mapped}
    system = {folder for folder in folders if folder.is_relative_to("/usr/lib") or folder.is_relative_to("/lib")}
    system |= {folder for folder in folders if folder in (Path("/usr/lib64"), Path("/lib64"))}
    apart = {folder for folder in system if not any(part.startswith("python") for part in folder.parts)}
    own = Path(sys.base_prefix, "lib").glob("libpython*.so*")
    return (*sorted(apart), *sorted(own))


def _loaders() -> tuple[Path, ...]:
    """The folder that the dynamic loader's name leads through, where it is not one of the libraries'."""
    return tuple(folder for folder in (Path("/usr/lib64"),) if folder.is_dir() and len(list(folder.iterdir())) < 10)


def _forbidden(home: Path) -> tuple[Path, ...]:
    """Files whose being readable would give answers away; the jail is tried on them at each start."""
    import solutions

    reference = Path(solutions.__path__[0]).resolve()
    return (home / "suites", home / "engine", home / "__init__.py", reference)
