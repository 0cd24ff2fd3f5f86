"""The values messages about incidents speak in (SPEC 9.1).

Promise: importing this module costs as little as `kinds`; the words are the stored ones.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

RECENT = timedelta(days=2)
"""A message whose worker was away longer is old: whom it was for is not looked for any more."""


class MessageKind(StrEnum):
    """What a message is for, in the order of an incident's life."""

    INITIAL = "INITIAL"
    UPDATE = "UPDATE"
    RESOLUTION = "RESOLUTION"
    FOLLOW_UP = "FOLLOW_UP"


class DeliveryState(StrEnum):
    """How far a message has come on its way to one recipient by one channel."""

    PENDING = "PENDING"
    SENT = "SENT"
    FAILED = "FAILED"
    UNSURE = "UNSURE"
    """Whether it was sent cannot be known; it is not sent again."""


class ChannelKind(StrEnum):
    """By what a message goes out."""

    SMTP = "smtp"
    CHAT = "chat"
    """A chat room, a text message gateway: whatever an address of apprise stands for."""
    WEBHOOK = "webhook"


class MailSecurity(StrEnum):
    """How a mail server is spoken to."""

    STARTTLS = "starttls"
    TLS = "tls"
    PLAIN = "plain"
    """Nothing is encrypted: for a relay on this machine."""
