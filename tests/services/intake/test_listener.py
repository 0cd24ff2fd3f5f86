"""Who may send alerts, what is too much, and what is said back."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection

import pytest

from console.services.intake import listener as module
from console.services.intake.listener import LARGEST, Listener


class Kept:
    """What was taken in, and whether anything is."""

    def __init__(self) -> None:
        self.bodies: list[object] = []
        self.takes = True

    def take(self, body: object) -> bool:
        """Take a body in, or not now."""
        self.bodies.append(body)
        return self.takes


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def listener(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    monkeypatch.setattr(module._Answering, "seconds", 0.3)
    made = Listener(("127.0.0.1", 0), "right horse", kept.take)
    yield made
    made.close()


def send(listener: Listener, body: bytes, **headers: str) -> tuple[int, dict[str, str]]:
    with closing(HTTPConnection("127.0.0.1", listener.port, timeout=10)) as client:
        client.request("POST", "/v2/enqueue", body, headers)
        answer = client.getresponse()
        return answer.status, json.loads(answer.read())


def test_who_knows_the_token_is_heard(listener: Listener, kept: Kept) -> None:
    good = {"Authorization": "Bearer right horse"}
    assert send(listener, b'{"alerts": []}', **good)[0] == 202
    event = {"event_action": "trigger", "dedup_key": "k", "routing_key": "right horse"}
    assert send(listener, json.dumps(event).encode())[1]["dedup_key"] == "k"
    assert kept.bodies == [{"alerts": []}, event]
    kept.takes = False
    assert send(listener, b"{}", **good)[0] == 503


@pytest.mark.parametrize(
    ("body", "token", "status"),
    [
        (b"{}", "", 401),
        (b"{}", "Bearer wrong", 401),
        (b"{}", "Basic right horse", 401),
        (b'{"routing_key": "wrong"}', "", 401),
        (b"not json", "", 401),
        (b"not json", "Bearer right horse", 400),
        (b"[" * 100_000, "Bearer right horse", 400),
        (b"x" * (LARGEST + 1), "Bearer right horse", 413),
    ],
)
def test_others_are_told_why_and_nothing_is_kept(
    listener: Listener, kept: Kept, body: bytes, token: str, status: int
) -> None:
    try:
        found = send(listener, body, **({"Authorization": token} if token else {}))[0]
    except OSError:  # it hangs up while so much is sent still
        assert status == 413
    else:
        assert found == status
    assert kept.bodies == []


def test_who_dawdles_is_hung_up_on_and_others_go_on(listener: Listener, kept: Kept) -> None:
    with socket.create_connection(("127.0.0.1", listener.port)) as slow:
        slow.sendall(b"POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n{")
        assert send(listener, b"{}", Authorization="Bearer right horse")[0] == 202
        slow.settimeout(10)
        assert slow.recv(100) == b""
    assert kept.bodies == [{}]


def test_who_sends_a_little_at_a_time_is_hung_up_on_too(listener: Listener) -> None:
    with socket.create_connection(("127.0.0.1", listener.port)) as slow:
        slow.sendall(b"POST / HTTP/1.1\r\nContent-Length: 10000\r\n\r\n")
        slow.settimeout(0.05)
        assert any(_is_over(slow) for _ in range(200))


def _is_over(slow: socket.socket) -> bool:
    """Whether it was hung up on; one more byte is sent."""
    try:
        slow.sendall(b" ")
        return slow.recv(100) == b""
    except TimeoutError:
        return False
    except OSError:
        return True
