"""Who looks and who answers is known while connected, never stored (SPEC 3.11)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import psycopg
import pytest

from console.services.sync.hub import Operation
from console.services.sync.postgres_presence import PostgresPresence
from console.services.sync.presence import LIFE, Alone
from tests.services.sync.simulation import History
from tests.support.hubs import Desk, Server, server
from tests.support.postgres import versions


@pytest.fixture(scope="module", params=versions())
def desks(request: pytest.FixtureRequest) -> Iterator[Server]:
    with server(request.param) as made:
        yield made


@pytest.fixture
def desk(desks: Server) -> Iterator[Desk]:
    with desks.hub() as made:
        yield made


def ticket(desk: Desk, team: str) -> str:
    """A ticket of a team, made by its lead."""
    history = History(ord(team[-1]))
    made = history.created()
    values = made[0]["new"]
    assert isinstance(values, dict)
    values |= {"title": "here", "team": team}
    (answer,) = desk.of("carol").push([Operation(history.uid(), tuple(made))])
    assert answer.code is None
    return str(made[0]["k"])


def at(desk: Desk, login: str) -> PostgresPresence:
    return PostgresPresence(desk.of(login).connection)


def seen(desk: Desk, login: str) -> list[tuple[str, str, bool]]:
    """Whom that person sees where, and whether they answer there."""
    return [(one.person, one.ticket, one.replying) for one in at(desk, login).present()]


def test_colleagues_see_where_one_is_and_whether_one_answers(desk: Desk) -> None:
    key = ticket(desk, "team-a")
    at(desk, "alice").be_at(key, replying=True)
    assert seen(desk, "bob") == [("p-alice", key, True)]
    assert seen(desk, "alice") == []


def test_one_is_at_one_place_at_a_time(desk: Desk) -> None:
    first, second = ticket(desk, "team-a"), ticket(desk, "team-b")
    at(desk, "bob").be_at(first)
    at(desk, "bob").be_at(second)
    assert seen(desk, "carol") == [("p-bob", second, False)]
    at(desk, "bob").be_at(None)
    assert seen(desk, "carol") == []


def test_nobody_learns_of_a_ticket_of_another_team(desk: Desk) -> None:
    mine, theirs = ticket(desk, "team-a"), ticket(desk, "team-b")
    at(desk, "carol").be_at(theirs)
    assert seen(desk, "alice") == []
    at(desk, "alice").be_at(theirs)
    assert seen(desk, "dave") == [("p-carol", theirs, False)]
    at(desk, "carol").be_at(mine)
    assert seen(desk, "alice") == [("p-carol", mine, False)]


def test_who_says_nothing_for_half_a_minute_is_gone(desk: Desk) -> None:
    key = ticket(desk, "team-a")
    at(desk, "alice").be_at(key)
    desk.owner.execute("update desk.presence set at = at - 31000000")
    assert seen(desk, "bob") == []
    at(desk, "bob").be_at(key)
    assert desk.owner.execute("select login from desk.presence").fetchall() == [("bob",)]


def test_it_is_told_since_when_somebody_said_nothing(desk: Desk) -> None:
    key = ticket(desk, "team-a")
    at(desk, "alice").be_at(key)
    desk.owner.execute("update desk.presence set at = at - 20000000")
    (one,) = at(desk, "bob").present()
    assert timedelta(seconds=20) <= one.age < LIFE


def test_a_move_rings_a_bell_of_its_own_and_its_repetition_does_not(desk: Desk) -> None:
    """Fifty consoles repeat themselves four times a minute: nobody has to look because of that."""
    key = ticket(desk, "team-a")
    with closing(desk.server.connect("bob", desk.name)) as bob:
        bob.execute("listen desk_presence")
        heard: list[psycopg.Notify] = []
        bob.add_notify_handler(heard.append)
        rings = []
        for ticket_id, replying in [(key, False)] * 2 + [(key, True)] * 2 + [(None, False)] * 2:
            at(desk, "alice").be_at(ticket_id, replying=replying)
            bob.execute("select")  # a server tells what rang before it answers
            rings.append(len(heard))
    assert rings == [1, 1, 2, 2, 3, 3]


def test_alone_there_is_nobody() -> None:
    alone = Alone()
    alone.be_at("x", replying=True)
    assert alone.present() == ()
