"""Agreements, hours, groups and channels as they are shown, tried out and written (SPEC 4.1, 4.2, 4.9, 9.3).

Promise: nothing is written here; a draft is judged by what publishing would judge it by.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from console.models.agreements import agreements_of
from console.models.catalogue import Basis, Catalogue, Version
from console.models.channels import CHANNELS, Channel, channels_of
from console.models.group_text import groups_body, groups_text
from console.models.groups import GROUPS, Audience, audience, groups_of
from console.models.hours import hours_of
from console.models.kinds import (
    TICKET_CLOCKS,
    ClockKind,
    ClockState,
    Code,
    Locale,
    PolicyKind,
    Refused,
    from_micros,
    to_micros,
)
from console.models.month import MonthDay, month_of
from console.models.readings import elapsed
from console.models.ruling_text import Body, agreements_body, agreements_text, hours_body, hours_text
from console.models.values import dataclass
from console.models.what_if import Flip, flips, instead
from console.services.audience import readers
from console.services.clocks import catalogue, histories, versions
from console.services.public_holidays import public_days

SHOWN = (PolicyKind.SLA, PolicyKind.CALENDAR, PolicyKind.GROUPS, PolicyKind.CHANNELS)
MOST_REPLAYED = 5000
"""Tickets of one replay, the newest: some seconds of work."""
MOST_LISTED = 200
_PAGE = 100


@dataclass(frozen=True, slots=True)
class RuledVersion:
    """One version."""

    number: int
    effective: datetime
    published: datetime
    author: str | None
    """The name."""
    body: object
    """JSON."""


@dataclass(frozen=True, slots=True)
class RuledThing:
    """Agreements, a calendar, groups or channels, with their versions, the newest first; none: begun just now."""

    kind: PolicyKind
    owner: str | None
    """The id of the team it is of; None: of all."""
    owner_name: str
    name: str
    versions: tuple[RuledVersion, ...]

    @property
    def key(self) -> tuple[PolicyKind, str | None, str]:
        """What its versions have in common."""
        return self.kind, self.owner, self.name

    @property
    def number(self) -> int:
        """Of the newest version; 0 without one."""
        return self.versions[0].number if self.versions else 0


@dataclass(frozen=True, slots=True)
class RuledThings:
    """All of them."""

    things: tuple[RuledThing, ...]
    names: Mapping[PolicyKind, Mapping[str, str]]
    """Those that lines of a kind speak of, by id."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """Ask for all agreements and calendars, for groups and channels."""

    def answer(self, connection: sqlite3.Connection) -> RuledThings:
        """Those of all teams first, agreements before calendars; groups and channels also where there are none yet."""
        names = {kind: _names(connection, kind) for kind in SHOWN}
        teams = names[PolicyKind.SLA]
        found: dict[tuple[str, str | None, str], list[RuledVersion]] = {}
        rows = connection.execute(
            "select p.kind, p.owner, p.name, p.version, p.effective_at, p.published_at, a.name, p.body from policy p"
            " left join person a on a.id = p.author where p.dead = 0 and p.kind in (?, ?, ?, ?)"
            " order by p.version desc",
            SHOWN,
        )
        for kind, owner, name, number, effective, published, author, body in rows:
            version = RuledVersion(number, from_micros(effective), from_micros(published), author, json.loads(body))
            found.setdefault((kind, owner, name), []).append(version)
        things = [
            RuledThing(PolicyKind(kind), owner, teams.get(owner or "", ""), name, tuple(every))
            for (kind, owner, name), every in found.items()
        ]
        for kind, name in ((PolicyKind.GROUPS, GROUPS), (PolicyKind.CHANNELS, CHANNELS)):
            if all(one.kind is not kind for one in things):
                things.append(RuledThing(kind, None, "", name, ()))
        things.sort(key=lambda one: (SHOWN.index(one.kind), one.owner is not None, one.owner_name, one.name))
        return RuledThings(tuple(things), names)


def _names(connection: sqlite3.Connection, kind: PolicyKind) -> dict[str, str]:
    """Whom the lines of a kind speak of, names by id: people who work here or did, or teams."""
    named = "person where login is not null and" if kind is PolicyKind.GROUPS else "team where"
    return dict(connection.execute(f"select id, name from {named} dead = 0 order by name"))


def text_of(kind: PolicyKind, owner: str | None, body: object, names: Mapping[str, str]) -> str:
    """The lines of a version, `names` being those they speak of by id; raises Refused for one nobody understands."""
    if kind is PolicyKind.CALENDAR:
        return hours_text(body)
    if kind is PolicyKind.GROUPS:
        return groups_text(body, names)
    if kind is PolicyKind.CHANNELS:
        return str(body.get("text", "")) if isinstance(body, dict) else ""
    return agreements_text(body, names, whole=owner is None)


def body_of(kind: PolicyKind, owner: str | None, text: str, names: Mapping[str, str]) -> Body:
    """What the lines come to; raises Refused where they could not be published."""
    if kind is PolicyKind.CALENDAR:
        body = hours_body(text)
        hours_of(body)
    elif kind is PolicyKind.GROUPS:
        body = groups_body(text, names)
        groups_of(body)
    elif kind is PolicyKind.CHANNELS:
        body = {"text": text}
        channels_of(body)
    else:
        body = agreements_body(text, names)
        agreements_of(body, whole=owner is None)
    return body


@dataclass(frozen=True, slots=True)
class Reading:
    """One target of an agreement, in both readings; lengths are seconds."""

    agreement: str
    clock: ClockKind
    business: int
    shortest: int
    """By the clock on the wall."""
    longest: int
    calendar: str
    """Its name."""


@dataclass(frozen=True, slots=True)
class DraftPreview:
    """What lines come to: the body, and the readings of agreements, the month of a calendar, whom groups reach, or the
    channels.
    """

    body: Body
    readings: tuple[Reading, ...] = ()
    days: tuple[MonthDay, ...] = ()
    reached: Audience | None = None
    channels: tuple[Channel, ...] = ()


@dataclass(frozen=True, slots=True)
class PreviewDraft:
    """Ask what lines come to."""

    kind: PolicyKind
    owner: str | None
    text: str
    month: date
    now: datetime

    def answer(self, connection: sqlite3.Connection) -> DraftPreview:
        """Raises Refused where they could not be published."""
        names, ruled = _names(connection, self.kind), catalogue(connection)
        body = body_of(self.kind, self.owner, self.text, names)
        if self.kind is PolicyKind.CALENDAR:
            return DraftPreview(body, days=month_of(hours_of(body), self.month))
        if self.kind is PolicyKind.GROUPS:
            return DraftPreview(body, reached=self._reached(connection, body, ruled))
        if self.kind is PolicyKind.CHANNELS:
            return DraftPreview(body, channels=channels_of(body))
        return DraftPreview(body, self._readings(body, ruled, next(iter(names), "")))

    def _reached(self, connection: sqlite3.Connection, body: Body, ruled: Catalogue) -> Audience:
        """Whom all the groups reach, and those that a severity names."""
        found = groups_of(body)
        asked = [name for terms in ruled.severities(to_micros(self.now)).values() for name in terms.tell]
        return audience([*(group.name for group in found), *asked], found, readers(connection))

    def _readings(self, body: Body, ruled: Catalogue, first_team: str) -> tuple[Reading, ...]:
        now = to_micros(self.now)
        found: list[Reading] = []
        for one in agreements_of(body, whole=self.owner is None):
            team = self.owner or next(iter(sorted(one.teams)), first_team)
            timetable = ruled.timetable(Basis(one, 0, team), now)
            for clock in TICKET_CLOCKS:
                if clock in one.targets:
                    lasts = elapsed(timetable.calendar, one.targets[clock], now)
                    found.append(Reading(one.name, clock, one.targets[clock], *lasts, timetable.name))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class FlippedTicket:
    """A ticket of which a clock would stand otherwise."""

    ticket: str
    number: int | None
    title: str
    flip: Flip


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a draft would have made of past tickets."""

    tickets: int
    """How many were replayed."""
    changed: int
    """How many of them have a clock that would stand otherwise."""
    counts: Mapping[tuple[ClockKind, ClockState, ClockState], int]
    """Of clocks: how they stand, how they would."""
    listed: tuple[FlippedTicket, ...]
    """The first of them, the newest ticket first."""


