"""The two hubs answer alike: same operations, same refusals, same rows (design: one interface, equal results on
both).
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import pairwise
from typing import Any

import pytest

from console.models.kinds import Code, Refused, Status
from console.models.shape import shapes
from console.services.sync import rows
from console.services.sync.hub import Cursor, Hub, Operation, Pulled
from console.services.sync.postgres_hub import PostgresHub
from console.services.sync.sqlite_hub import SqliteHub
from tests.services.sync.simulation import Console, History, dump
from tests.support.hubs import Desk, Server, server
from tests.support.postgres import versions

SEEDS, PART = 200, 50
"""Histories played on both hubs, and those of one test."""
STAMPS = re.compile(r'"(at|seq|who|recorded_at|happened_at)":("[^"]*"|\d+|null)')
"""The hubs' clocks and their numbering of commits without effect differ; what the rows say may not."""


@pytest.fixture(scope="module", params=versions())
def desks(request: pytest.FixtureRequest) -> Iterator[Server]:
    with server(request.param) as made:
        yield made


def live(pulled: Pulled) -> str:
    """All live rows of a whole pull, in the form `dump` gives."""
    out = []
    for table in shapes():
        found = [row for name, row in pulled.rows if name == table and not row["dead"]]
        out += [f"{table} {rows.dumps(row)}" for row in sorted(found, key=lambda row: str(row["id"]))]
    return "\n".join(out)


class Both(History):
    """A history played on both hubs at once."""

    incidents = True

    def __init__(self, seed: int, other: Desk) -> None:
        super().__init__(seed)
        self.other = other
        self.codes: Counter[str] = Counter()
        self.followed: dict[str, Cursor] = {}
        """Where each login's last pull from the other hub ended."""
        self.news = 0

    def play(self, steps: int) -> None:
        """Commands, rounds and changes of membership; every answer is compared, rows now and then and at the end."""
        for _ in range(steps):
            chance = self.random.random()
            console = self.random.choice(self.consoles)
            if chance < 0.08:
                self.change_membership()
                self.other.take_members(self.db)
            elif chance < 0.55:
                self.write(console)
            else:
                if self.random.random() < 0.2:
                    self.compare(console.login)
                operations = console.replica.pending(self.random.choice([1, 5, 50]))
                mine, theirs = SqliteHub(self.db, console.login, self.clock), self.other.of(console.login)
                here, there = mine.push(operations), theirs.push(operations)
                assert [(a.id, a.code) for a in here] == [(a.id, a.code) for a in there]
                self.codes += Counter(str(answer.code) for answer in here)
                console.replica.absorb(here, mine.pull(console.replica.cursor()))
        for login in {console.login for console in self.consoles}:
            self.compare(login)

    def compare(self, login: str) -> None:
        mine, theirs = SqliteHub(self.db, login, self.clock), self.other.of(login)
        pulled = theirs.pull(Cursor())
        assert pulled.head.scopes == mine.scopes()
        assert STAMPS.sub("", live(pulled)) == STAMPS.sub("", dump(self.db, mine.scopes()))
        self.follow(login, theirs, pulled)

    def follow(self, login: str, theirs: Hub, pulled: Pulled) -> None:
        """What comes since the last pull is what has changed since in the scopes that were held."""
        if (since := self.followed.get(login)) is not None:
            held = since.have & pulled.head.scopes
            new = {(t, r["id"]) for t, r in pulled.rows if int(str(r["seq"])) > since.seq and r["scope"] in held}
            step = theirs.pull(since, whole=False)
            assert not step.head.reset
            assert [(t, r) for t, r in pulled.rows if (t, r["id"]) in new] == list(step.rows)
            self.news += len(new)
        self.followed[login] = Cursor(pulled.head.seq, pulled.head.tag, pulled.head.scopes)


@pytest.mark.parametrize("first", range(0, SEEDS, PART))
def test_both_hubs_settle_every_operation_alike(desks: Server, first: int) -> None:
    codes: Counter[str] = Counter()
    news = 0
    with desks.hub() as other:
        for seed in range(first, first + PART):
            history = Both(seed, other)
            history.play(60)
            codes += history.codes
            news += history.news
            other.empty()
    assert {"None", "DS001", "DS002", "DS003", "23514", "42501"} <= codes.keys()
    assert news > PART


