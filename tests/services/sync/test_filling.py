"""A hub beside a replica gets all it does not know, whatever comes between (SPEC 3.2, 13; design: the embedded hub)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta

import pytest

from console.models.kinds import Locale, Outcome, Priority, Status
from console.models.shape import shapes
from console.services import audit, demo
from console.services.importing.run import Importer, Wish
from console.services.sync import filling, rows
from console.services.sync.embedded import embedded
from console.services.sync.filling import fill
from console.services.sync.hub import Hub
from console.services.sync.keeping import SqliteKeeping
from console.services.sync.replica import Replica
from console.services.sync.sqlite_hub import open_hub
from console.services.tickets.commands import CreateTicket, SetPriority, SetStatus, SetTitle
from tests.support.desk import Office

EXPORT = (
    '[{{"id": "A-1", "title": "{title}", "status": "OPEN", "number": 7, "created_at": "2026-01-05T09:00:00Z",'
    ' "tags": ["{tag}"]}}]'
)


class Desk:
    """An office and the hub beside it."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.path = office.services.folder / "hub.db"
        open_hub(self.path).close()

    def fill(self) -> int:
        """Give the hub all there is."""
        services = self.office.services
        return fill(services.store.path, self.path, services.login, services.clock)

    def round(self) -> None:
        """Rounds until nothing waits."""
        self.office.services.open_sync().once()

    def demo(self, size: int = 30) -> None:
        """Rows no operation tells of."""
        services = self.office.services
        demo.fill(services.store, services.clock.now(), size, 1, lambda _done, _all: None)

    def imports(self, title: str, tag: str = "vpn") -> None:
        """Import one ticket, a second later."""
        services = self.office.services
        self.office.clock.advance()
        file = services.folder / "export.json"
        file.write_text(EXPORT.format(title=title, tag=tag), "utf-8")
        importer = Importer(services.store, services.me, services.clock, Locale.EN, services.folder)
        importer.carry_out(Wish(file), lambda _done, _all: None)

    def hub(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """Rows of the hub."""
        with closing(open_hub(self.path)) as db:
            return db.execute(sql, values).fetchall()

    def ask(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """Rows of the replica."""
        with self.office.store.read() as db:
            return db.execute(sql, values).fetchall()

    def check_equal(self) -> None:
        """Replica and hub hold the same rows, byte for byte, and the chain holds."""
        with closing(open_hub(self.path)) as hub, self.office.store.read() as db:
            assert audit.of_sqlite(hub).broken is None
            for shape in shapes().values():
                here, there = (
                    [rows.dumps(row) for row in rows.select(file, shape, "dead = 0 order by id", ())]
                    for file in (db, hub)
                )
                assert here == there
        assert self.ask("select cursor, tag from _meta") == self.hub(
            "select seq, (select hash from log order by seq desc, n desc limit 1) from head"
        )


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


def test_a_profile_of_before_the_hub_fills_it_whole_and_nothing_comes_back(desk: Desk) -> None:
    desk.demo()
    numbers = desk.ask("select id, number from ticket order by id")
    assert desk.fill() == sum(int(str(desk.ask(f"select count(*) from {table}")[0][0])) for table in shapes())
    desk.check_equal()
    assert desk.hub("select id, number from ticket order by id") == numbers
    assert desk.fill() == 0


def test_a_ticket_imported_and_then_worked_on_is_given_as_it_was_and_the_work_is_done_there(desk: Desk) -> None:
    """Else the hub would refuse the work: it would not know the ticket."""
    desk.demo()
    ((key,),) = desk.ask("select id from ticket where status = 'OPEN' and priority <> 'LOW' limit 1")
    desk.office.do(SetPriority(str(key), Priority.LOW))
    desk.office.do(SetTitle(str(key), "Looked at"))
    desk.round()
    assert desk.ask("select count(*) from _op where state <> 'sent'") == [(0,)]
    assert desk.hub("select priority, title from ticket where id = ?", key) == [("LOW", "Looked at")]
    desk.check_equal()


def test_what_a_second_import_changes_comes_to_the_hub(desk: Desk) -> None:
    desk.imports("Printer")
    desk.round()
    desk.imports("Printer on fire", tag="fire")
    desk.round()
    assert desk.hub("select title, number from ticket") == [("Printer on fire", 7)]
    assert desk.hub("select name from tag where dead = 0") == [("fire",)]
    desk.check_equal()


def test_what_a_second_import_changes_is_kept_under_work_that_waits(desk: Desk) -> None:
    """The round puts rows back as they were before the work: the import must not be put back with them."""
    desk.imports("Printer")
    desk.round()
    ((key,),) = desk.ask("select id from ticket")
    desk.office.do(SetPriority(str(key), Priority.CRITICAL))
    desk.imports("Printer on fire", tag="fire")
    desk.round()
    assert desk.hub("select title, priority from ticket") == [("Printer on fire", "CRITICAL")]
    assert desk.ask("select count(*) from _op where state <> 'sent'") == [(0,)]
    desk.check_equal()


@pytest.mark.parametrize("table", ["person", "ticket", "message"])
def test_a_kill_between_the_hub_and_the_stamps_is_made_good(desk: Desk, table: str) -> None:
    desk.demo(3)
    desk.fill()
    ((seq,),) = desk.hub(f"select max(seq) from {table}")
    before = desk.hub("select hash from log where seq = ? - 1 order by n desc limit 1", seq)
    tag = before[0][0] if before else ""
    # What a kill leaves: the hub has the page and all later ones do not exist yet; here nothing of it is stamped.
    later = [name for name in shapes() if desk.hub(f"select 1 from {name} where seq > ?", seq)]
    with closing(open_hub(desk.path)) as db:
        for name in later:
            db.execute(f"delete from {name} where seq > ?", (seq,))
        db.execute("delete from log where seq > ?", (seq,))
        db.execute("update head set seq = ?", (seq,))
    with desk.office.store.bulk() as db:
        for name in shapes():
            db.execute(f"update {name} set seq = null where seq >= ?", (seq,))
        db.execute("update _meta set cursor = ? - 1, tag = ?", (seq, tag))
    desk.fill()
    desk.check_equal()


def test_a_fill_that_is_stopped_goes_on_where_it_stood(desk: Desk) -> None:
    desk.demo()
    services = desk.office.services
    first = fill(services.store.path, desk.path, services.login, services.clock, lambda: False)
    assert first < sum(int(str(desk.ask(f"select count(*) from {table}")[0][0])) for table in shapes())
    desk.fill()
    desk.check_equal()


def test_commands_and_imports_between_two_pages_lose_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "PAGE", 20)
    desk.demo()
    keys = [str(key) for (key,) in desk.ask("select id from ticket where status in ('NEW', 'OPEN')")]
    services = desk.office.services
    waiting = iter(keys)

    def meanwhile() -> bool:
        key = next(waiting, None)
        if key is not None:
            desk.office.do(SetTitle(key, f"Renamed {key}"))
            desk.office.do(CreateTicket("Made meanwhile"))
            desk.imports(f"Imported beside {key}")
        return True

    fill(services.store.path, desk.path, services.login, services.clock, meanwhile)
    desk.round()
    assert desk.ask("select count(*) from _op where state <> 'sent'") == [(0,)]
    assert desk.hub("select count(*) from ticket where title like 'Renamed %'") == [(len(keys),)]
    assert desk.hub("select number from ticket group by number having count(*) > 1") == []
    desk.check_equal()


def test_a_number_once_shown_stays(desk: Desk) -> None:
    """SPEC 3.2: whatever was imported between the command and the hub's word."""
    key = desk.office.ticket("Before the import")
    shown = desk.ask("select number from ticket where id = ?", key)
    desk.imports("Beside")
    desk.round()
    assert desk.hub("select number from ticket where id = ?", key) == shown
    assert desk.ask("select number from ticket where id = ?", key) == shown


def test_a_number_stays_while_the_ticket_waits_through_a_round(desk: Desk) -> None:
    """Made while a round was under way: redone under what came, not asked for anew."""
    desk.round()
    first = desk.office.ticket("Known")

    @contextmanager
    def hub() -> Iterator[Hub]:
        services = desk.office.services
        with embedded(services.store.path, desk.path, services.login, services.clock) as made:
            yield made

    replica = Replica(desk.office.store, desk.office.services.login)
    with hub() as made:
        answers = made.push(replica.pending())
        second = desk.office.ticket("Meanwhile")
        replica.absorb(answers, made.pull(replica.cursor()))
    assert desk.ask("select number from ticket order by id") == [(1,), (2,)]
    desk.round()
    assert desk.hub("select id, number from ticket order by number") == [(first, 1), (second, 2)]


def test_what_is_in_an_archive_is_not_brought_back_by_its_file(desk: Desk) -> None:
    desk.imports("Printer")
    desk.round()
    ((key,),) = desk.ask("select id from ticket")
    desk.office.do(SetStatus(str(key), Status.RESOLVED, "done", Outcome.SOLVED))
    desk.office.do(SetStatus(str(key), Status.CLOSED))
    desk.round()
    with closing(open_hub(desk.path)) as db:
        services = desk.office.services
        later = desk.office.clock.now() + timedelta(days=1)
        assert SqliteKeeping(db, services.login, services.clock).archive(later, 10) == 1
    desk.round()
    assert desk.ask("select count(*) from ticket") == [(0,)]
    desk.imports("Printer")
    desk.round()
    assert desk.hub("select title, status from ticket") == [("Printer", "CLOSED")]
    assert desk.ask("select count(*) from ticket") == desk.ask("select count(*) from listing") == [(0,)]
