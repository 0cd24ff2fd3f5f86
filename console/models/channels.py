"""The channels messages go out by, set up by admins alone (SPEC 1.3, 9.3).

Promise: pure; a list with a fault in it is no list; no secret stands in it: it is kept apart, under the channel's name.
"""

from __future__ import annotations

import tomllib

from console.models.allowed import Place, is_host
from console.models.groups import is_address
from console.models.kinds import Code, Locale, Refused
from console.models.message_kinds import ChannelKind, MailSecurity
from console.models.reading_tables import Fault, Table, Wrong
from console.models.runbook_kinds import Scheme
from console.models.runbook_reading import LARGEST
from console.models.values import dataclass

CHANNELS = "Channels"
"""Their name among what is ruled."""
EXAMPLE = """\
# Mail goes to each person; its password is kept apart: support-console channels secret mail
[channels.mail]
kind = "smtp"
host = "mail.example.org"
port = 587
security = "starttls"
login = "console"
from = "console@example.org"
name = "Support desk"

# A room hears once of what is told to its groups; its address of apprise is the secret.
# [channels.ops_room]
# kind = "chat"
# groups = ["ops_team"]
# language = "en"

# [channels.status_hook]
# kind = "webhook"
# host = "hooks.example.org"
# path = "/incidents"
# groups = ["executive_team"]
# language = "en"
"""
_MAIL_PORTS = {MailSecurity.STARTTLS: 587, MailSecurity.TLS: 465, MailSecurity.PLAIN: 25}


@dataclass(frozen=True, slots=True)
class Channel:
    """One way out; what a kind does not need is empty."""

    name: str
    kind: ChannelKind
    place: Place | None
    """None where the secret itself is the address."""
    security: MailSecurity
    sender: str
    """The address mail comes from."""
    sender_name: str
    path: str
    """Of a webhook."""
    groups: tuple[str, ...]
    """Groups whose messages a room or a webhook hears."""
    locale: Locale
    """In which language it does."""


def channels_of(body: object) -> tuple[Channel, ...]:
    """What a policy's body sets up, `{"text": ...}`; raises Refused BAD_VALUE with the first fault."""
    text = body.get("text") if isinstance(body, dict) else None
    if not isinstance(text, str):
        raise Refused(Code.BAD_VALUE, place="channels", value=body)
    channels, faults = read_channels(text)
    if faults:
        first = faults[0]
        reason = f"{first.key}: {first.wrong} {first.value}".strip()
        raise Refused(Code.BAD_VALUE, place=f"channels.{first.step}" if first.step else "channels", value=reason)
    return channels


def read_channels(text: str) -> tuple[tuple[Channel, ...], tuple[Fault, ...]]:
    """The channels written in TOML, and everything that is wrong with them."""
    if len(text) > LARGEST:
        return (), (Fault("", Wrong.TOO_LARGE, "", str(LARGEST)),)
    try:
        read = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return (), (Fault("", Wrong.NOT_TOML, "", str(error)),)
    faults: list[Fault] = []
    top = Table(read, "", "", faults)
    within = top.table("channels", needed=False)
    made: list[Channel] = []
    for name in within.read if within is not None else ():
        table = within.table(within.is_name(name)) if within is not None else None
        if table is not None:
            made.append(_channel(name, table))
    top.nothing_else()
    return (() if faults else tuple(made)), tuple(faults)


def _channel(name: str, table: Table) -> Channel:
    table.step = name
    kind = table.word("kind", ChannelKind)
    made = {ChannelKind.SMTP: _smtp, ChannelKind.CHAT: _chat, ChannelKind.WEBHOOK: _webhook}[kind](name, table)
    table.nothing_else()
    return made


def _smtp(name: str, table: Table) -> Channel:
    security = table.word("security", MailSecurity, MailSecurity.STARTTLS)
    scheme = Scheme.TLS if security is MailSecurity.TLS else Scheme.TCP
    login = table.text("login", "")
    if login and security is MailSecurity.PLAIN:  # it would tell the password to whoever listens
        table.blame(Wrong.BAD_VALUE, "security", security)
    place = _place(name, table, scheme, _MAIL_PORTS[security], login)
    sender, sender_name = table.text("from"), table.text("name", "")
    if sender and not is_address(sender):
        table.blame(Wrong.BAD_VALUE, "from", sender)
    if not sender_name.isprintable() and sender_name:
        table.blame(Wrong.BAD_VALUE, "name", sender_name)
    return Channel(name, ChannelKind.SMTP, place, security, sender, sender_name, "", (), Locale.EN)


def _chat(name: str, table: Table) -> Channel:
    groups, locale = _listeners(table)
    return Channel(name, ChannelKind.CHAT, None, MailSecurity.TLS, "", "", "", groups, locale)


def _webhook(name: str, table: Table) -> Channel:
    scheme = table.word("scheme", Scheme, Scheme.HTTPS)
    if scheme not in (Scheme.HTTP, Scheme.HTTPS):
        table.blame(Wrong.BAD_VALUE, "scheme", scheme)
    place = _place(name, table, scheme, 443 if scheme is Scheme.HTTPS else 80, "")
    groups, locale = _listeners(table)
    return Channel(name, ChannelKind.WEBHOOK, place, MailSecurity.TLS, "", "", table.path("path", "/"), groups, locale)


def _listeners(table: Table) -> tuple[tuple[str, ...], Locale]:
    return table.texts("groups"), table.word("language", Locale, Locale.EN)


def _place(name: str, table: Table, scheme: Scheme, usual: int, login: str) -> Place:
    host, authority = table.text("host"), table.text("authority", "")
    if host and not is_host(host):
        table.blame(Wrong.BAD_VALUE, "host", host)
    if authority and "-----BEGIN CERTIFICATE-----" not in authority:
        table.blame(Wrong.WRONG_KIND, "authority", "PEM")
    port = table.number("port", usual, 1, 65535)
    return Place(name, scheme, host, port, authority, login, client="", bearer=False, database="")
