"""What goes out to one recipient, and why it did not.

Promise: values only; whoever fails to send says whether it may be tried again, so that nothing is sent twice.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from console.models.kinds import Locale
from console.models.message_kinds import MessageKind
from console.models.runbook_kinds import Finding
from console.models.step_outcome import Params
from console.models.values import dataclass


class Fate(StrEnum):
    """What becomes of a letter that was not sent."""

    AGAIN = "again"
    """Nothing has left, or whoever gets it twice takes it once."""
    NEVER = "never"
    """It will not be taken, however often it is tried."""
    UNSURE = "unsure"
    """It may have left."""


class NotSent(Exception):
    """A letter was not sent, or nobody knows whether it was."""

    def __init__(self, fate: Fate, finding: Finding, **params: str | float) -> None:
        super().__init__(f"{finding}: {params}")
        self.fate = fate
        self.finding = finding
        self.params: Params = tuple(params.items())


@dataclass(frozen=True, slots=True)
class Letter:
    """One message for one recipient."""

    key: str
    """Of the delivery: the same letter has the same key, whoever sends it."""
    address: str
    """"" where the channel has one listener."""
    name: str
    locale: Locale
    kind: MessageKind
    incident: str
    """Its id; "" for a trial."""
    number: int | None
    subject: str
    body: str
    """Markdown."""
    at: datetime
