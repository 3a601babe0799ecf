"""A chapter's folder: the module that you write, its checks and its hints."""

from __future__ import annotations

import ast
import importlib
import sys
import traceback
from functools import cached_property
from pathlib import Path


class Chapter:
    """A folder with a module and its checks, ``neuron.py`` and ``test_neuron.py`` for example."""

    def __init__(self, folder):
        self.folder = folder

    @cached_property
    def checks(self):
        """The name of the file with the checks, which has hints; a copy of it has a longer name. "" without one."""
        tests = self.folder.glob("test_*.py")
        names = [path.stem for path in tests if "\nHINTS = {" in path.read_text("utf-8", errors="replace")]
        return min(names, key=len, default="")

    @property
    def name(self):
        """The name of the module to write: that of the checks, without ``test_``."""
        return self.checks.removeprefix("test_")

    @property
    def filename(self):
        """The file to write."""
        return f"{self.name}.py"

    @property
    def hints(self):
        """Three hints for each exercise, by its name."""
        return importlib.import_module(self.checks).HINTS

    def load(self):
        """Your module."""
        return importlib.import_module(self.name)

    def enter(self, others):
        """Import from this folder alone: a chapter has modules of the names of earlier chapters."""
        folders = {str(other.folder) for other in others}
        sys.path[:] = [str(self.folder), *(place for place in sys.path if place not in folders)]
        for name, module in list(sys.modules.items()):
            file = getattr(module, "__file__", None)
            if file and str(Path(file).parent) in folders and not name.startswith(("test_", "conftest")):
                del sys.modules[name]

    def problem(self):
        """Why your module cannot be read or imported, or ""."""
        file = self.folder / self.filename
        if not self.checks:
            return f"The checks are missing. Put the file test_….py back into this folder: {self.folder}"
        if not file.is_file():
            return f"{self.filename} is missing. Put it back into this folder: {self.folder}"
        try:
            ast.parse(file.read_bytes(), self.filename)
            self.load()
        except SyntaxError as error:
            return f"{self.filename}, line {error.lineno}: {error.msg}\n{_pointer(error)}"
        except ValueError as error:
            return f"{self.filename} is not Python text: {error}. Save it as UTF-8."
        except Exception as error:
            return f"{self.filename} cannot be imported. {self.place_of(error)}"
        return ""

    def place_of(self, error):
        """What was raised, and the last line of your module that it went through."""
        frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).name == self.filename]
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        if not frames:
            return what
        frame = frames[-1]
        return f"{what}\n  {Path(frame.filename).name}, line {frame.lineno}:  {frame.line}"


def _pointer(error):
    """The line of a syntax error, and a caret below the place."""
    line = (error.text or "").rstrip("\n")
    body = line.lstrip()
    column = max((error.offset or 1) - 1 - (len(line) - len(body)), 0)
    return f"\n    {body}\n    {' ' * column}^"


class Module:
    """Your module, as the checks see it: remembers the last call, for the explanation."""

    def __init__(self, module):
        self._module = module
        self.last_call = ""

    def __getattr__(self, name):
        if not hasattr(self._module, name):
            raise MissingExercise(f"`{name}` is not defined in {self._module.__name__}.py.")
        value = getattr(self._module, name)
        if not callable(value) or isinstance(value, type):
            return value

        def call(*args, **kwargs):
            result = value(*args, **kwargs)
            given = [_short(arg) for arg in args] + [f"{key}={_short(arg)}" for key, arg in kwargs.items()]
            self.last_call = f"`{name}({', '.join(given)})` gave {_short(result)}."
            return result

        return call


class MissingExercise(AssertionError):
    """A function or class that the module lacks."""


def _short(value):
    """A value in one line."""
    if callable(value):
        return getattr(value, "__name__", "a function")
    text = " ".join(repr(value).split()).replace("array(", "").rstrip(")") if hasattr(value, "shape") else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
