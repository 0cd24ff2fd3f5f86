"""A mail server on loopback that keeps what it is given, and the letters and channels tests send by.

Promise: a real SMTP peer with TLS and sign-in where asked for; gone with its test.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
import tempfile
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from console.models.allowed import Place
from console.models.channels import Channel
from console.models.kinds import Locale
from console.models.message_kinds import ChannelKind, MailSecurity, MessageKind
from console.models.runbook_kinds import Scheme
from console.services.letter import Letter
from tests.support.certificates import Issued

GOOD_WORD = "right horse"
LETTER = Letter(
    "0191-key",
    "wei@example.org",
    "Wei Lin",
    Locale.EN,
    MessageKind.INITIAL,
    "i-1",
    7,
    "Sign-in fails",
    "We **investigate**.",
    datetime(2026, 2, 23, 9, 0, tzinfo=UTC),
)


@dataclass
class Post:
    """A running mail server, and what it was given."""

    port: int = 0
    given: list[tuple[list[str], bytes]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    """What it says to a recipient, or to DATA, instead of taking it; "" hangs up."""

    @property
    def letters(self) -> list[EmailMessage]:
        """What it was given, parsed."""
        found = [message_from_bytes(raw, policy=default) for _, raw in self.given]
        return [one for one in found if isinstance(one, EmailMessage)]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or say why not."""
        del server, session, options
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a letter, or say why not."""
        del session
        said = self.answers.get("DATA", "250 OK")
        if not said or said.startswith("2"):
            content = envelope.content
            self.given.append((list(envelope.rcpt_tos), content if isinstance(content, bytes) else b""))
        if not said and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return said or "250 OK"


@contextmanager
def posting(issued: Issued | None = None, *, starttls: bool = False, signs_in: bool = True) -> Iterator[Post]:
    """A mail server; with a certificate by TLS from the first byte or after STARTTLS, where it asks for a sign-in
    unless nobody `signs_in`.
    """
    post, loop = Post(), asyncio.new_event_loop()
    context = None if issued is None else _context(issued)

    def speak() -> SMTP:
        return _speaking(post, loop, context if signs_in else None, starttls=starttls)

    async def begin() -> asyncio.Server:
        return await loop.create_server(speak, "127.0.0.1", 0, ssl=None if starttls else context)

    told = logging.getLogger("mail.log")
    before, told.disabled = told.disabled, True  # a client that goes is what some tests are about
    server = loop.run_until_complete(begin())
    post.port = server.sockets[0].getsockname()[1]
    running = threading.Thread(target=loop.run_forever)
    running.start()
    try:
        yield post
    finally:
        loop.call_soon_threadsafe(server.close)
        asyncio.run_coroutine_threadsafe(_all_gone(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        running.join()
        loop.close()
        told.disabled = before


def _speaking(post: Post, loop: asyncio.AbstractEventLoop, context: ssl.SSLContext | None, *, starttls: bool) -> SMTP:
    """What speaks with one client."""
    if context is None:
        return SMTP(post, loop=loop, hostname="post.example", enable_SMTPUTF8=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # it does not see that the line itself is encrypted
        return SMTP(
            post,
            loop=loop,
            hostname="post.example",
            tls_context=context if starttls else None,
            require_starttls=starttls,
            authenticator=_known,
            auth_required=True,
            auth_require_tls=starttls,
        )


def _known(server: object, session: object, envelope: object, mechanism: str, login: object) -> AuthResult:
    del server, session, envelope, mechanism
    good = isinstance(login, LoginPassword) and (login.login, login.password) == (b"console", GOOD_WORD.encode())
    return AuthResult(success=good, handled=good)


async def _all_gone() -> None:
    """Let conversations end that nobody waits for."""
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def _context(issued: Issued) -> ssl.SSLContext:
    with tempfile.TemporaryDirectory() as folder:
        certificate, key = Path(folder, "c.pem"), Path(folder, "k.pem")
        certificate.write_bytes(issued.certificate)
        key.write_bytes(issued.key)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
    return context


def mail_channel(port: int, security: MailSecurity = MailSecurity.PLAIN, authority: str = "") -> Channel:
    """A channel to a mail server on loopback; encrypted ones sign in."""
    scheme = Scheme.TLS if security is MailSecurity.TLS else Scheme.TCP
    login = "" if security is MailSecurity.PLAIN else "console"
    place = Place("mail", scheme, "localhost", port, authority, login, client="", bearer=False, database="")
    name = "Support desk"
    return Channel("mail", ChannelKind.SMTP, place, security, "desk@example.org", name, "", (), Locale.EN)
