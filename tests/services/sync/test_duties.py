"""What must happen once happens once, on both hubs (SPEC 5.4; design: exactly once)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from console.services.clock import SystemClock
from console.services.sync.duties import Duties, Duty, End, SqliteDuties, back_off
from console.services.sync.postgres_hub import PostgresDuties
from console.services.sync.sqlite_hub import open_hub
from tests.support.hubs import Server, server
from tests.support.postgres import versions

LONG, OVER = timedelta(minutes=1), timedelta(0)
Opener = Callable[[], Duties]


@pytest.fixture(scope="module", params=versions())
def desks(request: pytest.FixtureRequest) -> Iterator[Server]:
    with server(request.param) as made:
        yield made


@pytest.fixture(params=["sqlite", "postgres"])
def opener(request: pytest.FixtureRequest, desks: Server, tmp_path: Path) -> Iterator[Opener]:
    """Opens one more worker's view of the same duties."""
    clock = SystemClock()
    if request.param == "sqlite":
        with closing(open_hub(tmp_path / "hub" / "hub.db")) as first:
            opened = [first]

            def another() -> Duties:
                opened.append(open_hub(tmp_path / "hub" / "hub.db"))
                return SqliteDuties(opened[-1], clock)

            yield another
            for db in opened[1:]:
                db.close()
    else:
        with desks.hub() as desk:
            connections = []

            def one_more() -> Duties:
                connections.append(desk.worker())
                return PostgresDuties(connections[-1])

            yield one_more
            for connection in connections:
                connection.close()


def test_a_key_is_planned_once_whoever_plans_it(opener: Opener) -> None:
    first, second = opener(), opener()
    now = SystemClock().now()
    assert first.plan("sla:1", "sla", {"ticket": "1"}, now)
    assert not second.plan("sla:1", "sla", {"ticket": "other"}, now)
    (held,) = second.claim(["sla"], LONG, 10)
    assert (held.key, held.args, held.tries) == ("sla:1", {"ticket": "1"}, 1)
    assert first.claim(["sla"], LONG, 10) == []


def test_only_the_newest_token_finishes(opener: Opener) -> None:
    first, second = opener(), opener()
    first.plan("mail:1", "mail", {}, SystemClock().now())
    (stale,) = first.claim(["mail"], OVER, 1)
    fresh = wait_for(lambda: second.claim(["mail"], LONG, 1))[0]
    assert fresh.tries == 2
    assert not first.finish(stale, End.DONE)
    assert not first.renew(stale, LONG)
    assert second.renew(fresh, LONG)
    assert second.finish(fresh, End.DONE, {"code": 250})
    assert not second.finish(fresh, End.DONE)


def test_what_may_be_done_only_once_becomes_unsure_when_its_holder_vanishes(opener: Opener) -> None:
    first, second = opener(), opener()
    now = SystemClock().now()
    first.plan("step:1", "step", {}, now, once=True)
    (held,) = first.claim(["step"], OVER, 1)
    first.plan("step:2", "step", {}, now)
    assert [d.key for d in wait_for(lambda: second.claim(["step"], LONG, 5))] == ["step:2"]
    assert not first.finish(held, End.DONE)
    assert second.claim(["step"], LONG, 5) == []


def test_a_failure_is_tried_again_later_and_later(opener: Opener) -> None:
    duties = opener()
    duties.plan("mail:2", "mail", {}, SystemClock().now())
    (held,) = duties.claim(["mail"], LONG, 1)
    assert duties.finish(held, End.FAILED, "451", again=timedelta(hours=1))
    assert duties.claim(["mail"], LONG, 1) == []
    waits = [back_off(tries) for tries in range(1, 40)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=30)
    assert waits[-1] == timedelta(hours=1)


def test_what_is_not_due_waits(opener: Opener) -> None:
    duties = opener()
    duties.plan("wake:1", "wake", {}, SystemClock().now() + timedelta(hours=1))
    assert duties.claim(["wake"], LONG, 1) == []


def test_many_workers_share_duties_without_doubling_one(opener: Opener) -> None:
    """Eight deciders plan the same 60 keys, four workers claim them all: each is held and finished once."""
    now, lock = SystemClock().now(), threading.Lock()
    finished: list[str] = []
    workers = [opener() for _ in range(4)]

    def work(duties: Duties) -> None:
        for n in range(60):
            duties.plan(f"k:{n}", "k", {}, now)
        while held := duties.claim(["k"], LONG, 7):
            with lock:
                finished.extend(duty.key for duty in held if duties.finish(duty, End.DONE))

    threads = [threading.Thread(target=work, args=[duties]) for duties in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(finished) == sorted(f"k:{n}" for n in range(60))


def wait_for(ask: Callable[[], list[Duty]]) -> list[Duty]:
    """Ask until there is an answer; a lease of no length is over at the next look."""
    for _ in range(10_000):
        if found := ask():
            return found
    raise AssertionError("nothing came due")
