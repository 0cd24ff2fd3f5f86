"""Archives and what may be forgotten, on both hubs (SPEC 1.3, 3.3; design: scopes are the unit of archiving)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from console.models.kinds import to_micros
from console.services.sync import postgres_keeping
from console.services.sync.hub import Cursor, Hub, Operation
from console.services.sync.keeping import Keeping, SqliteKeeping
from console.services.sync.postgres_keeping import PostgresKeeping
from console.services.sync.sqlite_hub import SqliteHub
from tests.services.sync.simulation import History
from tests.support.hubs import Server, server
from tests.support.postgres import versions
from tests.support.waiting import until

CLOSED_AT = datetime(2101, 1, 5, tzinfo=UTC)
"""Long after everything here came to its hub."""


@pytest.fixture(scope="module", params=versions())
def desks(request: pytest.FixtureRequest) -> Iterator[Server]:
    with server(request.param) as made:
        yield made


class Place:
    """One hub, as people and as the worker see it."""

    def __init__(self, of: Callable[[str], Hub], keeping: Keeping) -> None:
        self.of = of
        self.keeping = keeping
        self.history = History(7)

    def event(self, ticket: str, kind: str, was: object, to: object) -> dict[str, object]:
        return self.history.event(ticket, kind, was, to)

    def push(self, login: str, *patches: dict[str, object]) -> str | None:
        (answer,) = self.of(login).push([Operation(self.history.uid(), patches)])
        return answer.code

    def closed_ticket(self, closed_at: datetime = CLOSED_AT) -> str:
        """A ticket with a message, closed by its lead."""
        made = self.history.created()
        values = made[0]["new"]
        assert isinstance(values, dict)
        values |= {"title": "old", "team": "team-a"}
        key = str(made[0]["k"])
        assert self.push("alice", *made, self.history.child("message", key, self.history.message())) is None
        for was, to in (("NEW", "RESOLVED"), ("RESOLVED", "CLOSED")):
            ended = {"status": to, "closed_at": to_micros(closed_at)}
            change: dict[str, object] = {"t": "ticket", "k": key, "set": ended}
            assert self.push("carol", self.event(key, "STATUS", was, to), change) is None
        return key

    def seen(self, login: str) -> dict[str, list[str]]:
        """Ids of live rows a replica of that person holds, by table."""
        found: dict[str, list[str]] = {}
        for table, row in self.of(login).pull(Cursor()).rows:
            found.setdefault(table, []).append(str(row["id"]))
        return found


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, desks: Server) -> Iterator[Place]:
    if request.param == "sqlite":
        history = History(1)
        yield Place(
            lambda login: SqliteHub(history.db, login, history.clock),
            SqliteKeeping(history.db, "worker", history.clock),
        )
    else:
        with desks.hub() as desk:
            connection = desk.worker()
            yield Place(desk.of, PostgresKeeping(connection))
            connection.close()


def test_who_sits_on_the_hub_is_ended_once_others_wait(desks: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Design: a client sets its own time-outs, so the worker looks."""
    monkeypatch.setattr(postgres_keeping, "IDLE", timedelta())
    with desks.hub() as desk, closing(desk.worker()) as worker, closing(desk.worker()) as waits:
        looking = PostgresKeeping(worker)
        with closing(desk.server.connect("bob", desk.name)) as bob:
            bob.execute("begin")
            bob.execute("select desk.lock()")
            assert looking.end_sitters() == 0  # nobody waits
            waiting = threading.Thread(target=waits.execute, args=("select desk.beat(), desk.purge(0)",))
            waiting.start()
            until(lambda: looking.end_sitters() == 1)
            waiting.join()
            with pytest.raises(psycopg.OperationalError):
                bob.execute("select")


def test_a_file_has_nobody_to_end() -> None:
    history = History(1)
    assert SqliteKeeping(history.db, "worker", history.clock).end_sitters() == 0


def test_an_old_closed_ticket_leaves_every_replica_whole(place: Place) -> None:
    key = place.closed_ticket()
    before = place.of("alice").pull(Cursor()).head
    assert place.keeping.archive(CLOSED_AT, 500) == 0
    assert place.keeping.archive(CLOSED_AT + timedelta(seconds=1), 500) == 1
    assert place.keeping.archive(CLOSED_AT + timedelta(seconds=1), 500) == 0
    seen = place.seen("alice")
    assert key not in seen.get("ticket", [])
    assert not seen.get("message")
    told = place.of("alice").pull(Cursor(before.seq, before.tag, before.scopes))
    assert {gone.table for gone in told.gone} == {"ticket", "message", "event"}


def test_what_came_lately_stays_though_it_was_closed_long_ago(place: Place) -> None:
    """An import of years is there to be looked at."""
    key = place.closed_ticket(datetime(2020, 1, 5, tzinfo=UTC))
    assert place.keeping.archive(datetime(2020, 2, 1, tzinfo=UTC), 500) == 0
    assert place.seen("alice")["ticket"] == [key]
    assert place.keeping.archive(CLOSED_AT, 500) == 1


def test_a_reopened_ticket_comes_back_whole(place: Place) -> None:
    """SPEC 3.3: CLOSED -> OPEN is a lead's."""
    key = place.closed_ticket()
    place.keeping.archive(CLOSED_AT + timedelta(seconds=1), 500)
    change: dict[str, object] = {"t": "ticket", "k": key, "set": {"status": "OPEN"}, "expect": {"status": "CLOSED"}}
    assert place.push("carol", place.event(key, "STATUS", "CLOSED", "OPEN"), change) is None
    seen = place.seen("alice")
    assert seen["ticket"] == [key]
    assert len(seen["message"]) == 1
    assert len(seen["event"]) == 4


def test_a_replica_older_than_the_purge_pulls_whole(place: Place) -> None:
    place.closed_ticket()
    old = place.of("alice").pull(Cursor()).head
    place.keeping.archive(CLOSED_AT + timedelta(seconds=1), 500)
    recent = place.of("alice").pull(Cursor()).head
    assert place.keeping.purge(datetime.now(UTC) + timedelta(days=400)) > 0
    assert place.of("alice").pull(Cursor(old.seq, old.tag, old.scopes)).head.reset
    assert not place.of("alice").pull(Cursor(recent.seq, recent.tag, recent.scopes)).head.reset


def test_a_worker_tells_that_it_lives(place: Place) -> None:
    assert place.keeping.last_beat() is None
    place.keeping.beat()
    first = place.keeping.last_beat()
    place.keeping.beat()
    second = place.keeping.last_beat()
    assert first is not None
    assert second is not None
    assert second > first
