"""Rows to choose from, as values.

Promise: importing it costs nothing; the list that shows them is loaded when the first question is asked.
"""

from __future__ import annotations

from console.models.values import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One row."""

    key: str
    text: str
    note: str = ""
    """Said behind the text in grey."""
    icon: str = ""
    keys: tuple[str, ...] = ()
    """Caps at the right end."""
    hindrance: str = ""
    """Why it cannot be chosen now; "" when it can."""
    heading: str = ""
    """The group it stands in; rows of one group follow each other."""
    checked: bool = False
    """Marked with a tick: what holds now."""
    places: tuple[int, ...] = ()
    """Indexes of letters to show in bold."""
