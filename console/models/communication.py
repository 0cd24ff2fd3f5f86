"""What was told about an incident, and how far it has come to each recipient (SPEC 9.1).

Promise: what was said is never changed; a delivery is written by a worker alone, and begins as not sent.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from console.models.base import Synced, checked, fixed, last
from console.models.kinds import Locale
from console.models.message_kinds import DeliveryState, MessageKind
from console.models.runbook_kinds import Finding


class Communication(Synced):
    """One message, in each language it was written in."""

    __tablename__ = "communication"
    __table_args__ = (Index("communication_by_root", "root", "sent_at", "id"),)

    kind: Mapped[MessageKind] = fixed(MessageKind)
    subject: Mapped[dict[str, object]] = fixed()
    """By language."""
    body: Mapped[dict[str, object]] = fixed()
    """Markdown, by language."""
    groups: Mapped[list[str]] = fixed()
    """The groups it was told to."""
    public: Mapped[bool] = fixed()
    """Whether the status page shows it."""
    author: Mapped[str | None] = fixed()
    sent_at: Mapped[datetime] = fixed()


class Delivery(Synced):
    """One recipient by one channel; its id follows from message, channel and address, so that it is there once."""

    __tablename__ = "delivery"
    __table_args__ = (Index("delivery_by_root", "root", "communication"),)

    communication: Mapped[str] = fixed()
    channel: Mapped[str] = fixed()
    address: Mapped[str] = fixed()
    """"" for a channel that has no addresses of its own."""
    name: Mapped[str] = fixed()
    locale: Mapped[Locale] = fixed(Locale)
    person: Mapped[str | None] = fixed()
    state: Mapped[DeliveryState] = checked(DeliveryState)
    attempts: Mapped[int] = last()
    finding: Mapped[Finding | None] = last(Finding)
    """Why it was not sent, or not yet."""
    params: Mapped[dict[str, object]] = last()
    ended_at: Mapped[datetime | None] = last()


PARTS = (Communication, Delivery)
"""What hangs on an incident."""

SYNCED = PARTS
"""The synced entities of this module."""
