"""The hub adds up its whole history as a replica does its own, on both hubs, archives among it (SPEC 12.3)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from console.models.figures import Dimension, Figures, Tally
from console.models.kinds import Outcome, Status
from console.models.shape import Kind, shapes
from console.services.bus import Changed
from console.services.demo import fill
from console.services.statistics.periods import Span
from console.services.statistics.records import Reader
from console.services.statistics.tickets import FiguresOf
from console.services.sync.hub import Hub
from console.services.sync.hub_figures import HubFigures, history_of
from console.services.sync.sqlite_hub import SqliteHub
from console.services.tickets.commands import SetStatus
from tests.support.desk import START, Office, open_office
from tests.support.hubs import Desk, Server, server

MONTH = Span(date(2026, 1, 29), date(2026, 2, 28), "Asia/Shanghai")
WATCHED = Span(date(2026, 3, 2), date(2026, 3, 20), "Asia/Shanghai")
"""Days whose clocks were watched, so that what came of them is recorded."""
COPIED = ("ticket", "event", "verdict", "milestone")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A desk with a past, some watched days, a move that was taken back, and an archive at its hub."""
    office = open_office(tmp_path_factory.mktemp("figures") / "profile")
    fill(office.store, START, 200, 7, lambda _done, _total: None)
    undone = office.do(SetStatus(office.ticket("undone"), Status.RESOLVED, outcome=Outcome.SOLVED)).undo
    assert undone is not None
    office.do(undone)
    office.clock.advance(timedelta(days=4))
    watch = office.services.open_watch()
    office.services.bus.subscribe(Changed, watch.take)
    in_time, late, untouched = (office.ticket(title) for title in ("in time", "late", "untouched"))
    office.reply(in_time)
    office.services.open_sync().once()
    for _ in range(3):
        office.clock.advance(timedelta(days=3))
        watch.step()
    office.reply(late)
    office.do(SetStatus(in_time, Status.RESOLVED, outcome=Outcome.SOLVED))
    office.services.open_sync().once()
    watch.step()
    office.services.open_sync().once()
    assert untouched
    with office.services.to_hub() as hub:
        assert isinstance(hub, SqliteHub)
        archive(hub.db)
    yield office
    office.services.close()


def archive(db: sqlite3.Connection) -> None:
    """Put the closed tickets of the past into an archive."""
    (scope,) = db.execute("select distinct scope from ticket").fetchone()
    db.execute("insert into scope values ('kept', 'kept', ?)", (scope,))
    closed = "select id from ticket where status = 'CLOSED' order by id"
    for table in COPIED:
        db.execute(f"update {table} set scope = 'kept' where root in ({closed})")
    db.commit()


@pytest.fixture(scope="module")
def desks() -> Iterator[Server]:
    with server() as made:
        yield made


@pytest.fixture(scope="module")
def desk(desks: Server, office: Office) -> Iterator[Desk]:
    """A PostgreSQL hub with the same rows, which Alice may read and Dave may not."""
    with desks.hub() as made, closing(desks.connect("postgres", made.name)) as root, office.services.to_hub() as hub:
        assert isinstance(hub, SqliteHub)
        root.execute("set session_replication_role = replica")
        for table in COPIED:
            shape = shapes()[table]
            sql = f"insert into desk.{table} ({', '.join(shape.names)}) values ({', '.join(['%s'] * len(shape.names))})"
            for row in hub.db.execute(f"select {', '.join(shape.names)} from {table}"):
                held = dict(zip(shape.names, row, strict=True))
                held |= {name: bool(held[name]) for name in shape.of(Kind.FLAG) if held[name] is not None}
                root.execute(sql.encode(), list(held.values()))
        for key, of in hub.db.execute("select id, archive_of from scope where id in (select scope from ticket)"):
            root.execute("insert into desk.scope (id, name, archive_of) values (%s, %s, %s)", (key, key, of))
            if of is None:
                root.execute("insert into desk.member values ('alice', %s)", (key,))
        yield made


@pytest.fixture(params=["sqlite", "postgres"])
def hub(request: pytest.FixtureRequest, office: Office) -> Iterator[Hub]:
    if request.param == "postgres":
        yield request.getfixturevalue("desk").of("alice")
    else:
        with office.services.to_hub() as own:
            yield own


def local(office: Office, span: Span) -> Figures:
    return office.ask(FiguresOf(Reader(), span, office.clock.now())).whole


def counted(figures: Figures | HubFigures) -> tuple[object, ...]:
    """What both have."""
    told = figures.opened, figures.resolved, figures.reopened, figures.backlog
    return (*told, figures.first_response, figures.resolution)


def decided(sla: object) -> dict[str, Tally]:
    assert isinstance(sla, dict)
    return {clock: Tally(one.met, one.missed) for clock, one in sla.items() if one.met or one.missed}


def test_the_figures_of_a_period_are_those_of_the_replica(hub: Hub, office: Office) -> None:
    for span in (MONTH, WATCHED, Span(date(2024, 1, 1), date(2027, 1, 1), "Asia/Shanghai")):
        told = history_of(hub, span, office.clock.now())
        assert counted(told.period) == counted(local(office, span))
    assert told.period.opened == told.tickets > told.archived > 0
    assert sum(one.opened for _, one in told.years) == told.tickets
    assert [year for year, _ in told.years] == sorted((year for year, _ in told.years), reverse=True)


def test_what_came_of_watched_clocks_is_counted_from_its_rows(hub: Hub, office: Office) -> None:
    told, own = history_of(hub, WATCHED, office.clock.now()).period, local(office, WATCHED)
    assert own.opened == 3
    assert decided(told.sla) == decided(own.sla)
    assert told.sla["first_response"] == Tally(1, 2)


def test_a_group_is_counted_alone(hub: Hub, office: Office) -> None:
    now = office.clock.now()
    by = office.ask(FiguresOf(Reader(), MONTH, now)).by[Dimension.PRIORITY]
    assert len(by) > 1
    for group in by:
        told = history_of(hub, MONTH, now, ((Dimension.PRIORITY, group.key or ""),))
        assert counted(told.period) == counted(group.figures)


def test_nobody_counts_what_they_may_not_read(desk: Desk, office: Office) -> None:
    told = history_of(desk.of("dave"), MONTH, office.clock.now())
    assert (told.tickets, told.archived, told.period.opened, told.period.sla) == (0, 0, 0, {})


def test_a_person_asks_for_it_beside_the_rounds(office: Office, tmp_path: Path) -> None:
    told = office.services.at_hub().history(MONTH, office.clock.now())
    assert counted(told.period) == counted(local(office, MONTH))
    assert not told.is_partial
    office.ticket("on its way")
    assert office.services.at_hub().history(MONTH, office.clock.now()).is_partial
