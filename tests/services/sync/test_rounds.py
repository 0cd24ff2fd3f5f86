"""One console's rounds with its hub: they settle, they wait, they set aside (SPEC 13; design: refusals are shown)."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest

from console.bootstrap import Services, build_services
from console.models.kinds import Code, Priority, Visibility
from console.models.shape import shapes
from console.services import audit
from console.services.bus import Changed
from console.services.sync import rounds as rounds_module
from console.services.sync import rows
from console.services.sync.attention import RefusedOperations
from console.services.sync.bell import HandBell
from console.services.sync.embedded import embedded
from console.services.sync.filling import fill
from console.services.sync.hub import Answer, Cursor, Hub, Loaded, Operation, Place, Pulled, TooOld, Unreachable
from console.services.sync.replica import _WAITING, Replica
from console.services.sync.rounds import PARKED, TRIES, Line, Rounds
from console.services.sync.sqlite_hub import SqliteHub, open_hub
from console.services.sync.state import Phase, SyncState, SyncWanted
from console.services.tickets.commands import AddMessage, CreateTicket, SetPriority, SetTags, SetTitle
from tests.support.strict import LogWatch
from tests.support.waiting import until


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    made = build_services(tmp_path / "profile")
    yield made
    made.close()


class Bent:
    """A hub that can be made to fail at a push; all else is real."""

    def __init__(self, hub: Hub, fail: Callable[[Sequence[Operation]], None]) -> None:
        self._hub = hub
        self._fail = fail

    def push(self, operations: Sequence[Operation]) -> list[Answer]:
        self._fail(operations)
        return self._hub.push(operations)

    def load(self, given: Sequence[tuple[str, rows.Row]]) -> Loaded:
        return self._hub.load(given)

    def put(self, attachment: str, n: int, data: bytes) -> None:
        self._hub.put(attachment, n, data)

    def stored(self, attachment: str) -> int:
        return self._hub.stored(attachment)

    def fetch(self, attachment: str, n: int) -> bytes | None:
        return self._hub.fetch(attachment, n)

    def pull(self, cursor: Cursor, *, whole: bool = True) -> Pulled:
        return self._hub.pull(cursor, whole=whole)

    def page(self, place: Place, many: int) -> list[rows.Stored]:
        return self._hub.page(place, many)


def hub_path(services: Services) -> Path:
    return services.store.path.parent / "hub.db"


def rounds(
    services: Services,
    fail: Callable[[Sequence[Operation]], None] = lambda _: None,
    stillness: Callable[[], float] = lambda: 60.0,
) -> Rounds:
    login = Path(services.store.path.parent).name

    @contextmanager
    def connect() -> Iterator[Hub]:
        with embedded(services.store.path, hub_path(services), login, services.clock) as hub:
            yield Bent(hub, fail)

    filling = partial(fill, services.store.path, hub_path(services), login, services.clock)
    line = Line(HandBell(), fill=filling, stillness=stillness)
    return Rounds(Replica(services.store, login), connect, services.bus, services.clock, services.blobs, line=line)


def equal_rows(services: Services) -> bool:
    """Whether replica and hub hold the same live rows, byte for byte."""
    hub = open_hub(hub_path(services))
    with services.store.read() as db:
        here, there = (
            [
                rows.dumps(row)
                for shape in shapes().values()
                for row in rows.select(file, shape, "dead = 0 order by id", ())
            ]
            for file in (db, hub)
        )
    assert audit.of_sqlite(hub).broken is None
    hub.close()
    return here == there


def test_a_profile_of_before_the_hub_fills_it_whole_numbers_kept(services: Services) -> None:
    first = services.desk.do(CreateTicket("First")).subject
    services.desk.do(AddMessage(first, "Looking", Visibility.PUBLIC))
    services.desk.do(CreateTicket("Second"))
    state = rounds(services).once()
    assert (state.phase, state.pending, state.refused) == (Phase.CONNECTED, 0, 0)
    assert equal_rows(services)
    with services.store.read() as db:
        assert db.execute("select number, title from ticket order by number").fetchall() == [
            (1, "First"),
            (2, "Second"),
        ]
        assert db.execute("select count(*) from _shadow").fetchone() == (0,)


def test_every_command_ends_as_the_same_rows_on_the_hub(services: Services) -> None:
    key = services.desk.do(CreateTicket("Sign-in loops", tags=("saml",))).subject
    working = rounds(services)
    working.once()
    services.desk.do(SetPriority(key, Priority.LOW))
    services.desk.do(SetTags(key, ("vpn",), ("saml",)))
    services.desk.do(SetTitle(key, "Sign-in loops in Safari"))
    assert working.once().pending == 0
    assert equal_rows(services)


def test_an_operation_says_what_its_author_knew(services: Services) -> None:
    """SPEC 1.6: however long it waits, the hub knows before which commit nothing of it happened."""
    working, replica = rounds(services), Replica(services.store, services.login)
    key = services.desk.do(CreateTicket("First")).subject
    working.once()
    known = replica.cursor().seq
    assert known > 0
    services.desk.do(SetPriority(key, Priority.LOW))
    assert [operation.since for operation in replica.pending()] == [known]
    with services.store.read() as db:
        claimed = db.execute("select happened_at from event where kind = 'PRIORITY'").fetchone()
    working.once()
    with closing(open_hub(hub_path(services))) as hub:
        assert hub.execute("select happened_at from event where kind = 'PRIORITY'").fetchone() == claimed


def test_a_hub_set_back_numbers_its_commits_anew(services: Services) -> None:
    """What is given back to it says no commit, for another bears that number by then."""
    working, replica = rounds(services), Replica(services.store, services.login)
    working.once()
    with closing(open_hub(hub_path(services))) as hub, closing(sqlite3.connect(":memory:")) as copy:
        hub.backup(copy)
        services.desk.do(CreateTicket("Forgotten"))
        working.once()
        services.desk.do(CreateTicket("Waits"))
        assert [operation.since > 0 for operation in replica.pending()] == [True]
        copy.backup(hub)
        replica.absorb([], SqliteHub(hub, services.login, services.clock).pull(replica.cursor()))
    assert [operation.since for operation in replica.pending()] == [0, 0]
    working.once()
    assert equal_rows(services)


def test_after_a_hub_was_set_back_everybody_is_there_at_every_moment(services: Services) -> None:
    """A kill between two pages would leave a profile whose own person nobody knows."""
    working = rounds(services)
    working.once()
    seen: list[int] = []
    with closing(open_hub(hub_path(services))) as hub, closing(sqlite3.connect(":memory:")) as copy:
        hub.backup(copy)
        services.desk.do(CreateTicket("Forgotten"))
        working.once()
        copy.backup(hub)

    def count(_: Changed) -> None:
        with services.store.read() as db:
            seen.append(db.execute("select count(*) from person, team").fetchone()[0])

    services.bus.subscribe(Changed, count)
    working.once()
    assert seen
    assert set(seen) == {1}
    assert equal_rows(services)


def import_one(services: Services, key: str, **changes: object) -> None:
    """A ticket from elsewhere."""
    with services.store.bulk() as db:
        team, scope = db.execute("select id, own_scope from team").fetchone()
        values: dict[str, object] = {"title": "Imported", "description": "", "status": "OPEN", "channel": "EMAIL"}
        values |= {"priority": "LOW", "team": team, "created_at": 1, "updated_at": 1, "cycle": 1} | changes
        rows.put(db, shapes()["ticket"], rows.fresh(shapes()["ticket"], key, values) | {"scope": scope})


class Plain:
    """A console whose hub takes no shortcut to the replica's file."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.replica = Replica(services.store, services.login)
        self.hub = open_hub(hub_path(services))

    @contextmanager
    def connect(self) -> Iterator[Hub]:
        yield SqliteHub(self.hub, self.services.login, self.services.clock)

    def once(self) -> SyncState:
        return Rounds(self.replica, self.connect, self.services.bus, self.services.clock).once()


