"""Consoles that write articles at once converge, on both hubs alike, and no version is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from console.models.shape import shapes
from console.services.sync import rows
from console.services.sync.hub import Cursor, Operation
from console.services.sync.sqlite_hub import SqliteHub
from tests.services.sync.simulation import Console, History
from tests.services.sync.test_hubs import Both
from tests.support.hubs import Server, server
from tests.support.postgres import versions

Patches = list[dict[str, object]]


@pytest.fixture(scope="module", params=versions())
def desks(request: pytest.FixtureRequest) -> Iterator[Server]:
    with server(request.param) as made:
        yield made


class Writing(History):
    """A history with commands on articles among the others; some are refused for their author's roles or age."""

    def patches(self, console: Console) -> Patches:
        """A command on articles in one case of three."""
        return self.of_articles(console) if self.random.random() < 0.35 else super().patches(console)

    def of_articles(self, console: Console) -> Patches:
        here = list(rows.select(console.shelf.db, shapes()["article"], "1 order by id", ()))
        chance = self.random.random()
        if not here or chance < 0.2:
            return self.begun()
        article = self.random.choice(here)
        key = str(article["id"])
        if chance < 0.5:
            version = self.version(key)
            known = {"version": article["version"]}
            return [version, {"t": "article", "k": key, "set": {"version": version["k"]}, "expect": known}]
        if chance < 0.65:
            seen = {"published": article["published"]}
            return [{"t": "article", "k": key, "set": {"published": article["version"]}, "expect": seen}]
        if chance < 0.75:
            return [{"t": "article", "k": key, "set": {"stage": self.random.choice(["IN_REVIEW", "DRAFT", "LOST"])}}]
        if chance < 0.85:
            value = self.random.choice(["HELPFUL", "NOT_HELPFUL", None])
            return [self.child("article_vote", key, {"value": value, "created_at": 1})]
        if chance < 0.92:
            shelf: dict[str, object] = {"name": "Shelf", "description": "", "position": 1}
            return [{"t": "article_category", "k": self.uid(), "new": shelf}]
        found: dict[str, object] = {"text": "vpn", "results": 0, "created_at": 1}
        return [{"t": "search_event", "k": self.uid(), "new": found}]

    def begun(self) -> Patches:
        key = self.uid()
        version = self.version(key)
        values: dict[str, object] = {
            "language": "en",
            "stage": "DRAFT",
            "version": version["k"],
            "created_at": 1,
            "updated_at": 1,
        }
        return [{"t": "article", "k": key, "new": values}, version]

    def version(self, article: str) -> dict[str, object]:
        title = "t" * self.random.choice([1, 5, 5, 5, 301])
        said = {"title": title, "body": f"{self.random.random()}", "type": "FAQ", "tags": ["a"], "created_at": 1}
        return self.child("article_version", article, said)


class WritingOnBoth(Writing, Both):
    """The same on both hubs at once."""


def test_consoles_that_write_articles_converge() -> None:
    tally: Counter[str] = Counter()
    for seed in range(60):
        history = Writing(seed)
        history.run(60)
        tally += history.tally
        versions = history.db.execute("select count(*), count(distinct root) from article_version").fetchone()
        tally["versions"], tally["articles"] = tally["versions"] + versions[0], tally["articles"] + versions[1]
    assert tally["versions"] > tally["articles"] > 100
    assert tally["refused"] > 100


def test_both_hubs_settle_articles_alike(desks: Server) -> None:
    codes: Counter[str] = Counter()
    with desks.hub() as other:
        for seed in range(40):
            history = WritingOnBoth(seed, other)
            history.play(60)
            codes += history.codes
            other.empty()
    assert {"None", "DS001", "23514", "42501"} <= codes.keys()


def test_who_did_it_is_who_signed_in_and_nothing_was_done_later_than_now(desks: Server) -> None:
    """Whatever a console claims."""
    with desks.hub() as other:
        history = WritingOnBoth(1, other)
        begun = history.begun()
        key = str(begun[0]["k"])
        claimed = {"author": "p-bob", "created_at": 2**60}
        parts = (
            history.child("article_vote", key, {"value": "HELPFUL", **claimed}),
            history.child("article_view", key, claimed),
        )
        search: dict[str, object] = {"t": "search_event", "k": "s", "new": {"text": "x", "results": 0, **claimed}}
        operation = Operation("write", (*begun, *parts, search))
        for hub in (SqliteHub(history.db, "alice", history.clock), other.of("alice")):
            assert [answer.code for answer in hub.push([operation])] == [None]
            told = [row for table, row in hub.pull(Cursor()).rows if table != "article" and "created_at" in row]
            assert len(told) == 4
            for row in told:
                assert row["author"] == "p-alice"
                assert int(str(row["created_at"])) <= int(str(row["at"]))
