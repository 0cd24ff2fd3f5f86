"""What befalls clocks comes to a hub once, whoever brings it, on both hubs (SPEC 4.7)."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from console.models.kinds import Code, Refused, to_micros
from console.models.marks import Mark
from console.services.clock import SystemClock
from console.services.sync.hub import Cursor, Hub, Operation
from console.services.sync.postgres_hub import PostgresHub
from console.services.sync.postgres_recording import PostgresRecording
from console.services.sync.recording import Recording, SqliteRecording, recording_of
from console.services.sync.sqlite_hub import SqliteHub
from tests.services.sync.simulation import History
from tests.support.hubs import Server, server
from tests.support.postgres import versions


@dataclass
class Place:
    """One hub, as people see it and as one more worker does."""

    of: Callable[[str], Hub]
    worker: Callable[[], Recording]
    history: History

    def ticket(self) -> str:
        """A ticket of the team of alice."""
        made = self.history.created()
        values = made[0]["new"]
        assert isinstance(values, dict)
        values |= {"title": "late", "team": "team-a"}
        (answer,) = self.of("alice").push([Operation(self.history.uid(), tuple(made))])
        assert answer.code is None
        return str(made[0]["k"])

    def seen(self, login: str) -> list[tuple[str, object]]:
        """Milestones as a replica of that person gets them."""
        rows = self.of(login).pull(Cursor()).rows
        return [(str(row["id"]), row["threshold"]) for table, row in rows if table == "milestone"]


@pytest.fixture(scope="module", params=versions())
def desks(request: pytest.FixtureRequest) -> Iterator[Server]:
    with server(request.param) as made:
        yield made


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, desks: Server, tmp_path: Path) -> Iterator[Place]:
    history, opened = History(3), []
    if request.param == "sqlite":
        file = tmp_path / "hub.db"
        with closing(sqlite3.connect(file)) as copy:
            history.db.backup(copy)

        def another() -> sqlite3.Connection:
            opened.append(sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=30))
            return opened[-1]

        yield Place(
            lambda login: SqliteHub(another(), login, history.clock),
            lambda: SqliteRecording(another(), "worker", history.clock),
            history,
        )
        for db in opened:
            db.close()
    else:
        with desks.hub() as desk:
            connections = []

            def one_more() -> Recording:
                connections.append(desk.worker())
                return PostgresRecording(connections[-1])

            yield Place(desk.of, one_more, history)
            for connection in connections:
                connection.close()


def breach(ticket: str, threshold: int = 100) -> Mark:
    at = to_micros(SystemClock().now())
    values = {"clock": "resolution", "cycle": 1, "threshold": threshold, "basis": "High v1 HIGH", "reached_at": at}
    return Mark("milestone", f"{ticket}-{threshold}", ticket, at, values)


def test_two_workers_at_once_write_one_row_and_every_console_gets_it(place: Place) -> None:
    ticket = place.ticket()
    marks = [breach(ticket, percent) for percent in (50, 75, 90, 100)]
    workers, stood = [place.worker() for _ in range(2)], []
    threads = [threading.Thread(target=lambda one=one: stood.append(one.record(marks))) for one in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stood == [{mark.id for mark in marks}] * 2
    for login in ("alice", "bob", "carol"):
        assert sorted(place.seen(login)) == sorted((mark.id, mark.values["threshold"]) for mark in marks)
    assert place.seen("dave") == []


def test_a_ticket_the_hub_does_not_know_yet_is_passed_over(place: Place) -> None:
    ticket, recording = place.ticket(), place.worker()
    assert recording.record([breach("on its way"), breach(ticket)]) == {breach(ticket).id}
    before = place.of("alice").pull(Cursor()).head.seq
    assert recording.record([breach(ticket)]) == {breach(ticket).id}
    assert place.of("alice").pull(Cursor()).head.seq == before


def test_nobody_but_a_worker_may(place: Place, desks: Server) -> None:
    """SPEC 1.3; on both hubs an operation is refused, on PostgreSQL a statement too."""
    ticket = place.ticket()
    values = {**breach(ticket).values, "root": ticket}
    patch: dict[str, object] = {"t": "milestone", "k": "m", "new": values}
    (answer,) = place.of("carol").push([Operation(place.history.uid(), (patch,))])
    assert answer.code == "42501"
    hub = place.of("carol")
    if isinstance(hub, PostgresHub):
        with pytest.raises(Refused) as refusal:
            recording_of(hub, SystemClock())[0].record([breach(ticket)])
        assert refusal.value.code is Code.ROLE_NEEDED
