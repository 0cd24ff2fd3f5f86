"""A scope that is new to a replica comes by pages, whatever happens beside them, on both hubs (design: sync)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import pytest

from console.models.shape import Shape, shapes
from console.services.bus import Bus
from console.services.clock import SystemClock
from console.services.sync import copying, rows
from console.services.sync.hub import Cursor, Hub, Operation, Place, Pulled
from console.services.sync.rounds import FIRST, Rounds
from console.services.sync.sqlite_hub import SqliteHub
from tests.services.sync.simulation import Console, History, dump
from tests.support.hubs import Server, server
from tests.support.postgres import versions
from tests.support.waiting import until

MANY = 3


@pytest.fixture(scope="module", params=versions())
def desks(request: pytest.FixtureRequest) -> Iterator[Server]:
    with server(request.param) as made:
        yield made


class Team:
    """A hub with tickets of both teams, and Alice, who is of one of them."""

    def __init__(self, of: Callable[[str], Hub]) -> None:
        self.of = of
        self.history = History(3)
        self.alice = Console("alice")

    def push(self, login: str, *patches: dict[str, object]) -> None:
        (answer,) = self.of(login).push([Operation(self.history.uid(), patches)])
        assert answer.code is None

    def ticket(self, team: str) -> str:
        """A new one with a message; its id."""
        made = self.history.created()
        values = made[0]["new"]
        assert isinstance(values, dict)
        values |= {"title": "shared", "team": team}
        key = str(made[0]["k"])
        self.push("carol", *made, self.history.child("message", key, self.history.message()))
        return key

    def rename(self, key: str, title: str) -> None:
        told = self.history.event(key, "TITLE", "shared", title)
        self.push("carol", told, {"t": "ticket", "k": key, "set": {"title": title}})

    def transfer(self, key: str, team: str, to: str) -> None:
        self.push("carol", self.history.event(key, "TEAM", team, to))

    def pull(self) -> None:
        self.alice.replica.absorb([], self.of("alice").pull(self.alice.replica.cursor(), whole=False))

    def page(self) -> bool:
        """Take one page; whether there was one to take."""
        place = self.alice.replica.coming()
        if place is None:
            return False
        page = self.of("alice").page(place, MANY)
        assert len(page) <= MANY
        self.alice.replica.take_page(place, page, self.alice.replica.cursor(), MANY)
        return True

    def finish(self) -> None:
        """All pages that are left, and the pull that joins them."""
        while self.page():
            pass
        self.pull()

    def is_whole(self) -> bool:
        """Whether the replica is what a new one pulls whole."""
        fresh = Console("alice")
        fresh.replica.absorb([], self.of("alice").pull(Cursor()))
        return self.alice.dump() == fresh.dump() == dump(fresh.shelf.db, self.alice.replica.cursor().have)

    def held(self, key: str) -> tuple[str, str] | None:
        """Team and title of a ticket here."""
        found: tuple[str, str] | None = self.alice.shelf.db.execute(
            "select team, title from ticket where id = ?", (key,)
        ).fetchone()
        return found


@pytest.fixture(params=["sqlite", "postgres"])
def team(request: pytest.FixtureRequest, desks: Server) -> Iterator[Team]:
    if request.param == "sqlite":
        history = History(1)
        yield Team(lambda login: SqliteHub(history.db, login, history.clock))
    else:
        with desks.hub() as desk:
            yield Team(desk.of)


def begun(team: Team) -> list[str]:
    """Nine tickets of Alice's team of which the first page is here; their ids, as they come."""
    keys = [team.ticket("team-a") for _ in range(9)]
    team.pull()
    while team.held(keys[0]) is None:
        assert team.page()
    return keys


def test_pages_make_what_one_pull_makes(team: Team) -> None:
    begun(team)
    team.finish()
    assert team.is_whole()
    assert team.alice.replica.cursor().late == ()


def test_what_changes_beside_the_pages_is_told_with_the_last(team: Team) -> None:
    first, *_, last = begun(team)
    team.rename(first, "changed behind")
    team.rename(last, "changed ahead")
    team.transfer(last, "team-a", "team-b")
    gone = team.ticket("team-a")
    team.transfer(gone, "team-a", "team-b")
    team.finish()
    assert team.held(first) == ("team-a", "changed behind")
    assert team.held(last) is None
    assert team.is_whole()


def test_a_ticket_that_leaves_after_it_came_leaves_here_too(team: Team) -> None:
    first, *_ = begun(team)
    team.transfer(first, "team-a", "team-b")
    team.finish()
    assert team.held(first) is None
    assert team.is_whole()


def test_what_is_written_meanwhile_stays_over_what_comes(team: Team) -> None:
    keys = begun(team)
    body: list[dict[str, object]] = [{"t": "ticket", "k": keys[0], "set": {"title": "mine"}}]
    team.alice.write(team.history.uid(), [team.history.event(keys[0], "TITLE", "shared", "mine"), *body])
    team.rename(keys[0], "theirs")
    while team.page():
        assert team.held(keys[0]) == ("team-a", "mine")
    team.pull()
    assert team.held(keys[0]) == ("team-a", "mine")


