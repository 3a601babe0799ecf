"""Stand-ins for the student's module, classes, functions and objects.

They offer exactly what a test may ask of the other side: attributes, calls, items,
iteration, membership, ``isinstance``. Comparison, truth and conversion to an array are
never forwarded, so none of the student's objects can claim to be the right answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn, Protocol


class Caller(Protocol):
    """Who makes the calls of stand-ins: a session."""

    @property
    def student(self) -> StudentModule:
        """The student's module."""

    def request(self, operation: str, args: tuple[Any, ...], kwargs: Mapping[str, Any] | None = None) -> Any:
        """Ask the worker for something and return its answer."""

    def require(self, name: str) -> None:
        """Check that the module defines an exercise."""


class _StandIn:
    """What all stand-ins share; ``_zk_caller`` makes the calls."""

    __slots__ = ("__weakref__", "_zk_caller")

    __array_ufunc__ = None
    _zk_caller: Caller

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._zk_caller.request("call", (self, *args), kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return self._zk_caller.request("getattr", (self, name))

    def __getitem__(self, key: Any) -> Any:
        return self._zk_caller.request("getitem", (self, key))

    def __setitem__(self, key: Any, value: Any) -> None:
        self._zk_caller.request("setitem", (self, key, value))

    def __len__(self) -> int:
        return int(self._zk_caller.request("len", (self,)))

    def __iter__(self) -> Iterator[Any]:
        return self._zk_caller.request("iter", (self,))  # type: ignore[no-any-return]

    def __next__(self) -> Any:
        return self._zk_caller.request("next", (self,))

    def __contains__(self, value: Any) -> bool:
        return self._zk_caller.request("contains", (self, value)) is True

    def __instancecheck__(self, value: Any) -> bool:
        return self._zk_caller.request("isinstance", (value, self)) is True

    def __bool__(self) -> NoReturn:
        raise TypeError(f"{self!r} is neither true nor false")

    def __array__(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError(f"{self!r} is not an array")


class RemoteObject(_StandIn):
    """An object in the worker: an instance, a function, a class, an iterator."""

    __slots__ = ("_zk_class", "_zk_methods", "_zk_number")

    def __init__(self, caller: Caller, number: int, class_name: str, methods: frozenset[str]) -> None:
        object.__setattr__(self, "_zk_caller", caller)
        object.__setattr__(self, "_zk_number", number)
        object.__setattr__(self, "_zk_class", class_name)
        object.__setattr__(self, "_zk_methods", methods)

    def __getattr__(self, name: str) -> Any:
        if name in self._zk_methods:
            return RemoteMember(self._zk_caller, self, name)
        return super().__getattr__(name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._zk_caller.request("setattr", (self, name, value))

    def __repr__(self) -> str:
        return f"an object of class {self._zk_class}"


class RemoteMember(_StandIn):
    """A name of the student's module, or a method of an object; looked up there at each use."""

    __slots__ = ("_zk_name", "_zk_owner")

    def __init__(self, caller: Caller, owner: RemoteObject | None, name: str) -> None:
        self._zk_caller = caller
        self._zk_owner = owner
        self._zk_name = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it: one message, not one to look it up and one to call."""
        owner = self._zk_caller.student if self._zk_owner is None else self._zk_owner
        return self._zk_caller.request("method", (owner, self._zk_name, *args), kwargs)

    def __repr__(self) -> str:
        return self._zk_name if self._zk_owner is None else f"{self._zk_owner._zk_class}.{self._zk_name}"


class StudentModule:
    """The student's module, as the fixture ``student`` hands it to a test."""

    def __init__(self, caller: Caller) -> None:
        self._zk_caller = caller

    def __getattr__(self, name: str) -> RemoteMember:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        self._zk_caller.require(name)
        return RemoteMember(self._zk_caller, None, name)

    def __repr__(self) -> str:
        return "the student's module"


class RemoteEarlier:
    """The finished modules of earlier chapters, as the fixture ``earlier`` hands them to a test.

    What a test takes from them is ours, and lives in the worker: a network on which the
    student's code is to work, for example.
    """

    def __init__(self, caller: Caller) -> None:
        self._zk_caller = caller

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return self._zk_caller.request("earlier", (name,))

    def __repr__(self) -> str:
        return "the modules of earlier chapters"
