"""The file an admin hands to a new member: where the hub is, whom to believe, and as whom to sign in.

Promise: no secret is in it; what is written is read back as a console will read it, or nothing is left behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from console.models.kinds import Code, ConnectionFault, Refused
from console.models.values import dataclass
from console.services.sync.connection import PORT, Connection, Method, read_connection


@dataclass(frozen=True, slots=True)
class Handout:
    """What the admin says beyond the address they work by themselves."""

    path: Path
    """A new file."""
    login: str
    method: Method
    host: str | None = None
    """The server as consoles reach it, where the admin reaches it otherwise."""
    ca: Path | None = None
    """Certificates (PEM) of who vouches for the server; None: those of the address."""


def hand_out(wanted: Handout, address: Mapping[str, str]) -> None:
    """Write the file for the hub at an address (libpq's parts).

    Raises Refused HANDOUT_EXISTS, or HANDOUT_FAILED with what the address and the admin leave open.
    """
    text = _connection(wanted, address).written()
    try:
        with wanted.path.open("x", encoding="utf-8") as file:
            file.write(text)
        _check(wanted.path)
    except FileExistsError:
        raise Refused(Code.HANDOUT_EXISTS, path=wanted.path) from None
    except OSError as error:
        wanted.path.unlink(missing_ok=True)
        raise Refused(Code.HANDOUT_FAILED, path=wanted.path, reason=error) from None


def _check(path: Path) -> None:
    try:
        read_connection(path)
    except Refused as refused:
        path.unlink()
        raise Refused(Code.HANDOUT_FAILED, path=path, reason=refused.params["reason"]) from None


def _connection(wanted: Handout, address: Mapping[str, str]) -> Connection:
    host, port = wanted.host or address.get("host", ""), address.get("port", "")
    database = address.get("dbname") or address.get("user", "")
    return Connection(
        hub=host[:60],
        host=host,
        port=int(port) if port.isdecimal() else PORT,
        database=database,
        method=wanted.method,
        ca=_certificates(wanted, address),
        login=wanted.login,
    )


def _certificates(wanted: Handout, address: Mapping[str, str]) -> str:
    path = wanted.ca or Path(address.get("sslrootcert", ""))
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        reason = (ConnectionFault.NO_CERTIFICATE, str(path) if path.name else "ca")
        raise Refused(Code.HANDOUT_FAILED, path=wanted.path, reason=reason) from None
