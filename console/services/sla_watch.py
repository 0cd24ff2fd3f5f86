"""Records on time what befalls clocks, and escalates breaches, once for everybody (SPEC 4.7).

Promise: it sleeps until the next instant at which a clock calls for something; late recording loses nothing, for a row
tells when it happened; what was answered meanwhile is not escalated.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Protocol

from console.models.agreements import Told
from console.models.kinds import LIVE, MICROSECOND, Refused, from_micros, to_micros
from console.models.marks import Called, Due, Mark, called, escalation
from console.models.milestone import TABLES
from console.services.agenda import Agenda
from console.services.bus import Bus, Changed
from console.services.clock import Clock
from console.services.clocks import catalogue, histories
from console.services.on_call import on_call
from console.services.store import Store
from console.services.sync.duties import Duties, Duty, End
from console.services.sync.hub import Hub, TooOld, Unreachable
from console.services.sync.recording import recording_of

log = logging.getLogger(__name__)

KIND = "escalate"
"""Of the duties that escalate."""
LEASE = timedelta(minutes=1)
PAGE = 10
"""Tickets whose clocks are reckoned together: three milliseconds of work, so that a look at a whole desk takes one part
in thirty of the time and keeps no frame back.
"""
LARGE = 2000
"""From so many tickets on they are first asked with arrays whether they call for anything: of a desk that was looked at
before hardly one does, and all are known in a tenth of the time.  Fewer are known in 20 still seconds, nearest first,
without the 16 MB that arrays take for as long as the program runs.
"""
WIDE = 500
"""Tickets that are asked so together."""
BREATH = 0.1
"""Seconds between two pages, which leave the machine to others."""
REST = 0.5
"""Seconds after a change before it is looked at: it is painted first, and what comes with it is looked at together."""
STILL, RESTLESS = 0.5, 5.0
"""Seconds in which nobody works at the desk before the next page, and after which it comes all the same."""
LONGEST = 20.0
"""Seconds of the longest sleep."""
TICK = 1.0
"""Seconds after which a clock that was set, or a machine that slept, is noticed."""
AGAIN = 5_000_000
"""Microseconds until a row is tried again that the hub could not take: its ticket is on its way there."""
RECENT = timedelta(days=31)
"""A ticket that ended is looked at after a start when it was touched since."""

_LOOKED_AT = (
    "select t.id from ticket t left join listing l on l.ticket = t.id"
    " where t.dead = 0 and (t.status in ({}) or t.updated_at >= ?) order by abs(l.due - ?), t.id"
)
"""Those first whose clock is due next or was due last."""


class SlaWatch:
    """Reckons what clocks call for, and writes it to the hub."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        to_hub: Callable[[], AbstractContextManager[Hub]],
        refresh: Callable[[], object] = lambda: None,
    ) -> None:
        """`refresh` is called before anything is recorded: it brings what others did meanwhile."""
        self._store = store
        self._clock = clock
        self._to_hub = to_hub
        self._refresh = refresh
        self.breathe: Callable[[], object] = lambda: None
        """Called between two pages."""
        self._lock = threading.Lock()
        self._touched: set[str] | None = None
        """Tickets to look at; None: all."""
        self._agenda = Agenda()
        self._stand: set[str] = set()
        """Ids of rows that stand at the hub and may not have come back yet."""

    def take(self, event: Changed) -> None:
        """Something changed; heeded at the next step."""
        with self._lock:
            if event.everything:
                self._touched = None
            elif self._touched is not None:
                self._touched |= event.tickets

    def seconds(self) -> float:
        """How long there is nothing to do, at most `LONGEST`."""
        with self._lock:
            if self._touched is None or self._touched:
                return 0.0
        following = self._agenda.next
        if following is None:
            return LONGEST
        return min(LONGEST, max(0.0, (following - to_micros(self._clock.now())) / 1_000_000))

    def step(self) -> int:
        """Record and escalate what has come by now; the number of rows.  Raises Unreachable, TooOld or Refused."""
        due = self._agenda.due(to_micros(self._clock.now()))
        if due:
            self._refresh()
        with self._lock:
            touched, self._touched = self._touched, set()
        try:
            return sum(self._page(page) for page in self._pages(touched, due))
        except BaseException:
            with self._lock:
                self._touched = None
            raise

    def _pages(self, touched: set[str] | None, due: Iterable[str]) -> Iterator[list[str]]:
        if touched is not None:
            tickets = [*sorted(due), *sorted(touched.difference(due))]
        else:
            sql = _LOOKED_AT.format(", ".join(f"'{status}'" for status in sorted(LIVE)))
            with self._store.read_aside() as connection:
                now = self._clock.now()
                recent = max(to_micros(now - RECENT), _since(connection))
                tickets = [row[0] for row in connection.execute(sql, (recent, to_micros(now)))]
        for at in range(0, len(tickets), WIDE):
            part = tickets[at : at + WIDE]
            if at:
                self.breathe()
            unsettled = part if len(tickets) < LARGE else self._unsettled(part)
            for place in range(0, len(unsettled), PAGE):
                if place:
                    self.breathe()
                yield unsettled[place : place + PAGE]

    def _unsettled(self, tickets: Sequence[str]) -> list[str]:
        """Those of many tickets that may call for something; of the others it is known when they will."""
        from console.services.clock_states import settled  # loads numpy

        with self._store.read_aside() as connection:
            now = to_micros(self._clock.now())
            found = settled(connection, tickets, catalogue(connection), _since(connection), now)
        for ticket, at in found.items():
            self._agenda.expect(ticket, at)
        return [ticket for ticket in tickets if ticket not in found]

    def _page(self, tickets: Sequence[str]) -> int:
        now = to_micros(self._clock.now())
        with self._store.read_aside() as connection:
            found = _called(connection, tickets, now)
            known = _recorded(connection, tickets)
        self._stand -= known
        known |= self._stand
        marks = [mark for one in found.values() for mark in one.marks if mark.id not in known]
        steps = [(key, step) for key, one in found.items() for step in one.steps if step.key not in known]
        count = self._write(marks, steps, now) if marks or steps else 0
        for ticket in tickets:
            self._agenda.expect(ticket, self._following(found.get(ticket), known, now))
        return count

    def _following(self, one: Called | None, known: set[str], now: int) -> int | None:
        """When to look at a ticket again: at the next instant, or soon where something is still on its way."""
        if one is None:
            return None
        stand = known | self._stand
        soon = [now + AGAIN] if any(mark.id not in stand for mark in one.marks) else []
        if any(step.at <= now and step.key not in stand for step in one.steps):
            soon.append(now + LEASE // MICROSECOND)
        return min([*soon, *([] if one.next is None else [one.next])], default=None)

    def _write(self, marks: Sequence[Mark], steps: Sequence[tuple[str, Due]], now: int) -> int:
        with self._to_hub() as hub:
            recording, duties = recording_of(hub, self._clock)
            for ticket, step in steps:
                duties.plan(step.key, KIND, {"ticket": ticket, **step._asdict()}, from_micros(step.at))
            stand = recording.record(marks) if marks else frozenset()
            self._stand |= stand
            count = len(stand)
            while any(step.at <= now for _, step in steps) and (held := duties.claim([KIND], LEASE, PAGE)):
                taken = [row for duty in held if (row := self._escalated(duty, now)) is not None]
                self._stand |= recording.record(taken) if taken else frozenset()
                count += len(taken)
                self._finish(duties, held, taken)
        return count

    def _escalated(self, duty: Duty, now: int) -> Mark | None:
        """The row of a step that is taken; None where the clock stopped meanwhile."""
        ticket = str(duty.args["ticket"])
        with self._store.read_aside() as connection:
            open_steps = _called(connection, [ticket], now).get(ticket)
            for step in () if open_steps is None else open_steps.steps:
                if step.key == duty.key:
                    return escalation(ticket, step, _whom(connection, ticket, step.told, now))
        return None

    @staticmethod
    def _finish(duties: Duties, held: Sequence[Duty], taken: Sequence[Mark]) -> None:
        told = {mark.id: mark.values["person"] for mark in taken}
        for duty in held:
            result = {"person": told[duty.key]} if duty.key in told else {"needless": True}
            duties.finish(duty, End.DONE, result)


class Steps(Protocol):
    """What is done step by step, each when something changed or an instant has come."""

    breathe: Callable[[], object]

    def take(self, event: Changed) -> None:
        """Something changed."""
        ...

    def seconds(self) -> float:
        """How long there is nothing to do."""
        ...

    def step(self) -> int:
        """Do what is to be done by now."""
        ...


class Watching:
    """The thread of such steps."""

    def __init__(self, watch: Steps, bus: Bus, stillness: Callable[[], float] = lambda: STILL) -> None:
        """`stillness` tells for how many seconds nobody has worked at the desk: pages wait for their pauses."""
        self._watch = watch
        self._bus = bus
        self._stillness = stillness
        self._stopping = threading.Event()
        self._wake = threading.Event()
        watch.breathe = self._breathe
        self._thread = threading.Thread(target=self._run, name="sla", daemon=True)
        self._leave: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Begin."""
        self._leave = self._bus.subscribe(Changed, self._changed)
        self._thread.start()

    def stop(self) -> None:
        """End after the step under way."""
        self._stopping.set()
        self._leave()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def wake(self) -> None:
        """Take the next step now."""
        self._wake.set()

    def _breathe(self) -> None:
        """Leave the machine to who works at the desk, though not for ever."""
        waited = 0.0
        while not self._stopping.wait(BREATH) and self._stillness() < STILL and waited < RESTLESS:
            waited += BREATH

    def _changed(self, event: Changed) -> None:
        self._watch.take(event)
        self._wake.set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                self._watch.step()
            except (Unreachable, TooOld, Refused) as error:
                log.info("clocks are recorded later: %s", error)
                self._stopping.wait(LONGEST)
            if not self._stopping.is_set() and self._rest():
                self._stopping.wait(REST)

    def _rest(self) -> bool:
        """Wait until there is something to do; whether something changed.  The clock these waits are measured by stands
        still while the machine sleeps, so it is asked at each tick what is left.
        """
        left = self._watch.seconds()
        while left > 0:
            tick = min(TICK, left)
            if self._wake.wait(tick):
                return True
            left = min(left - tick, self._watch.seconds())
        return self._wake.is_set()


def _called(connection: sqlite3.Connection, tickets: Sequence[str], now: int) -> dict[str, Called]:
    """What the clocks of these tickets call for, from the day on which the first rule of the desk was published."""
    ruled = catalogue(connection)
    since, found = _since(connection), histories(connection, tickets, ruled)
    return {key: called(key, history, ruled, since, now) for key, history in found.items()}


def _since(connection: sqlite3.Connection) -> int:
    (since,) = connection.execute("select coalesce(min(published_at), 0) from policy where dead = 0").fetchone()
    return int(since)


def _recorded(connection: sqlite3.Connection, tickets: Sequence[str]) -> set[str]:
    marks = ", ".join("?" * len(tickets))
    sql = " union all ".join(f"select id from {table} where root in ({marks})" for table in TABLES)
    return {row[0] for row in connection.execute(sql, (*tickets,) * len(TABLES))}


def _whom(connection: sqlite3.Connection, ticket: str, told: str, now: int) -> str | None:
    """Who is to be told: the assignee, the lead of the team, or who is on call for it now."""
    sql = "select t.team, t.assignee, m.lead from ticket t left join team m on m.id = t.team where t.id = ?"
    found = connection.execute(sql, (ticket,)).fetchone()
    if found is None:
        return None
    team, assignee, lead = found
    if told == Told.ON_CALL:
        return next(iter(on_call(connection, team, now)), None)
    return {Told.ASSIGNEE.value: assignee, Told.LEAD.value: lead}.get(told)
