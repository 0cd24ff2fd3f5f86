"""The two hubs answer alike: same operations, same refusals, same rows (design: one interface, equal results on both)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from console.models.shape import shapes
from console.services.sync import rows
from console.services.sync.hub import Cursor, Pulled
from console.services.sync.sqlite_hub import SqliteHub
from tests.services.sync.simulation import History, dump
from tests.support.hubs import Desk, Server, server

STAMPS = re.compile(r'"(at|seq|who)":("[^"]*"|\d+|null)')
"""The hubs' clocks and their numbering of commits without effect differ; what the rows say may not."""


@pytest.fixture(scope="module")
def desks() -> Iterator[Server]:
    with server() as made:
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

    def __init__(self, seed: int, other: Desk) -> None:
        super().__init__(seed)
        self.other = other
        self.codes: Counter[str] = Counter()

    def play(self, steps: int) -> None:
        """Commands, rounds and changes of membership; after every round answers and rows are compared."""
        for _ in range(steps):
            chance = self.random.random()
            console = self.random.choice(self.consoles)
            if chance < 0.08:
                self.change_membership()
                self.other.take_members(self.db)
            elif chance < 0.55:
                self.write(console)
            else:
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


@pytest.mark.parametrize("first", range(0, 20, 5))
def test_both_hubs_settle_every_operation_alike(desks: Server, first: int) -> None:
    codes: Counter[str] = Counter()
    for seed in range(first, first + 5):
        with desks.hub() as other:
            history = Both(seed, other)
            history.play(60)
            codes += history.codes
    assert {"None", "DS001", "DS002"} <= codes.keys()
