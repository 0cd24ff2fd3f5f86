"""What came of the clocks of tickets, as arrays for figures (SPEC 4.4, 12.1).

Promise: the verdicts of `sla report`; a ticket to which nothing happens is reckoned once, whatever time goes by.  numpy
is loaded when this module is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

import numpy as np

from console.models.catalogue import Catalogue
from console.models.kinds import TICKET_CLOCKS
from console.models.measures import NEVER, VERDICTS, Clocks
from console.models.sla import Reading, clocks
from console.services.clocks import catalogue, histories
from console.services.explaining import VERDICTS as VERDICT_OF

_PAGE = 2000
"""Tickets whose histories are held at once."""

Found = tuple[int, int, int]
"""A clock: its place among the kinds, that of the verdict, and when one that runs is due."""


class Verdicts:
    """The clocks of tickets that were asked for, kept until something happens to them."""

    def __init__(self) -> None:
        self._ruled: Catalogue | None = None
        self._found: dict[str, tuple[Found, ...]] = {}

    def forget(self, tickets: Iterable[str] | None = None) -> None:
        """Something happened to these, or to all."""
        if tickets is None:
            self._found.clear()
        else:
            for ticket in tickets:
                self._found.pop(ticket, None)

    def read(self, connection: sqlite3.Connection, tickets: Sequence[str], places: Sequence[int], now: int) -> Clocks:
        """The clocks of those of `tickets` that have these places."""
        ruled = catalogue(connection)
        if ruled is not self._ruled:
            self._ruled = ruled
            self.forget()
        wanted = [tickets[place] for place in places]
        missing = [ticket for ticket in wanted if ticket not in self._found]
        for at in range(0, len(missing), _PAGE):
            for ticket, history in histories(connection, missing[at : at + _PAGE], ruled).items():
                self._found[ticket] = tuple(map(_found, clocks(history, ruled, now)))
        rows = [(place, *one) for place in places for one in self._found.get(tickets[place], ())]
        owner, kind, verdict, due = np.array(rows, np.int64).reshape(-1, 4).T
        kinds = tuple(clock.value for clock in TICKET_CLOCKS)
        return Clocks(kinds, owner, kind.astype(np.int32), verdict.astype(np.int32), due)


def _found(one: Reading) -> Found:
    verdict = VERDICTS.index(VERDICT_OF[one.state].value)
    return TICKET_CLOCKS.index(one.clock), verdict, NEVER if one.due is None else one.due
