"""The way to a hub, step by step: its name, its port, its certificate.

Promise: nothing secret is sent; a certificate that is not right is told apart by what is wrong with it, which the
database's own library does not say.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager

from console.models.kinds import Code, HubStep, Refused
from console.services.sync.connection import Connection

SECONDS = 8.0
"""How long each step may take."""
_ASK_FOR_TLS = b"\0\0\0\x08\x04\xd2\x16\x2f"
"""PostgreSQL's SSLRequest: the server answers S or N."""

_EXPIRED, _EARLY, _OTHER_NAME, _OTHER_ADDRESS = 10, 9, 62, 64
"""X509_V_ERR_ numbers of OpenSSL."""
_UNKNOWN = frozenset({2, 7, 18, 19, 20, 21, 27})
_CERTIFICATES: Mapping[int, Code] = {
    _EXPIRED: Code.HUB_CERTIFICATE_EXPIRED,
    _EARLY: Code.HUB_CERTIFICATE_EARLY,
    _OTHER_NAME: Code.HUB_CERTIFICATE_OTHER,
    _OTHER_ADDRESS: Code.HUB_CERTIFICATE_OTHER,
    **dict.fromkeys(_UNKNOWN, Code.HUB_CERTIFICATE_UNKNOWN),
}


def steps(connection: Connection) -> Iterator[tuple[HubStep, Callable[[], None]]]:
    """What there is to check on the way, in order; each raises Refused."""
    yield HubStep.NAME, lambda: check_name(connection)
    yield HubStep.PORT, lambda: check_port(connection)
    yield HubStep.TLS, lambda: check_certificate(connection)


def check_wire(connection: Connection) -> None:
    """Raises Refused for the first step on the way that fails."""
    for _, check in steps(connection):
        check()


def check_name(connection: Connection) -> None:
    """Raises Refused HUB_NO_HOST when nobody knows the name."""
    try:
        socket.getaddrinfo(connection.host, connection.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Refused(Code.HUB_NO_HOST, host=connection.host) from None


def check_port(connection: Connection) -> None:
    """Raises Refused HUB_PORT_CLOSED or HUB_NO_ANSWER."""
    with _called(connection):
        return


def check_certificate(connection: Connection) -> None:
    """Raises Refused for a server that does not encrypt or whose certificate is not right."""
    context = ssl.create_default_context(cadata=connection.ca)
    with _called(connection) as line:
        try:
            line.sendall(_ASK_FOR_TLS)
            if line.recv(1) != b"S":
                raise Refused(Code.HUB_NO_TLS, host=connection.host)
            context.wrap_socket(line, server_hostname=connection.host).close()
        except ssl.SSLCertVerificationError as error:
            raise _of_certificate(error, connection.host) from None
        except OSError as error:
            raise Refused(Code.HUB_CERTIFICATE_BAD, host=connection.host, reason=error) from None


def _of_certificate(error: ssl.SSLCertVerificationError, host: str) -> Refused:
    code = _CERTIFICATES.get(error.verify_code)
    if code is None:
        return Refused(Code.HUB_CERTIFICATE_BAD, host=host, reason=error.verify_message)
    return Refused(code, host=host)


@contextmanager
def _called(connection: Connection) -> Iterator[socket.socket]:
    try:
        line = socket.create_connection((connection.host, connection.port), SECONDS)
    except ConnectionRefusedError:
        raise Refused(Code.HUB_PORT_CLOSED, host=connection.host, port=str(connection.port)) from None
    except OSError:
        raise Refused(Code.HUB_NO_ANSWER, host=connection.host, port=str(connection.port)) from None
    with closing(line):
        yield line
