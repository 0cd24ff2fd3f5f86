"""`sla explain` and `sla report` (docs/CLI.md).

Promise: what a clock goes by is told whole, in seconds and instants with their offset.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import typer

from console import words
from console.cli.frame import Json, Opened, TicketName, group
from console.cli.output import Column, table
from console.models.kinds import Locale, Verdict, iso
from console.services.explaining import ClockRow, Explain, SlaReport
from console.services.tickets.whole import Resolve


def verbs(opened: Opened) -> typer.Typer:
    """The verbs of this group, on the profile `opened` opens."""
    made = group("Clocks: how they stand, and why.")

    def explain(ctx: typer.Context, ticket: TicketName, as_json: Json = False) -> None:
        """Tell how the clocks of a ticket stand and what counted."""
        with opened(ctx) as (services, answer):
            key = services.desk.ask(Resolve(ticket))
            rows = services.desk.ask(Explain(key, services.clock.now()))
            if as_json:
                told = {"ticket": key, "clocks": [explained(row) for row in rows]}
                answer.write(json.dumps(told, ensure_ascii=False) + "\n")
            else:
                answer.lines(_shown(rows, services.locale))

    def report(ctx: typer.Context, as_json: Json = False) -> None:
        """Count the clocks of all tickets by what came of them."""
        with opened(ctx) as (services, answer):
            counts = services.desk.ask(SlaReport(services.clock.now()))
            if as_json:
                answer.write(json.dumps({clock.value: found for clock, found in counts.items()}) + "\n")
                return
            columns = [Column("", 16), *(Column(words.word(verdict, services.locale), 14) for verdict in Verdict)]
            lines = [[words.word(clock, services.locale), *map(str, found.values())] for clock, found in counts.items()]
            answer.lines(table(columns, lines))

    made.command()(explain)
    made.command()(report)
    return made


def explained(row: ClockRow) -> dict[str, object]:
    """A clock as JSON."""
    return {
        "clock": row.clock.value,
        "cycle": row.cycle,
        "state": row.state.value,
        "policy": row.policy,
        "calendar": row.calendar,
        "target": row.target,
        "due": iso(row.due),
        "used": row.used,
        "remaining": row.remaining,
        "next": iso(row.next),
        "segments": [
            {"from": iso(part.start), "to": iso(part.end), "kind": part.kind.value, "seconds": part.seconds}
            for part in row.segments
        ],
    }


def _shown(rows: tuple[ClockRow, ...], locale: Locale) -> Iterator[str]:
    for row in rows:
        what = f"{words.word(row.clock, locale)} {row.cycle}"
        by = "; ".join(part for part in (row.policy, row.calendar) if part)
        due = "" if row.due is None else f"{row.due.astimezone():%Y-%m-%d %H:%M:%S}"
        yield "  ".join(part for part in (what, words.word(row.state, locale), due, by) if part)
        for part in row.segments:
            when = f"{part.start.astimezone():%Y-%m-%d %H:%M:%S} - {part.end.astimezone():%Y-%m-%d %H:%M:%S}"
            yield f"    {when}  {words.word(part.kind, locale)}  {part.seconds:.0f}"
