"""The audit log proves itself, and names where it was touched, on both hubs (SPEC 13)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from console.services import audit
from console.services.audit import Link, Verdict
from tests.services.sync.simulation import History
from tests.support.hubs import Server, server
from tests.support.postgres import versions


@pytest.fixture(scope="module", params=versions())
def desks(request: pytest.FixtureRequest) -> Iterator[Server]:
    with server(request.param) as made:
        yield made


class Log:
    """One hub with some history, and a hand that can touch its log."""

    def __init__(self, verify: Callable[[], Verdict], sql: Callable[[str], object], name: str) -> None:
        self.verify = verify
        self._sql = sql
        self._name = name

    def touch(self, statement: str) -> None:
        self._sql(statement.replace("log", self._name))


@pytest.fixture(params=["sqlite", "postgres"])
def log(request: pytest.FixtureRequest, desks: Server) -> Iterator[Log]:
    history = History(11)
    if request.param == "sqlite":
        history.run(40)
        yield Log(lambda: audit.of_sqlite(history.db), history.db.execute, "log")
        return
    with desks.hub() as desk:
        for console in history.consoles * 2:  # not every push is taken; the tests touch the third commit
            for _ in range(6):
                history.write(console)
            desk.of(console.login).push(console.replica.pending())
        yield Log(lambda: audit.of_postgres(desk.owner), lambda sql: desk.owner.execute(sql.encode()), "desk.log")


def test_an_untouched_log_is_whole(log: Log) -> None:
    verdict = log.verify()
    assert verdict.broken is None
    assert verdict.entries > 10


@pytest.mark.parametrize(
    "touch",
    [
        "update log set who = 'somebody' where seq = 3 and n = 0",
        "update log set at = at + 1 where seq = 3 and n = 0",
        "update log set k = 'other' where seq = 3 and n = 0",
        "update log set t = 'person' where seq = 3 and n = 0",
        'update log set diff = \'{"title": [null, "x"]}\' where seq = 3 and n = 0',
        "update log set digest = hash where seq = 3 and n = 0",
        "update log set hash = digest where seq = 3 and n = 0",
        "delete from log where seq = 3 and n = 0",
        "delete from log where seq = 3",
    ],
)
def test_whatever_is_touched_is_named(log: Log, touch: str) -> None:
    log.touch(touch)
    broken = log.verify().broken
    assert broken is not None
    assert broken in (Link(3, 0), Link(3, 1), Link(4, 0))


def test_words_taken_out_by_law_leave_the_proof(log: Log) -> None:
    log.touch("update log set diff = null where seq = 3")
    assert log.verify().broken is None
