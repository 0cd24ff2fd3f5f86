"""Goal e once more, while the hub of a profile just made or imported is filled.

Promise: every ticket is gone to after a pause in which the fill goes on, so the key comes into the midst of it; there
is something left to fill when the last one is painted.
"""

from __future__ import annotations

import time
from statistics import median

from PySide6.QtCore import Qt

from console.services.sync.replica import Replica
from console.services.tickets.views import BuiltIn
from tests.benchmarks.reading import go_down, view_named
from tests.benchmarks.table import Figure, percentile
from tests.benchmarks.window import Driven

TICKETS, PAUSE_MS, LOOK_MS = 30, 1200, 1000
FILLED_S = 600
"""Seconds after which a fill that does not end ends the run."""


def filling(window: Driven) -> list[Figure]:
    """Down by key, ticket by ticket, with pauses; then the window rests until the hub has all."""
    start = time.perf_counter()
    replica = Replica(window.store, "")
    window.open_view(view_named(window, BuiltIn.ALL_OPEN))
    window.table.setFocus(Qt.FocusReason.OtherFocusReason)
    taken = []
    for _ in range(TICKETS):
        window.rest(PAUSE_MS)
        taken.append(go_down(window))
    if not replica.unsent(1):
        raise RuntimeError("the fill was over before the last ticket was opened")
    while replica.unsent(1):
        if time.perf_counter() - start > FILLED_S:
            raise TimeoutError("the hub is not filled")
        window.rest(LOOK_MS)
    walls = [one.wall for one in taken]
    return [
        Figure("e", "the same after a pause, while the hub fills, p95", percentile(walls, 0.95), most=30),
        Figure("e", "... median", median(walls)),
        Figure("e", "... until the hub is filled, mostly at rest", time.perf_counter() - start, "s"),
    ]
