"""The replica file: opened safely, read beside writers, and whole whatever happens to it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from console.models import schema
from console.models.kinds import Code, Refused
from console.services.people import Staff
from console.services.store import Store, claim, make_private
from console.services.sync.profiles import EMBEDDED
from console.services.tickets.commands import Attach
from console.services.tickets.filters import Filter, Sort
from console.services.tickets.queries import Find, Order
from tests.support.desk import open_office, quick_folder
from tests.support.waiting import until

NAME = "replica.db"


def refusal(act: Callable[[], object]) -> Refused:
    """The refusal that comes of it."""
    try:
        act()
    except Refused as error:
        return error
    raise AssertionError("not refused")


def mode(path: Path) -> int:
    """Its rights."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def closed(pattern: Path) -> Iterator[Path]:
    """The replica of a closed profile with some tickets in it."""
    with quick_folder() as folder:
        office = open_office(shutil.copytree(pattern, folder / "profile"))
        for n in range(20):
            office.reply(office.ticket(f"ticket {n}"), "word " * 300)
        office.services.close()
        yield office.store.path


# What a profile looks like on the disk.


def test_everything_in_a_profile_is_private_from_the_start(tmp_path: Path) -> None:
    """DESIGN 1.4: files hold customers' words."""
    before = os.umask(0)
    try:
        office = open_office(tmp_path / "new" / "profile")
        file = tmp_path / "note.txt"
        file.write_text("hello", "utf-8")
        office.do(Attach(office.ticket(), (file,)))
        every = [tmp_path / "new", *(tmp_path / "new").rglob("*")]
        assert {path.suffix for path in every} > {".db", ".db-wal", ".db-shm"}
        assert {mode(path) for path in every if path.is_dir()} == {0o700}
        assert {mode(path) for path in every if path.is_file()} == {0o600}
    finally:
        os.umask(before)
    office.services.close()


def test_a_profile_that_was_opened_to_others_is_closed_again(closed: Path) -> None:
    profile = closed.parents[2]
    for path in (profile, profile / EMBEDDED, closed.parent):
        path.chmod(0o755)
    closed.chmod(0o644)
    open_office(profile).services.close()
    assert {mode(path) for path in (profile, profile / EMBEDDED, closed.parent)} == {0o700}
    assert mode(closed) == 0o600


def test_a_folder_that_holds_other_things_keeps_its_rights(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o755)
    (home / "photo.jpg").touch()
    office = open_office(home)
    office.services.close()
    assert mode(home) == 0o755
    assert mode(home / EMBEDDED) == 0o700


def test_a_folder_others_can_write_to_is_refused_unless_it_is_sticky(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "other").touch()
    shared.chmod(0o777)
    assert refusal(lambda: claim(shared)).code is Code.PROFILE_UNSAFE
    shared.chmod(0o1777)
    claim(shared)
    assert mode(shared) == 0o1777


def test_a_file_where_the_profile_should_be_is_told_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", "utf-8")
    file.chmod(0o644)
    for act in (lambda: claim(file), lambda: make_private(file), lambda: open_office(file), lambda: Store(file / NAME)):
        assert refusal(act).code is Code.STORE_FAILED
    assert (file.read_text("utf-8"), mode(file)) == ("mine", 0o644)


# What can be wrong with the file.


def test_a_new_file_is_made_whole_and_opened_again(tmp_path: Path) -> None:
    for _ in range(2):
        store = Store(tmp_path / NAME)
        with store.read() as connection:
            assert schema.version(connection) == schema.VERSION
            assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
            assert connection.execute("pragma synchronous").fetchone() == (2,)
        store.close()
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_file_of_a_newer_console_is_not_touched(closed: Path) -> None:
    with sqlite3.connect(closed) as connection:
        connection.execute(f"pragma user_version = {schema.VERSION + 1}")
    connection.close()
    before = closed.read_bytes()
    error = refusal(lambda: Store(closed))
    assert (error.code, error.params["found"], error.params["known"]) == (
        Code.DATABASE_NEWER,
        schema.VERSION + 1,
        schema.VERSION,
    )
    assert closed.read_bytes() == before


