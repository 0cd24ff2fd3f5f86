"""A room is told by the address of apprise an admin kept as a secret (SPEC 9.3)."""

from __future__ import annotations

import json

import pytest

from console.models.channels import Channel
from console.models.kinds import Locale
from console.models.message_kinds import ChannelKind, MailSecurity
from console.models.runbook_kinds import Finding
from console.services.channels.chat import send
from console.services.clock import SystemClock
from console.services.letter import Fate, NotSent
from console.services.reach import Deadline
from tests.support.mail import LETTER
from tests.support.peers import Reply, always, serving

ROOM = Channel("room", ChannelKind.CHAT, None, MailSecurity.TLS, "", "", "", ("ops",), Locale.EN)


def deadline() -> Deadline:
    return Deadline(SystemClock(), 10)


@pytest.fixture(scope="module", autouse=True)
def warmed() -> None:
    """The library keeps a thread for names, which stays with the process."""
    with serving(always(Reply())) as peer:
        send(ROOM, LETTER, f"json://127.0.0.1:{peer.port}/", deadline())


def test_a_room_gets_subject_and_body() -> None:
    with serving(always(Reply())) as peer:
        send(ROOM, LETTER, f"json://127.0.0.1:{peer.port}/room", deadline())
    (asked,) = peer.asked
    body = json.loads(asked.body)
    assert (asked.path, body["title"], body["message"]) == ("/room", LETTER.subject, LETTER.body)


def test_what_may_have_left_is_not_tried_again() -> None:
    with serving(always(Reply(500))) as peer, pytest.raises(NotSent) as refused:
        send(ROOM, LETTER, f"json://127.0.0.1:{peer.port}/room?retry=0", deadline())
    assert (refused.value.fate, refused.value.finding) == (Fate.NEVER, Finding.CHAT_FAILED)
    assert len(peer.asked) == 1


def test_a_secret_that_is_no_address_is_named_without_being_told() -> None:
    for secret, finding in (("hunter2", Finding.CHAT_BAD_ADDRESS), (None, Finding.UNSIGNED)):
        with pytest.raises(NotSent) as refused:
            send(ROOM, LETTER, secret, deadline())
        assert refused.value.finding is finding
        assert "hunter2" not in str(refused.value)
