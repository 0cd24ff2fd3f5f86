"""The verbs of incidents (docs/CLI.md): list, show, declare, timeline, import, export.

Promise: the JSON names the fields of SPEC 7.0, people by name; what is unknown is null, never zero.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console import words
from console.cli import phrases
from console.cli.frame import (
    ColumnFile,
    DryRun,
    IncidentName,
    Json,
    Limit,
    Opened,
    ReportFile,
    RowFile,
    Zone,
    group,
    reports,
)
from console.cli.output import Column, Format, plain, say, table
from console.cli.phrases import phrase
from console.cli.reading import local
from console.cli.reviewing import ReviewVerb
from console.models.kinds import Category, Code, Locale, Refused, Severity, local_mark
from console.services.incidents.commands import AddEntry, DeclareIncident
from console.services.incidents.exporting import as_row, entry_row, work_rows
from console.services.incidents.queries import (
    CountIncidents,
    EntryRow,
    IncidentRow,
    Incidents,
    OpenIncident,
    ResolveIncident,
    Timeline,
)

if TYPE_CHECKING:
    from console.bootstrap import Services


_HEAD = ("status", "severity", "category", "reporter", "handler", "commander", "reported_at", "resolved_at")


class IncidentVerbs:
    """The verbs, on profiles as `opened` opens them."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def group(self) -> typer.Typer:
        """`incident` with its verbs."""
        made = group("Incidents: list, show, declare, timeline, import, export, review, site.")
        made.command("list")(self.listed)
        made.command("show")(self.show)
        made.command("declare")(self.declare)
        made.command("timeline")(self.timeline)
        made.command("import")(self.import_)
        made.command("export")(self.export)
        made.command("review")(ReviewVerb(self._opened).review)
        made.command("site")(self.site)
        return made

    def listed(
        self,
        ctx: typer.Context,
        limit: Limit = None,
        as_json: Json = False,
    ) -> None:
        """List the incidents, newest first."""
        with self._opened(ctx) as (services, answer):
            rows = services.desk.ask(Incidents(limit))
            if as_json:
                found = {"incidents": [as_row(row) for row in rows], "total": services.desk.ask(CountIncidents())}
                answer.write(json.dumps(found, ensure_ascii=False) + "\n")
            elif rows:
                answer.lines(_lines(rows, services.locale))
            else:
                say(phrase(phrases.NO_INCIDENTS, services.locale))

    def show(self, ctx: typer.Context, incident: IncidentName, as_json: Json = False) -> None:
        """Show one incident whole, with its timeline."""
        with self._opened(ctx) as (services, answer):
            key = services.desk.ask(ResolveIncident(incident))
            answer.lines(_answer(services, key, as_json=as_json))

    def declare(
        self,
        ctx: typer.Context,
        *,
        title: Annotated[str, typer.Option(help="what is wrong, in a line")],
        description: Annotated[str, typer.Option(help="what is known")] = "",
        users: Annotated[int | None, typer.Option(help="how many people are hit; unknown without it")] = None,
        impact: Annotated[Severity | None, typer.Option(case_sensitive=False, help="on the business")] = None,
        availability: Annotated[float | None, typer.Option(help="in percent")] = None,
        category: Annotated[Category | None, typer.Option(case_sensitive=False, help="by the text without it")] = None,
        as_json: Json = False,
    ) -> None:
        """Report an incident; severity, category and handler follow from what is said."""
        with self._opened(ctx) as (services, answer):
            done = services.desk.do(DeclareIncident(title, description, users, impact, availability, category))
            answer.lines(_answer(services, done.subject, as_json=as_json))

    def timeline(
        self,
        ctx: typer.Context,
        incident: IncidentName,
        add: Annotated[str | None, typer.Option(help="what happened")] = None,
        at: Annotated[str | None, typer.Option(help="when it happened, ISO 8601 with offset; now without it")] = None,
        as_json: Json = False,
    ) -> None:
        """Show the timeline of an incident, or write on it."""
        if at is not None and add is None:
            raise typer.BadParameter("--at needs --add")
        with self._opened(ctx) as (services, answer):
            key = services.desk.ask(ResolveIncident(incident))
            if add is not None:
                services.desk.do(AddEntry(key, add, None if at is None else _instant(at)))
            entries = services.desk.ask(Timeline(key))
            if as_json:
                answer.write(json.dumps({"timeline": [entry_row(e) for e in entries]}, ensure_ascii=False) + "\n")
            else:
                answer.lines(_told(entries, services.locale))

    def import_(
        self,
        ctx: typer.Context,
        file: RowFile,
        *,
        columns: ColumnFile = None,
        dry_run: DryRun = False,
        report: ReportFile = None,
        zone: Zone = None,
        as_json: Json = False,
    ) -> None:
        """Import incidents with their timelines; the same file again changes nothing."""
        from console.cli.importing import answer_import
        from console.services.importing.run import Wish
        from console.services.incidents.import_run import IncidentImporter

        with self._opened(ctx, trial=dry_run) as (services, answer):
            importer = IncidentImporter(services.store, services.me, services.clock, services.locale, reports(ctx))
            wish = Wish(file, columns, dry_run, report, zone)
            answer_import(services, answer, importer.carry_out, wish, of="incidents", as_json=as_json)

    def export(
        self,
        ctx: typer.Context,
        written: Annotated[Format, typer.Option("--format", help="for spreadsheets, or for programs")] = Format.CSV,
    ) -> None:
        """Write every incident with its timeline; `incident import` takes it in again."""
        from console.services import exporting
        from console.services.incidents.exporting import exported, write_csv, write_json

        write = write_csv if written is Format.CSV else write_json
        with self._opened(ctx) as (services, answer), exporting.snapshot(services.store) as connection:
            write(exported(connection), answer)

    def site(
        self,
        ctx: typer.Context,
        path: Annotated[Path, typer.Argument(metavar="DIR", help="the folder of the site")],
    ) -> None:
        """Write the status page as a static site and as JSON: what was said publicly of incidents."""
        from console.services.exporting import snapshot
        from console.services.status_site import write_status_site

        with self._opened(ctx) as (services, answer), snapshot(services.store) as connection:
            count = write_status_site(connection, path, services.clock.now())
            answer.write(json.dumps({"incidents": count, "folder": str(path)}) + "\n")


