"""What the panel of messages shows, as values.

Promise: plain data; equal states look the same.
"""

from __future__ import annotations

from console.models.kinds import Locale
from console.models.message_kinds import MessageKind
from console.models.values import dataclass
from console.services.communications import DeliveryRow, Listeners
from console.services.message_drafts import Correspondence

Texts = tuple[tuple[Locale, str], ...]
"""By language."""


@dataclass(frozen=True, slots=True)
class Written:
    """The next message as it is being written."""

    kind: MessageKind = MessageKind.INITIAL
    subject: Texts = ()
    body: Texts = ()
    groups: tuple[str, ...] = ()
    public: bool = False
    known: int = 0
    """How many messages there were when it began."""

    def said(self, texts: Texts, locale: Locale) -> str:
        """A text in that language; "" where there is none."""
        return dict(texts).get(locale, "")


@dataclass(frozen=True, slots=True)
class MessageState:
    """The whole panel."""

    incident: str | None = None
    found: Correspondence | None = None
    """None until it has come."""
    written: Written = Written()
    changed: bool = False
    """Whether a person changed what was drafted."""
    language: Locale = Locale.EN
    listeners: Listeners | None = None
    """Who hears of it."""
    chosen: str | None = None
    """A message that was sent, to be looked at."""
    deliveries: tuple[DeliveryRow, ...] = ()
    """Of that message."""
    sending: bool = False
    revision: int = 0
    """Grows when the fields are to show other texts than those typed."""
