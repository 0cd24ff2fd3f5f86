"""Mail by SMTP, one letter to one address (RFC 5321, 5322).

Promise: the server's certificate is verified before a name or password is told; no text of a person becomes a header of
its own; from the moment on at which the letter is handed over, what is not answered is unsure.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from socket import socket

from console.models.allowed import Place
from console.models.channels import Channel
from console.models.message_kinds import ChannelKind, MailSecurity
from console.models.runbook_kinds import Finding
from console.models.step_outcome import Unreached
from console.services.knowledge.rendering import html_of
from console.services.letter import Fate, Letter, NotSent
from console.services.reach import Deadline, conversation, fault
from console.services.scene import evidence

KIND = ChannelKind.SMTP
_LONGEST_REASON = 200


def send(channel: Channel, letter: Letter, secret: str | None, deadline: Deadline) -> None:
    """Hand the letter to the channel's server; raises NotSent."""
    place = channel.place
    if place is None or (place.login and not secret):
        raise NotSent(Fate.AGAIN, Finding.UNSIGNED, name=channel.name)
    message = written(channel, letter).as_bytes()
    try:
        with _signed_in(channel, place, secret or "", deadline) as server:
            _checked(server.mail(channel.sender), 250)
            _checked(server.rcpt(letter.address), 250, 251)
            _hand_over(server, message, place)
    except Unreached as error:
        raise NotSent(Fate.AGAIN, error.finding, **dict(error.params)) from None


def written(channel: Channel, letter: Letter) -> EmailMessage:
    """The letter as mail, in plain text and as HTML."""
    message = EmailMessage(SMTP)
    domain = channel.sender.rpartition("@")[2]
    message["From"] = Address(_line(channel.sender_name), addr_spec=channel.sender)
    message["To"] = Address(_line(letter.name) if letter.name != letter.address else "", addr_spec=letter.address)
    message["Subject"] = _line(letter.subject)
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = f"<{letter.key}@{domain}>"
    if letter.incident:
        message["References"] = f"<incident-{letter.incident}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    message.add_alternative(html_of(letter.body), subtype="html")
    message["Content-Language"] = letter.locale.value.replace("_", "-")  # after the parts, which take such headers over
    return message


@contextmanager
def _signed_in(channel: Channel, place: Place, secret: str, deadline: Deadline) -> Iterator[smtplib.SMTP]:
    with conversation(place, deadline, encrypted=channel.security is MailSecurity.TLS) as plug:
        plug.settimeout(deadline.left())
        server = _Server(plug, place.host, channel.sender.rpartition("@")[2])
        try:
            _checked(server.connect(place.host, place.port), 220)
            server.ehlo_or_helo_if_needed()
            if channel.security is MailSecurity.STARTTLS:
                server.starttls(context=ssl.create_default_context(cadata=place.authority or None))
                server.ehlo()
            if place.login:
                _sign_in(server, place.login, secret)
            yield server
        except smtplib.SMTPNotSupportedError as error:
            raise NotSent(Fate.AGAIN, Finding.NO_TLS, host=f"{place.host} ({evidence(str(error))})") from None
        except smtplib.SMTPResponseException as error:
            raise _refused(error.smtp_code, error.smtp_error) from None
        except (OSError, ValueError) as error:
            raise fault(error, place, deadline) from None
        finally:
            server.close()


def _sign_in(server: smtplib.SMTP, login: str, secret: str) -> None:
    """Sign in; raises NotSent, also where the server knows no sign-in or none that is known here."""
    try:
        server.login(login, secret)
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPException as error:
        said = error.smtp_error if isinstance(error, smtplib.SMTPResponseException) else str(error)
        raise NotSent(Fate.AGAIN, Finding.SIGN_IN_REFUSED, reason=_reason(said)) from None


def _hand_over(server: smtplib.SMTP, message: bytes, place: Place) -> None:
    try:
        code, said = server.data(message)
    except smtplib.SMTPDataError as error:
        raise _refused(error.smtp_code, error.smtp_error) from None
    except OSError:
        raise NotSent(Fate.UNSURE, Finding.MAIL_LOST, host=place.host) from None
    _checked((code, said), 250)


class _Server(smtplib.SMTP):
    """Speaks over a connection that stands already."""

    def __init__(self, plug: socket, host: str, domain: str) -> None:
        self._plug = plug
        super().__init__(local_hostname=domain)
        self._host = host  # whom the certificate has to name

    def _get_socket(self, host: str, port: int, timeout: float) -> socket:
        del host, port, timeout
        return self._plug


def _checked(answer: tuple[int, bytes], *good: int) -> None:
    if answer[0] not in good:
        raise _refused(*answer)


def _refused(code: int, said: bytes | str) -> NotSent:
    """A server that says 4xx may take it later, one that says 5xx never will (RFC 5321 4.2.1)."""
    fate = Fate.NEVER if 500 <= code < 600 else Fate.AGAIN
    return NotSent(fate, Finding.MAIL_REFUSED, code=code, reason=_reason(said))


def _reason(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(evidence(text).split())[:_LONGEST_REASON]


def _line(text: str) -> str:
    """One line of what can be printed: what a person wrote ends no header."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
