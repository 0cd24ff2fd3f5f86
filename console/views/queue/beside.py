"""Who else is at the tickets, and what colleagues are told of this person (SPEC 3.11).

Promise: a ticket only run past is not told; whoever types is replying, and is not any more when the words are sent or
gone, or rest for a minute; what was drafted before counts as nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from console.services.sync.state import BeingAt, Colleague, Company
from console.views.carrier import Later
from console.views.queue.state import WritingState

SETTLE_MS = 700
"""How long a ticket is open before colleagues are told."""
REST_MS = 60_000
"""How long nothing is typed before one is no longer replying."""
NOBODY: Mapping[str, tuple[Colleague, ...]] = MappingProxyType({})


class Beside:
    """The part of the presenter that knows the colleagues."""

    def __init__(self, later: Later, announce: Callable[[BeingAt], None], changed: Callable[[], None]) -> None:
        self._later = later
        self._announce = announce
        self._changed = changed
        self._writing = WritingState()
        self._place = BeingAt()
        self._keystroke = 0
        self._is_resting = True
        self.state = NOBODY
        """By the id of a ticket, those who are at it."""

    def follow(self, writing: WritingState) -> None:
        """This is written now, on the ticket that is open."""
        before, self._writing = self._writing, writing
        if writing.ticket != before.ticket:
            self._later(SETTLE_MS, partial(self._settle, writing.ticket))
        elif not writing.text.strip():
            if self._place.replying:
                self._be(BeingAt(writing.ticket))
        elif writing.revision == before.revision and writing.text != before.text:
            self._typed(writing.ticket)

    def take(self, company: Company) -> None:
        """These are there now."""
        found: dict[str, tuple[Colleague, ...]] = {}
        # Who replies comes first: it is what one must not miss.
        for one in sorted(company.colleagues, key=lambda one: (not one.replying, one.name)):
            found[one.ticket] = (*found.get(one.ticket, ()), one)
        if found != self.state:
            self.state = found
            self._changed()

    def _settle(self, ticket: str | None) -> None:
        if ticket == self._writing.ticket and ticket != self._place.ticket:
            self._be(BeingAt(ticket))

    def _typed(self, ticket: str | None) -> None:
        self._keystroke += 1
        self._be(BeingAt(ticket, replying=True))
        if self._is_resting:
            self._is_resting = False
            self._later(REST_MS, partial(self._look, self._keystroke))

    def _look(self, keystroke: int) -> None:
        if keystroke != self._keystroke:
            self._later(REST_MS, partial(self._look, self._keystroke))
            return
        self._is_resting = True
        if self._place.replying:
            self._be(BeingAt(self._place.ticket))

    def _be(self, place: BeingAt) -> None:
        if place != self._place:
            self._place = place
            self._announce(place)
