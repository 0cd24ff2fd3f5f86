"""The verb `stats`: figures of a period (docs/CLI.md).

Promise: lengths are seconds; what is not known is null, never 0; the figures of parts add up to those of the whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console.cli import statistics_phrases as phrases
from console.cli.frame import Opened
from console.cli.output import Column, say, table
from console.cli.phrases import phrase
from console.models.figures import Figures, Spread, Tally
from console.models.kinds import Locale, from_micros, iso, to_micros

if TYPE_CHECKING:
    import sqlite3

    from console.bootstrap import Services
    from console.models.incident_measures import IncidentFigures, Times
    from console.services.reports.figures import Summary
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
        pdf: Annotated[Path | None, typer.Option("--pdf", help="write a report of pages into this file")] = None,
        as_json: Annotated[bool, typer.Option("--json", help="answer in JSON")] = False,
    ) -> None:
        """Tell the figures of a period: tickets, incidents, knowledge."""
        from console.services.clock import zone_name
        from console.services.exporting import snapshot
        from console.services.reports.figures import SummaryOf
        from console.services.statistics.periods import Span
        from console.services.statistics.records import Reader
        from console.services.statistics.tickets import FiguresOf

        span = Span(first, end, zone or zone_name())
        with opened(ctx) as (services, answer), snapshot(services.store) as connection:
            asked = FiguresOf(Reader(), span, services.clock.now(), team)
            if pdf is not None:
                _write_pdf(services, SummaryOf(asked).answer(connection), pdf)
                return
            found = asked.answer(connection)
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


def _write_pdf(services: Services, found: Summary, path: Path) -> None:
    from console.services.reports.figures import figures_report
    from console.views import reporting

    reporting.write(figures_report(found, services.locale), path, reporting.Form.PDF)
    say(phrase(phrases.WRITTEN, services.locale, path=path))


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
        "actions": {"n": row.actions, "closed": row.done},
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
    from console.services.reports.figures import ticket_rows

    columns = [
        Column("", 26),
        *(Column(phrase(head, locale), 10) for head in phrases.COUNTS),
        *(Column(phrase(head, locale), 26) for head in phrases.LENGTHS),
    ]
    yield from table(columns, map(list, ticket_rows(found, locale)))
