"""The verbs about the rules for alerts: publish, rules, secret (docs/CLI.md).

Promise: what cannot be read is not published; the token is typed on the terminal alone.
"""

from __future__ import annotations

import getpass
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from console.cli import runbook_phrases as said
from console.cli.frame import Opened
from console.cli.output import say
from console.cli.phrases import phrase
from console.cli.runbooks import source
from console.models.kinds import Code, PolicyKind, Refused
from console.services import secrets
from console.services.alert_rules import NAME, AlertRulesAt, alert_rules_of
from console.services.tickets.commands import PublishPolicy


class AlertVerbs:
    """The verbs, on profiles as `opened` opens them."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def join(self, made: typer.Typer) -> typer.Typer:
        """Add them to the group `alerts`."""
        for verb in (self.publish, self.rules, self.secret):
            made.command()(verb)
        return made

    def publish(self, ctx: typer.Context, file: Annotated[Path, typer.Argument(help="rules in TOML")]) -> None:
        """Publish which alerts become incidents; for admins."""
        with self._opened(ctx) as (services, answer):
            body = {"text": source(file, services.locale).text}
            alert_rules_of(body)
            services.desk.do(PublishPolicy(PolicyKind.ALERTS, NAME, body))
            answer.write(json.dumps({"kind": PolicyKind.ALERTS, "name": NAME}) + "\n")

    def rules(self, ctx: typer.Context) -> None:
        """Show the rules for alerts in force, as they were published."""
        with self._opened(ctx) as (services, answer):
            answer.write(services.desk.ask(AlertRulesAt(services.clock.now())).text)

    def secret(self, ctx: typer.Context) -> None:
        """Keep the token that senders of alerts must know in this machine's keyring."""
        with self._opened(ctx) as (services, _):
            address = services.desk.ask(AlertRulesAt(services.clock.now())).rules.listen
            if address is None:
                raise Refused(Code.VALUE_NEEDED, place="listen")
            if not sys.stdin.isatty():
                raise Refused(Code.HUB_NEEDS_TERMINAL, name=secrets.ALERTS)
            place = secrets.place_of_alerts(address)
            if not secrets.keep(place, secrets.ALERTS, getpass.getpass(f"{place}: ")):
                say(phrase(said.NO_KEYRING, services.locale))
                raise typer.Exit(1)
