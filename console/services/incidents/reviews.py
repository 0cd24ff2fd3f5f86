"""What is asked of the analysis of an incident: its words, its action items, what rows tell by themselves (SPEC 11).

Promise: plain SQL; every row is a frozen value; nothing is written, so what a person wrote is never overwritten.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import datetime

from console.models.incident_clocks import IncidentClock
from console.models.incident_kinds import IncidentEventKind
from console.models.incident_workflow import REVIEWED
from console.models.kinds import Category, Severity, from_micros, to_micros
from console.models.review_facts import Stay, review_clock, stays
from console.models.review_kinds import ActionState, ReviewState, ReviewText
from console.models.values import dataclass
from console.services.clocks import catalogue
from console.services.incidents.queries import IncidentRow, OpenIncident
from console.services.incidents.work_queries import Linked, LinkedTickets

EMPTY: Mapping[ReviewText, str] = dict.fromkeys(ReviewText, "")


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """The analysis; people by name, "" where there is nobody."""

    state: ReviewState
    texts: Mapping[ReviewText, str]
    reviewer_id: str | None
    reviewer: str
    review_at: datetime | None
    signed_by: str
    signed_at: datetime | None
    waiting: bool
    """Whether the hub has not taken all of it yet."""


NOT_BEGUN = ReviewRow(ReviewState.DRAFT, EMPTY, None, "", None, "", None, False)
"""An analysis nobody has begun."""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """Something that is to be done."""

    id: str
    text: str
    owner_id: str | None
    owner: str
    due_at: datetime | None
    state: ActionState
    result: str
    done_at: datetime | None

    def is_late(self, now: datetime) -> bool:
        """Whether it was to be done by now."""
        return self.state is ActionState.OPEN and self.due_at is not None and self.due_at <= now


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier incident."""

    id: str
    number: int | None
    title: str
    severity: Severity
    category: Category
    reported_at: datetime


@dataclass(frozen=True, slots=True)
class ReviewRoom:
    """Everything the analysis of one incident shows."""

    row: IncidentRow
    review: ReviewRow
    begun: bool
    actions: tuple[ActionRow, ...]
    """What is open first, by when it is due."""
    recurrences: tuple[Earlier, ...]
    stays: tuple[Stay, ...]
    clock: IncidentClock | None
    """None where no analysis is asked for."""
    entries: int
    """How many the timeline has."""
    tickets: Linked
    """Those the incident caused."""


@dataclass(frozen=True, slots=True)
class OpenReview:
    """Ask for the analysis of an incident as it stands at `now`."""

    incident: str
    now: datetime

    def answer(self, connection: sqlite3.Connection) -> ReviewRoom:
        """The analysis; raises Refused NOT_FOUND."""
        row, now = OpenIncident(self.incident).answer(connection), to_micros(self.now)
        review = _review(connection, row.id)
        over = row.resolved_at or row.closed_at
        changes = connection.execute(
            "select happened_at, from_value from incident_event where root = ? and kind = ? and dead = 0"
            " order by happened_at, id",
            (row.id, IncidentEventKind.SEVERITY),
        )
        ruled = [(at, Severity(before)) for at, before in changes]
        (entries,) = connection.execute(
            "select count(*) from timeline_entry where root = ? and dead = 0", (row.id,)
        ).fetchone()
        return ReviewRoom(
            row,
            review or NOT_BEGUN,
            review is not None,
            _actions(connection, row.id),
            _earlier(connection, recurrences(connection, row.id)),
            stays(to_micros(row.reported_at), now if over is None else to_micros(over), ruled, row.severity),
            next((due.clock(now) for due in dues(connection, row.id)), None),
            int(entries),
            LinkedTickets(row.id).answer(connection),
        )


def _review(connection: sqlite3.Connection, incident: str) -> ReviewRow | None:
    fields = ", ".join(f"v.{field}" for field in ReviewText)
    found = connection.execute(
        f"select v.state, v.reviewer, coalesce(r.name, ''), v.review_at, coalesce(s.name, ''), v.signed_at,"
        f" v.seq is null, {fields} from review v left join person r on r.id = v.reviewer"
        " left join person s on s.id = v.signed_by where v.root = ? and v.dead = 0",
        (incident,),
    ).fetchone()
    if found is None:
        return None
    state, reviewer, name, at, signer, signed, waits, *said = found
    texts = dict(zip(ReviewText, said, strict=True))
    return ReviewRow(ReviewState(state), texts, reviewer, name, _instant(at), signer, _instant(signed), bool(waits))


