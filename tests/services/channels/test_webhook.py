"""A webhook is told signed, once for whoever keeps its key (SPEC 9.3)."""

from __future__ import annotations

import hashlib
import hmac
import json

import pytest

from console.models.allowed import Place
from console.models.channels import Channel
from console.models.kinds import Locale
from console.models.message_kinds import ChannelKind, MailSecurity
from console.models.runbook_kinds import Finding, Scheme
from console.services.channels.webhook import send
from console.services.clock import SystemClock
from console.services.letter import Fate, NotSent
from console.services.reach import Deadline
from tests.support.mail import LETTER
from tests.support.peers import Reply, always, serving


def channel(port: int) -> Channel:
    place = Place("hook", Scheme.HTTP, "127.0.0.1", port, "", "", client="", bearer=False, database="")
    return Channel("hook", ChannelKind.WEBHOOK, place, MailSecurity.TLS, "", "", "/in", ("ops",), Locale.EN)


def test_whoever_knows_the_secret_can_prove_what_was_told() -> None:
    with serving(always(Reply(204, b""))) as peer:
        send(channel(peer.port), LETTER, "s3cret", Deadline(SystemClock(), 10))
    (asked,) = peer.asked
    assert (asked.method, asked.path, asked.headers["idempotency-key"]) == ("POST", "/in", LETTER.key)
    signed = asked.headers["x-signature-time"].encode() + b"." + asked.body
    expected = hmac.new(b"s3cret", signed, hashlib.sha256).hexdigest()
    assert asked.headers["x-signature"] == f"sha256={expected}"
    body = json.loads(asked.body)
    assert (body["incident"], body["kind"]) == ({"id": "i-1", "number": 7}, "INITIAL")
    assert (body["subject"], body["body"], body["language"]) == (LETTER.subject, LETTER.body, "en")
    assert "s3cret" not in str(asked)


@pytest.mark.parametrize(("status", "fate"), [(500, Fate.AGAIN), (429, Fate.AGAIN), (404, Fate.NEVER)])
def test_its_answer_decides_whether_it_is_tried_again(status: int, fate: Fate) -> None:
    with serving(always(Reply(status))) as peer, pytest.raises(NotSent) as refused:
        send(channel(peer.port), LETTER, "s3cret", Deadline(SystemClock(), 10))
    assert (refused.value.fate, refused.value.finding) == (fate, Finding.HTTP_STATUS)


def test_nothing_is_told_unsigned() -> None:
    with serving(always(Reply())) as peer, pytest.raises(NotSent) as refused:
        send(channel(peer.port), LETTER, None, Deadline(SystemClock(), 10))
    assert refused.value.finding is Finding.UNSIGNED
    assert not peer.asked
