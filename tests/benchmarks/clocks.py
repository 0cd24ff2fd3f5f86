"""Goal s: how the clocks of all tickets stand, reckoned from their events.

Promise: the product's own questions on the whole profile, nothing kept from before; CPU time, which a busy machine
changes least.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from console.models.kinds import LIVE
from console.services.clocks import pressing_of
from console.services.explaining import SlaReport
from tests.benchmarks.table import Figure


def clock_states(profile: Path) -> list[Figure]:
    """All clocks in all their cycles, and those that press of the tickets that are open."""
    (file,) = profile.rglob("replica.db")
    with closing(sqlite3.connect(file)) as db:
        marks = ", ".join("?" * len(LIVE))
        live = [row[0] for row in db.execute(f"select id from ticket where status in ({marks})", sorted(LIVE))]
        (count,) = db.execute("select count(*) from ticket").fetchone()
        began = time.process_time()
        SlaReport(datetime.now(UTC)).answer(db)
        whole = time.process_time()
        pressing_of(db, live)
        pressing = time.process_time()
    return [
        Figure("s", f"full clock states of {count:,} tickets from events, CPU", (whole - began) * 1000, most=2000),
        Figure("s", f"the pressing clocks of {len(live):,} open tickets, CPU", (pressing - whole) * 1000),
    ]
