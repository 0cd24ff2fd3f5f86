"""What runbooks may reach: places, programs and sources of evidence by name, set by admins alone (SPEC 1.3, 8.2, 8.5).

Promise: a step names a place or a program of this list, never an address; what stands in no list is not reached.
"""

from __future__ import annotations

import re
import tomllib
from ipaddress import IPv4Address, IPv6Address, ip_address
from zoneinfo import available_timezones

from console.models.reading_tables import Fault, Table, Wrong
from console.models.runbook_kinds import Scheme, SourceKind
from console.models.runbook_reading import LARGEST, digest
from console.models.values import dataclass

PORTS = {Scheme.HTTPS: 443, Scheme.HTTP: 80, Scheme.POSTGRESQL: 5432, Scheme.POSTGRESQL_PLAIN: 5432}
"""Of schemes that have a usual one."""
_HOST = re.compile(r"(?=.{1,253}\Z)[A-Za-z0-9]([A-Za-z0-9-]{0,62})(\.[A-Za-z0-9][A-Za-z0-9-]{0,62})*")
_NEEDED = {
    SourceKind.FILES: ("path",),
    SourceKind.JOURNAL: ("unit",),
    SourceKind.HTTP_LOG: ("path", "target"),
    SourceKind.METRICS: ("target",),
    SourceKind.STATUS: ("target",),
}
_METADATA = frozenset({"169.254.169.254", "fd00:ec2::254", "100.100.100.200", "168.63.129.16"})
"""Where clouds hand out the credentials of the machine that asks."""

Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere steps may connect to."""

    name: str
    scheme: Scheme
    host: str
    port: int
    authority: str
    """Certificates that vouch for it, as PEM; "" trusts those this system trusts."""
    login: str
    """Who signs in there; "" for nobody. The secret is kept apart."""
    client: str
    """The client's id at an identity provider."""
    bearer: bool
    """Whether the secret is a token that is shown as it is."""
    database: str

    @property
    def address(self) -> str:
        """Scheme, host and port in a line; by this the keyring knows its secret."""
        return f"{self.scheme}://{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Program:
    """Something steps may start."""

    name: str
    path: str
    environment: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Somewhere evidence is looked for; what a kind does not need is empty."""

    name: str
    kind: SourceKind
    path: str
    """Of files, a pattern; of an HTTP log or a probe, the path asked for."""
    unit: str
    """Of journald."""
    directory: str
    """Where journald's files lie; "" for this machine's own."""
    target: str
    queries: tuple[tuple[str, str], ...]
    """Of metrics, by name."""
    zone: str
    """Of times without one."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """The whole list."""

    places: tuple[Place, ...] = ()
    programs: tuple[Program, ...] = ()
    sources: tuple[Source, ...] = ()

    def place(self, name: str) -> Place | None:
        """The place of that name."""
        return next((place for place in self.places if place.name == name), None)

    def program(self, name: str) -> Program | None:
        """The program of that name."""
        return next((program for program in self.programs if program.name == name), None)

    def hash_of(self, name: str) -> str:
        """What an approval of a step with that target or program covers besides the step."""
        entry = self.place(name) or self.program(name)
        return digest("" if entry is None else repr(entry))


def admits(place: Place, address: Address) -> bool:
    """Whether a step may connect to `address`, to which the place's host leads.

    This machine, its own link and the credentials of clouds are reached only where the entry itself names them.
    """
    plain = getattr(address, "ipv4_mapped", None) or address
    odd = plain.is_loopback or plain.is_link_local or plain.is_unspecified or plain.is_multicast
    if not odd and str(plain) not in _METADATA:
        return True
    if place.host.lower() == "localhost":
        return bool(plain.is_loopback)
    try:
        return ip_address(place.host) == address
    except ValueError:
        return False


def read_allowed(text: str) -> tuple[Allowed, tuple[Fault, ...]]:
    """The list written in TOML; with a fault in it nothing is allowed."""
    if len(text) > LARGEST:
        return Allowed(), (Fault("", Wrong.TOO_LARGE, "", str(LARGEST)),)
    try:
        read = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return Allowed(), (Fault("", Wrong.NOT_TOML, "", str(error)),)
    faults: list[Fault] = []
    top = Table(read, "", "", faults)
    places = tuple(_place(name, table) for name, table in _named(top, "places"))
    programs = tuple(_program(name, table) for name, table in _named(top, "programs"))
    sources = tuple(_source(name, table) for name, table in _named(top, "sources"))
    top.nothing_else()
    return (Allowed() if faults else Allowed(places, programs, sources)), tuple(faults)


def _named(top: Table, key: str) -> list[tuple[str, Table]]:
    within = top.table(key, needed=False)
    if within is None:
        return []
    made = [(within.is_name(name), within.table(name)) for name in within.read]
    return [(name, table) for name, table in made if table is not None]


def _place(name: str, table: Table) -> Place:
    table.step = name
    scheme = table.word("scheme", Scheme)
    host = table.text("host")
    if host and not is_host(host):
        table.blame(Wrong.BAD_VALUE, "host", host)
    usual = PORTS.get(scheme, 0)
    port = table.number("port", usual, 1, 65535)
    if not port:
        table.blame(Wrong.MISSING, "port")
    authority = table.text("authority", "")
    if authority and "-----BEGIN CERTIFICATE-----" not in authority:
        table.blame(Wrong.WRONG_KIND, "authority", "PEM")
    made = Place(
        name,
        scheme,
        host,
        port,
        authority,
        login=table.text("login", ""),
        client=table.text("client", ""),
        bearer=table.flag("bearer"),
        database=table.text("database", ""),
    )
    table.nothing_else()
    return made


def _program(name: str, table: Table) -> Program:
    table.step = name
    path = table.text("path")
    if path and not path.startswith("/") and not re.match(r"[A-Za-z]:\\", path):
        table.blame(Wrong.BAD_PATH, "path", path)
    environment = tuple((key, str(value)) for key, value in table.scalars("environment"))
    table.nothing_else()
    return Program(name, path, environment)


def _source(name: str, table: Table) -> Source:
    table.step = name
    kind = table.word("kind", SourceKind)
    needs = _NEEDED.get(kind, ())
    zone = table.text("zone", "UTC")
    if zone not in available_timezones():
        table.blame(Wrong.BAD_VALUE, "zone", zone)
    queries = tuple((key, str(value)) for key, value in table.scalars("queries"))
    if kind is SourceKind.METRICS and not queries:
        table.blame(Wrong.MISSING, "queries")
    made = Source(
        name,
        kind,
        table.text("path", None if "path" in needs else ""),
        table.text("unit", None if "unit" in needs else ""),
        table.text("directory", ""),
        table.text("target", None if "target" in needs else ""),
        queries,
        zone,
    )
    table.nothing_else()
    return made


def is_host(text: str) -> bool:
    """Whether it is the name or the address of a machine."""
    if _HOST.fullmatch(text):
        return True
    try:
        return "%" not in text and bool(ip_address(text))
    except ValueError:
        return False
