"""What votes say: the rate, and how far it may be trusted (SPEC 6.3).

Promise: pure; without votes there is no rate.
"""

from __future__ import annotations

import math

_Z = 1.959963984540054
"""The deviation that 95 of 100 stay within."""


def rate(helpful: int, not_helpful: int) -> float | None:
    """Percent of helpful votes, to two digits; None without votes."""
    votes = helpful + not_helpful
    return round(helpful * 100 / votes, 2) if votes else None


def wilson(helpful: int, not_helpful: int) -> float | None:
    """The lower bound of that rate at 95 %, in percent to two digits (Wilson's score interval); None without votes."""
    n = helpful + not_helpful
    if not n:
        return None
    share = helpful / n
    middle = share + _Z * _Z / (2 * n)
    spread = _Z * math.sqrt((share * (1 - share) + _Z * _Z / (4 * n)) / n)
    return round(max(0.0, (middle - spread) / (1 + _Z * _Z / n)) * 100, 2)
