"""A message to another system by HTTP, signed with HMAC (RFC 2104).

Promise: the signature covers the instant and the whole body; each message carries one key, so that a system told twice
takes it once; the secret is in no request.
"""

from __future__ import annotations

import hashlib
import hmac
import json

from console.models.channels import Channel
from console.models.kinds import to_micros
from console.models.message_kinds import ChannelKind
from console.models.runbook_kinds import Finding
from console.models.step_outcome import Unreached
from console.services import http
from console.services.letter import Fate, Letter, NotSent
from console.services.reach import Deadline

KIND = ChannelKind.WEBHOOK
_LATER = frozenset({408, 425, 429})
"""Answers that ask to come again."""


def send(channel: Channel, letter: Letter, secret: str | None, deadline: Deadline) -> None:
    """Tell it to the channel's address; raises NotSent."""
    if channel.place is None or not secret:
        raise NotSent(Fate.AGAIN, Finding.UNSIGNED, name=channel.name)
    body = json.dumps(told(letter), ensure_ascii=False, sort_keys=True).encode()
    at = str(to_micros(letter.at) // 1_000_000)
    headers = {
        "Content-Type": http.JSON,
        "Idempotency-Key": letter.key,
        "X-Signature-Time": at,
        "X-Signature": signature(secret, at, body),
    }
    try:
        answer = http.ask(channel.place, channel.path, deadline, method="POST", body=body, headers=headers)
    except Unreached as error:
        raise NotSent(Fate.AGAIN, error.finding, **dict(error.params)) from None
    if not 200 <= answer.status < 300:
        fate = Fate.AGAIN if answer.status >= 500 or answer.status in _LATER else Fate.NEVER
        raise NotSent(fate, Finding.HTTP_STATUS, status=answer.status, expected="2xx")


def told(letter: Letter) -> dict[str, object]:
    """The body: what is said of which incident."""
    return {
        "id": letter.key,
        "incident": {"id": letter.incident, "number": letter.number},
        "kind": letter.kind.value,
        "subject": letter.subject,
        "body": letter.body,
        "language": letter.locale.value,
        "sent_at": letter.at.isoformat(),
    }


def signature(secret: str, at: str, body: bytes) -> str:
    """What whoever knows the secret can reckon too: HMAC-SHA256 of "<seconds>.<body>", in hex."""
    return "sha256=" + hmac.new(secret.encode(), at.encode() + b"." + body, hashlib.sha256).hexdigest()
