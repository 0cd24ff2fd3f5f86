"""Has all threads take their memory from one place.

Promise: only where the C library is glibc, which else keeps for each thread what it once let go of.
"""

from __future__ import annotations

import sys

ARENA_MAX = -8
"""M_ARENA_MAX of mallopt(3)."""


def share() -> None:
    """From now on; what threads have by then stays theirs.  To be called when the first rows are painted."""
    if sys.platform == "linux":
        import ctypes  # milliseconds that a start need not spend

        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(ARENA_MAX, 1)