def imported(seed: int) -> list[tuple[str, rows.Row]]:
    """A requester, a ticket that ended long ago with its number and instants, and what was said on it."""
    ids = [f"00000000-0000-7000-8000-0000000{seed:03}{n:02}" for n in range(4)]
    person: dict[str, object] = {"name": "Ye Zhou", "locale": "zh_CN", "roles": [], "skills": {"VPN": 2}}
    ticket: dict[str, object] = {
        "number": 4711,
        "title": "Imported",
        "description": "",
        "priority": "LOW",
        "status": "CLOSED",
        "channel": "EMAIL",
        "requester": ids[0],
        "team": "team-a",
        "created_at": 5,
        "updated_at": 9,
        "closed_at": 9,
        "cycle": 1,
        "imported_from": "old:1",
    }
    said = {"direction": "IN", "visibility": "PUBLIC", "channel": "EMAIL", "body": "Hello", "created_at": 5}
    told = {"kind": "STATUS", "from_value": "OPEN", "to_value": "CLOSED", "happened_at": 9, "recorded_at": 10}
    made = [
        ("person", ids[0], person | {"availability": "AVAILABLE"}),
        ("ticket", ids[1], ticket),
        ("message", ids[2], said | {"root": ids[1], "author": ids[0]}),
        ("event", ids[3], told | {"root": ids[1]}),
    ]
    return [(table, rows.fresh(shapes()[table], key, values)) for table, key, values in made]


def test_a_bulk_load_keeps_what_it_is_given_on_both_hubs(desks: Server) -> None:
    """CLI.md: imports keep source instants, numbers and history, skip the legality of old moves, one audit row a
    batch.
    """
    with desks.hub() as other:
        history = Both(1, other)
        mine, theirs = SqliteHub(history.db, "carol", history.clock), other.of("carol")
        for _ in range(2):
            here, there = mine.load(imported(1)), theirs.load(imported(1))
            assert here.scopes == there.scopes
        history.compare("carol")
        counted = [db.execute(f"select count(*) from {name} where t = 'load'").fetchone() for db, name in both(history)]
        assert counted == [(2,), (2,)]
        assert history.db.execute("select number, closed_at from ticket").fetchall() == [(4711, 9)]
        assert mine.tag() == mine.pull(Cursor()).head.tag


def both(history: Both) -> list[tuple[Any, str]]:
    return [(history.db, "log"), (history.other.owner, "desk.log")]


def test_a_row_that_cannot_be_loaded_holds_up_no_other(desks: Server) -> None:
    """A number that is taken or missing becomes the next; what breaks a rule is answered by itself, on both hubs."""
    with desks.hub() as other:
        history = Both(1, other)
        given = imported(3) + imported(4) + imported(5) + imported(6)
        changes: dict[int, rows.Row] = {
            5: {"number": None},
            8: {"roles": ["admin"]},
            9: {"title": "t" * 301},
            13: {"team": "nowhere"},
        }
        given = [(table, row | changes.get(n, {})) for n, (table, row) in enumerate(given)]
        hubs = (SqliteHub(history.db, "carol", history.clock), other.of("carol"))
        here, there = (hub.load(given) for hub in hubs)
        assert here.scopes == there.scopes
        assert [(a.id, a.code) for a in here.refused] == [(a.id, a.code) for a in there.refused]
        refused = [n for n, (_, row) in enumerate(given) if str(row["id"]) in {answer.id for answer in here.refused}]
        assert refused == [8, 9, 10, 11, 13, 14, 15]
        history.compare("carol")
        found = history.db.execute("select number from ticket order by id").fetchall()
        assert found == [(4711,), (4712,)]


def test_a_row_out_of_sight_is_not_loaded_into_it(desks: Server) -> None:
    """What moved on since it was given is not shown again to whom it left."""
    with desks.hub() as other:
        history = Both(1, other)
        for hub in (SqliteHub(history.db, "carol", history.clock), other.of("carol")):
            hub.load(imported(1))
            key = str(imported(1)[1][1]["id"])
            told = {"root": key, "kind": "TEAM", "from_value": "team-a", "to_value": "team-b", "happened_at": 1}
            (moved,) = hub.push([Operation("move", ({"t": "event", "k": "e", "new": told | {"recorded_at": 1}},))])
            assert moved.code is None
        history.db.execute("delete from member where login = 'carol' and scope = 'scope-b'")
        other.take_members(history.db)
        for hub in (SqliteHub(history.db, "carol", history.clock), other.of("carol")):
            again = hub.load(imported(1))
            assert (again.scopes[1], again.refused) == (None, ())


@pytest.mark.parametrize("login", ["alice", "dave"])
def test_an_agent_may_not_load_in_bulk(desks: Server, login: str) -> None:
    """SPEC 1.3: bulk import is a lead's, in their own scope, and an admin's."""
    with desks.hub() as other:
        history = Both(1, other)
        for hub in (SqliteHub(history.db, login, history.clock), other.of(login)):
            with pytest.raises(Refused) as refusal:
                hub.load(imported(2))
            assert refusal.value.code is Code.ROLE_NEEDED


