"""The verbs of the command line (docs/CLI.md).

Promise: stdout carries only the answer, sentences go to stderr; the exit code is 0 for done, 1 for refused, 2 for
wrongly asked, 130 for interrupted; a verb that reads works beside an open window.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from console import words
from console.bootstrap import Services, build_services, default_profile
from console.cli import hub, phrases, reading, sla, statistics, syncing, working
from console.cli.alert_rules import AlertVerbs
from console.cli.frame import (
    ColumnFile,
    DryRun,
    Json,
    Limit,
    ReportFile,
    RowFile,
    TicketName,
    Zone,
    group,
    language,
    reports,
)
from console.cli.help import carried_out
from console.cli.incidents import IncidentVerbs
from console.cli.knowledge import KnowledgeVerbs
from console.cli.messages import add_messages
from console.cli.output import Answer, Format, answering, fitted, prepare_streams, say
from console.cli.phrases import phrase
from console.cli.runbooks import LookingVerbs
from console.cli.running import RunningVerbs
from console.models.kinds import Code, Locale, Refused
from console.services import exporting
from console.services.finding import found_anywhere
from console.services.tickets.filters import Filter, Sort, SortKey
from console.services.tickets.views import SavedViews, View, built_in
from console.services.tickets.whole import Resolve

Questions = Annotated[str, typer.Argument(help="a JSON file of questions, or - for stdin")]


def main(arguments: Sequence[str]) -> int:
    """Do the verb `arguments` name; returns the exit code."""
    prepare_streams()
    return carried_out(verbs(), arguments)


def verbs() -> typer.Typer:
    """All verbs by name."""
    app = group("The support console.")
    tickets = group("Tickets: import, list, show, export.")
    triage = group("What a text is about, how pressing and how grave.")
    calendar = group("Working time by a calendar.")
    oncall = group("Who is on call.")
    app.callback(invoke_without_command=True)(_choose_profile)
    app.command()(run)
    app.command()(demo)
    app.command()(doctor)
    app.command()(search)
    tickets.command("import")(import_tickets)
    tickets.command("list")(list_tickets)
    tickets.command("show")(show_ticket)
    tickets.command("export")(export_tickets)
    triage.command("ask")(ask_triage)
    calendar.command("ask")(ask_calendar)
    oncall.command("ask")(ask_oncall)
    app.add_typer(tickets, name="tickets")
    app.add_typer(triage, name="triage")
    app.add_typer(calendar, name="calendar")
    app.add_typer(oncall, name="oncall")
    app.add_typer(RunningVerbs(opened).join(LookingVerbs(opened).group()), name="runbook")
    app.add_typer(sla.verbs(opened), name="sla")
    app.add_typer(IncidentVerbs(opened).group(), name="incident")
    add_messages(app, opened)
    app.add_typer(hub.verbs(), name="hub")
    app.add_typer(KnowledgeVerbs(opened).group(), name="knowledge")
    app.command("sync")(syncing.verb(opened))
    app.command("stats")(statistics.verb(opened))
    app.command()(working.worker)
    app.add_typer(working.audit_verbs(), name="audit")
    alerts = group("What monitoring sends.")
    alerts.command("read")(read_alerts)
    app.add_typer(AlertVerbs(opened).join(alerts), name="alerts")
    return app


def _folder(named: str) -> Path:
    if not named.strip():
        raise typer.BadParameter(phrase(phrases.PROFILE_UNNAMED, language(None)))
    return Path(named)


def _choose_profile(
    ctx: typer.Context,
    profile: Annotated[
        Path | None, typer.Option(help="the folder of the profile; your own without it", parser=_folder, metavar="DIR")
    ] = None,
) -> None:
    ctx.obj = profile
    if ctx.invoked_subcommand is None:
        run(ctx)


@contextmanager
def opened(ctx: typer.Context, name: str = "default", *, trial: bool = False) -> Iterator[tuple[Services, Answer]]:
    """The services of the profile chosen, else of the person's own one called `name`, and where the answer goes;
    refusals end the verb.  A `trial` makes no profile where there is none.
    """
    profile: Path = ctx.obj or default_profile(name)
    with answering(language(profile)) as answer, ExitStack() as after:
        if trial and not any(path for path in profile.glob("*") if path != reports(ctx)):
            profile = Path(after.enter_context(TemporaryDirectory()))
        services = build_services(profile)
        if services.notice is not None:
            say(words.refusal(services.notice, services.locale))
        try:
            yield services, answer
        finally:
            services.close()


def run(ctx: typer.Context) -> None:
    """Open the window (what happens without a verb)."""
    from console import app

    raise typer.Exit(app.run(ctx.obj))


def demo(
    ctx: typer.Context,
    size: Annotated[int, typer.Option(min=1, help="how many tickets")],
    seed: Annotated[int, typer.Option(help="another number makes another set")] = 1,
) -> None:
    """Fill an empty profile (by default "demo") with tickets."""
    from console.cli.progress import Progress
    from console.services.demo import fill

    with opened(ctx, "demo") as (services, _):
        with exporting.snapshot(services.store) as connection:
            if connection.execute("select 1 from ticket limit 1").fetchone():
                raise Refused(Code.PROFILE_NOT_EMPTY, path=services.profile)
        progress = Progress(services.clock)
        fill(services.store, services.clock.now(), size, seed, progress.show)
        progress.end()
        say(phrase(phrases.FILLED, services.locale, count=f"{size:,}", path=services.profile))


def doctor(
    ctx: typer.Context, probe: Annotated[bool, typer.Option("--probe", hidden=True, help="open a display")] = False
) -> None:
    """Check what the console needs on this machine."""
    from console.cli import doctor as checks

    if probe:
        sys.stdout.write(json.dumps(checks.probe()) + "\n")
        return
    locale, sound = language(ctx.obj), True
    colon = "：" if locale is Locale.ZH else ": "
    with answering(locale) as answer:
        for finding in checks.Doctor(ctx.obj or default_profile(), locale).findings():
            answer.write(f"{fitted(finding.mark, 6)}  {finding.subject}{colon}{finding.sentence}\n")
            answer.flush()
            sound &= not finding.broken
    raise typer.Exit(0 if sound else 1)


def list_tickets(
    ctx: typer.Context,
    view: Annotated[str | None, typer.Option(help="id or name of a view; all tickets without it")] = None,
    limit: Limit = None,
    as_json: Json = False,
) -> None:
    """List the tickets of a view, in its order."""
    with opened(ctx) as (services, answer), exporting.snapshot(services.store) as connection:
        chosen = _view(services, view) if view else None
        wanted, sort = (chosen.filter, chosen.sort) if chosen else (Filter(), Sort(SortKey.UPDATED))
        rows = exporting.listed(connection, wanted, sort, limit)
        total = exporting.count(connection, wanted)
        if as_json:
            exporting.write_json(rows, total, answer)
            return
        if not total:
            say(phrase(phrases.NO_TICKETS, services.locale))
            return
        answer.lines(reading.ticket_list(rows, services.locale))


def _view(services: Services, name: str) -> View:
    """The view of that id or name; the case of letters and the sign between words do not matter."""
    views = (*built_in(services.me), *services.desk.ask(SavedViews(services.me)))
    wanted = _spoken(name)
    for view in views:
        if wanted in map(_spoken, (view.id, view.name, *phrases.VIEWS.get(view.id, ()))):
            return view
    raise Refused(Code.UNKNOWN_VIEW, name=name, known=tuple(view.name or view.id for view in views))


def _spoken(name: str) -> str:
    return " ".join(name.replace("-", " ").replace("_", " ").split()).casefold()


def show_ticket(
    ctx: typer.Context,
    ticket: TicketName,
    as_json: Json = False,
) -> None:
    """Show one ticket whole: fields, conversation, history, files."""
    with opened(ctx) as (services, answer), exporting.snapshot(services.store) as connection:
        row = exporting.shown(connection, Resolve(ticket).answer(connection))
        if as_json:
            exporting.write_row(row, answer)
            return
        answer.lines(reading.whole_ticket(row, services.locale))


def export_tickets(
    ctx: typer.Context,
    written: Annotated[Format, typer.Option("--format", help="for spreadsheets, or for programs")] = Format.CSV,
) -> None:
    """Write all tickets whole; `tickets import` reads them again."""
    with opened(ctx) as (services, answer), exporting.snapshot(services.store) as connection:
        rows = exporting.exported(connection)
        if written is Format.JSON:
            exporting.write_json(rows, None, answer)
        else:
            exporting.write_csv(rows, answer)


def search(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="words that must all be found")],
    limit: Limit = None,
    as_json: Json = False,
    *,
    archive: Annotated[bool, typer.Option("--archive", help="ask the hub for archived tickets, newest first")] = False,
) -> None:
    """Find tickets and articles by their words, best first."""
    with opened(ctx) as (services, answer), exporting.snapshot(services.store) as connection:
        hits = services.at_hub().search_archives(text, limit) if archive else found_anywhere(connection, text, limit)
        if as_json:
            exporting.write_results(hits, answer)
        elif hits:
            answer.lines(reading.result_list(hits, services.locale))
        else:
            say(phrase(phrases.NO_RESULTS, services.locale))


def read_alerts(
    ctx: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(help="bodies of Alertmanager or PagerDuty, in order", show_default=False)
    ],
) -> None:
    """Tell what each alert of these bodies would do; nothing is written."""
    from console.cli.alerting import alert_rows

    locale = language(ctx.obj)
    with answering(locale) as answer:
        answer.write(json.dumps({"results": list(alert_rows(files, locale))}, ensure_ascii=False) + "\n")


def ask_triage(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(help="a file of JSON lines, or - for stdin")],
) -> None:
    """Answer JSON lines {"id","text"} with what each text suggests, a line each, in order."""
    from console.cli.asking import triage_answers

    locale = language(ctx.obj)
    with answering(locale) as answer:
        for line in triage_answers(file, locale):
            answer.write(line + "\n")
            if file == "-":
                answer.flush()


def ask_calendar(ctx: typer.Context, file: Questions) -> None:
    """Answer questions about working time: when a time is due, how much passed, when it opens or closes."""
    from console.cli.calendar_asking import calendar_answers

    _answer_questions(calendar_answers, ctx, file)


def ask_oncall(ctx: typer.Context, file: Questions) -> None:
    """Answer questions about shifts, rotations and schedules: who is on call, and from when to when."""
    from console.cli.oncall_asking import oncall_answers

    _answer_questions(oncall_answers, ctx, file)


def _answer_questions(answers: Callable[[str, Locale], Iterator[str]], ctx: typer.Context, file: str) -> None:
    locale = language(ctx.obj)
    with answering(locale) as answer:
        for piece in answers(file, locale):
            answer.write(piece)


def import_tickets(
    ctx: typer.Context,
    file: RowFile,
    *,
    columns: ColumnFile = None,
    dry_run: DryRun = False,
    report: ReportFile = None,
    zone: Zone = None,
    with_sla: Annotated[bool, typer.Option("--with-sla", help="let the clocks count for these tickets")] = False,
    as_json: Json = False,
) -> None:
    """Import tickets with their history; the same file again changes nothing."""
    from console.cli.importing import carry_out
    from console.services.importing.run import Wish

    with opened(ctx, trial=dry_run) as (services, answer):
        wish = Wish(file, columns, dry_run, report, zone, with_sla)
        carry_out(services, answer, wish, reports(ctx), as_json=as_json)
