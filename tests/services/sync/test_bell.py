"""A console waits for its own commands and for the hub at once, and a wait can be ended (design: doorbell)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from console.services.store import connect
from console.services.sync.bell import Bell, FileBell, HandBell
from console.services.sync.hub import Unreachable
from console.services.sync.postgres_bell import WireBell
from tests.support.postgres import cluster

LONG = 30.0


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    with cluster() as socket:
        yield socket


@contextmanager
def connected(server: Path) -> Iterator[psycopg.Connection]:
    with closing(psycopg.connect(f"host={server} user=postgres", autocommit=True)) as connection:
        yield connection


@contextmanager
def beside(bell: Bell, seconds: float = LONG) -> Iterator[list[object]]:
    """Wait by the bell on another thread; the answer is what came of it, when the block is over."""
    came: list[object] = []

    def wait() -> None:
        try:
            came.append(bell.wait(seconds))
        except Unreachable as error:
            came.append(error)

    thread = threading.Thread(target=wait)
    thread.start()
    yield came
    thread.join(LONG / 2)
    assert not thread.is_alive()


@pytest.mark.parametrize("kind", [HandBell, WireBell])
def test_a_ring_ends_the_wait_and_one_before_it_is_heard(kind: type[HandBell | WireBell]) -> None:
    bell = kind()
    bell.ring()
    bell.ring()
    assert bell.wait(LONG)
    assert not bell.wait(0)
    with beside(bell) as came:
        bell.ring()
    assert came == [True]
    bell.hang_up()


def test_the_hub_ends_the_wait_and_so_does_a_command(server: Path) -> None:
    bell = WireBell()
    with connected(server) as mine, connected(server) as theirs, bell.listening(mine):
        with beside(bell) as came:
            theirs.execute("notify desk")
        assert came == [True]
        with beside(bell) as came:
            bell.ring()
        assert came == [True]
        assert not bell.wait(0)


def test_who_comes_and_goes_ends_the_wait_without_a_ring(server: Path) -> None:
    """Else fifty consoles would pull at every move of each other."""
    bell = WireBell()
    with connected(server) as mine, connected(server) as theirs, bell.listening(mine):
        with beside(bell) as came:
            theirs.execute("notify desk_presence")
        assert came == [False]
        assert bell.moved()
        assert not bell.moved()
        mine.execute("notify desk_presence")
        with beside(bell, 0.05) as came:
            pass
        assert not bell.moved()


def test_a_move_of_ones_own_ends_the_wait_without_a_ring(server: Path) -> None:
    bell = WireBell()
    with connected(server) as mine, bell.listening(mine):
        with beside(bell) as came:
            bell.stir()
        assert came == [False]
        assert not bell.moved()


def test_what_rang_while_a_statement_ran_is_heard(server: Path) -> None:
    bell = WireBell()
    with connected(server) as mine, connected(server) as theirs, bell.listening(mine):
        mine.execute("begin")
        theirs.execute("notify desk")
        mine.execute("commit")
        mine.execute("select 1")
        assert bell.wait(LONG)
        assert not bell.wait(0)


def test_the_ring_for_ones_own_push_wakes_nobody(server: Path) -> None:
    bell = WireBell()
    with connected(server) as mine, bell.listening(mine):
        mine.execute("notify desk")
        assert not bell.wait(0)
        with beside(bell, 0.05) as came:
            pass
        assert came == [False]


def test_a_hub_that_goes_ends_the_wait(server: Path) -> None:
    bell = WireBell()
    with connected(server) as mine, connected(server) as root, bell.listening(mine), beside(bell) as came:
        root.execute("select pg_terminate_backend(%s)", (mine.info.backend_pid,))
    assert isinstance(came[0], Unreachable)


def test_hanging_up_ends_what_is_under_way(server: Path) -> None:
    """A window that closes does not wait for a hub that hangs."""
    bell, ended = WireBell(), threading.Event()

    def hang() -> None:
        with pytest.raises(psycopg.OperationalError):
            mine.execute("select pg_sleep(600)")
        ended.set()

    with connected(server) as mine, connected(server) as root, bell.listening(mine):
        thread = threading.Thread(target=hang)
        thread.start()
        asleep = "select count(*) from pg_stat_activity where wait_event = 'PgSleep'"
        while root.execute(asleep).fetchone() == (0,):
            pass
        bell.hang_up()
        assert ended.wait(LONG)
        thread.join()


def test_a_connection_that_is_gone_cannot_listen(server: Path) -> None:
    bell = WireBell()
    with connected(server) as mine:
        mine.close()
        with pytest.raises((Unreachable, psycopg.OperationalError)), bell.listening(mine):
            pass
    bell.ring()
    assert bell.wait(0)


def test_what_another_process_commits_to_a_file_rings(tmp_path: Path) -> None:
    bell = FileBell()
    with closing(connect(tmp_path / "a.db")) as own, closing(connect(tmp_path / "a.db")) as other:
        own.execute("create table t(x)")
        with bell.listening(own):
            with beside(bell) as came:
                other.execute("insert into t values (1)")
            assert came == [True]
            own.execute("insert into t values (2)")
            assert not bell.wait(0.01)
            bell.ring()
            assert bell.wait(LONG)