def age(path: Path, *statements: str) -> None:
    """Make a database what an older program left: without what the statements take away."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.execute(f"pragma user_version = {schema.VERSION - 1}")
        connection.commit()


def test_a_profile_of_an_older_console_is_brought_up_and_keeps_what_it_held(closed: Path) -> None:
    age(
        closed, "drop table saved_view", "alter table ticket drop column wake_at", "alter table _batch drop column file"
    )
    office = open_office(closed.parents[2])
    assert [row["wake_at"] for row in office.rows("ticket")] == [None] * 20
    assert office.rows("saved_view") == office.rows("_batch") == []
    office.ticket("one more")
    assert len(office.ask(Order(Filter(), Sort()))) == 21
    office.services.close()


def test_what_an_older_console_passed_over_comes_from_the_hub_once_more(closed: Path) -> None:
    """By pages, while it keeps up with what changes."""
    age(closed, "update _meta set cursor = 7, tag = 'x', have = '[\"s\"]'")
    store = Store(closed)
    with store.read() as connection:
        assert connection.execute("select cursor, tag, have from _meta").fetchone() == (7, "x", '["s"]')
        assert connection.execute("select scope, seq, whole, base from _coming").fetchall() == [("s", -1, 0, 7)]
    store.close()


def test_a_machine_alone_asks_its_own_hub_for_nothing_once_more(closed: Path) -> None:
    """On a large desk that holds up every command for a minute."""
    age(closed, "update _meta set cursor = 7, tag = 'x'")
    office = open_office(closed.parents[2])
    assert [(row["cursor"], row["tag"]) for row in office.rows("_meta")] == [(7, "x")]
    office.services.close()


def reads(store: Store, go: threading.Event) -> int:
    with store.read() as connection:
        go.wait()
        return int(connection.execute("select count(*) from ticket").fetchone()[0])


def writes(store: Store, go: threading.Event) -> int:
    with store.bulk() as connection:
        go.wait()
        return connection.execute("update ticket set title = 'x'").rowcount


@pytest.mark.parametrize("work", [reads, writes])
def test_whoever_is_in_the_middle_when_a_store_is_closed_ends_first(
    closed: Path, work: Callable[[Store, threading.Event], int]
) -> None:
    """SQLite crashes where a connection is closed that another thread works on."""
    store, go = Store(closed), threading.Event()
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(work, store, go)
        until(lambda: store._used)
        store.close()
        go.set()
        assert answer.result() == 20
    assert not store._connections
    with closing(sqlite3.connect(closed)) as connection:
        written = connection.execute("select count(*) from ticket where title = 'x'").fetchone()[0]
    assert written == (20 if work is writes else 0)


def test_what_an_older_console_did_not_list_is_derived(closed: Path) -> None:
    age(closed, "alter table name drop column spoken")
    office = open_office(closed.parents[2])
    assert len(office.ask(Find("word"))) == len(office.ask(Order(Filter(), Sort()))) == 20
    office.services.close()


def test_two_that_open_an_older_file_at_once_bring_it_up_once(closed: Path) -> None:
    age(closed, "drop table saved_view")
    with ThreadPoolExecutor(4) as threads:
        stores = list(threads.map(lambda _: Store(closed), range(4)))
    for store in stores:
        with store.read() as connection:
            assert connection.execute("select count(*) from saved_view").fetchone() == (0,)
        store.close()


@pytest.mark.parametrize("version", [0, 1])
def test_the_database_of_another_program_is_not_touched(tmp_path: Path, version: int) -> None:
    path = tmp_path / NAME
    with sqlite3.connect(path) as connection:
        connection.execute("create table theirs(x)")
        connection.execute(f"pragma user_version = {version}")
    connection.close()
    error = refusal(lambda: Store(path))
    assert error.code is Code.STORE_FAILED
    assert "another program" in str(error.params["reason"])
    connection = sqlite3.connect(path)
    assert connection.execute("select name from sqlite_master").fetchall() == [("theirs",)]
    connection.close()


@pytest.mark.parametrize("content", [b"x", b"not a database at all" * 1000, b"SQLite format 3\0" + b"\xff" * 4096])
def test_what_is_no_database_is_told_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / NAME
    path.write_bytes(content)
    assert refusal(lambda: Store(path)).code is Code.DATABASE_CORRUPT
    assert path.read_bytes() == content


def use(path: Path) -> None:
    """Open, read and write."""
    office = open_office(path.parents[2])
    try:
        office.ask(Order(Filter(text="word"), Sort()))
        office.ask(Staff())
        for ticket in [str(row["id"]) for row in office.rows("ticket")]:
            office.whole(ticket)
        office.reply(office.ticket())
    finally:
        office.services.close()


def damage(content: bytearray, harm: str, number: int) -> bytearray:
    """A file harmed in one place."""
    page = number % (len(content) // 4096) * 4096
    if harm == "cut":
        return content[: 512 + number % (len(content) - 512)]
    if harm == "page":
        content[page : page + 4096] = bytes(4096)
    else:
        spans = {"head": range(16, 100), "schema": range(100, 4096), "tree": range(page, page + 8)}
        span = spans[harm]
        for place in random_places(span, number):
            content[place] ^= 255
    return content


def random_places(span: range, number: int) -> list[int]:
    """Some places in a span."""
    return [span[(number * step) % len(span)] for step in (1, 7, 11, 13)]


@settings(max_examples=40, phases=[Phase.generate])
@given(number=st.integers(1, 10**6), harm=st.sampled_from(["cut", "page", "head", "schema", "tree"]))
def test_a_damaged_file_is_told_and_never_fails_bare(pattern: Path, number: int, harm: str) -> None:
    """SPEC 13: a clear sentence; a page that nobody reads may go unnoticed."""
    with quick_folder() as folder:
        path = next(shutil.copytree(pattern, folder / "profile").rglob(NAME))
        path.write_bytes(damage(bytearray(path.read_bytes()), harm, number))
        told_of = set()
        try:
            use(path)
        except Refused as error:
            told_of.add(error.code)
        assert told_of <= {Code.DATABASE_CORRUPT, Code.STORE_FAILED, Code.DATABASE_NEWER, Code.NOT_FOUND}
