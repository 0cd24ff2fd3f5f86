"""Waiting for what other threads, processes and servers do.

Promise: a wait ends as soon as the condition holds, and fails by name when it does not within its time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

SECONDS = 30.0
"""Longer than anything takes on a busy machine."""


def until(condition: Callable[[], object], seconds: float = SECONDS) -> None:
    """Come back when the condition holds; AssertionError when it does not within so many seconds."""
    end = time.monotonic() + seconds
    beat = threading.Event()
    while not condition():
        assert time.monotonic() < end, f"not within {seconds:g} s: {condition.__qualname__}"
        beat.wait(0.01)
