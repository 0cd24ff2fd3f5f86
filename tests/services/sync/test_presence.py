"""Who looks and who answers is known while connected, never stored (SPEC 3.11)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from console.services.sync.hub import Operation
from console.services.sync.presence import Alone, PostgresPresence, Present
from tests.services.sync.simulation import History
from tests.support.hubs import Desk, Server, server


@pytest.fixture(scope="module")
def desks() -> Iterator[Server]:
    with server() as made:
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


def test_colleagues_see_where_one_is_and_whether_one_answers(desk: Desk) -> None:
    key = ticket(desk, "team-a")
    at(desk, "alice").be_at(key, replying=True)
    assert at(desk, "bob").present() == (Present("p-alice", key, replying=True),)
    assert at(desk, "alice").present() == ()


def test_one_is_at_one_place_at_a_time(desk: Desk) -> None:
    first, second = ticket(desk, "team-a"), ticket(desk, "team-b")
    at(desk, "bob").be_at(first)
    at(desk, "bob").be_at(second)
    assert at(desk, "carol").present() == (Present("p-bob", second, replying=False),)
    at(desk, "bob").be_at(None)
    assert at(desk, "carol").present() == ()


def test_nobody_learns_of_a_ticket_of_another_team(desk: Desk) -> None:
    mine, theirs = ticket(desk, "team-a"), ticket(desk, "team-b")
    at(desk, "carol").be_at(theirs)
    assert at(desk, "alice").present() == ()
    at(desk, "alice").be_at(theirs)
    assert at(desk, "dave").present() == (Present("p-carol", theirs, replying=False),)
    at(desk, "carol").be_at(mine)
    assert at(desk, "alice").present() == (Present("p-carol", mine, replying=False),)


def test_who_says_nothing_for_half_a_minute_is_gone(desk: Desk) -> None:
    key = ticket(desk, "team-a")
    at(desk, "alice").be_at(key)
    desk.owner.execute("update desk.presence set at = at - 31000000")
    assert at(desk, "bob").present() == ()
    at(desk, "bob").be_at(key)
    assert desk.owner.execute("select login from desk.presence").fetchall() == [("bob",)]


def test_alone_there_is_nobody() -> None:
    alone = Alone()
    alone.be_at("x", replying=True)
    assert alone.present() == ()
