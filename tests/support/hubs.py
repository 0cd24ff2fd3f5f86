"""A PostgreSQL hub with the people of the simulation, one fresh database a history.

Promise: the hub is made once, as an administrator makes it; each history gets a copy of that database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
from psycopg.types.json import Jsonb

from console.models.kinds import COMMON_SHELF
from console.services.sync import admin
from console.services.sync.hub_schema import OWNER, SIGN_IN
from console.services.sync.postgres_hub import PostgresHub
from tests.services.sync.simulation import PEOPLE, TEAMS, residents
from tests.support.postgres import SYSTEM, cluster

_TEMPLATE = "hub_template"


@dataclass
class Server:
    """A running server that knows the people of the simulation."""

    socket: Path
    numbers: Iterator[int]

    def connect(self, user: str, database: str) -> psycopg.Connection:
        """A connection of that role, each statement its own transaction."""
        return psycopg.connect(f"host={self.socket} user={user} dbname={database}", autocommit=True)

    @contextmanager
    def hub(self) -> Iterator[Desk]:
        """A fresh hub; its database is dropped afterwards."""
        name = f"hub_{next(self.numbers)}"
        with closing(self.connect("postgres", "postgres")) as root:
            root.execute(f"create database {name} template {_TEMPLATE} owner {OWNER}".encode())
        with closing(self.connect("postgres", name)) as root:
            admin.harden(root)
        desk = Desk(self, name)
        try:
            yield desk
        finally:
            desk.close()
            with closing(self.connect("postgres", "postgres")) as root:
                root.execute(f"drop database {name}".encode())


class Desk:
    """One hub database and its signed-in people."""

    def __init__(self, server: Server, name: str) -> None:
        self.server = server
        self.name = name
        self.owner = server.connect("postgres", name)
        self.owner.execute("set role desk_owner")
        self._connections = {login: server.connect(login, name) for login in PEOPLE}

    def of(self, login: str) -> PostgresHub:
        """The hub as that person sees it."""
        return PostgresHub(self._connections[login])

    def worker(self) -> psycopg.Connection:
        """A connection of the service account."""
        return self.server.connect("worker", self.name)

    def empty(self) -> None:
        """As it was when it was made, at a fraction of the cost of another: sessions and their plans stay."""
        self.owner.execute("reset role; set session_replication_role = replica")
        for (table,) in self.owner.execute("select tablename from pg_tables where schemaname = 'made'").fetchall():
            anew = f"delete from desk.{table}; insert into desk.{table} select * from made.{table}"
            self.owner.execute(anew.encode())
        self.owner.execute("reset session_replication_role; set role desk_owner")

    def take_members(self, db: sqlite3.Connection) -> None:
        """Set who may see what as it is on the SQLite hub."""
        members = [list(column) for column in zip(*db.execute("select login, scope from member"), strict=True)]
        held = "select * from unnest(%s::text[], %s::text[])"
        self.owner.execute(f"delete from desk.member where (login, scope) not in ({held})".encode(), members)
        self.owner.execute(f"insert into desk.member {held} on conflict do nothing".encode(), members)

    def close(self) -> None:
        """Sign everybody out."""
        for connection in (self.owner, *self._connections.values()):
            connection.close()


@contextmanager
def server(version: str = SYSTEM) -> Iterator[Server]:
    """A server with the group roles, the people, and a template of the hub."""
    with cluster(version=version) as socket:
        made = Server(socket, count(1))
        with closing(made.connect("postgres", "postgres")) as root:
            root.execute(f"create database {_TEMPLATE}".encode())
        with closing(made.connect("postgres", _TEMPLATE)) as root, root.transaction():
            admin.build(root)
            for login, (roles, _) in PEOPLE.items():
                groups = ", ".join((SIGN_IN, *(f"desk_{role.value}" for role in roles)))
                root.execute(f"create role {login} login in role {groups}".encode())
            root.execute(f"create role worker login in role {SIGN_IN}, desk_worker".encode())
            root.execute(f"set role {OWNER}".encode())
            _people(root)
            root.execute("reset role")
            _keep(root)
        yield made


def _people(owner: psycopg.Connection) -> None:
    for scope in TEAMS.values():
        owner.execute("insert into desk.scope values (%s, %s)", (scope, scope))
    for table, key, values in residents():
        row = {"id": key, "root": key, "scope": COMMON_SHELF, **values}
        marks = ", ".join(["%s"] * len(row))
        bound = [Jsonb(value) if isinstance(value, list | dict) else value for value in row.values()]
        owner.execute(f"insert into desk.{table} ({', '.join(row)}) values ({marks})".encode(), bound)
    for login, (_, scopes) in PEOPLE.items():
        for scope in scopes:
            owner.execute("insert into desk.member values (%s, %s)", (login, scope))


def _keep(root: psycopg.Connection) -> None:
    """Copies of all tables of the hub, in a schema of their own."""
    root.execute("create schema made")
    for (table,) in root.execute("select tablename from pg_tables where schemaname = 'desk'").fetchall():
        root.execute(f"create table made.{table} as table desk.{table}".encode())
