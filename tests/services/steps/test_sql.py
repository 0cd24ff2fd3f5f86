"""A step that asks a database one question that reads, on a real one with and without TLS (SPEC 8.5)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from console.models.runbook import Bound, SqlCheck
from console.models.runbook_kinds import Finding, Result, Scheme
from console.services import stepping
from tests.support.certificates import Authority
from tests.support.peers import shut_port, talking
from tests.support.postgres import FAST, cluster
from tests.support.scenes import done, params, place, scene, step

SEVEN = Bound("=", 7)


@dataclass(frozen=True)
class Database:
    socket: Path
    port: int
    authority: Authority


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    port, authority = shut_port(), Authority()
    with cluster(f"{FAST} -c listen_addresses=127.0.0.1 -c port={port}") as folder:
        issued = authority.issue()
        for name, content in (("server.crt", issued.certificate), ("server.key", issued.key)):
            path = folder / "data" / name
            path.write_bytes(content)
            path.chmod(0o600)
            shutil.chown(path, "postgres")
        with psycopg.connect(f"host={folder} port={port} user=postgres", autocommit=True) as root:
            root.execute("create table account (n int)")
            root.execute("insert into account values (7)")
            root.execute("alter system set ssl = on")
            root.execute("select pg_reload_conf()")
        yield Database(folder, port, authority)


def asked(database: Database, query: str, bound: Bound = SEVEN, seconds: float = 10) -> tuple[Result, Finding]:
    there = place(database.port, Scheme.POSTGRESQL_PLAIN, login="postgres")
    return done(step(SqlCheck("there", query, bound), seconds=seconds), scene(there))


def test_the_first_value_is_held_against_the_bound(database: Database) -> None:
    assert asked(database, "select n from account") == (Result.PASSED, Finding.NUMBER_GOOD)
    assert asked(database, "select n, 'x' from account;", Bound("<", 7)) == (Result.FAILED, Finding.NUMBER_BAD)
    assert asked(database, "select 7.0::numeric") == (Result.PASSED, Finding.NUMBER_GOOD)
    assert asked(database, "select true", Bound("=", 1)) == (Result.PASSED, Finding.NUMBER_GOOD)
    assert asked(database, "select 100 % 7 from account", Bound("=", 2)) == (Result.PASSED, Finding.NUMBER_GOOD)


@pytest.mark.parametrize("query", ["select 'many'", "select null", "select n from account where false"])
def test_what_is_no_number_is_told(database: Database, query: str) -> None:
    assert asked(database, query) == (Result.FAILED, Finding.NO_NUMBER)


@pytest.mark.parametrize(
    "query",
    [
        "with gone as (delete from account returning n) select n from gone",
        "select n from account; delete from account",
        "select n from account for update",
        "select set_config('transaction_read_only', 'off', false); delete from account",
    ],
)
def test_nothing_is_written(database: Database, query: str) -> None:
    assert asked(database, query) == (Result.FAILED, Finding.SQL_FAILED)
    assert asked(database, "select n from account") == (Result.PASSED, Finding.NUMBER_GOOD)


def test_what_a_question_does_beside_is_taken_back(database: Database) -> None:
    assert asked(database, "select lo_create(0)", Bound(">", 0)) == (Result.PASSED, Finding.NUMBER_GOOD)
    assert asked(database, "select count(*) from pg_largeobject_metadata", Bound("=", 0))[0] is Result.PASSED


def test_an_error_of_the_server_is_its_reason(database: Database) -> None:
    there = place(database.port, Scheme.POSTGRESQL_PLAIN, login="postgres")
    outcome = stepping.run(step(SqlCheck("there", "select gone", Bound("=", 1))), scene(there))
    assert params(outcome) == {"reason": 'column "gone" does not exist'}


def test_a_statement_that_takes_too_long_is_ended(database: Database) -> None:
    assert asked(database, "select pg_sleep(60)", seconds=1) == (Result.TIMED_OUT, Finding.TIMED_OUT)


def test_the_certificate_of_an_encrypted_place_is_verified(database: Database) -> None:
    look = step(SqlCheck("there", "select ssl::int from pg_stat_ssl where pid = pg_backend_pid()", Bound("=", 1)))
    there = place(
        database.port, Scheme.POSTGRESQL, host="localhost", login="postgres", authority=database.authority.pem
    )
    assert done(look, scene(there)) == (Result.PASSED, Finding.NUMBER_GOOD)
    other = place(database.port, Scheme.POSTGRESQL, host="localhost", login="postgres", authority=Authority().pem)
    assert done(look, scene(other)) == (Result.FAILED, Finding.SQL_FAILED)


def test_nobody_there_is_told() -> None:
    look = step(SqlCheck("there", "select 1", Bound("=", 1)), seconds=2)
    shut = place(shut_port(), Scheme.POSTGRESQL_PLAIN)
    assert done(look, scene(shut)) == (Result.FAILED, Finding.CONNECTION_REFUSED)
    with talking(b"", drip=b"N") as port:
        assert done(look, scene(place(port, Scheme.POSTGRESQL_PLAIN)))[0] in (Result.FAILED, Result.TIMED_OUT)
    assert done(look, scene(place(1, Scheme.HTTP))) == (Result.NOT_SET_UP, Finding.OTHER_SCHEME)
