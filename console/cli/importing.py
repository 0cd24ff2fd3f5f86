"""The verb `tickets import`: figures on stdout, how far it is and what was left out on stderr.

Promise: an interrupted import says that what was imported is kept.
"""

from __future__ import annotations

import json

from console.bootstrap import Services
from console.cli import phrases
from console.cli.output import Answer, say
from console.cli.phrases import phrase
from console.cli.progress import Progress
from console.services.importing.run import Imported, Importer, Wish


def carry_out(services: Services, answer: Answer, wish: Wish, *, as_json: bool) -> None:
    """Import, then answer the figures (docs/CLI.md: `tickets import`); raises Refused."""
    locale = services.locale
    importer = Importer(services.store, services.me, services.clock, locale, services.profile / "imports")
    progress = Progress(services.clock)
    try:
        done = importer.carry_out(wish, progress.show)
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
    found = figures(done)
    if as_json:
        answer.write(json.dumps(found, ensure_ascii=False) + "\n")
        return
    tally = done.tally
    answer.write(
        phrase(
            phrases.IMPORTED,
            locale,
            read=f"{done.read:,}",
            used=f"{tally.used:,}",
            unchanged=f"{tally.unchanged:,}",
            rejected=f"{tally.rejected:,}",
            created=f"{tally.created:,}",
            updated=f"{tally.updated:,}",
        )
        + "\n"
    )
    if done.report is not None:
        say(phrase(phrases.REPORTED, locale, path=done.report))


def figures(done: Imported) -> dict[str, object]:
    """The answer in JSON."""
    tally = done.tally
    return {
        "rows": {"read": done.read, "used": tally.used, "unchanged": tally.unchanged, "rejected": tally.rejected},
        "tickets": {"created": tally.created, "updated": tally.updated},
        "events": tally.events,
        "report": None if done.report is None else str(done.report),
    }