def test_a_page_of_before_another_process_pulled_is_not_taken(team: Team) -> None:
    begun(team)
    replica, hub = team.alice.replica, team.of("alice")
    place, since = replica.coming(), replica.cursor()
    assert place is not None
    page = hub.page(place, MANY)
    team.ticket("team-a")
    team.pull()
    replica.take_page(place, page, since, MANY)
    assert replica.coming() == place
    replica.take_page(place, page, replica.cursor(), MANY)
    assert replica.coming() != place
    replica.take_page(place, page, replica.cursor(), MANY)  # by the other process, a second time
    team.finish()
    assert team.is_whole()


def test_what_an_older_program_could_not_keep_comes_once_more_beside_what_is_here(team: Team) -> None:
    """A table it did not know, a column it did not have: page by page, while all that is here stays."""
    keys = begun(team)
    team.finish()
    before = team.alice.replica.cursor()
    db = team.alice.shelf.db
    db.execute("delete from message")
    db.execute("update ticket set description = 'lost'")
    copying.again(db)
    assert team.alice.replica.cursor() == before
    assert team.page()
    team.rename(keys[0], "changed behind")
    team.transfer(keys[1], "team-a", "team-b")
    team.pull()
    while team.page():
        assert [team.held(key) is not None for key in keys] == [True, False, *[True] * 7]
    assert team.is_whole()
    assert team.alice.replica.cursor().late == ()


def test_what_is_on_its_way_when_a_newer_program_comes_begins_anew(team: Team) -> None:
    begun(team)
    copying.again(team.alice.shelf.db)
    team.finish()
    assert team.is_whole()


def test_a_scope_lost_while_it_comes_once_more_goes(team: Team) -> None:
    begun(team)
    team.finish()
    copying.again(team.alice.shelf.db)
    reset = replace(team.of("alice").pull(Cursor()).head, scopes=frozenset())
    team.alice.replica.absorb([], Pulled(reset, (), (), whole=True))
    assert team.alice.dump() == ""
    assert team.alice.replica.coming() is None


def test_a_page_goes_in_by_short_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command waits for the end of one, never for a whole page."""
    history = History(1)
    team = Team(lambda login: SqliteHub(history.db, login, history.clock))
    for _ in range(60):
        team.ticket("team-a")
    team.alice.replica.absorb([], Pulled(team.of("alice").pull(Cursor(), whole=False).head, (), (), whole=False))
    whole, sizes = copying.take_page, list[int]()

    def take_page(db: sqlite3.Connection, place: Place, page: Sequence[rows.Stored], many: int) -> None:
        sizes.append(len(page))
        whole(db, place, page, many)

    monkeypatch.setattr(copying, "take_page", take_page)
    Rounds(team.alice.replica, lambda: nullcontext(team.of("alice")), Bus(), SystemClock()).once()
    assert team.is_whole()
    assert sizes.count(FIRST) == 3  # of tickets, messages and events, each a page of 60
    assert max(sizes) == FIRST


def test_nothing_of_a_scope_out_of_sight_comes_by_pages(team: Team) -> None:
    team.ticket("team-b")
    for table in shapes():
        assert team.of("alice").page(Place("scope-b", table), 100) == []


def test_a_new_replica_is_filled_whole(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also with what changes, and moves from one scope into another, while it is filled."""
    monkeypatch.setattr(copying, "LARGE", 2)
    keys = [team.ticket("team-a") for _ in range(5)]
    console = Console("bob")
    moving: Any = Moving(team, keys[0])
    console.replica.fill(moving)
    fresh = Console("bob")
    fresh.replica.absorb([], team.of("bob").pull(Cursor()))
    assert console.dump() == fresh.dump()
    assert replace(console.replica.cursor(), seq=0, tag="") == replace(fresh.replica.cursor(), seq=0, tag="")


class Moving:
    """A hub at which a ticket changes and then moves to the other team once it has been read."""

    def __init__(self, team: Team, key: str) -> None:
        self._team, self._key = team, key
        self._hub = team.of("bob")

    def __getattr__(self, name: str) -> object:
        return getattr(self._hub, name)

    def page(self, place: Place, many: int) -> list[tuple[object, ...]]:
        found = self._hub.page(place, many)
        if place.table == "ticket" and place.scope == "scope-a" and place.seq < 0:
            self._team.rename(self._key, "renamed")
            self._team.transfer(self._key, "team-a", "team-b")
        return found


class Counted:
    """A hub that counts the pages it was asked for."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self.asked = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._hub, name)

    def page(self, place: Place, many: int) -> list[tuple[object, ...]]:
        self.asked += 1
        return self._hub.page(place, many)


def test_the_next_page_is_asked_for_while_one_is_put_in_place(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server works beside this machine, not in turns with it."""
    monkeypatch.setattr(copying, "LARGE", 2)
    for _ in range(5):
        team.ticket("team-a")
    hub: Any = Counted(team.of("bob"))
    put, done = rows.put_stored, list[int]()

    def put_later(db: sqlite3.Connection, shape: Shape, page: list[rows.Stored]) -> None:
        if len(page) == copying.LARGE:
            until(lambda: hub.asked > len(done) + 1)
        put(db, shape, page)
        done.append(len(page))

    monkeypatch.setattr(rows, "put_stored", put_later)
    Console("bob").replica.fill(hub)
    assert done.count(2) > 2