@pytest.fixture
def plain(services: Services) -> Iterator[Plain]:
    rounds(services).once()
    made = Plain(services)
    yield made
    made.hub.close()


def test_what_was_imported_comes_back_to_a_hub_set_back_and_so_does_the_work_on_it(plain: Plain) -> None:
    """As it was imported, so that what was done since is done again on what it expects."""
    with closing(sqlite3.connect(":memory:")) as copy:
        plain.hub.backup(copy)
        import_one(plain.services, "t-1")
        plain.once()
        plain.services.desk.do(SetTitle("t-1", "Worked on"))
        plain.services.desk.do(SetPriority("t-1", Priority.HIGH))
        assert plain.once().pending == 0
        copy.backup(plain.hub)
    assert not plain.hub.execute("select 1 from ticket").fetchall()
    state = plain.once()
    state = plain.once()
    assert (state.pending, state.refused) == (0, 0)
    assert plain.hub.execute("select title, priority from ticket").fetchall() == [("Worked on", "HIGH")]
    assert equal_rows(plain.services)


def test_a_row_the_hub_refuses_is_shown_and_tried_no_more(plain: Plain) -> None:
    import_one(plain.services, "bad", title="t" * 301)
    import_one(plain.services, "good")
    assert plain.once().refused == 1
    assert not plain.replica.unsent()
    (refused,) = plain.services.desk.ask(RefusedOperations())
    assert (refused.code, refused.title) == ("23514", "t" * 301)
    assert plain.hub.execute("select id from ticket").fetchall() == [("good",)]
    assert equal_rows(plain.services)


