"""The verbs `tickets import` and `incident import`: figures on stdout, how far it is and what was left out on stderr.

Promise: an interrupted import says that what was imported is kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from console.bootstrap import Services
from console.cli import phrases
from console.cli.output import Answer, say
from console.cli.phrases import phrase
from console.cli.progress import Progress
from console.models.kinds import Locale
from console.services.importing.run import Imported, Importer, Wish
from console.services.importing.run import Progress as Progressing


def carry_out(services: Services, answer: Answer, wish: Wish, folder: Path, *, as_json: bool) -> None:
    """Import tickets, keeping rejected rows in `folder`, then answer the figures (docs/CLI.md: `tickets import`);
    raises Refused.
    """
    importer = Importer(services.store, services.me, services.clock, services.locale, folder)
    answer_import(services, answer, importer.carry_out, wish, as_json=as_json)


def answer_import(
    services: Services,
    answer: Answer,
    bring_in: Callable[[Wish, Progressing], Imported],
    wish: Wish,
    *,
    of: str = "tickets",
    as_json: bool,
) -> None:
    """Bring a file in, then answer the figures; `of` says what its rows are.  Raises Refused."""
    locale, progress = services.locale, Progress(services.clock)
    try:
        done = bring_in(wish, progress.show)
    except KeyboardInterrupt:
        progress.end()
        say(phrase(phrases.STOPPED, locale))
        raise
    finally:
        progress.end()
    if done.left_out:
        say(phrase(phrases.LEFT_OUT, locale, columns=", ".join(done.left_out)))
    if wish.dry_run:
        say(phrase(phrases.TRIED, locale))
    found = figures(done, of)
    if as_json:
        answer.write(json.dumps(found, ensure_ascii=False) + "\n")
        return
    answer.write(_sentence(done, of, locale) + "\n")
    if done.report is not None:
        say(phrase(phrases.REPORTED, locale, path=done.report))


def _sentence(done: Imported, of: str, locale: Locale) -> str:
    figures_of = {name: getattr(done.tally, name) for name in ("used", "unchanged", "rejected", "created", "updated")}
    shown = {name: f"{count:,}" for name, count in (figures_of | {"read": done.read}).items()}
    return phrase(phrases.IMPORTED if of == "tickets" else phrases.IMPORTED_INCIDENTS, locale, **shown)


def figures(done: Imported, of: str) -> dict[str, object]:
    """The answer in JSON; `tickets` counts incidents too, so that one reader serves both."""
    tally = done.tally
    return {
        "rows": {"read": done.read, "used": tally.used, "unchanged": tally.unchanged, "rejected": tally.rejected},
        **{key: {"created": tally.created, "updated": tally.updated} for key in ("tickets", of)},
        "events": tally.events,
        "report": None if done.report is None else str(done.report),
    }
