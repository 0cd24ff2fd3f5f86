"""What a console does where its hub, its disk or its own age hinders it: a clear sentence, nothing lost (SPEC 13)."""

from __future__ import annotations

import resource
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import psycopg
import pytest

from console import words
from console.models import schema
from console.models.kinds import Code, Locale, Refused, Visibility
from console.services.sync.rounds import TRIES
from console.services.sync.state import Phase, SyncState, SyncWanted
from console.services.tickets.commands import AddMessage, CreateTicket
from tests.support.consoles import Console, console, joined
from tests.support.secure_hub import AGENT, COLLEAGUE, SecureHub, secure_hub
from tests.support.waiting import until


@pytest.fixture(scope="module")
def hub() -> Iterator[SecureHub]:
    with secure_hub() as made:
        yield made


@pytest.fixture
def mine(hub: SecureHub, tmp_path: Path) -> Iterator[Console]:
    """An agent's console, in step."""
    joined(hub, tmp_path / AGENT, AGENT)
    with console(hub, tmp_path / AGENT, AGENT) as made:
        until(made.is_in_step)
        yield made


def titles(hub: SecureHub, ticket: str) -> list[tuple[str]]:
    with hub.root() as root:
        return root.execute("select title from desk.ticket where id = %s", (ticket,)).fetchall()


def test_a_console_below_the_hubs_minimum_reads_on_and_keeps_its_queue(hub: SecureHub, mine: Console) -> None:
    """After the update, or once the hub takes it again, all is sent."""
    with hub.root() as root:
        root.execute("begin; select desk.lock()")  # what is written now waits
        kept = mine.do(CreateTicket("Kept"))
        root.execute("update desk.head set oldest = %s", (schema.VERSION + 1,))
        root.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = %s", (AGENT,))
        root.execute("commit")
        until(lambda: mine.stands(Phase.TOO_OLD, Code.HUB_NEWER))
        with pytest.raises(Refused) as refused:
            mine.do(CreateTicket("Not written"))
        assert refused.value.code is Code.HUB_NEWER
        assert "update this program" in words.refusal(refused.value, Locale.EN)
        assert mine.sees(kept, "Kept")
        assert (mine.state.pending, titles(hub, kept)) == (1, [])
        root.execute("update desk.head set oldest = 1")
    mine.catch_up()
    assert titles(hub, kept) == [("Kept",)]
    assert mine.sees(mine.do(CreateTicket("Goes on")))


@contextmanager
def small_room(hub: SecureHub) -> Iterator[bool]:
    """A tablespace `small` on a disk of 4 MB, where this user may make one."""
    folder = hub.socket / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        yield False
        return
    try:
        shutil.chown(folder, "postgres")
        with hub.root() as root:
            root.execute(f"create tablespace small location '{folder}'".encode())
            yield True
            root.execute("alter table desk.message set tablespace pg_default")
            root.execute("checkpoint")  # files of dropped tables go
            root.execute("drop tablespace small")
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def has_grown(states: list[SyncState], before: int) -> bool:
    return len(states) > before


@contextmanager
def full(root: psycopg.Connection, *, small: bool) -> Iterator[None]:
    """No room for messages on the hub's disk; a trigger that says so stands for the disk where none can be made."""
    if small:
        root.execute("alter table desk.message set tablespace small")
        root.execute("create table public.ballast (b bytea) tablespace small")
        with pytest.raises(psycopg.errors.DiskFull):
            root.execute("insert into public.ballast select sha256(n::text::bytea) from generate_series(1, 300000) n")
        with suppress(psycopg.errors.DiskFull):
            for _ in range(10_000):
                root.execute("insert into public.ballast values (sha256('more'))")
        yield
        root.execute("drop table public.ballast")
    else:
        root.execute(
            "create function public.full() returns trigger language plpgsql as"
            " $$ begin raise exception 'full' using errcode = '53100'; end $$"
        )
        root.execute("create trigger full before insert on desk.message execute function public.full()")
        yield
        root.execute("drop function public.full() cascade")


def test_a_full_disk_of_the_hub_keeps_everything_here_till_there_is_room(hub: SecureHub, mine: Console) -> None:
    """However often it is tried: want of room is no fault of an operation, and none is set aside."""
    ticket = mine.do(CreateTicket("Much to say"))
    until(mine.is_in_step)
    with small_room(hub) as small, hub.root() as root:
        with full(root, small=small):
            mine.do(AddMessage(ticket, secrets.token_hex(75_000), Visibility.PUBLIC))
            for _ in range(TRIES + 1):
                tried = len(mine.states)
                mine.services.bus.publish(SyncWanted())
                until(partial(has_grown, mine.states, tried))
            until(lambda: mine.stands(Phase.OFFLINE, Code.HUB_AWAY))
            assert (mine.state.pending, mine.state.refused) == (1, 0)
        mine.catch_up()
        assert root.execute("select count(*) from desk.message where root = %s", (ticket,)).fetchall() == [(1,)]


def test_a_full_disk_here_stops_the_rounds_and_loses_nothing(hub: SecureHub, mine: Console, tmp_path: Path) -> None:
    """A limit of this process stands for the disk: its files may not grow."""
    joined(hub, tmp_path / COLLEAGUE, COLLEAGUE)
    with console(hub, tmp_path / COLLEAGUE, COLLEAGUE) as theirs:
        ticket = theirs.do(CreateTicket("Long story"))
        until(lambda: theirs.is_in_step() and mine.sees(ticket))
        mine.rounds.stop()
        for _ in range(6):
            theirs.do(AddMessage(ticket, secrets.token_hex(75_000), Visibility.PUBLIC))
        until(theirs.is_in_step)
    largest = max(path.stat().st_size for path in mine.services.folder.iterdir())
    with small_files(largest):
        with pytest.raises(Refused) as refused:
            mine.services.open_sync().once()
        assert refused.value.code is Code.DISK_FULL
    assert mine.rows("select count(*) from message where root = ?", ticket) == [(0,)]
    mine.services.open_sync().once()
    assert mine.rows("select count(*) from message where root = ?", ticket) == [(6,)]


@contextmanager
def small_files(size: int) -> Iterator[None]:
    """No file of this process grows beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