def test_work_on_a_row_the_hub_does_not_know_yet_follows_it(plain: Plain) -> None:
    import_one(plain.services, "t-1")
    plain.services.desk.do(SetPriority("t-1", Priority.HIGH))
    state = plain.once()
    assert (state.pending, state.refused) == (0, 0)
    assert plain.hub.execute("select priority from ticket").fetchall() == [("HIGH",)]
    assert equal_rows(plain.services)


def test_an_unreachable_hub_keeps_everything_pending(services: Services) -> None:
    services.desk.do(CreateTicket("Offline"))
    away = [True]

    def fail(_: Sequence[Operation]) -> None:
        if away[0]:
            raise Unreachable("no route")

    working = rounds(services, fail)
    with pytest.raises(Unreachable):
        working.once()
    assert Replica(services.store, "x").waiting() == (1, 0)
    away[0] = False
    assert working.once().pending == 0
    assert equal_rows(services)


class Counting(HandBell):
    """Waits for nothing, and notes how long it would have."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []

    def wait(self, seconds: float) -> bool:
        self.waits.append(seconds)
        return False


def test_a_hub_that_stays_away_is_looked_for_seldom_but_never_long_apart(services: Services) -> None:
    """Design: all are back within half a minute of their hub, however long it was away, and not all at once."""
    bell = Counting()

    def away() -> NoReturn:
        raise Unreachable("no way there")

    working = Rounds(Replica(services.store, "x"), away, services.bus, services.clock, line=Line(bell))
    working.start()
    until(lambda: len(bell.waits) >= 60)
    working.stop()
    assert bell.waits[0] <= 1
    assert 7 < max(bell.waits[10:60]) <= 15
    assert len(set(bell.waits[10:60])) == 50


def test_a_poisoned_operation_is_set_aside_alone(services: Services, logs: LogWatch) -> None:
    """It is pushed in company until that failed five times for one reason, then alone; the others go on."""
    working = rounds(services)
    working.once()
    keys = [services.desk.do(CreateTicket(title)).subject for title in ("good", "poison", "good too")]

    def fail(operations: Sequence[Operation]) -> None:
        if any("poison" in str(operation.patches) for operation in operations):
            raise Unreachable("XX000", network=False)

    logs.expect("console.services.sync.rounds", "cannot settle")
    bent = rounds(services, fail)
    for _ in range(TRIES - 1):
        with pytest.raises(Unreachable):
            bent.once()
    state = bent.once()
    assert (state.pending, state.refused) == (0, 1)
    with services.store.read() as db:
        assert db.execute("select code from _op where state = 'refused'").fetchall() == [(PARKED,)]
        left = {row[0] for row in db.execute("select id from ticket")}
    assert left == {keys[0], keys[2]}
    assert equal_rows(services)


def test_a_console_too_old_for_its_hub_reads_on_and_keeps_its_queue(services: Services) -> None:
    working = rounds(services)
    working.once()
    services.desk.do(CreateTicket("Kept"))
    hub = open_hub(hub_path(services))
    hub.execute("update head set oldest = 99")
    hub.close()
    with pytest.raises(TooOld):
        working.once()
    assert Replica(services.store, "x").waiting() == (1, 0)


def test_the_thread_tells_how_things_stand(services: Services) -> None:
    told: list[SyncState] = []
    services.bus.subscribe(SyncState, told.append)
    working = rounds(services)
    working.start()
    key = services.desk.do(CreateTicket("While it runs")).subject
    services.desk.do(SetPriority(key, Priority.LOW))
    working.stop()
    rounds(services).once()
    assert told[-1].phase is Phase.CONNECTED
    assert equal_rows(services)


def test_a_fill_waits_while_somebody_works(services: Services) -> None:
    """People, the team and the ticket are three pages; the second waits for a pause."""
    import_one(services, "t-1")
    working, asked = threading.Event(), threading.Event()
    working.set()

    def stillness() -> float:
        asked.set()
        return 0.0 if working.is_set() else 60.0

    filling = rounds(services, stillness=stillness)
    filling.start()
    until(asked.is_set)
    asked.clear()
    until(asked.is_set)
    assert Replica(services.store, services.login).unsent()
    assert filling.state.phase is not Phase.CONNECTED
    working.clear()
    until(lambda: filling.state.phase is Phase.CONNECTED)
    filling.stop()
    assert equal_rows(services)


def test_a_fill_ends_though_somebody_works_without_a_pause(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds_module, "STILL", 0.01)
    monkeypatch.setattr(rounds_module, "RESTLESS", 0.02)
    import_one(services, "t-1")
    filling = rounds(services, stillness=lambda: 0.0)
    filling.start()
    until(lambda: filling.state.phase is Phase.CONNECTED)
    filling.stop()
    assert equal_rows(services)


def test_an_end_does_not_wait_for_a_pause(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds_module, "STILL", 3600.0)
    import_one(services, "t-1")
    asked = threading.Event()

    def stillness() -> float:
        asked.set()
        return 0.0

    filling = rounds(services, stillness=stillness)
    filling.start()
    until(asked.is_set)
    filling.stop()
    assert not filling._thread.is_alive()
    assert Replica(services.store, services.login).unsent()


def test_a_mistake_in_a_round_is_told_and_tried_again(services: Services, logs: LogWatch) -> None:
    """A thread that died in silence would leave the window saying that all is well."""
    logs.expect("console.services.sync.rounds", "a round failed")
    told: list[SyncState] = []
    services.bus.subscribe(SyncState, told.append)
    mistakes = [ZeroDivisionError("a mistake"), sqlite3.ProgrammingError("another")]

    @contextmanager
    def connect() -> Iterator[Hub]:
        if mistakes:
            raise mistakes.pop()
        with embedded(services.store.path, hub_path(services), services.login, services.clock) as hub:
            yield hub

    working = Rounds(Replica(services.store, services.login), connect, services.bus, services.clock)
    working.start()
    until(lambda: told)
    services.bus.publish(SyncWanted())
    until(lambda: len(told) > 1)
    services.bus.publish(SyncWanted())
    until(lambda: told[-1].phase is Phase.CONNECTED)
    working.stop()
    assert {state.trouble.code for state in told if state.trouble} == {Code.HANDLER_FAILED}


def test_what_another_process_writes_here_is_given_at_once(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A verb of the command line beside the window; nobody looks for an hour."""
    monkeypatch.setattr(rounds_module, "POLL_SECONDS", 3600.0)
    working = services.open_sync()
    working.start()
    until(lambda: working.state.phase is Phase.CONNECTED)
    with closing(build_services(tmp_path / "profile")) as beside:
        key = beside.desk.do(CreateTicket("From elsewhere")).subject
    with closing(open_hub(hub_path(services))) as hub:
        until(lambda: hub.execute("select 1 from ticket where id = ?", (key,)).fetchone())
    working.stop()
    assert equal_rows(services)


