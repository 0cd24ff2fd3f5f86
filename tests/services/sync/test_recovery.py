"""What was not sent is saved from a damaged replica as far as it can be read (design 1.4)."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from console.bootstrap import build_services
from console.models.kinds import Code, Refused
from console.services.local import KeptOperation, Local
from console.services.store import Store
from console.services.sync import recovery
from console.services.sync.embedded import embedded
from console.services.sync.replica import Replica
from console.services.sync.rounds import Rounds
from console.services.tickets.commands import CreateTicket
from tests.support.desk import Office


def test_every_operation_is_saved_in_order_whatever_its_state(office: Office) -> None:
    titles = [f"Ticket {n}" for n in range(40)]
    for title in titles:
        office.ticket(title)
    with office.store.bulk() as db:
        db.execute("update _op set state = 'sent' where n % 3 = 0")
        db.execute("update _op set state = 'refused', code = 'DS001' where n % 3 = 1")
    found = list(recovery.salvaged(office.store.path))
    assert [one.body for one in found] == [str(row["body"]) for row in office.rows("_op", "1 order by n")]
    assert {one.state for one in found} == {"pending", "sent", "refused"}


def test_what_lies_around_an_unreadable_page_is_saved(office: Office) -> None:
    for n in range(200):
        office.ticket(f"Ticket {n} " + "with a long title " * 8)
    office.services.close()
    path = office.store.path
    with closing(sqlite3.connect(path)) as db:
        db.execute("pragma journal_mode = delete")
        size = db.execute("pragma page_size").fetchone()[0]
        middle = db.execute("select body from _op where n = 100").fetchone()[0].encode()[:60]
    content = bytearray(path.read_bytes())
    at = content.index(middle) // size * size
    content[at : at + size] = os.urandom(size)
    path.write_bytes(content)
    saved = list(recovery.salvaged(path))
    assert 150 < len(saved) < 200
    assert len({one.id for one in saved}) == len(saved)


def test_the_ruins_of_an_operation_are_not_taken_for_one(office: Office) -> None:
    office.ticket("Whole")
    with office.store.bulk() as db:
        for n, body in enumerate(("no json", "[]", '{"id": "other", "do": []}', '{"id": "x3"}')):
            db.execute("insert into _op(id, login, what, at, body) values (?, 'x', 'x', 1, ?)", (f"x{n}", body))
    assert len(list(recovery.salvaged(office.store.path))) == 1


def test_a_file_that_is_no_database_or_is_gone_gives_nothing(tmp_path: Path) -> None:
    path = tmp_path / "replica.db"
    assert not list(recovery.salvaged(path))
    path.write_bytes(b"this is no database" * 500)
    assert not list(recovery.salvaged(path))


def test_the_damaged_file_is_kept_beside_and_none_is_written_over(tmp_path: Path) -> None:
    with closing(Local(tmp_path / "local.db")) as local:
        for n in (1, 2):
            (tmp_path / "replica.db").write_bytes(b"damage %d" % n)
            (tmp_path / "replica.db-wal").write_bytes(b"its log")
            told = recovery.set_aside(tmp_path / "replica.db", local)
            assert (told.code, told.params["path"]) == (Code.REPLICA_REBUILT, f"replica.damaged-{n}.db")
            assert (tmp_path / f"replica.damaged-{n}.db").read_bytes() == b"damage %d" % n
            assert (tmp_path / f"replica.damaged-{n}.db-wal").exists()
        assert not (tmp_path / "replica.db").exists()


def test_saved_operations_are_kept_once_and_dropped_when_a_replica_has_them(tmp_path: Path) -> None:
    one = KeptOperation("a", "mei", "SetTitle", 1, "{}", "pending", None, None)
    two = KeptOperation("b", "mei", "SetTitle", 2, "{}", "refused", "DS001", "title")
    with closing(Local(tmp_path / "local.db")) as local:
        local.keep_operations([one, two])
        local.keep_operations([two, one])
        assert local.kept_operations() == [one, two]
        local.drop_operations([one])
        assert local.kept_operations() == [two]


def test_this_machines_own_hub_fills_a_replica_anew(tmp_path: Path) -> None:
    """Numbers, person and tickets come back from hub.db; what it had not taken yet comes from the replica."""
    with closing(build_services(tmp_path / "profile")) as services:
        services.desk.do(CreateTicket("Known to the hub"))
        path, login = services.store.path, services.login
        replica = Replica(services.store, login)
        hub = path.with_name("hub.db")
        Rounds(replica, lambda: embedded(path, hub, login, services.clock), services.bus, services.clock).once()
        services.desk.do(CreateTicket("Not yet"))
        me = services.me
    recovery.mark(path)
    with closing(build_services(tmp_path / "profile")) as services:
        assert services.notice is not None
        assert services.me == me
        with services.store.read() as db:
            assert db.execute("select title, number from ticket order by title").fetchall() == [
                ("Known to the hub", 1),
                ("Not yet", None),
            ]


def test_without_a_hub_a_damaged_file_stays_where_it_is(tmp_path: Path) -> None:
    """There is nothing to fill a new one from: a person decides."""
    build_services(tmp_path / "profile").close()
    (path,) = (tmp_path / "profile").rglob("replica.db")
    path.write_bytes(b"this is no database" * 500)
    with pytest.raises(Refused) as refused:
        build_services(tmp_path / "profile")
    assert refused.value.code is Code.DATABASE_CORRUPT
    assert path.read_bytes() == b"this is no database" * 500


def test_a_store_can_be_made_where_the_old_one_was(tmp_path: Path) -> None:
    with closing(Local(tmp_path / "local.db")) as local:
        Store(tmp_path / "replica.db").close()
        recovery.mark(tmp_path / "replica.db")
        recovery.set_aside(tmp_path / "replica.db", local)
    Store(tmp_path / "replica.db").close()
    assert not (tmp_path / recovery.MARK).exists()
