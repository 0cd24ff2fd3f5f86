"""The analysis of an incident as a report: facts, what people wrote, what is to be done, the timeline (SPEC 11).

Promise: facts are read from rows when the report is made; times are of the zone that is named in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from console import words
from console.models.kinds import ClockState, Locale, from_micros, local_mark
from console.models.values import dataclass
from console.report_words import said
from console.services.incidents.queries import EntryRow, IncidentRow, Timeline
from console.services.incidents.reviews import ActionRow, OpenReview, ReviewRoom
from console.services.incidents.room import OpenPlan, Plan
from console.services.incidents.telling import titles_of, told
from console.services.incidents.work_queries import Linked
from console.services.report_blocks import Block, Facts, Heading, Prose, Report, Table

_INSTANTS = ("impact_began_at", "impact_ended_at", "reported_at", "acknowledged_at", "resolved_at")


@dataclass(frozen=True, slots=True)
class Analysed:
    """Everything the report tells of, in one read."""

    room: ReviewRoom
    plan: Plan
    entries: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True)
class AnalysisOf:
    """Ask for it."""

    incident: str
    now: datetime

    def answer(self, connection: sqlite3.Connection) -> Analysed:
        """Raises Refused NOT_FOUND."""
        room = OpenReview(self.incident, self.now).answer(connection)
        plan = OpenPlan(self.incident, self.now).answer(connection)
        return Analysed(room, plan, Timeline(self.incident).answer(connection))


@dataclass(frozen=True, slots=True)
class Manner:
    """How it is said."""

    locale: Locale
    zone: ZoneInfo
    now: datetime

    def said(self, key: str) -> str:
        """The words of a key."""
        return said(key, self.locale)

    def time(self, at: datetime | None) -> str:
        """An instant by the wall clock, to the minute."""
        return self.said("unknown") if at is None else f"{at.astimezone(self.zone):%Y-%m-%d\N{NO-BREAK SPACE}%H:%M}"


def review_report(found: Analysed, manner: Manner) -> Report:
    """The report."""
    row, blocks = found.room.row, list[Block]()
    blocks += [Facts(tuple(standing(found.room, manner))), Heading(manner.said("facts"))]
    blocks.append(Facts(tuple(facts(found.room, manner))))
    for field, text in found.room.review.texts.items():
        blocks.append(Heading(words.word(field, manner.locale)))
        blocks.append(Prose(text) if text.strip() else Prose(manner.said("unwritten"), remark=True))
    blocks += [Heading(manner.said("actions")), _actions(found.room.actions, manner)]
    if steps := tuple(step_rows(found.plan, manner)):
        head = tuple(map(manner.said, ("at", "step", "result")))
        blocks += [Heading(manner.said("steps")), Table(head, steps)]
    if found.room.tickets.tickets:
        blocks += [Heading(manner.said("tickets")), _tickets(found.room.tickets, manner)]
    blocks += [Heading(manner.said("timeline")), _timeline(found, manner)]
    number = f"INC-{row.number}" if row.number is not None else local_mark(row.id)
    made = manner.said("made").format(time=manner.time(manner.now))
    zone = manner.said("zone").format(zone=manner.zone.key)
    subtitle = f"{manner.said('review')} · {number} · {made} · {zone}"
    return Report(row.title, subtitle, manner.locale, tuple(blocks))


def standing(room: ReviewRoom, manner: Manner) -> Iterator[tuple[str, str]]:
    """How the analysis itself stands, as names and values."""
    review, clock = room.review, room.clock
    yield manner.said("state"), words.word(review.state, manner.locale)
    yield manner.said("reviewer"), review.reviewer or manner.said("nobody")
    if review.review_at is not None:
        yield manner.said("review_at"), manner.time(review.review_at)
    if review.signed_at is not None:
        yield manner.said("signed"), f"{review.signed_by}, {manner.time(review.signed_at)}"
    if clock is not None:
        late = clock.state is ClockState.MISSED
        how = ("overdue" if late else "left") if clock.end is None else ("signed_late" if late else "signed_in_time")
        yield manner.said("clock"), f"{manner.time(from_micros(clock.due))} ({manner.said(how)})"


def facts(room: ReviewRoom, manner: Manner) -> Iterator[tuple[str, str]]:
    """What rows tell by themselves, as names and values."""
    row, locale = room.row, manner.locale
    yield manner.said("severity"), words.word(row.severity, locale)
    yield manner.said("category"), words.word(row.category, locale)
    yield manner.said("status"), words.word(row.status, locale)
    for name in ("reporter", "commander", "handler"):
        yield manner.said(name), getattr(row, name) or manner.said("nobody")
    for name in _INSTANTS:
        if (at := getattr(row, name)) is not None:
            yield manner.said(name), manner.time(at)
    if row.lasted is not None:
        yield manner.said("lasted"), words.duration(row.lasted, locale)
    for stay in room.stays:
        name = manner.said("stay").format(severity=words.word(stay.severity, locale))
        yield name, words.duration(from_micros(stay.length) - from_micros(0), locale)
    yield from _reach(row, manner)
    yield manner.said("tickets"), _counted(room.tickets, manner)
    yield manner.said("entries"), f"{room.entries:,}"
    for earlier in room.recurrences:
        number = f"INC-{earlier.number}" if earlier.number is not None else local_mark(earlier.id)
        yield manner.said("repeats"), f"{number} {earlier.title}, {manner.time(earlier.reported_at)}"


def _counted(linked: Linked, manner: Manner) -> str:
    unseen = manner.said("unseen").format(n=linked.unseen) if linked.unseen else ""
    count = f"{len(linked.tickets) + linked.unseen:,}"
    return f"{count} ({unseen})" if unseen else count


def _reach(row: IncidentRow, manner: Manner) -> Iterator[tuple[str, str]]:
    users = row.affected_users
    yield manner.said("users"), manner.said("unknown") if users is None else f"{users:,}"
    if row.availability is not None:
        yield manner.said("availability"), f"{row.availability:g} %"
    if row.affected_services:
        yield manner.said("services"), ", ".join(row.affected_services)


def step_rows(plan: Plan, manner: Manner) -> Iterator[tuple[str, str, str]]:
    """The steps that were asked for, and how they ended, in the order they were asked for."""
    titles = titles_of(plan.book, manner.locale)
    for step in plan.response.steps if plan.response is not None else ():
        result = step.outcome
        how = words.word(step.state if result is None else result.result, manner.locale)
        yield manner.time(step.ended_at or step.asked_at), titles.get(step.step, step.step), how


def _actions(actions: Sequence[ActionRow], manner: Manner) -> Block:
    if not actions:
        return Prose(manner.said("no_actions"), remark=True)
    rows = tuple(
        (
            one.text,
            one.owner or manner.said("nobody"),
            "–" if one.due_at is None else manner.time(one.due_at)[:10],
            words.word(one.state, manner.locale),
            one.result,
        )
        for one in actions
    )
    return Table(tuple(map(manner.said, ("action", "owner", "due", "state", "outcome"))), rows)


def _tickets(linked: Linked, manner: Manner) -> Table:
    rows = tuple(
        (
            manner.time(one.created_at),
            local_mark(one.id) if one.number is None else str(one.number),
            one.title,
            words.word(one.status, manner.locale),
        )
        for one in reversed(linked.tickets)
    )
    return Table(tuple(map(manner.said, ("at", "number", "title", "status"))), rows)


def _timeline(found: Analysed, manner: Manner) -> Table:
    plan, locale = found.plan, manner.locale
    titles = titles_of(plan.book, locale)
    rows = tuple(
        (
            manner.time(entry.event_at),
            words.word(entry.kind, locale),
            entry.author,
            told(entry.kind, entry.text, locale, titles) + (f" [{entry.evidence}]" if entry.evidence else ""),
        )
        for entry in found.entries
    )
    return Table(tuple(map(manner.said, ("at", "kind", "author", "text"))), rows)