def test_what_comes_back_as_it_went_is_told_and_derives_nothing(services: Services) -> None:
    key = services.desk.do(CreateTicket("First")).subject
    working = rounds(services)
    working.once()
    told: list[Changed] = []
    with working._connect() as hub:
        working._greet(hub)
        services.desk.do(SetTitle(key, "Second"))
        services.bus.subscribe(Changed, told.append)
        before = derived(services)
        while working._round(hub):
            pass
    assert derived(services) == before
    assert [changed.tickets for changed in told] == [{key}]
    assert equal_rows(services)


def derived(services: Services) -> tuple[int, int]:
    """Up to which revision tickets are derived, and that of the only one."""
    with services.store.read() as db:
        return (
            db.execute("select revision from _meta").fetchone()[0],
            db.execute("select revision from listing").fetchone()[0],
        )


def test_what_a_pull_brought_asks_for_no_further_round(services: Services) -> None:
    """Each change at one console would make all others ask twice."""
    bell, replica = HandBell(), Replica(services.store, services.login)
    working = Rounds(replica, rounds(services)._connect, services.bus, services.clock, line=Line(bell))
    services.bus.subscribe(Changed, working._heed)
    working._announce(Changed(people=True))
    assert not bell.wait(0)
    services.bus.publish(Changed(people=True))
    assert bell.wait(0)


def test_how_much_waits_is_counted_past_all_that_was_sent(services: Services) -> None:
    """Years of operations stay, each with its words."""
    with services.store.read() as db:
        plan = [row[3] for row in db.execute(f"explain query plan {_WAITING}")]
    scans = [step.rpartition(" ")[2] for step in plan if "SCAN _op" in step]
    assert scans == ["_op_pending", "_op_refused"], plan
    assert Replica(services.store, services.login).waiting() == (0, 0)


def test_a_round_that_another_process_overtook_changes_nothing(services: Services, tmp_path: Path) -> None:
    """Its rows are older than those that stand here by now."""
    slow = rounds(services)
    slow.once()
    key = services.desk.do(CreateTicket("First")).subject
    replica = Replica(services.store, services.login)
    with embedded(services.store.path, hub_path(services), services.login, services.clock) as hub:
        since = replica.cursor()
        answers = hub.push(replica.pending())
        pulled = hub.pull(since)
        with closing(build_services(tmp_path / "profile")) as beside:
            beside.desk.do(SetTitle(key, "Second"))
            beside.open_sync().once()
        replica.absorb(answers, pulled, None, since)
    with services.store.read() as db:
        assert db.execute("select title from ticket").fetchall() == [("Second",)]
    assert equal_rows(services)
