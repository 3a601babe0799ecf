"""Frames: bounded, complete or nothing, on time."""

import os
import socket
import struct
import threading
import time

import pytest

from autograder.guest.wire.channel import Channel, ChannelClosed, DeadlineExceeded, FrameError, FrameLimits


@pytest.fixture
def ends():
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    channel = Channel(ours.detach(), FrameLimits(head=1000, body=10_000_000))
    peer = theirs.detach()
    yield channel, peer
    channel.close()
    os.close(peer)


def soon(seconds=0.3):
    return time.monotonic() + seconds


def test_a_frame_arrives_as_it_was_sent(ends):
    channel, peer = ends
    Channel(peer).send(b"head", [b"ab", memoryview(b"cd")])
    head, body = channel.receive(soon())
    assert (bytes(head), bytes(body)) == (b"head", b"abcd")


def test_a_large_body_arrives_whole(ends):
    channel, peer = ends
    data = os.urandom(5_000_000)
    sender = threading.Thread(target=lambda: Channel(peer).send(b"h", [data]))
    sender.start()
    _, body = channel.receive(soon(10))
    sender.join()
    assert bytes(body) == data


def test_a_peer_that_drips_does_not_move_the_deadline(ends):
    channel, peer = ends
    stop = threading.Event()

    def drip():
        for byte in struct.pack("<IQ", 900, 0) + b"x" * 900:
            if stop.wait(0.02):
                return
            os.write(peer, bytes([byte]))

    sender = threading.Thread(target=drip)
    sender.start()
    started = time.monotonic()
    with pytest.raises(DeadlineExceeded):
        channel.receive(soon(0.3))
    assert time.monotonic() - started < 2
    stop.set()
    sender.join()


def test_a_silent_peer_is_not_waited_for(ends):
    channel, _ = ends
    with pytest.raises(DeadlineExceeded):
        channel.receive(soon(0.05))


def test_a_peer_that_does_not_read_is_not_waited_for(ends):
    channel, _ = ends
    with pytest.raises(DeadlineExceeded):
        channel.send(b"", [b"x" * 50_000_000], soon(0.2))


@pytest.mark.parametrize("sizes", [(1001, 0), (0, 10_000_001), (2**32 - 1, 2**64 - 1)])
def test_a_frame_that_claims_too_much_is_refused(ends, sizes):
    channel, peer = ends
    os.write(peer, struct.pack("<IQ", *sizes))
    with pytest.raises(FrameError, match="more than the limit"):
        channel.receive(soon())


def test_frames_that_arrive_together_are_kept_apart(ends):
    channel, peer = ends
    os.write(peer, struct.pack("<IQ", 1, 1) + b"ab" + struct.pack("<IQ", 2, 0) + b"cd")
    assert [bytes(part) for part in channel.receive(soon())] == [b"a", b"b"]
    assert [bytes(part) for part in channel.receive(soon())] == [b"cd", b""]


def test_a_frame_that_is_cut_off_is_noticed():
    ours, theirs = socket.socketpair()
    channel = Channel(ours.detach())
    theirs.send(struct.pack("<IQ", 10, 0) + b"abc")
    theirs.close()
    with pytest.raises(ChannelClosed):
        channel.receive()
    channel.close()
