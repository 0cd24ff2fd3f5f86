"""The figures of a period as a report: tickets, clocks, backlog, incidents, knowledge (SPEC 12).

Promise: the same figures as `stats` and the dashboard, from one consistent read; what is not known is a dash, never 0.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from console import words
from console.models.figures import Dimension, Figures, Seconds, Spread, Tally
from console.models.incident_measures import IncidentFigures
from console.models.kinds import Channel, ClockKind, Locale, Priority, TicketType, from_micros, to_micros
from console.models.values import dataclass
from console.report_words import said
from console.services.knowledge.figures import KnowledgeFigures, TypeFigures
from console.services.report_blocks import Block, Facts, Heading, Report, Table
from console.services.statistics.deflection import Deflection, DeflectionFigures
from console.services.statistics.incidents import IncidentsOf
from console.services.statistics.periods import Span
from console.services.statistics.tickets import FiguresOf, Group, TicketFigures

DASH = "–"
_KINDS: dict[Dimension, type[StrEnum]] = {
    Dimension.TYPE: TicketType,
    Dimension.PRIORITY: Priority,
    Dimension.CHANNEL: Channel,
}


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything the report tells of."""

    span: Span
    now: datetime
    tickets: TicketFigures
    incidents: tuple[IncidentFigures, ...]
    knowledge: tuple[TypeFigures, ...]
    deflection: Deflection


@dataclass(frozen=True, slots=True)
class SummaryOf:
    """Ask for it."""

    tickets: FiguresOf

    def answer(self, connection: sqlite3.Connection) -> Summary:
        """Raises Refused as `FiguresOf`."""
        span, now = self.tickets.span, self.tickets.now
        start, end = span.bounds()
        return Summary(
            span,
            now,
            self.tickets.answer(connection),
            IncidentsOf(start, end, to_micros(now)).answer(connection),
            KnowledgeFigures(from_micros(start), from_micros(end)).answer(connection),
            DeflectionFigures(start, end).answer(connection),
        )


def figures_report(found: Summary, locale: Locale) -> Report:
    """The report."""

    def heads(*keys: str) -> tuple[str, ...]:
        return tuple(said(key, locale) for key in keys)

    counts = "opened", "solved", "backlog", "reopened", "first", "resolution"
    blocks: list[Block] = [
        Heading(said("of_tickets", locale)),
        Table(("", *heads(*counts)), tuple(ticket_rows(found.tickets, locale)), frozenset(range(1, 7))),
        Heading(said("agreements", locale)),
        Table(
            ("", *heads("met", "missed", "pending", "not_applicable", "share")),
            tuple(_clock(clock, tally, locale) for clock, tally in found.tickets.whole.sla.items()),
            frozenset(range(1, 6)),
        ),
        Heading(said("ages", locale)),
        Facts(tuple((said("from_days", locale).format(n=age.from_days), f"{age.n:,}") for age in found.tickets.ages)),
        Heading(said("workload", locale)),
        Table(
            ("", *heads("open", "cap")),
            tuple(
                (one.name or said("nobody", locale), f"{one.open:,}", DASH if one.cap is None else f"{one.cap:,}")
                for one in found.tickets.workload
            ),
            frozenset({1, 2}),
        ),
        *_of_incidents(found, locale),
        *_of_knowledge(found, locale),
    ]
    period = f"{found.span.first.isoformat()} – {(found.span.end - timedelta(days=1)).isoformat()}"
    made = said("made", locale).format(time=f"{found.now.astimezone(found.span.place()):%Y-%m-%d %H:%M}")
    zone = said("zone", locale).format(zone=found.span.zone)
    return Report(f"{said('figures', locale)} {period}", f"{made} · {zone}", locale, tuple(blocks))


def ticket_rows(found: TicketFigures, locale: Locale) -> Iterator[tuple[str, ...]]:
    """A row for the whole, and one for each of its parts: counts, first responses, resolutions."""
    yield _line(said("all", locale), found.whole, locale)
    for dimension, groups in found.by.items():
        yield from (_line(_called(dimension, group, locale), group.figures, locale) for group in groups)


def _called(dimension: Dimension, group: Group, locale: Locale) -> str:
    kind = _KINDS.get(dimension)
    name = words.word(kind(group.key), locale) if kind and group.key else group.name
    return name or said(f"without_{dimension}", locale)


def _line(name: str, figures: Figures, locale: Locale) -> tuple[str, ...]:
    counts = (figures.opened, figures.resolved, figures.backlog, figures.reopened)
    lengths = (figures.first_response, figures.resolution)
    return (name, *(f"{count:,}" for count in counts), *(_lengths(spread, locale) for spread in lengths))


def _lengths(spread: Spread, locale: Locale) -> str:
    """The median and p90; one that is not known yet is longer than all that are."""
    if not spread.n:
        return "-"
    return " / ".join(_length(at, spread.longest, locale) for at in (spread.median, spread.p90))


def _length(seconds: Seconds | None, longest: Seconds | None, locale: Locale) -> str:
    if seconds is not None:
        return words.duration(timedelta(seconds=seconds), locale)
    return "-" if longest is None else f"> {words.duration(timedelta(seconds=longest), locale)}"


def _clock(clock: str, tally: Tally, locale: Locale) -> tuple[str, ...]:
    return words.word(ClockKind(clock), locale), *_counted(tally)


def _counted(tally: Tally) -> tuple[str, ...]:
    share = DASH if tally.share is None else f"{tally.share:.1f} %"
    return (f"{tally.met:,}", f"{tally.missed:,}", f"{tally.pending:,}", f"{tally.not_applicable:,}", share)


def _of_incidents(found: Summary, locale: Locale) -> Iterator[Block]:
    if not found.incidents:
        return
    heads = tuple(said(key, locale) for key in ("number_of", "tta", "ttr", "answered", "recovered", "actions_closed"))
    rows = tuple(
        (
            f"{words.word(one.category, locale)}, {words.word(one.severity, locale)}",
            f"{one.n:,}",
            _lengths(one.acknowledged.spread, locale),
            _lengths(one.resolved.spread, locale),
            f"{one.response.met:,} / {one.response.met + one.response.missed:,}",
            f"{one.resolution.met:,} / {one.resolution.met + one.resolution.missed:,}",
            f"{one.done:,} / {one.actions:,}",
        )
        for one in found.incidents
    )
    yield Heading(said("of_incidents", locale))
    yield Table(("", *heads), rows, frozenset(range(1, 7)))


def _of_knowledge(found: Summary, locale: Locale) -> Iterator[Block]:
    heads = tuple(said(key, locale) for key in ("articles", "views", "helpful", "not_helpful", "rate"))
    rows = tuple(
        (
            words.word(one.type, locale),
            *(f"{count:,}" for count in (one.articles, one.views, one.helpful, one.not_helpful)),
            DASH if one.rate is None else f"{one.rate:.2f} %",
        )
        for one in found.knowledge
    )
    yield Heading(said("of_knowledge", locale))
    yield Table(("", *heads), rows, frozenset(range(1, 6)))
    searches = found.deflection
    counts = (searches.searches, searches.without_result, searches.ticket_after)
    shown = (DASH if count is None else f"{count:,}" for count in counts)
    names = (said(key, locale) for key in ("searches", "without_result", "ticket_after"))
    yield Facts(tuple(zip(names, shown, strict=True)))
