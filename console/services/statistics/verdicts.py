"""What came of the clocks of tickets, as arrays for figures (SPEC 4.4, 12.1).

Promise: the verdicts of `sla report`; a ticket to which nothing happens is reckoned once, whatever time goes by.  numpy
is loaded when this module is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np

from console.models.catalogue import Catalogue
from console.models.kinds import TICKET_CLOCKS
from console.models.measures import NEVER, VERDICTS, Clocks, Places
from console.models.sla import Reading, clocks
from console.services.clocks import catalogue, histories
from console.services.explaining import VERDICTS as VERDICT_OF

_PAGE = 2000
"""Tickets whose histories are held at once."""

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
        rows: list[tuple[int, int, int, int]] = []
        for at in range(0, len(missing), _PAGE):
            part = {tickets[place]: place for place in missing[at : at + _PAGE]}
            for ticket, history in histories(connection, list(part), ruled).items():
                rows += (_row(part[ticket], one) for one in clocks(history, ruled, now))
        if missing:
            self._known[missing] = True
            self._rows = np.hstack((self._rows, np.array(rows, np.int64).reshape(-1, 4).T))
        owner, kind, verdict, due = self._rows
        return Clocks(_KINDS, owner, kind.astype(np.int32), verdict.astype(np.int32), due)


def _row(place: int, one: Reading) -> tuple[int, int, int, int]:
    verdict = VERDICTS.index(VERDICT_OF[one.state].value)
    return place, TICKET_CLOCKS.index(one.clock), verdict, NEVER if one.due is None else one.due
