"""What came of the clocks of tickets, as arrays for figures (SPEC 4.4, 12.1).

Promise: the verdicts of `sla report`; a ticket to which nothing happens is reckoned once, whatever time goes by.  numpy
is loaded when this module is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np

from console.models.catalogue import Catalogue
from console.models.clock_states import STATES
from console.models.kinds import TICKET_CLOCKS
from console.models.measures import VERDICTS, Clocks, Places
from console.services.clock_states import standings_of
from console.services.clocks import catalogue
from console.services.explaining import VERDICTS as VERDICT_OF

_KINDS = tuple(clock.value for clock in TICKET_CLOCKS)


class Verdicts:
    """The clocks of tickets that were asked for, kept until something happens to them."""

    def __init__(self) -> None:
        self._ruled: Catalogue | None = None
        self._known = np.zeros(0, np.bool_)
        """Of which places."""
        self._rows = np.zeros((4, 0), np.int64)
        """Place, kind, verdict and due instant of each clock."""

    def forget(self, places: Sequence[int] | None = None) -> None:
        """Something happened to the tickets of these places, or to all."""
        if places is None:
            self._known, self._rows = np.zeros(0, np.bool_), np.zeros((4, 0), np.int64)
        else:
            self._known[[place for place in places if place < len(self._known)]] = False
            self._rows = self._rows[:, ~np.isin(self._rows[0], places)]

    def read(self, connection: sqlite3.Connection, tickets: Sequence[str], places: Places, now: int) -> Clocks:
        """The clocks of at least those of `tickets` that have these places."""
        ruled = catalogue(connection)
        if ruled is not self._ruled:
            self._ruled = ruled
            self.forget()
        if len(self._known) < len(tickets):
            self._known = np.append(self._known, np.zeros(len(tickets) - len(self._known), np.bool_))
        missing = places[~self._known[places]].tolist()
        if missing:
            self._known[missing] = True
            found = standings_of(connection, [tickets[place] for place in missing], ruled, now)
            verdict_of = np.array([VERDICTS.index(VERDICT_OF[state].value) for state in STATES])
            rows = [np.array(missing)[found.owner], found.clock, verdict_of[found.state], found.due]
            self._rows = np.hstack((self._rows, np.array(rows, np.int64)))
        owner, kind, verdict, due = self._rows
        return Clocks(_KINDS, owner, kind.astype(np.int32), verdict.astype(np.int32), due)