def test_what_is_taken_back_goes_through_on_both_hubs(desks: Server) -> None:
    """SPEC 3.9: by moves the table has, in one operation."""
    with desks.hub() as other:
        history = Both(1, other)
        mine, theirs = SqliteHub(history.db, "carol", history.clock), other.of("carol")
        way = (Status.NEW, Status.IN_PROGRESS, Status.RESOLVED, Status.OPEN, Status.IN_PROGRESS)
        ticket = {"title": "T", "description": "", "priority": "LOW", "status": "NEW", "channel": "PHONE", "cycle": 1}
        born = {"root": "t", "kind": "CREATED", "to_value": "NEW", "happened_at": 1, "recorded_at": 1}
        made: list[rows.Patch] = [
            {"t": "ticket", "k": "t", "new": ticket | {"team": "team-a", "created_at": 1, "updated_at": 1}},
            {"t": "event", "k": "born", "new": born},
        ]
        moves = [patch for n, step in enumerate(pairwise(way)) for patch in moved(n, *step)]
        operations = [
            Operation("make", tuple(made)),
            Operation("end", tuple(moves[:4])),
            Operation("undo", tuple(moves[4:])),
        ]
        for hub in (mine, theirs):
            assert [answer.code for answer in hub.push(operations)] == [None] * 3
        history.compare("carol")
        assert history.db.execute("select status, cycle from ticket").fetchall() == [("IN_PROGRESS", 1)]


@pytest.mark.parametrize("since", [True, False])
def test_nothing_happened_before_what_its_author_knew_or_after_now(desks: Server, since: bool) -> None:
    """SPEC 1.6: what is claimed is brought between the commit the console had pulled and now, on both hubs."""
    with desks.hub() as other:
        history = Both(1, other)
        for hub in (SqliteHub(history.db, "carol", history.clock), other.of("carol")):
            (made,) = hub.push([Operation("make", tuple(history.created()))])
            assert made.code is None
            head, ticket = known(hub)
            claims = {"early": 1, "late": 2**60, "between": head + 1}
            told = [
                {"t": "event", "k": key, "new": {"root": ticket, "kind": "TITLE", "happened_at": at, "recorded_at": 1}}
                for key, at in claims.items()
            ]
            seq = hub.pull(Cursor()).head.seq
            (answer,) = hub.push([Operation("tell", tuple(told), seq if since else 0)])
            assert answer.code is None
            rows_by_id = {row["id"]: row for table, row in hub.pull(Cursor()).rows if table == "event"}
            found = {key: rows_by_id[key]["happened_at"] for key in claims}
            now = rows_by_id["late"]["recorded_at"]
            assert found == {"early": head if since else 1, "late": now, "between": head + 1}


def known(hub: Hub) -> tuple[int, str]:
    """The instant of the last commit and the ticket there is."""
    ((_, ticket),) = [found for found in hub.pull(Cursor()).rows if found[0] == "ticket"]
    return int(str(ticket["at"])), str(ticket["id"])


def moved(n: int, source: Status, target: Status) -> tuple[rows.Patch, rows.Patch]:
    """The event of a move, and the move."""
    told = {"root": "t", "kind": "STATUS", "to_value": target, "happened_at": n, "recorded_at": n}
    return (
        {"t": "event", "k": f"e{n}", "new": told},
        {"t": "ticket", "k": "t", "set": {"status": target}, "expect": {"status": source}},
    )


BACK = 50
"""Consoles that return at the same moment."""


def test_fifty_consoles_that_come_back_at_once_lose_nothing_and_agree(desks: Server) -> None:
    """Each wrote while the hub was away; all push and pull in the same moment."""
    history, together = History(5), threading.Barrier(BACK, timeout=60)
    consoles = [Console("alice") for _ in range(BACK)]
    for place, console in enumerate(consoles):
        made = history.created()
        values = made[0]["new"]
        assert isinstance(values, dict)
        values |= {"title": f"while away {place}", "team": "team-a"}
        console.write(history.uid(), made)
    with desks.hub() as desk:

        def come_back(console: Console) -> str:
            with closing(desk.server.connect("alice", desk.name)) as line:
                hub = PostgresHub(line)
                together.wait()
                answers = hub.push(console.replica.pending())
                assert [answer.code for answer in answers] == [None]
                console.replica.absorb(answers, hub.pull(console.replica.cursor()))
                together.wait()
                console.replica.absorb([], hub.pull(console.replica.cursor()))
            return console.dump()

        with ThreadPoolExecutor(BACK) as pool:
            held = set(pool.map(come_back, consoles))
        assert held == {live(desk.of("alice").pull(Cursor()))}
    (told,) = held
    assert sorted(re.findall(r"while away (\d+)", told), key=int) == [str(place) for place in range(BACK)]