@dataclass(frozen=True, slots=True)
class ReplayDraft:
    """Ask what a draft would have made of the newest tickets, had it held all along."""

    kind: PolicyKind
    owner: str | None
    name: str
    body: Body
    now: datetime
    days: int = 90
    """Tickets created within so many days."""
    given_up: threading.Event | None = None
    """Set by whoever does not want the answer any more."""

    def answer(self, connection: sqlite3.Connection) -> Replayed | None:
        """None when it was given up; raises Refused for a body nobody understands."""
        now = to_micros(self.now)
        present = catalogue(connection)
        draft = Version(self.kind, self.owner, self.name, 1, 0, 0, self.body)
        other = Catalogue(instead(versions(connection), draft))
        asks_for_tags = present if present.asks_for_tags() else other
        rows = connection.execute(
            "select id, number, title from ticket where dead = 0 and created_at >= ? and created_at <= ?"
            " order by created_at desc limit ?",
            (to_micros(self.now - timedelta(days=self.days)), now, MOST_REPLAYED),
        ).fetchall()
        counts: Counter[tuple[ClockKind, ClockState, ClockState]] = Counter()
        listed: list[FlippedTicket] = []
        changed = 0
        for at in range(0, len(rows), _PAGE):
            if self.given_up is not None and self.given_up.is_set():
                return None
            part = rows[at : at + _PAGE]
            known = histories(connection, [row[0] for row in part], asks_for_tags)
            for ticket, number, title in part:
                found = list(flips(known[ticket], present, other, now)) if ticket in known else []
                changed += bool(found)
                counts.update((flip.clock, flip.before, flip.after) for flip in found)
                listed += (FlippedTicket(ticket, number, title, flip) for flip in found)
        return Replayed(len(rows), changed, counts, tuple(listed[:MOST_LISTED]))


@dataclass(frozen=True, slots=True)
class HolidayLines:
    """Ask for the lines of the public holidays of a country, with its make-up days."""

    country: str
    """ISO 3166."""
    first: int
    last: int
    """Years."""
    spans: str
    """What a make-up day is open: "09:00-12:00 13:00-18:00"."""
    locale: Locale

    def answer(self, connection: sqlite3.Connection) -> str:
        """Lines of a calendar; raises Refused for a country nobody knows the holidays of."""
        del connection
        if not 1900 <= self.first <= self.last <= 2200 or self.last - self.first > 30:
            raise Refused(Code.BAD_VALUE, place="years", value=f"{self.first}-{self.last}")
        days = public_days(self.country, range(self.first, self.last + 1), self.locale)
        lines: list[str] = []
        for day, name in days.free.items():
            lines += [f"# {name}", f"holiday {day}"]
        lines += [f"open {day}: {self.spans}" for day in sorted(days.worked) if self.spans]
        return "\n".join(lines) + "\n"
