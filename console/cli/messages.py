"""The verbs of messages about incidents and of the channels they go out by (docs/CLI.md): message, channels.

Promise: stdout carries the answer alone, in JSON; a secret is typed where nobody sees it, and no verb ever writes one.
"""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console import words
from console.cli import runbook_phrases
from console.cli.frame import IncidentName, Opened, group
from console.cli.output import say
from console.cli.phrases import phrase
from console.cli.runbooks import source
from console.models.channels import CHANNELS, Channel
from console.models.groups import is_address
from console.models.kinds import Code, Locale, PolicyKind, Refused, iso, new_id, to_micros
from console.models.message_kinds import ChannelKind, DeliveryState, MessageKind
from console.models.runbook_kinds import Result
from console.models.step_outcome import Outcome
from console.services.incidents.commands import SendMessage
from console.services.incidents.queries import ResolveIncident
from console.services.tickets.commands import PublishPolicy

if TYPE_CHECKING:
    from console.bootstrap import Services
    from console.services.communications import DeliveryRow, MessageRow

Row = dict[str, object]
Text = tuple[str, str]
ChannelName = Annotated[str, typer.Argument(metavar="CHANNEL")]
TRIAL = {
    Locale.EN: ("Trial of the channel {name}", "This is a trial. Nothing has happened, and nothing needs to be done."),
    Locale.ZH: ("通道 {name} 测试", "这是一条测试消息，没有发生故障，无需处理。"),
}
"""Subject and body of what `channels test` sends."""
Listeners = Annotated[list[str] | None, typer.Option("--group", help="who hears of it; again for another")]


class MessageVerbs:
    """The verbs below `message`, on profiles as `opened` opens them."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def group(self) -> typer.Typer:
        """`message` with its verbs."""
        made = group("Messages about an incident: list, send.")
        made.command("list")(self.listed)
        made.command("send")(self.send)
        return made

    def listed(self, ctx: typer.Context, incident: IncidentName) -> None:
        """List the messages of an incident, newest first, each with those it was sent to."""
        from console.services.communications import DeliveriesOf, MessagesOf

        with self._opened(ctx) as (services, answer):
            rows = services.desk.ask(MessagesOf(services.desk.ask(ResolveIncident(incident))))
            found = [_row(row, services.desk.ask(DeliveriesOf(row.id)), services.locale) for row in rows]
            answer.write(json.dumps({"messages": found}, ensure_ascii=False) + "\n")

    def send(
        self,
        ctx: typer.Context,
        incident: IncidentName,
        *,
        kind: Annotated[MessageKind, typer.Option(case_sensitive=False, help="what it is for")] = MessageKind.UPDATE,
        english: Annotated[Text, typer.Option("--en", help="subject and Markdown in English")] = ("", ""),
        chinese: Annotated[Text, typer.Option("--zh", help="subject and Markdown in Chinese")] = ("", ""),
        groups: Listeners = None,
        public: Annotated[bool, typer.Option("--public", help="the status page shows it too")] = False,
    ) -> None:
        """Tell groups about an incident; a worker, or this machine where it is alone, sends it to each member once."""
        from console.services.communications import MessagesOf

        with self._opened(ctx) as (services, answer):
            key = services.desk.ask(ResolveIncident(incident))
            said = {Locale.EN: english, Locale.ZH: chinese}
            subject, body = ({locale: text[place] for locale, text in said.items()} for place in (0, 1))
            done = services.desk.do(SendMessage(key, kind, subject, body, tuple(groups or ()), public))
            (row,) = [row for row in services.desk.ask(MessagesOf(key)) if row.id == done.subject]
            answer.write(json.dumps(_row(row, (), services.locale), ensure_ascii=False) + "\n")


class ChannelVerbs:
    """The verbs below `channels`, on profiles as `opened` opens them."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def group(self) -> typer.Typer:
        """`channels` with its verbs."""
        made = group("Channels messages go out by: list, set, secret, test.")
        made.command("list")(self.listed)
        made.command("set")(self.set_up)
        made.command("secret")(self.secret)
        made.command("test")(self.test)
        return made

    def listed(self, ctx: typer.Context) -> None:
        """List the channels in force; no secret is among them."""
        with self._opened(ctx) as (services, answer):
            found = [_channel_row(channel) for channel in _channels(services)]
            answer.write(json.dumps({"channels": found}, ensure_ascii=False) + "\n")

    def set_up(self, ctx: typer.Context, file: Annotated[Path, typer.Argument(help="the channels in TOML")]) -> None:
        """Set up the channels as a file says; for admins."""
        with self._opened(ctx) as (services, answer):
            services.desk.do(PublishPolicy(PolicyKind.CHANNELS, CHANNELS, {"text": source(file, services.locale).text}))
            found = [_channel_row(channel) for channel in _channels(services)]
            answer.write(json.dumps({"channels": found}, ensure_ascii=False) + "\n")

    def secret(self, ctx: typer.Context, channel: ChannelName) -> None:
        """Keep the secret of a channel in this machine's keyring: password, signing key, or address of a room."""
        from console.services import secrets

        with self._opened(ctx) as (services, _):
            _named(services, channel)
            if not sys.stdin.isatty():
                raise Refused(Code.HUB_NEEDS_TERMINAL, name=channel)
            if not secrets.keep_of_channel(channel, getpass.getpass(f"{channel}: ")):
                say(phrase(runbook_phrases.NO_KEYRING, services.locale))
                raise typer.Exit(1)

    def test(
        self,
        ctx: typer.Context,
        channel: ChannelName,
        to: Annotated[str, typer.Option("--to", help="an address, where the channel sends mail")] = "",
    ) -> None:
        """Send one trial by a channel, from this machine and now."""
        from console.services import secrets
        from console.services.deliveries import hand_over
        from console.services.letter import Letter, NotSent

        with self._opened(ctx) as (services, answer):
            found, now, locale = _named(services, channel), services.clock.now(), services.locale
            if not (is_address(to) if found.kind is ChannelKind.SMTP else to == ""):
                raise Refused(Code.BAD_VALUE, place="--to", value=to)
            subject, body = (text.format(name=channel) for text in TRIAL[locale])
            key = new_id(now)
            letter = Letter(key, to, to or channel, locale, MessageKind.FOLLOW_UP, "", None, subject, body, now)
            try:
                hand_over(channel, _channels(services), letter, secrets.of_channel, services.clock)
            except NotSent as error:
                say(words.outcome(Outcome(Result.FAILED, error.finding, error.params), locale))
                raise typer.Exit(1) from None
            answer.write(json.dumps({"sent": key, "channel": channel, "to": to or None}) + "\n")


