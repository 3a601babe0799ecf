"""A worker that says whatever a fuzzer tells it, in the place of a jailed one.

``Session`` cannot tell the difference: it gets a socket. The frames are structures in which
``REQUEST_NUMBER`` stands for the number of the question, and ``THE_CALLBACK`` for that of the
function that came with it, so that what is sent gets past the first check.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import threading
from collections.abc import Mapping, Sequence
from typing import Any

import msgpack

from autograder.checks import CheckFailed, as_numbers, describe
from autograder.guest.delivery import Delivery
from autograder.guest.wire.channel import HEADER, Channel, ChannelClosed
from autograder.guest.wire.codec import CALLBACK
from autograder.guest.wire.protocol import Request, Value, pack, read_question
from autograder.jail.launch import Ending
from autograder.proxy import Budget, Limits, Session, StudentError
from autograder.proxy.errors import Failure

REQUEST_NUMBER = "the number of the request"
THE_CALLBACK = "the number of the callback"
REPORT = json.dumps({"errors": [], "defined": ["f"], "references": {}})
LOADED = (pack(Value(REQUEST_NUMBER, changes=[], result=REPORT, output="", warnings=[])), b"")  # type: ignore[arg-type]

Frame = tuple[Any, bytes]


class HostilePeer:
    """Takes the part of a zygote; each worker answers question after question with the next frame."""

    def __init__(self, frames: Sequence[Frame | bytes]) -> None:
        self._frames = list(frames)
        self._threads: list[threading.Thread] = []

    def spawn(self, memory: int, cpu_seconds: int) -> tuple[int, int]:
        """Start to speak."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        ours.setblocking(False)
        thread = threading.Thread(target=self._speak, args=(theirs,), daemon=True)
        thread.start()
        self._threads.append(thread)
        return 1, ours.detach()

    def end(self, pid: int) -> Ending:
        """Nothing is left to end."""
        for thread in self._threads:
            thread.join()
        return Ending(killed=True, exit=-1, signal=9, memory=0)

    def _speak(self, connection: socket.socket) -> None:
        channel = Channel(connection.detach())
        known: dict[str, int] = {}
        with contextlib.suppress(ChannelClosed, OSError):
            while self._frames:
                head, _ = channel.receive()
                wire = msgpack.unpackb(head, strict_map_key=False, unicode_errors="surrogatepass")
                if isinstance(question := read_question(wire), Request):
                    known[REQUEST_NUMBER] = question.number
                    known[THE_CALLBACK] = next(
                        (arg[1] for arg in question.args if isinstance(arg, list) and arg[0] == CALLBACK), 0
                    )
                frame = self._frames.pop(0)
                if isinstance(frame, bytes):
                    with socket.socket(fileno=os.dup(channel.fd)) as raw:
                        raw.sendall(frame)
                else:
                    channel.send(msgpack.packb(_numbered(frame[0], known), unicode_errors="surrogatepass"), [frame[1]])
        channel.close()


def _numbered(part: Any, known: Mapping[str, int]) -> Any:
    if isinstance(part, str):
        return known.get(part, part)
    if isinstance(part, list):
        return [_numbered(inner, known) for inner in part]
    if isinstance(part, dict):
        return {key: _numbered(inner, known) for key, inner in part.items()}
    return part


def raw_frame(head: bytes, body: bytes) -> bytes:
    """A frame as it is sent on the wire."""
    return HEADER.pack(len(head), len(body)) + head + body


def converse(frames: Sequence[Frame | bytes]) -> str:
    """Let a session talk to a hostile peer as a test would, and use what comes back.

    Returns:
        How it ended, in one word. Anything but the errors that a test may see is raised.
    """
    limits = Limits(call_seconds=2.0, total_seconds=4.0)
    delivery = Delivery("work", b"", exercises=["f"])
    session = Session(HostilePeer(frames), delivery, limits, Budget(limits.total_seconds))  # type: ignore[arg-type]
    try:
        session.start(1)
        session.begin_test(1)
        value = session.student.f([1.0, [2.0]], lambda *args, **kwargs: 0.5)
        describe(value)
        as_numbers(value)
    except (CheckFailed, Failure) as failure:
        return failure.code
    except StudentError:
        return "raised"
    except RuntimeWarning:
        return "warned"
    finally:
        session.close()
    return "value"
