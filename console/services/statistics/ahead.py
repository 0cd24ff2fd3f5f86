"""The hours ahead, of the tickets of the replica (SPEC 12.1).

Promise: the clocks are those of all other figures, read once and kept; nothing of numpy is loaded before it is asked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from console.models.figures import Forecast
from console.models.kinds import to_micros

if TYPE_CHECKING:
    from console.models.measures import Clocks, Mask
    from console.services.statistics.records import Reader, Tables


def recent_clocks(connection: sqlite3.Connection, reader: Reader, tables: Tables, now: datetime) -> Clocks:
    """The clocks of what is open, and of what was opened in the weeks a forecast looks back at."""
    import numpy as np

    from console.models.forecast import WEEK, WEEKS
    from console.models.measures import Stand

    records, instant = tables.records, to_micros(now)
    wanted = (records.stand < Stand.ENDED) | (records.created >= instant - WEEKS * WEEK)
    return reader.clocks(connection, tables, np.flatnonzero(wanted), instant)


def ahead(tables: Tables, clocks: Clocks, now: datetime, chosen: Mask | None) -> Forecast:
    """What comes."""
    from console.models.forecast import forecast

    return forecast(tables.records, clocks, to_micros(now), chosen)


def due_in(tables: Tables, clocks: Clocks, now: datetime, chosen: Mask | None, hour: int) -> Sequence[int]:
    """The places of the tickets with a running clock that comes due in that hour from now."""
    from console.models.forecast import running

    found: list[int] = running(tables.records, clocks, to_micros(now), chosen, hour).tolist()
    return found
