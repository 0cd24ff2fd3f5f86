"""Who is where: this person told to the hub, the colleagues and the worker asked for, on the line of the rounds.

Promise: never stored, and never a reason for a round to fail; a stream of moves is asked about once a second, silence
twice a minute; whoever said nothing for half a minute is gone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta

from console.models.kinds import Refused
from console.services.bus import Bus
from console.services.clock import Clock
from console.services.sync.bell import Bell
from console.services.sync.hub import Hub, Unreachable
from console.services.sync.keeping import Keeping, keeping_of
from console.services.sync.presence import LIFE, Alone, Presence, Present, presence_of
from console.services.sync.state import BeingAt, Colleague, Company

REPEAT_SECONDS = LIFE / timedelta(seconds=2)
"""Half a life."""
SPACE_SECONDS = 1.0
"""Between two questions where the colleagues are."""
log = logging.getLogger(__name__)


class Attendance:
    """Works while a line to the hub stands; `go` is called from any thread, all else by the rounds."""

    def __init__(self, bus: Bus, clock: Clock, bell: Bell, name: Callable[[str], str]) -> None:
        """`name` tells what a person is called, by their id."""
        self._bus = bus
        self._clock = clock
        self._bell = bell
        self._name = name
        self._place = self._told = BeingAt()
        self._company = Company()
        self._presence: Presence = Alone()
        self._keeping: Keeping | None = None
        self._tell_at = self._ask_at = self._beat_at = self._asked_at = 0.0
        self._has_moved = False

    def go(self, place: BeingAt) -> None:
        """This person is there from now on."""
        self._place = place
        self._bell.stir()

    def at(self, hub: Hub) -> AbstractContextManager[None]:
        """While it lasts, work at this hub; afterwards nobody is known, and this person is nowhere."""
        return self.working(presence_of(hub), keeping_of(hub, self._clock))

    @contextmanager
    def working(self, presence: Presence, keeping: Keeping) -> Iterator[None]:
        """The same, with the two parts of a hub that are asked."""
        self._presence, self._keeping = presence, keeping
        self._tell_at = self._ask_at = self._beat_at = 0.0
        try:
            yield
            if self._told.ticket is not None:
                with _harmless():
                    self._presence.be_at(None)
        finally:
            self._presence, self._keeping, self._told = Alone(), None, BeingAt()
            self._show(Company())

    def step(self) -> float:
        """Tell and ask what is due; seconds until there is something to do again.  Raises Unreachable."""
        now = self._clock.monotonic()
        if self._place != self._told or now >= self._tell_at:
            self._tell(now)
        if now >= self._beat_at:
            self._ask_worker(now)
        if self._bell.moved():
            self._ask_at = min(self._ask_at, self._asked_at + SPACE_SECONDS)
        if now >= self._ask_at:
            self._ask(now)
        return max(0.0, min(self._tell_at, self._ask_at, self._beat_at) - now)

    def _tell(self, now: float) -> None:
        place, before = self._place, self._told
        self._told, self._tell_at = place, now + REPEAT_SECONDS
        if place.ticket is not None or before.ticket is not None:
            with _harmless():
                self._presence.be_at(place.ticket, replying=place.replying)

    def _ask(self, now: float) -> None:
        found: tuple[Present, ...] = ()
        with _harmless():
            found = self._presence.present()
        # The first of them to fall silent is asked about when that is so.
        silent_in = min(((LIFE - one.age).total_seconds() for one in found), default=REPEAT_SECONDS)
        self._asked_at, self._ask_at = now, now + min(max(SPACE_SECONDS, silent_in), REPEAT_SECONDS)
        colleagues = tuple(Colleague(self._name(one.person), one.ticket, one.replying) for one in found)
        self._show(Company(colleagues, self._company.beat, self._company.known))

    def _ask_worker(self, now: float) -> None:
        self._beat_at = now + REPEAT_SECONDS
        with _harmless():
            beat = None if self._keeping is None else self._keeping.last_beat()
            self._show(Company(self._company.colleagues, beat, known=True))

    def _show(self, company: Company) -> None:
        if company != self._company:
            self._company = company
            self._bus.publish(company)


@contextmanager
def _harmless() -> Iterator[None]:
    """Whoever may not tell or ask does without; only a line that breaks ends the rounds."""
    try:
        yield
    except Refused as error:
        log.info("this person has no company: %s", error)
    except Unreachable as error:
        if error.network:
            raise
        log.info("the hub knows no company: %s", error)
