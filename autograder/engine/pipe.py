"""Messages between the pool and a grader process: msgpack with its length before it. Both sides are ours."""

from __future__ import annotations

import socket
import struct
from typing import Any

import msgpack

_LENGTH = struct.Struct("<Q")


def put_message(connection: socket.socket, message: Any) -> None:
    """Send one message to the other side of the pool's socket."""
    data = msgpack.packb(message, unicode_errors="surrogatepass")
    connection.sendall(_LENGTH.pack(len(data)) + data)


def get_message(connection: socket.socket) -> Any:
    """Receive one message.

    Raises:
        EOFError: the other side is gone.
    """
    (size,) = _LENGTH.unpack(_read_exactly(connection, _LENGTH.size))
    return msgpack.unpackb(_read_exactly(connection, size), unicode_errors="surrogatepass")


def _read_exactly(connection: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        part = connection.recv(min(size - len(data), 1 << 20))
        if not part:
            raise EOFError
        data += part
    return bytes(data)
