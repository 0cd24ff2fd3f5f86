"""How the page shows things now: the look, the language, and which day it is.

Promise: equal manners show equal things; `worn` tells one look from the next.
"""

from __future__ import annotations

from datetime import date

from console.models.kinds import Locale
from console.models.values import dataclass
from console.views.theme import Look


@dataclass(frozen=True, slots=True)
class Manner:
    """How the page is shown."""

    look: Look
    locale: Locale
    today: date
    worn: int = 0
    """Goes up with every change of the look."""
