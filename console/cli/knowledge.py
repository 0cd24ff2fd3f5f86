"""The verbs of knowledge (docs/CLI.md): import, export, site, gaps, suggest, draft.

Promise: a file that cannot be read hurts no other; each one left out is named with its reason; nothing that readers may
not see is written to a site.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from console import words
from console.cli import knowledge_phrases as phrases
from console.cli import phrases as common
from console.cli.frame import DryRun, Json, Limit, Opened, TicketName, group
from console.cli.output import Column, plain, say, table
from console.cli.phrases import phrase
from console.models.kinds import Direction, Locale, Role, iso
from console.services.exporting import snapshot
from console.services.knowledge.advising import RulesWithAddress
from console.services.knowledge.commands import CreateArticle
from console.services.knowledge.drafting import DraftOfTicket
from console.services.knowledge.figures import Gap, Gaps
from console.services.knowledge.finding import SuggestArticles
from console.services.tickets.whole import OpenTicket, Resolve

_DOCUMENTS = frozenset({".json"})


class KnowledgeVerbs:
    """The verbs, on profiles as `opened` opens them."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def group(self) -> typer.Typer:
        """`knowledge` with its verbs."""
        made = group("Articles: import, export, site, gaps, suggest, draft.")
        made.command("import")(self.bring_in)
        made.command("export")(self.export)
        made.command("site")(self.site)
        made.command("gaps")(self.gaps)
        made.command("suggest")(self.suggest)
        made.command("draft")(self.draft)
        return made

    def bring_in(
        self,
        ctx: typer.Context,
        path: Annotated[Path, typer.Argument(metavar="DIR|FILE", help="Markdown, JSON or JSON lines")],
        *,
        dry_run: DryRun = False,
        publish: Annotated[bool, typer.Option("--publish", help="publish what comes in (lead, admin)")] = False,
        as_json: Json = False,
    ) -> None:
        """Import articles; the same files again change nothing."""
        from console.services.knowledge import reading
        from console.services.knowledge.importing import ArticleImport

        with self._opened(ctx, trial=dry_run) as (services, answer):
            locale = services.locale
            run = ArticleImport(services.store, services.clock, services.bus, dry_run=dry_run, publish=publish)
            figures = run.carry_out(reading.read_all(path), reading.read_categories(path) if path.is_dir() else ())
            if publish and services.me.roles.isdisjoint({Role.LEAD, Role.ADMIN}):
                say(phrase(phrases.NOT_PUBLISHED, locale))
            for place, reason in figures.rejected:
                say(phrase(phrases.REJECTED, locale, place=place, reason=words.refusal(reason, locale)))
            if dry_run:
                say(phrase(common.TRIED, locale))
            told = {
                "read": figures.read,
                "created": figures.created,
                "updated": figures.updated,
                "unchanged": figures.unchanged,
                "rejected": len(figures.rejected),
            }
            if not as_json:
                shown = {name: f"{count:,}" for name, count in told.items()}
                answer.write(phrase(phrases.IMPORTED, locale, **shown) + "\n")
                return
            rows = {"read": told["read"], "used": told["created"] + told["updated"]}
            rows |= {"unchanged": told["unchanged"], "rejected": told["rejected"]}
            articles = {"created": told["created"], "updated": told["updated"]}
            answer.write(json.dumps({"rows": rows, "articles": articles}) + "\n")

    def export(
        self,
        ctx: typer.Context,
        path: Annotated[Path, typer.Argument(metavar="DIR|FILE", help="a folder of Markdown, or one .json file")],
    ) -> None:
        """Write all articles; `knowledge import` reads them again."""
        from console.services.knowledge.exporting import write_document, write_folder

        with self._opened(ctx) as (services, _), snapshot(services.store) as connection:
            write = write_document if path.suffix.lower() in _DOCUMENTS else write_folder
            count = write(connection, path)
            say(phrase(phrases.EXPORTED, services.locale, count=f"{count:,}", path=path))

    def site(
        self,
        ctx: typer.Context,
        path: Annotated[Path, typer.Argument(metavar="DIR", help="the folder of the site")],
        address: Annotated[
            str | None,
            typer.Option("--address", metavar="URL", help="where readers will find it; kept for links (admin)"),
        ] = None,
    ) -> None:
        """Write what is published as a static site, searchable without a server."""
        from console.services.knowledge.site import write_site

        with self._opened(ctx) as (services, _):
            with snapshot(services.store) as connection:
                count = write_site(connection, path)
            say(phrase(phrases.PUBLISHED, services.locale, count=f"{count:,}", path=path))
            if address is not None:
                services.desk.do(services.desk.ask(RulesWithAddress(address)))
                say(phrase(phrases.ADDRESSED, services.locale, address=plain(address)))

    def gaps(
        self,
        ctx: typer.Context,
        limit: Limit = None,
        as_json: Json = False,
    ) -> None:
        """List what people searched for and did not find."""
        with self._opened(ctx) as (services, answer):
            found = services.desk.ask(Gaps(limit))
            if as_json:
                rows = [
                    {"text": g.text, "searches": g.searches, "people": g.people, "last": iso(g.last)} for g in found
                ]
                answer.write(json.dumps({"gaps": rows}, ensure_ascii=False) + "\n")
            elif found:
                answer.lines(_lines(found, services.locale))
            else:
                say(phrase(phrases.NO_GAPS, services.locale))

    def suggest(
        self,
        ctx: typer.Context,
        ticket: TicketName,
        limit: Annotated[int, typer.Option(min=1)] = 3,
        as_json: Json = False,
    ) -> None:
        """List published articles like a ticket, and the words each suggestion rests on."""
        with self._opened(ctx) as (services, answer):
            whole = services.desk.ask(OpenTicket(services.desk.ask(Resolve(ticket)), None))
            said = [message.body for message in whole.messages if message.direction is Direction.IN]
            found = services.desk.ask(SuggestArticles("\n".join((whole.title, whole.description, *said)), limit))
            if as_json:
                rows = [
                    {"id": one.row.id, "title": one.row.title, "score": round(one.likeness.score, 4)}
                    | {"because": list(one.likeness.shared)}
                    for one in found
                ]
                answer.write(json.dumps({"suggestions": rows}, ensure_ascii=False) + "\n")
            elif found:
                columns = [Column(words.field("article", services.locale), 48), Column("", 40)]
                answer.lines(table(columns, ([one.row.title, ", ".join(one.likeness.shared)] for one in found)))
            else:
                say(phrase(phrases.NOTHING_ALIKE, services.locale))

    def draft(self, ctx: typer.Context, ticket: TicketName) -> None:
        """Make a draft article of a ticket; what tells of persons is covered, and named here."""
        with self._opened(ctx) as (services, answer):
            locale = services.locale
            made = services.desk.ask(DraftOfTicket(services.desk.ask(Resolve(ticket))))
            key = services.desk.do(CreateArticle(made.content, made.language, made.ticket)).subject
            for part in made.covered:
                say(phrase(phrases.COVERED, locale, kind=words.word(part.kind, locale), text=plain(part.text)))
            answer.write(phrase(phrases.DRAFTED, locale, title=plain(made.content.title), key=key) + "\n")


def _lines(found: tuple[Gap, ...], locale: Locale) -> Iterator[str]:
    columns = [
        Column("#", 5),
        Column(words.field("updated_at", locale), 16),
        Column(words.field("search", locale), 40),
    ]
    yield from table(
        columns, ([str(gap.searches), f"{gap.last.astimezone():%Y-%m-%d %H:%M}", gap.text] for gap in found)
    )
