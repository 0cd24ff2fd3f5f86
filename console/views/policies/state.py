"""What the page of rules shows, as values.

Promise: plain data; equal states look the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from console.models.kinds import PolicyKind, Refused
from console.models.values import dataclass
from console.services.ruled import DraftPreview, Replayed, RuledThing

Key = tuple[PolicyKind, str | None, str]


@dataclass(frozen=True, slots=True)
class State:
    """The whole page."""

    month: date
    """The first day of the month that is shown of a calendar."""
    things: tuple[RuledThing, ...] | None = None
    """None until they have come."""
    names: Mapping[PolicyKind, Mapping[str, str]] = field(default_factory=dict)
    """Those that lines of a kind speak of, by id."""
    key: Key | None = None
    """Which of them is open."""
    version: int = 0
    """The number of the version whose lines the draft began with."""
    seen: int = 0
    """The number of the newest version its author knows of."""
    text: str = ""
    """The lines as they are being written."""
    written: str = ""
    """The lines as that version has them."""
    begins: str = ""
    """The date from which it is to hold; empty: at once."""
    preview: DraftPreview | None = None
    """What the lines come to; the last that was understood."""
    refused: Refused | None = None
    """Why the lines cannot be published."""
    is_replaying: bool = False
    replayed: Replayed | None = None
    is_publishing: bool = False

    @property
    def thing(self) -> RuledThing | None:
        """The one that is open."""
        return next((one for one in self.things or () if one.key == self.key), None)

    @property
    def is_changed(self) -> bool:
        """Whether the draft says something else than its version."""
        return self.text != self.written