def add_messages(app: typer.Typer, opened: Opened) -> None:
    """Add both groups of verbs."""
    app.add_typer(MessageVerbs(opened).group(), name="message")
    app.add_typer(ChannelVerbs(opened).group(), name="channels")


def _channels(services: Services) -> tuple[Channel, ...]:
    from console.services.deliveries import ChannelsAt

    return services.desk.ask(ChannelsAt(to_micros(services.clock.now())))


def _named(services: Services, name: str) -> Channel:
    for channel in _channels(services):
        if channel.name == name:
            return channel
    raise Refused(Code.NOT_FOUND, what="channel")


def _channel_row(channel: Channel) -> Row:
    return {
        "name": channel.name,
        "kind": channel.kind.value,
        "place": channel.place and channel.place.address,
        "from": channel.sender or None,
        "groups": list(channel.groups),
    }


def _row(row: MessageRow, to: Sequence[DeliveryRow], locale: Locale) -> Row:
    return {
        "id": row.id,
        "kind": row.kind.value,
        "subject": {key.value: text for key, text in row.subject.items()},
        "body": {key.value: text for key, text in row.body.items()},
        "groups": list(row.groups),
        "public": row.public,
        "author": row.author,
        "sent_at": iso(row.sent_at),
        "counts": {state.value: row.counts.get(state, 0) for state in DeliveryState},
        "deliveries": [_delivery(one, locale) for one in to],
    }


def _delivery(one: DeliveryRow, locale: Locale) -> Row:
    return {
        "name": one.name,
        "address": one.address or None,
        "channel": one.channel,
        "state": one.state.value,
        "attempts": one.attempts,
        "error": one.trouble and words.outcome(one.trouble, locale),
    }
