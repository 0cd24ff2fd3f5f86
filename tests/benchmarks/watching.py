"""Goal s: what the watch over clocks costs while nothing is due.

Promise: the product's own watch, on a copy in which every ticket is open and was raised just now.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from console.bootstrap import build_services
from console.models.kinds import to_micros
from tests.benchmarks.table import Figure

SECONDS = 45.0
"""Two of its longest sleeps."""


def watching(profile: Path) -> list[Figure]:
    """It looks at all tickets once and is then left alone."""
    (file,) = profile.glob("embedded/*/replica.db")
    with closing(sqlite3.connect(file)) as db:
        db.execute("update event set kind = 'CREATED' where kind = 'STATUS'")
        db.execute("update message set automatic = 1")
        db.execute("update ticket set status = 'NEW', created_at = ?", (to_micros(datetime.now(UTC)),))
        (count,) = db.execute("select count(*) from ticket").fetchone()
        db.commit()
    services = build_services(profile)
    try:
        watch = services.open_watch()
        watch.step()
        began, busy = time.perf_counter(), time.process_time()
        turns = 0
        while (left := SECONDS - (time.perf_counter() - began)) > 0:
            threading.Event().wait(min(watch.seconds(), left))
            watch.step()
            turns += 1
        share = 100 * (time.process_time() - busy) / (time.perf_counter() - began)
    finally:
        services.close()
    what = f"of a core for the watch over {count:,} open tickets, nothing due"
    return [Figure("s", what, share, "%", most=1, note=f"it woke {turns} times in {SECONDS:.0f} s")]
