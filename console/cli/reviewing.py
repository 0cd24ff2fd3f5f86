"""`incident review`: the analysis of an incident as Markdown, HTML or PDF (docs/CLI.md).

Promise: what is written is what the window exports; without a file Markdown is the answer.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.frame import IncidentName, Opened
from console.cli.output import say
from console.cli.phrases import Pair, phrase
from console.models.wall import zone_named
from console.services.clock import zone_name
from console.services.incidents.queries import ResolveIncident
from console.views import reporting
from console.views.reporting import Form

WRITTEN: Pair = ("The analysis is in {path}.", "复盘报告已写入 {path}。")

To = Annotated[Path | None, typer.Option("--to", help="the file; Markdown and HTML are answered without it")]


class ReviewVerb:
    """The verb, on profiles as `opened` opens them."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def review(
        self,
        ctx: typer.Context,
        incident: IncidentName,
        form: Annotated[
            Form | None, typer.Option("--format", case_sensitive=False, help="by the name of the file without it")
        ] = None,
        to: To = None,
    ) -> None:
        """Write the analysis of an incident: facts, texts, action items, timeline."""
        from console.services.reports.review import AnalysisOf, Manner, review_report

        wanted = form or reporting.form_of(to)
        if wanted is Form.PDF and to is None:
            raise typer.BadParameter("--format pdf needs --to")
        with self._opened(ctx) as (services, answer):
            key, now = services.desk.ask(ResolveIncident(incident)), services.clock.now()
            manner = Manner(services.locale, zone_named(zone_name()), now)
            report = review_report(services.desk.ask(AnalysisOf(key, now)), manner)
            if to is None:
                answer.write(reporting.content(report, wanted).decode())
                return
            reporting.write(report, to, wanted)
            say(phrase(WRITTEN, services.locale, path=to))
