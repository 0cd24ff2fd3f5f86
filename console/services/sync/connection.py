"""The way to a team's hub, read from the file an admin hands out.

Promise: the file is taken for hostile: whatever is wrong with it is a refusal that names the place, nothing in it can
name another file, option or server than it shows, and a password or a private key in it is not taken.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path

from console.models.kinds import Code, ConnectionFault, Refused
from console.models.values import dataclass

LARGEST = 64 * 1024
"""Bytes of the file, and of a certificate beside it."""
PORT = 5432
LONGEST_NAME = 60
"""Characters of a hub's name, bytes of a database's."""

_KEYS = frozenset({"hub", "host", "port", "database", "method", "ca", "login"})
_HOST = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]{0,62}(?<!-))?(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,62}(?<!-))?)*\.?")
_LOGIN = re.compile(r"[a-z][a-z0-9._@-]{0,62}")
_BEGIN = "-----BEGIN CERTIFICATE-----"
_PEM = re.compile(_BEGIN + r"[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----")
_SECRET = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")
_Fits = Callable[[str], object]
_TELLING = frozenset({"password", "passwd", "pass", "secret", "token", "sslpassword", "passfile"})


class Method(StrEnum):
    """How a person proves who they are."""

    SCRAM = "password"
    """To the hub itself, by SCRAM: the password never leaves this machine."""
    LDAP = "ldap"
    """To the company's directory, through the hub's server."""
    KERBEROS = "kerberos"
    """By the ticket of their session; no password is asked."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Where a hub is and how one signs in there."""

    hub: str
    """What people call it."""
    host: str
    port: int
    database: str
    method: Method
    ca: str
    """Certificates (PEM) of the authorities that may vouch for the server; no others count."""
    login: str | None = None

    @property
    def place(self) -> str:
        """The address, by which the keyring knows a password: another server never gets it."""
        return f"{self.host}:{self.port}/{self.database}"

    def written(self) -> str:
        """The text of a file that `read_connection` reads as this; the certificates are within."""
        lines = {"hub": self.hub, "host": self.host, "database": self.database, "method": self.method.value}
        if self.login is not None:
            lines["login"] = self.login
        text = "".join(f"{key} = {_quoted(value)}\n" for key, value in lines.items())
        return f'{text}port = {self.port}\nca = """\n{self.ca.strip()}\n"""\n'


def read_connection(path: Path) -> Connection:
    """The connection of a file; raises Refused CONNECTION_BAD."""
    try:
        return _checked(_table(path), path)
    except _Faulty as faulty:
        raise Refused(Code.CONNECTION_BAD, path=path, reason=faulty.reason) from None
    except OSError as error:
        raise Refused(Code.CONNECTION_BAD, path=path, reason=error) from None


def is_login(text: str) -> bool:
    """Whether a hub could know somebody by this name."""
    return _LOGIN.fullmatch(text) is not None


class _Faulty(Exception):
    def __init__(self, fault: ConnectionFault, place: str = "") -> None:
        super().__init__(fault, place)
        self.reason: tuple[ConnectionFault | str, ...] = (fault, place) if place else (fault,)


def _table(path: Path) -> Mapping[str, object]:
    import tomllib

    text = _text(path)
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _Faulty(ConnectionFault.NOT_TOML, str(error)) from None


def _text(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise _Faulty(ConnectionFault.TOO_LARGE)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _Faulty(ConnectionFault.NOT_TOML, str(error)) from None
    if _SECRET.search(text):
        raise _Faulty(ConnectionFault.PRIVATE_KEY)
    return text


def _checked(table: Mapping[str, object], path: Path) -> Connection:
    if {key.casefold() for key in table} & _TELLING:
        raise _Faulty(ConnectionFault.TELLS_TOO_MUCH)
    if unknown := sorted(table.keys() - _KEYS):
        raise _Faulty(ConnectionFault.UNKNOWN_KEY, unknown[0])
    login = _word(table, "login", _LOGIN.fullmatch) if "login" in table else None
    port = table.get("port", PORT)
    if not isinstance(port, int) or isinstance(port, bool) or not 0 < port < 65536:
        raise _Faulty(ConnectionFault.BAD_VALUE, "port")
    return Connection(
        hub=_word(table, "hub", _is_name),
        host=_word(table, "host", _is_host),
        port=port,
        database=_word(table, "database", lambda text: _is_name(text) and len(text.encode()) <= LONGEST_NAME),
        method=Method(_word(table, "method", lambda text: text in set(Method))),
        ca=_certificates(_word(table, "ca", bool), path),
        login=login,
    )


def _word(table: Mapping[str, object], key: str, fits: _Fits) -> str:
    if key not in table:
        raise _Faulty(ConnectionFault.MISSING, key)
    value = table[key]
    if not isinstance(value, str) or not fits(value):
        raise _Faulty(ConnectionFault.BAD_VALUE, key)
    return value


def _is_name(text: str) -> bool:
    return 0 < len(text) <= LONGEST_NAME and text.isprintable() and text == text.strip()


def _is_host(text: str) -> bool:
    """A name or an address: neither a path of a socket nor a list of servers, which libpq would take too."""
    if _HOST.fullmatch(text) and len(text) < 254:
        return True
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return "%" not in text


def _certificates(given: str, path: Path) -> str:
    """Those in the text itself, or in a file beside `path`; whatever stands around them is left out."""
    text = given
    if _BEGIN not in given:
        if Path(given).name != given or given in {".", ".."} or not given.isprintable():
            raise _Faulty(ConnectionFault.BAD_VALUE, "ca")
        try:
            text = _text(path.with_name(given))
        except OSError:
            raise _Faulty(ConnectionFault.NO_CERTIFICATE, given) from None
    import ssl

    text = "\n".join(_PEM.findall(text)) + "\n"
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=text)
    except (ssl.SSLError, ValueError):
        raise _Faulty(ConnectionFault.NO_CERTIFICATE, "ca") from None
    return text


def _quoted(text: str) -> str:
    """A basic string of TOML; names are printable, so only two characters need care."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