def _instant(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Refused(Code.BAD_VALUE, place="at", value=text)
    return found


def _answer(services: Services, key: str, *, as_json: bool) -> Iterator[str]:
    row, entries = services.desk.ask(OpenIncident(key)), services.desk.ask(Timeline(key))
    if as_json:
        with services.store.read() as connection:
            work = work_rows(connection, key)
        whole = as_row(row) | work | {"timeline": [entry_row(entry) for entry in entries]}
        yield json.dumps(whole, ensure_ascii=False, indent=1)
        return
    locale = services.locale
    yield plain(f"{_called(row)}  {row.title}")
    for name in _HEAD:
        if shown := _shown(getattr(row, name), locale):
            yield f"  {words.field(name, locale)}: {shown}"
    if row.description:
        yield "\n" + plain(row.description)
    yield ""
    yield from _told(entries, locale)


def _lines(rows: Sequence[IncidentRow], locale: Locale) -> Iterator[str]:
    names = ("severity", "status", "reported_at", "handler", "title")
    widths = (14, 14, 16, 16, 20)
    columns = [Column(words.field(name, locale), width) for name, width in zip(names, widths, strict=True)]
    lines = ([_called(row), *(_shown(getattr(row, name), locale) for name in names)] for row in rows)
    yield from table([Column("#", 7), *columns], lines)


def _told(entries: Sequence[EntryRow], locale: Locale) -> Iterator[str]:
    for entry in entries:
        yield f"  {_shown(entry.event_at, locale)}  {plain(entry.author)}  {plain(entry.text)}"


def _shown(value: object, locale: Locale) -> str:
    if isinstance(value, datetime):
        return local(value.isoformat())
    return words.word(value, locale) if isinstance(value, StrEnum) else plain(str(value or ""))


def _called(row: IncidentRow) -> str:
    return local_mark(row.id) if row.number is None else f"#{row.number}"
