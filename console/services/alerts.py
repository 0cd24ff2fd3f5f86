"""Who is told of what: what concerns the person at this console, found at its instant (SPEC 5.1 to 5.3).

Promise: it sleeps until the next instant at which a clock of an own ticket has something to tell; nothing is told
twice on this console, nothing of before its first start; what came while nobody could see it is told as one.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import islice

from console.models.alert_kinds import AlertKind
from console.models.assignment import Way
from console.models.catalogue import Catalogue
from console.models.history import History
from console.models.kinds import (
    LIVE,
    MICROSECOND,
    ClockKind,
    Priority,
    Role,
    Severity,
    TicketType,
    from_micros,
    to_micros,
)
from console.models.marks import BREACH, Called, Mark, called
from console.models.sla import clocks
from console.models.values import dataclass
from console.services import review_alerts
from console.services.agenda import Agenda
from console.services.assignment import proposal
from console.services.bus import Bus, Changed
from console.services.clock import Clock
from console.services.clocks import catalogue, histories
from console.services.inbox import Alert, Inbox, Shown
from console.services.knowledge.reviews import due_reviews, next_review
from console.services.local import Local
from console.services.people import Me
from console.services.store import Store
from console.services.work_alerts import work_alerts

LOOKED = "alerts.looked"
"""In local.db: the instants of the first look ever and of the last one."""
WIDE = 100
"""Tickets that are asked together whether they concern the person: few do, and a question costs more than a ticket."""
PAGE = 10
"""Own tickets whose clocks are reckoned together: three milliseconds of work, as the watch of all clocks."""
LONGEST = 15.0
"""Seconds of the longest sleep."""
FRESH = 60_000_000
"""Microseconds after which an alert was missed: it is told with the others that were."""
GATHER = 2.0
"""Seconds for which what was missed waits for more of it: the hub tells what happened only after a start."""
LATE = timedelta(days=1)
"""What others did may arrive this much later than it happened."""
REVIEWED = timedelta(days=30)
"""How long after it fell due an article is told of; shorter than the inbox remembers that it was."""
NOTED = timedelta(minutes=1)
"""How old the note of the last look may be."""

ANALYSES = "analyses"
"""Under which the agenda keeps when an analysis or an action item calls."""

_THESE = "(select value from json_each(:these))"
_WORKED_ON = "dead = 0 and status in ({})".format(", ".join(f"'{status}'" for status in sorted(LIVE)))
_MINE = "(assignee = :me or (assignee is null and team = :team) or team in (select id from team where lead = :me))"


@dataclass(frozen=True, slots=True)
class Alerted:
    """Something is to be told."""

    alerts: tuple[Shown, ...]
    missed: bool
    """Whether they came while nobody could see them."""


class AlertWatch:
    """Finds what the person is to be told, and tells it on the bus; `Watching` gives it a thread."""

    def __init__(self, store: Store, local: Local, clock: Clock, bus: Bus, me: Me) -> None:
        self._store = store
        self._local = local
        self._clock = clock
        self._bus = bus
        self._me = me
        self.inbox = Inbox(local, store, clock)
        self.breathe: Callable[[], object] = lambda: None
        """Called between two pages."""
        self._lock = threading.Lock()
        self._changed: Changed | None = Changed(everything=True)
        self._agenda = Agenda()
        self._next_review: int | None = None
        self._next_box: int | None = None
        """When the next time box of a task is over."""
        self._missed: list[Alert] = []
        self._gathered = 0.0
        """When what was missed is told, by the seconds of the clock."""
        self._born, self._looked = self._last_look()

    def take(self, event: Changed) -> None:
        """Something changed; heeded at the next step."""
        with self._lock:
            before = self._changed or Changed()
            self._changed = Changed(
                tickets=before.tickets | event.tickets,
                incidents=before.incidents | event.incidents,
                articles=before.articles or event.articles,
                everything=before.everything or event.everything,
            )

    def seconds(self) -> float:
        """How long there is nothing to do, at most `LONGEST`."""
        with self._lock:
            if self._changed is not None:
                return 0.0
        now = to_micros(self._clock.now())
        expected = self._agenda.next, self.inbox.next_waking(), self._next_review, self._next_box
        instants = [at for at in expected if at is not None]
        waits = [LONGEST, *((at - now) / 1_000_000 for at in instants)]
        if self._missed:
            waits.append(self._gathered - self._clock.monotonic())
        return max(0.0, min(waits))

    def step(self) -> int:
        """Tell what there is to tell by now; the number of alerts.  Raises Refused when the disk does."""
        now = to_micros(self._clock.now())
        due = self._agenda.due(now)
        with self._lock:
            changed, self._changed = self._changed or Changed(), None
        try:
            told = self._look(changed, due, now)
        except BaseException:
            self.take(Changed(everything=True))
            raise
        self._tell([*(one for one in told if now - to_micros(one.at) <= FRESH), *self.inbox.woken()])
        self._hold([one for one in told if now - to_micros(one.at) > FRESH])
        return len(told)

    def _look(self, changed: Changed, due: set[str], now: int) -> tuple[Alert, ...]:
        """What was never told before; from now on it was."""
        found: list[Alert] = []
        for page in self._pages(changed, due):
            found += self._page(page, now)
        found += [*self._incidents(changed), *self._work(changed, now), *self._reviews(changed, now)]
        told = self.inbox.add([*found, *self._analyses(changed, due, now)])
        self._note_look(now)
        return told

    @property
    def _since(self) -> int:
        """From when on something is told."""
        return max(self._born, self._looked - LATE // MICROSECOND)

    def _last_look(self) -> tuple[int, int]:
        match self._local.state(LOOKED):
            case [int(born), int(looked)]:
                return born, looked
        now = to_micros(self._clock.now())
        self._local.keep_state(LOOKED, [now, now])
        self.inbox.forget()
        return now, now

    def _note_look(self, now: int) -> None:
        if abs(now - self._looked) >= NOTED // MICROSECOND:
            self._looked = now
            self._local.keep_state(LOOKED, [self._born, now])
            self.inbox.forget()

    def _tell(self, alerts: Sequence[Alert]) -> None:
        if alerts:
            self._bus.publish(Alerted(self.inbox.shown(alerts), missed=False))

    def _hold(self, alerts: Sequence[Alert]) -> None:
        """Gather what was missed, and tell it together once nothing more of it came for a while."""
        if alerts:
            self._missed += alerts
            self._gathered = self._clock.monotonic() + GATHER
        elif self._missed and self._clock.monotonic() >= self._gathered:
            missed, self._missed = self._missed, []
            self._bus.publish(Alerted(self.inbox.shown(missed), missed=True))

    def _pages(self, changed: Changed, due: set[str]) -> Iterator[list[str]]:
        tickets = sorted((changed.tickets | due) - {ANALYSES})
        if changed.everything:
            sql = (
                "select ticket from listing where updated >= :since union"
                f" select id from ticket where {_WORKED_ON} and {_MINE}"
            )
            with self._store.read_aside() as connection:
                tickets = [row[0] for row in connection.execute(sql, self._names())]
        for at in range(0, len(tickets), WIDE):
            if at:
                self.breathe()
            yield tickets[at : at + WIDE]

    def _page(self, tickets: Sequence[str], now: int) -> list[Alert]:
        with self._store.read_aside() as connection:
            found = [*self._assigned(connection, tickets), *self._said(connection, tickets)]
            found += [*self._escalated(connection, tickets), *self._unassigned(connection, tickets, now)]
            mine = self._mine(connection, tickets)
        for ticket in tickets:
            if ticket not in mine:
                self._agenda.expect(ticket, None)
        for at in range(0, len(mine), PAGE):
            if at:
                self.breathe()
            found += self._clocks(dict(islice(mine.items(), at, at + PAGE)), now)
        return found

    def _clocks(self, mine: Mapping[str, bool], now: int) -> Iterator[Alert]:
        """What the clocks of these own tickets call for; of each is known whether it is critical."""
        with self._store.read_aside() as connection:
            ruled = catalogue(connection)
            told = histories(connection, list(mine), ruled)
        for ticket, critical in mine.items():
            history = told.get(ticket)
            if history is None:
                self._agenda.expect(ticket, None)
                continue
            calling = called(ticket, history, ruled, self._since, now)
            yield from _of_clocks(ticket, calling, history, ruled, now, critical=critical)
            self._agenda.expect(ticket, calling.next)

    def _names(self, these: Iterable[str] = ()) -> dict[str, object]:
        """What questions name."""
        return {
            "me": self._me.id,
            "team": self._me.team,
            "since": self._since,
            "these": json.dumps(list(these)),
        }

    def _mine(self, connection: sqlite3.Connection, tickets: Sequence[str]) -> dict[str, bool]:
        """Which of these are this person's to answer for, and whether each is critical."""
        sql = (
            f"select id, priority = '{Priority.CRITICAL}' from ticket where id in {_THESE} and {_WORKED_ON} and {_MINE}"
        )
        return {key: bool(critical) for key, critical in connection.execute(sql, self._names(tickets))}

    def _assigned(self, connection: sqlite3.Connection, tickets: Sequence[str]) -> Iterator[Alert]:
        sql = (
            f"select e.id, e.root, e.happened_at, e.author, t.priority = '{Priority.CRITICAL}'"
            " from event e join ticket t on t.id = e.root"
            f" where e.root in {_THESE} and e.kind = 'ASSIGNEE' and e.to_value = :me"
            " and e.happened_at >= :since and e.author is not :me and t.assignee = :me and t.dead = 0"
        )
        for key, ticket, at, author, critical in connection.execute(sql, self._names(tickets)):
            yield Alert(key, AlertKind.ASSIGNMENT, ticket, from_micros(at), bool(critical), person=author)

    def _unassigned(self, connection: sqlite3.Connection, tickets: Sequence[str], now: int) -> Iterator[Alert]:
        """New tickets of teams this person leads that nobody has and, as things are, nobody can be given (SPEC 3.7)."""
        sql = (
            f"select id, team, type, created_at, priority = '{Priority.CRITICAL}' from ticket"
            f" where id in {_THESE} and {_WORKED_ON} and assignee is null and created_at >= :since"
            " and team in (select id from team where lead = :me)"
        )
        found: dict[tuple[str, str | None], bool] = {}
        for key, team, kind, at, critical in connection.execute(sql, self._names(tickets)).fetchall():
            if (team, kind) not in found:
                proposed = proposal(connection, team, TicketType(kind) if kind else None, now)
                found[team, kind] = proposed.way is Way.NOBODY
            if found[team, kind]:
                yield Alert(f"unassigned:{key}", AlertKind.UNASSIGNED, key, from_micros(at), bool(critical))

    def _said(self, connection: sqlite3.Connection, tickets: Sequence[str]) -> Iterator[Alert]:
        """Answers on own tickets, and messages that name this person behind an @."""
        sql = (
            "select m.id, m.root, m.created_at, m.author, m.direction, m.body, t.assignee is :me,"
            f" t.priority = '{Priority.CRITICAL}' from message m join ticket t on t.id = m.root"
            f" where m.root in {_THESE} and m.created_at >= :since and m.author is not :me"
            " and m.recorded_by is not :me and m.automatic is not 1 and t.dead = 0"
        )
        for key, ticket, at, author, direction, body, own, critical in connection.execute(sql, self._names(tickets)):
            kind = AlertKind.ANSWER if direction == "IN" and own else None
            if direction != "IN" and f"@{self._me.name}".casefold() in body.casefold():
                kind = AlertKind.MENTION
            if kind is not None:
                yield Alert(key, kind, ticket, from_micros(at), bool(critical), person=author)

    def _escalated(self, connection: sqlite3.Connection, tickets: Sequence[str]) -> Iterator[Alert]:
        """Breaches brought before this person as somebody else than the one who works on it, whom the breach told."""
        sql = (
            f"select e.id, e.root, e.due_at, e.clock, t.priority = '{Priority.CRITICAL}'"
            " from escalation e join ticket t on t.id = e.root"
            f" where e.root in {_THESE} and e.person = :me and e.told <> 'assignee'"
            " and e.due_at >= :since and t.dead = 0"
        )
        for key, ticket, at, clock, critical in connection.execute(sql, self._names(tickets)):
            kind = AlertKind.ESCALATION
            yield Alert(key, kind, ticket, from_micros(at), bool(critical), ClockKind(clock), BREACH)

    def _incidents(self, changed: Changed) -> list[Alert]:
        """Incidents that were declared: to a commander while nobody commands it, and to whom it was given."""
        if not changed.incidents and not changed.everything:
            return []
        commands = " or commander is null" if Role.COMMANDER in self._me.roles else ""
        which = "" if changed.everything else f" and id in {_THESE}"
        sql = (
            f"select id, reported_at, reporter, severity = '{Severity.CRITICAL}' from incident"
            f" where dead = 0 and reported_at >= :since and (reporter is not :me or {_BY_ALERT}){which}"
            f" and (handler = :me or commander = :me{commands})"
        )
        with self._store.read_aside() as connection:
            return [
                Alert(key, AlertKind.INCIDENT, key, from_micros(at), bool(critical), person=reporter)
                for key, at, reporter, critical in connection.execute(sql, self._names(changed.incidents))
            ]

    def _reviews(self, changed: Changed, now: int) -> list[Alert]:
        """Articles of this person's that are to be looked at again; each instant of each is told once."""
        is_due = self._next_review is not None and self._next_review <= now
        if not (is_due or changed.articles or changed.everything):
            return []
        since = max(self._born, now - REVIEWED // MICROSECOND)
        with self._store.read_aside() as connection:
            self._next_review = next_review(connection, self._me.id, now)
            found = due_reviews(connection, self._me.id, since, now)
        return [Alert(f"review:{key}:{at}", AlertKind.REVIEW, key, from_micros(at)) for key, at in found]

    def _analyses(self, changed: Changed, due: set[str], now: int) -> tuple[Alert, ...]:
        """Analyses that run out or are overdue, and what this person has not done in time."""
        if not changed.incidents and not changed.everything and ANALYSES not in due:
            return ()
        with self._store.read_aside() as connection:
            found = review_alerts.calling(connection, self._me.id, self._since, now)
        self._agenda.expect(ANALYSES, found.next)
        return found.alerts

    def _work(self, changed: Changed, now: int) -> list[Alert]:
        """What is asked of this person on incidents, and time boxes that are over."""
        is_due = self._next_box is not None and self._next_box <= now
        if not (changed.incidents or changed.everything or is_due):
            return []
        with self._store.read_aside() as connection:
            found, self._next_box = work_alerts(connection, self._me.id, self._since, now)
        return found


_BY_ALERT = "exists (select 1 from incident_alert a where a.root = incident.id)"
"""What monitoring told of is declared in the name of whoever's console takes it in; they have to hear of it too."""


def _of_clocks(
    ticket: str, calling: Called, history: History, ruled: Catalogue, now: int, *, critical: bool
) -> Iterator[Alert]:
    """Of each clock that runs still the highest threshold it has reached."""
    over = {_clock_of(mark) for mark in calling.marks if mark.table == "verdict"}
    highest: dict[tuple[object, object], Mark] = {}
    for mark in calling.marks:
        if mark.table == "milestone" and _clock_of(mark) not in over:
            before = highest.get(_clock_of(mark))
            if before is None or _percent(before) < _percent(mark):
                highest[_clock_of(mark)] = mark
    if not highest:
        return
    dues = {(read.clock, read.cycle): read.due for read in clocks(history, ruled, now)}
    for (clock, cycle), mark in highest.items():
        kind = AlertKind.BREACH if _percent(mark) >= BREACH else AlertKind.WARN
        due = dues.get((ClockKind(str(clock)), int(str(cycle))))
        instant = None if due is None else from_micros(due)
        yield Alert(
            mark.id, kind, ticket, from_micros(mark.at), critical, ClockKind(str(clock)), _percent(mark), instant
        )


def _clock_of(mark: Mark) -> tuple[object, object]:
    return mark.values["clock"], mark.values["cycle"]


def _percent(mark: Mark) -> int:
    return int(str(mark.values["threshold"]))
