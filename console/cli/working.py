"""The verbs of whoever works without a window: `worker`, `audit verify` (docs/CLI.md).

Promise: stdout carries JSON alone; a log that does not prove itself ends with exit code 1 and names the entry.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from console.bootstrap import build_services, default_profile
from console.cli.frame import group, language
from console.cli.output import answering, say
from console.cli.phrases import AUDIT_BROKEN, AUDIT_WHOLE, WORKING, phrase
from console.models.kinds import Code, Refused


def audit_verbs() -> typer.Typer:
    """The verbs below `audit`."""
    top = group("The audit log of the hub.")
    top.callback()(lambda: None)
    top.command()(verify)
    return top


def worker(
    ctx: typer.Context, once: Annotated[bool, typer.Option("--once", help="do what there is to do, and end")] = False
) -> None:
    """Work for the hub without a window: wake, close, tell that it lives."""
    from console import words
    from console import worker as root
    from console.services.sync.hub import Unreachable

    profile = ctx.obj or default_profile()
    locale = language(profile)
    if not once:
        say(phrase(WORKING, locale, path=profile))
        troubles: list[str] = []

        def trouble(error: Refused | None) -> None:
            sentence = "" if error is None else words.refusal(error, locale)
            if sentence and troubles[-1:] != [sentence]:
                say(sentence)
            troubles.append(sentence)
            del troubles[:-1]

        root.run(profile, lambda _: None, trouble)
        return
    with answering(locale) as answer:
        services = build_services(profile)
        try:
            answer.write(json.dumps(asdict(root.turn(services))) + "\n")
        except Unreachable as error:
            raise Refused(Code.HUB_UNREACHABLE, reason=str(error)) from None
        finally:
            services.close()


def verify(ctx: typer.Context) -> None:
    """Prove that the hub's audit log is whole, or name the first entry that does not follow."""
    from console.services import audit
    from console.services.sync.hub import Unreachable

    profile = ctx.obj or default_profile()
    locale = language(profile)
    with answering(locale) as answer:
        services = build_services(profile)
        try:
            with services.to_hub() as hub:
                verdict = audit.of(hub)
        except Unreachable as error:
            raise Refused(Code.HUB_UNREACHABLE, reason=str(error)) from None
        finally:
            services.close()
        answer.write(json.dumps(asdict(verdict)) + "\n")
    if verdict.broken is None:
        say(phrase(AUDIT_WHOLE, locale, count=f"{verdict.entries:,}"))
        return
    say(phrase(AUDIT_BROKEN, locale, seq=verdict.broken.seq, n=verdict.broken.n))
    raise typer.Exit(1)