def _actions(connection: sqlite3.Connection, incident: str) -> tuple[ActionRow, ...]:
    rows = connection.execute(
        "select a.id, a.text, a.owner, coalesce(p.name, ''), a.due_at, a.state, coalesce(a.result, ''), a.done_at"
        " from action_item a left join person p on p.id = a.owner where a.root = ? and a.dead = 0"
        " order by a.state <> 'OPEN', a.due_at is null, a.due_at, a.id",
        (incident,),
    )
    return tuple(
        ActionRow(key, text, owner, name, _instant(due), ActionState(state), result, _instant(done))
        for key, text, owner, name, due, state, result, done in rows
    )


def recurrences(connection: sqlite3.Connection, incident: str) -> tuple[str, ...]:
    """The ids of the earlier incidents this one is said to repeat, in the order it was said."""
    found: dict[str, None] = {}
    for before, after in connection.execute(
        "select from_value, to_value from incident_event where root = ? and kind = ? and dead = 0"
        " order by happened_at, id",
        (incident, IncidentEventKind.RECURRENCE),
    ):
        found.pop(before, None)
        if after is not None:
            found[after] = None
    return tuple(found)


_EARLIER = "select id, number, title, severity, category, reported_at from incident where dead = 0"


def _earlier(connection: sqlite3.Connection, keys: tuple[str, ...]) -> tuple[Earlier, ...]:
    marks = ", ".join("?" * len(keys))
    rows = connection.execute(f"{_EARLIER} and id in ({marks}) order by reported_at desc", keys)
    return tuple(_one(*row) for row in rows)


def _one(key: str, number: int | None, title: str, severity: str, category: str, at: int) -> Earlier:
    return Earlier(key, number, title, Severity(severity), Category(category), from_micros(at))


@dataclass(frozen=True, slots=True)
class EarlierIncidents:
    """Ask for the incidents before this one, those of its category first, each the newest first."""

    incident: str
    limit: int = 200

    def answer(self, connection: sqlite3.Connection) -> tuple[Earlier, ...]:
        """At most `limit`; raises Refused NOT_FOUND."""
        row = OpenIncident(self.incident).answer(connection)
        rows = connection.execute(
            f"{_EARLIER} and id <> ? and reported_at <= ? order by category <> ?, reported_at desc limit ?",
            (row.id, to_micros(row.reported_at), row.category, self.limit),
        )
        return tuple(_one(*one) for one in rows)


@dataclass(frozen=True, slots=True)
class Due:
    """The analysis an incident asks for; instants in microseconds."""

    incident: str
    severity: Severity
    resolved: int
    warn: int
    """A working day before it is due."""
    due: int
    signed: int | None
    charged: tuple[str, ...]
    """The ids of who answers for it: the reviewer, else commander and handler."""

    def clock(self, now: int) -> IncidentClock:
        """How its clock stands."""
        return review_clock(self.resolved, self.due, self.signed, now)


def dues(connection: sqlite3.Connection, incident: str | None = None) -> Iterator[Due]:
    """Of this incident, or of all whose analysis is not signed off: so many working days after the resolution as the
    rules say, by the calendar of the commander's team, else the handler's, else the first team's (SPEC 11).
    """
    grave = ", ".join(f"'{severity}'" for severity in sorted(REVIEWED))
    rows = connection.execute(
        "select i.id, i.severity, i.resolved_at, v.signed_at, v.reviewer, i.commander, i.handler,"
        " coalesce(c.team, h.team, m.team) from incident i join _meta m"
        " left join review v on v.root = i.id and v.dead = 0"
        " left join person c on c.id = i.commander left join person h on h.id = i.handler"
        f" where i.dead = 0 and i.severity in ({grave}) and i.resolved_at is not null and i.duplicate_of is null"
        " and i.imported_from is null and " + ("v.signed_at is null" if incident is None else "i.id = ?"),
        () if incident is None else (incident,),
    ).fetchall()
    ruled = catalogue(connection) if rows else None
    for key, severity, resolved, signed, reviewer, commander, handler, team in rows:
        if ruled is not None:
            days, hours = ruled.rules(resolved).review_within_days, ruled.hours_of_team(team, resolved)
            charged = tuple(dict.fromkeys(filter(None, (reviewer,) if reviewer else (commander, handler))))
            warn, due = (hours.add_days(resolved, count) for count in (days - 1, days))
            yield Due(key, Severity(severity), resolved, warn, due, signed, charged)


def _instant(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(micros)
