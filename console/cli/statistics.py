"""The verb `stats`: figures of a period (docs/CLI.md).

Promise: lengths are seconds; what is not known is null, never 0; the figures of parts add up to those of the whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from console import words
from console.cli import statistics_phrases as phrases
from console.cli.frame import Opened
from console.cli.output import Column, table
from console.cli.phrases import phrase
from console.models.figures import Dimension, Figures, Seconds, Spread, Tally
from console.models.kinds import Channel, Locale, Priority, TicketType, from_micros, iso, to_micros

if TYPE_CHECKING:
    import sqlite3

    from console.models.incident_measures import IncidentFigures, Times
    from console.services.statistics.periods import Span
    from console.services.statistics.tickets import TicketFigures

Json = dict[str, object]


def verb(opened: Opened) -> Callable[..., None]:
    """`stats`, on profiles as `opened` opens them."""

    def stats(
        ctx: typer.Context,
        *,
        first: Annotated[date, typer.Option("--from", help="the first date", parser=_day, metavar="DATE")],
        end: Annotated[date, typer.Option("--to", help="the date after the last one", parser=_day, metavar="DATE")],
        team: Annotated[str | None, typer.Option(help="name or id of a team; all without it")] = None,
        zone: Annotated[str | None, typer.Option(help="zone of the dates; this machine's without it")] = None,
        as_json: Annotated[bool, typer.Option("--json", help="answer in JSON")] = False,
    ) -> None:
        """Tell the figures of a period: tickets, incidents, knowledge."""
        from console.services.clock import zone_name
        from console.services.exporting import snapshot
        from console.services.statistics.periods import Span
        from console.services.statistics.records import Reader
        from console.services.statistics.tickets import FiguresOf

        span = Span(first, end, zone or zone_name())
        with opened(ctx) as (services, answer), snapshot(services.store) as connection:
            found = FiguresOf(Reader(), span, services.clock.now(), team).answer(connection)
            if as_json:
                told = {
                    "period": _period(span),
                    "tickets": _tickets(found),
                    **_besides(connection, span, services.clock.now()),
                }
                answer.write(json.dumps(told, ensure_ascii=False) + "\n")
            else:
                answer.lines(_shown(found, services.locale))

    return stats


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text}: YYYY-MM-DD") from None


def _period(span: Span) -> Json:
    return {"from": span.first.isoformat(), "to": span.end.isoformat(), "zone": span.zone}


def _besides(connection: sqlite3.Connection, span: Span, now: datetime) -> Json:
    """What is told of incidents and knowledge, whatever the team."""
    from console.services.knowledge.figures import KnowledgeFigures
    from console.services.statistics.deflection import DeflectionFigures
    from console.services.statistics.incidents import IncidentsOf

    start, end = span.bounds()
    knowledge = KnowledgeFigures(from_micros(start), from_micros(end)).answer(connection)
    deflection = DeflectionFigures(start, end).answer(connection)
    return {
        "incidents": [_incidents(row) for row in IncidentsOf(start, end, to_micros(now)).answer(connection)],
        "knowledge": [
            {
                "type": one.type.value,
                "articles": one.articles,
                "views": one.views,
                "helpful": one.helpful,
                "not_helpful": one.not_helpful,
                "rate": one.rate,
                "wilson": one.wilson,
                "last": iso(one.last),
            }
            for one in knowledge
        ],
        "deflection": {
            "searches": deflection.searches,
            "without_result": deflection.without_result,
            "ticket_after": deflection.ticket_after,
        },
    }


def _incidents(row: IncidentFigures) -> Json:
    return {
        "category": row.category.value,
        "severity": row.severity.value,
        "n": row.n,
        "tta": _times(row.acknowledged),
        "ttr": _times(row.resolved),
        "response": _tally(row.response),
        "resolution": _tally(row.resolution),
        "last": iso(from_micros(row.last)),
        "cadence": None,
    }


def _times(times: Times) -> Json:
    spread = times.spread
    return {"mean": times.mean, "median": spread.median, "p90": spread.p90, "open": spread.open}


def _tickets(found: TicketFigures) -> Json:
    whole = _figures(found.whole)
    return {
        "opened": whole.pop("opened"),
        "resolved": whole.pop("resolved"),
        "backlog": whole.pop("backlog"),
        "backlog_age": [{"from_days": age.from_days, "n": age.n} for age in found.ages],
        "workload": [{"person": one.name, "open": one.open, "cap": one.cap} for one in found.workload],
        "satisfaction": whole.pop("satisfaction"),
        **whole,
        "by": {
            dimension.value: _by_name({(group.key, group.name): _figures(group.figures) for group in groups})
            for dimension, groups in found.by.items()
        },
        "heat": [list(row) for row in found.heat],
    }


def _by_name(groups: Mapping[tuple[str | None, str], Json]) -> Json:
    """Figures by name; of two with one name the second is told by name and id."""
    made: Json = {}
    for (key, name), figures in groups.items():
        made[f"{name} ({key})" if name in made else name] = figures
    return made


def _figures(figures: Figures) -> Json:
    return {
        "opened": figures.opened,
        "resolved": figures.resolved,
        "backlog": figures.backlog,
        "satisfaction": {"n": figures.satisfaction.n, "mean": figures.satisfaction.mean},
        "reopened": figures.reopened,
        "first_response": _spread(figures.first_response),
        "resolution": _spread(figures.resolution),
        "sla": {clock: _tally(tally) for clock, tally in figures.sla.items()},
    }


def _spread(spread: Spread) -> Json:
    return {"n": spread.n, "open": spread.open, "median": spread.median, "p90": spread.p90}


def _tally(tally: Tally) -> Json:
    return {
        "met": tally.met,
        "missed": tally.missed,
        "pending": tally.pending,
        "not_applicable": tally.not_applicable,
    }


def _shown(found: TicketFigures, locale: Locale) -> Iterator[str]:
    """A line for the whole, and one for each of its parts."""
    columns = [
        Column("", 26),
        *(Column(phrase(head, locale), 10) for head in phrases.COUNTS),
        *(Column(phrase(head, locale), 26) for head in phrases.LENGTHS),
    ]
    lines = [_line(phrase(phrases.ALL_TICKETS, locale), found.whole, locale)]
    for dimension, groups in found.by.items():
        kind = _KINDS.get(dimension)
        for group in groups:
            name = words.word(kind(group.key), locale) if kind and group.key else group.name
            lines.append(_line(name or phrase(phrases.NONE[dimension], locale), group.figures, locale))
    yield from table(columns, lines)


_KINDS: dict[Dimension, type[StrEnum]] = {
    Dimension.TYPE: TicketType,
    Dimension.PRIORITY: Priority,
    Dimension.CHANNEL: Channel,
}


def _line(name: str, figures: Figures, locale: Locale) -> list[str]:
    counts = (figures.opened, figures.resolved, figures.backlog, figures.reopened)
    lengths = (figures.first_response, figures.resolution)
    return [name, *(f"{count:,}" for count in counts), *(_lengths(spread, locale) for spread in lengths)]


def _lengths(spread: Spread, locale: Locale) -> str:
    """The median and p90; one that is not known yet is longer than all that are."""
    if not spread.n:
        return "-"
    return " / ".join(_length(at, spread.longest, locale) for at in (spread.median, spread.p90))


def _length(seconds: Seconds | None, longest: Seconds | None, locale: Locale) -> str:
    if seconds is not None:
        return words.duration(timedelta(seconds=seconds), locale)
    return "-" if longest is None else f"> {words.duration(timedelta(seconds=longest), locale)}"
