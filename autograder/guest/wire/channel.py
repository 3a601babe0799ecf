"""Frames over a socket: one at a time, of bounded size, before an absolute deadline.

A frame is a fixed header (length of the head, length of the body), a *head*
(msgpack: structure, small values) and a *body* (the bytes of all arrays, one after
the other). Keeping arrays out of msgpack lets the head be small and strictly
bounded while a megabyte of floats still travels without a copy into Python objects.
"""

from __future__ import annotations

import os
import select
import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass

#: What stands before each frame: the sizes of its head and of its body.
HEADER = struct.Struct("<IQ")
_CHUNK = 1 << 16


class ChannelClosed(ConnectionError):
    """The other side is gone."""


class DeadlineExceeded(TimeoutError):
    """The other side did not finish its frame in time."""


class FrameError(ValueError):
    """The other side sent what no honest peer sends."""


@dataclass(frozen=True)
class FrameLimits:
    """The largest frame that is read, in bytes."""

    head: int = 4 << 20
    body: int = 24 << 20


class Channel:
    """One end of a stream socket, given as a file descriptor that the channel owns."""

    def __init__(self, fd: int, limits: FrameLimits | None = None) -> None:
        self.fd = fd
        self.limits = limits or FrameLimits()
        self._rest = bytearray()
        self._poll_in = select.poll()
        self._poll_in.register(fd, select.POLLIN)
        self._poll_out = select.poll()
        self._poll_out.register(fd, select.POLLOUT)

    def close(self) -> None:
        """Close the descriptor; closing twice is harmless."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1

    def send(self, head: bytes, body: Sequence[bytes | memoryview], deadline: float | None = None) -> None:
        """Write one frame.

        Args:
            head: the encoded structure.
            body: buffers of one byte per item, written one after the other.
            deadline: a ``time.monotonic()`` value; None waits forever.

        Raises:
            ChannelClosed: the peer is gone.
            DeadlineExceeded: the peer does not read.
        """
        size = sum(len(part) for part in body)
        header = HEADER.pack(len(head), size)
        pending = [memoryview(header + head), *(memoryview(part) for part in body if len(part))]
        while pending:
            if deadline is not None:
                self._wait(self._poll_out, deadline)
            try:
                written = os.writev(self.fd, pending[:64])
            except BlockingIOError:
                self._poll_out.poll(None if deadline is None else 0)
                continue
            except (BrokenPipeError, ConnectionResetError) as error:
                raise ChannelClosed from error
            while pending and written >= len(pending[0]):
                written -= len(pending.pop(0))
            if written:
                pending[0] = pending[0][written:]

    def receive(self, deadline: float | None = None) -> tuple[memoryview, memoryview]:
        """Read one frame and return ``(head, body)``.

        Raises:
            ChannelClosed: the peer is gone.
            DeadlineExceeded: the frame was not complete in time, however it dripped.
            FrameError: the frame is larger than the limits allow.
        """
        data, self._rest = self._rest, bytearray()
        while len(data) < HEADER.size:
            data += self._read(_CHUNK, deadline)
        head_size, body_size = HEADER.unpack_from(data)
        if head_size > self.limits.head or body_size > self.limits.body:
            raise FrameError(f"a frame of {head_size} + {body_size} bytes is more than the limit allows")
        end = HEADER.size + head_size + body_size
        if len(data) < end:
            data = self._read_rest(data, end, deadline)
        elif len(data) > end:
            self._rest = data[end:]
        view = memoryview(data)
        return view[HEADER.size : HEADER.size + head_size], view[HEADER.size + head_size : end]

    def _read_rest(self, data: bytearray, end: int, deadline: float | None) -> bytearray:
        filled = len(data)
        whole = bytearray(end)
        whole[:filled] = data
        view = memoryview(whole)
        while filled < end:
            if deadline is not None:
                self._wait(self._poll_in, deadline)
            try:
                got = os.readv(self.fd, [view[filled:]])
            except BlockingIOError:
                self._poll_in.poll(None if deadline is None else 0)
                continue
            except ConnectionResetError as error:
                raise ChannelClosed from error
            if not got:
                raise ChannelClosed
            filled += got
        return whole

    def _read(self, size: int, deadline: float | None) -> bytes:
        while True:
            if deadline is not None:
                self._wait(self._poll_in, deadline)
            try:
                data = os.read(self.fd, size)
            except BlockingIOError:
                self._poll_in.poll(None if deadline is None else 0)
                continue
            except ConnectionResetError as error:
                raise ChannelClosed from error
            if not data:
                raise ChannelClosed
            return data

    @staticmethod
    def _wait(poll: select.poll, deadline: float) -> None:
        remaining = deadline - time.monotonic()
        if remaining <= 0 or not poll.poll(remaining * 1000):
            raise DeadlineExceeded
