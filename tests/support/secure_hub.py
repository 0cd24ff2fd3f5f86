"""A team's hub as a company runs it: TLS by an authority of its own, SCRAM, nothing unencrypted, on loopback.

Promise: made by the product's own verbs; passwords are the ones it handed out.
"""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from console.models.kinds import Locale, Role
from console.services.sync.admin import FIRST_TEAM, First, init
from console.services.sync.connection import Connection, Method
from console.services.sync.hub_people import HubPeople, NewPerson
from tests.support.certificates import Authority, Issued
from tests.support.postgres import FAST, cluster
from tests.support.waiting import until

DATABASE = "desk"
OTHER_TEAM = "Network"
ADMIN, LEAD, AGENT, COLLEAGUE, STRANGER, AUDITOR = "ada", "lena", "agnes", "bao", "otto", "aurel"
PEOPLE: dict[str, tuple[str, Role]] = {
    LEAD: (FIRST_TEAM, Role.LEAD),
    AGENT: (FIRST_TEAM, Role.AGENT),
    COLLEAGUE: (FIRST_TEAM, Role.AGENT),
    STRANGER: (OTHER_TEAM, Role.AGENT),
    AUDITOR: (FIRST_TEAM, Role.AUDITOR),
}
_HBA = "local all all trust\nhostnossl all all all reject\nhostssl all all all scram-sha-256\n"


@dataclass
class SecureHub:
    """A running server with one hub."""

    socket: Path
    port: int
    keys: Path
    authority: Authority
    passwords: dict[str, str] = field(default_factory=dict)

    @property
    def connection(self) -> Connection:
        """What an admin would hand out."""
        return Connection("Corp desk", "localhost", self.port, DATABASE, Method.SCRAM, self.authority.pem)

    def at(self, **changes: object) -> Connection:
        """The same with something else in it."""
        changed: Connection = replace_values(self.connection, **changes)
        return changed

    def url(self, database: str = DATABASE) -> str:
        """The address as the server's administrator types it."""
        return f"postgresql://postgres@/{database}?host={self.socket}&port={self.port}"

    @contextmanager
    def root(self, database: str = DATABASE) -> Iterator[psycopg.Connection]:
        """A superuser's connection."""
        with closing(psycopg.connect(self.url(database), autocommit=True)) as connection:
            yield connection

    def people(self, connection: psycopg.Connection) -> HubPeople:
        """What an admin does."""
        return HubPeople(connection)

    def show(self, issued: Issued) -> None:
        """Have the server show another certificate from now on."""
        self._lay(issued)
        with self.root("postgres") as root:
            root.execute("select pg_reload_conf()")
        wanted = ssl.PEM_cert_to_DER_cert(issued.certificate.decode())
        until(lambda: self._shown() == wanted)

    def encrypt(self, *, on: bool) -> None:
        """Turn TLS on or off."""
        with self.root("postgres") as root:
            root.execute(f"alter system set ssl = {'on' if on else 'off'}".encode())
            root.execute("select pg_reload_conf()")
        until(lambda: (self._shown() is not None) is on)

    @contextmanager
    def gone(self) -> Iterator[None]:
        """While it lasts nobody is let into the hub, and whoever was in is out."""
        with self.root("postgres") as root:
            root.execute(f"alter database {DATABASE} allow_connections false".encode())
            root.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", (DATABASE,))
            try:
                yield
            finally:
                root.execute(f"alter database {DATABASE} allow_connections true".encode())

    def copy(self, name: str) -> None:
        """Keep the hub as it is now under another name, as a backup does; everybody is out for that moment."""
        with self.gone(), self.root("postgres") as root:
            root.execute(f"create database {name} template {DATABASE}".encode())

    def restore(self, name: str) -> None:
        """Put a copy in the hub's place."""
        with self.root("postgres") as root:
            root.execute(f"drop database {DATABASE} with (force)".encode())
            root.execute(f"alter database {name} rename to {DATABASE}".encode())
        self.harden()

    def harden(self) -> None:
        """What `hub init` does to a database that a copy does not have."""
        from console.services.sync.admin import harden

        with self.root() as root:
            harden(root)

    def _lay(self, issued: Issued) -> None:
        for name, content in (("server.crt", issued.certificate), ("server.key", issued.key)):
            path = self.keys / name
            path.unlink(missing_ok=True)
            path.touch(mode=0o600)
            path.write_bytes(content)
            if os.geteuid() == 0:
                shutil.chown(path, "postgres")

    def _shown(self) -> bytes | None:
        """The certificate a newcomer is shown; None where nothing is encrypted."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with socket.create_connection(("localhost", self.port)) as line:
            line.sendall(bytes.fromhex("0000000804d2162f"))
            if line.recv(1) != b"S":
                return None
            with context.wrap_socket(line) as safe:
                return safe.getpeercert(binary_form=True)


def replace_values(connection: Connection, **changes: object) -> Connection:
    """A connection with other values; the light values of the console know no `dataclasses.replace`."""
    names = ("hub", "host", "port", "database", "method", "ca", "login")
    values = {name: getattr(connection, name) for name in names} | changes
    return Connection(**values)


def free_port() -> int:
    """A port nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def secure_hub(server: str = FAST) -> Iterator[SecureHub]:
    """A hub with two teams and a person for each of `PEOPLE`, and the admin; `server` is how its server is started."""
    with tempfile.TemporaryDirectory(prefix="tls.") as folder:
        keys, authority, port = Path(folder), Authority(), free_port()
        keys.chmod(0o755)
        (keys / "hba.conf").write_text(_HBA)
        (keys / "hba.conf").chmod(0o644)
        hub = SecureHub(keys, port, keys, authority)
        hub._lay(authority.issue())
        options: dict[str, object] = {"ssl_cert_file": keys / "server.crt", "ssl_key_file": keys / "server.key"}
        options |= {"hba_file": keys / "hba.conf", "listen_addresses": "127.0.0.1", "port": port}
        with cluster(server + "".join(f" -c {name}={value}" for name, value in options.items())) as where:
            hub.socket = where
            hub.encrypt(on=True)
            _people(hub)
            yield hub


def _people(hub: SecureHub) -> None:
    made = init(hub.url(), _nobody_asks, First(ADMIN, "Ada", Locale.EN))
    hub.passwords[ADMIN] = str(made.password)
    with hub.root() as root:
        people = HubPeople(root)
        people.add_team(OTHER_TEAM)
        for login, (team, role) in PEOPLE.items():
            given = people.add(NewPerson(login, login.title(), team, (role,), Locale.EN))
            hub.passwords[login] = str(given)


def _nobody_asks(user: str) -> str:
    raise AssertionError(f"a password was asked of {user}")
