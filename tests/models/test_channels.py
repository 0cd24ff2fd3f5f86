"""Channels are read whole or not at all (SPEC 9.3)."""

from __future__ import annotations

import pytest

from console.models.channels import EXAMPLE, channels_of, read_channels
from console.models.kinds import Code, Locale, Refused
from console.models.message_kinds import ChannelKind, MailSecurity
from console.models.runbook_kinds import Scheme

SMTP = '[channels.mail]\nkind = "smtp"\nhost = "mail.example.org"\nfrom = "desk@example.org"\n'
HOOK = '[channels.hook]\nkind = "webhook"\nhost = "hooks.example.org"\ngroups = ["ops"]\n'


def test_the_example_is_good_as_it_stands_and_with_all_its_lines() -> None:
    (mail,) = channels_of({"text": EXAMPLE})
    assert (mail.name, mail.kind, mail.security, mail.sender) == (
        "mail",
        ChannelKind.SMTP,
        MailSecurity.STARTTLS,
        "console@example.org",
    )
    every, faults = read_channels(EXAMPLE.replace("\n# [", "\n[").replace("\n# ", "\n").replace("A room", "# A room"))
    assert not faults
    assert [one.kind for one in every] == [ChannelKind.SMTP, ChannelKind.CHAT, ChannelKind.WEBHOOK]


def test_what_is_not_said_is_what_is_usual() -> None:
    mail, hook = channels_of({"text": SMTP + HOOK})
    assert mail.place is not None
    assert (mail.place.scheme, mail.place.port, mail.place.login) == (Scheme.TCP, 587, "")
    assert hook.place is not None
    assert (hook.place.scheme, hook.place.port, hook.path, hook.locale) == (Scheme.HTTPS, 443, "/", Locale.EN)
    (tls,) = channels_of({"text": SMTP + 'security = "tls"\n'})
    assert tls.place is not None
    assert (tls.place.scheme, tls.place.port) == (Scheme.TLS, 465)


@pytest.mark.parametrize(
    "text",
    [
        "channels = 1",
        "not toml",
        SMTP + 'password = "p"\n',
        SMTP.replace("desk@example.org", "desk@example.org>\\r\\nBcc: x"),
        SMTP.replace("mail.example.org", "mail example"),
        SMTP + 'authority = "not PEM"\n',
        SMTP + 'name = "a\\nb"\n',
        SMTP + 'security = "plain"\nlogin = "console"\n',
        HOOK + 'scheme = "postgresql"\n',
        HOOK + 'path = "x y"\n',
        HOOK.replace('groups = ["ops"]\n', ""),
        '[channels."A b"]\nkind = "chat"\ngroups = []\n',
        '[channels.x]\nkind = "fax"\n',
    ],
)
def test_what_is_no_channel_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        channels_of({"text": text})
    assert caught.value.code is Code.BAD_VALUE
