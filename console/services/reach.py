"""Connects to places that are allowed, to the address found for them once, within a deadline.

Promise: a name is resolved once and that address is connected to; an address no entry names is never reached; nothing
takes longer than its deadline, however slowly the other side speaks; a certificate is always verified.
"""

from __future__ import annotations

import errno
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address

from console.models.allowed import Address, Place, admits
from console.models.runbook_kinds import Finding
from console.models.step_outcome import Unreached
from console.services.clock import Clock

_FAULTS = {
    10: Finding.CERTIFICATE_EXPIRED,
    9: Finding.CERTIFICATE_EARLY,
    62: Finding.CERTIFICATE_OTHER,
    64: Finding.CERTIFICATE_OTHER,
}
"""By OpenSSL's number of what is wrong with a certificate; any other is not trusted."""


class Deadline:
    """How long a step still has."""

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self._end = clock.monotonic() + seconds
        self.seconds = seconds

    @property
    def passed(self) -> bool:
        """Whether it has no time left."""
        return self._clock.monotonic() >= self._end

    def left(self) -> float:
        """Seconds left, more than 0; raises Unreached TIMED_OUT."""
        left = self._end - self._clock.monotonic()
        if left <= 0:
            raise Unreached(Finding.TIMED_OUT, seconds=round(self.seconds, 1))
        return left

    @contextmanager
    def over(self, connection: socket.socket) -> Iterator[None]:
        """Shut the connection down when the time is up: whoever reads or writes then is told that it ended."""
        with connection.dup() as same:  # TLS takes the connection's own handle away
            watch = threading.Timer(self.left(), _shut, (same,))
            watch.daemon = True
            watch.start()
            try:
                yield
            finally:
                watch.cancel()
                watch.join()


def address_of(place: Place, deadline: Deadline) -> list[Address]:
    """The addresses of a place that may be connected to, in the system's order; raises Unreached."""
    found: list[Address] = []
    failed: list[OSError] = []

    def resolve() -> None:
        try:
            known = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(ip_address(str(entry[4][0]).partition("%")[0]) for entry in known))
        except OSError as error:
            failed.append(error)

    asking = threading.Thread(target=resolve, name="resolve", daemon=True)  # the system's resolver knows no deadline
    asking.start()
    asking.join(deadline.left())
    if asking.is_alive():
        raise Unreached(Finding.TIMED_OUT, seconds=round(deadline.seconds, 1))
    if failed or not found:
        raise Unreached(Finding.NO_HOST, host=place.host)
    good = [address for address in found if admits(place, address)]
    if not good:
        raise Unreached(Finding.ADDRESS_DENIED, host=place.host, address=str(found[0]))
    return good


def connect(place: Place, deadline: Deadline) -> socket.socket:
    """A connection to the first address that answers; raises Unreached."""
    last: OSError | None = None
    for address in address_of(place, deadline):
        try:
            return socket.create_connection((str(address), place.port), deadline.left())
        except OSError as error:
            last = error
    raise fault(last or OSError(), place, deadline)


@contextmanager
def conversation(place: Place, deadline: Deadline, *, encrypted: bool) -> Iterator[socket.socket]:
    """A connection, encrypted where asked for, that ends with the block; raises Unreached for what goes wrong in it."""
    with connect(place, deadline) as plain, deadline.over(plain):
        try:
            if not encrypted:
                yield plain
                return
            with _context(place).wrap_socket(plain, server_hostname=place.host) as secure:
                yield secure
        except (OSError, ValueError) as error:
            raise fault(error, place, deadline) from None


def fault(error: Exception, place: Place, deadline: Deadline) -> Unreached:
    """What a failure of the network means."""
    if deadline.passed or isinstance(error, TimeoutError):
        return Unreached(Finding.TIMED_OUT, seconds=round(deadline.seconds, 1))
    if isinstance(error, ssl.SSLCertVerificationError):
        return Unreached(_FAULTS.get(error.verify_code, Finding.CERTIFICATE_UNKNOWN), host=place.host)
    if isinstance(error, ssl.SSLError):
        return Unreached(Finding.NO_TLS, host=place.host)
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.ECONNREFUSED:
        return Unreached(Finding.CONNECTION_REFUSED, host=place.host, port=str(place.port))
    if number in (errno.ECONNRESET, errno.EPIPE, errno.ENOTCONN, None):
        return Unreached(Finding.HUNG_UP, host=place.host)
    return Unreached(Finding.NO_WAY, host=place.host, reason=str(getattr(error, "strerror", "") or error))


def _context(place: Place) -> ssl.SSLContext:
    return ssl.create_default_context(cadata=place.authority or None)


def _shut(connection: socket.socket) -> None:
    try:
        socket.socket.shutdown(connection, socket.SHUT_RDWR)  # of the TCP beneath TLS: the reader keeps its objects
    except OSError:
        return  # it has ended by itself
