"""Fills an empty profile with a believable desk: people, and tickets of the last 18 months in Chinese and English.

Promise: the same seed, size and instant make the same rows, ids included; it is written whole or not at all; a profile
that holds tickets is refused and left as it is.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from console.models.kinds import Code, Locale, Refused, to_micros
from console.models.values import dataclass
from console.resources import resource
from console.services.attachments import Blobs, Kept
from console.services.demo_people import PERSON, TEAM, Worker
from console.services.demo_record import TABLES
from console.services.demo_rota import rule_rotas
from console.services.demo_telling import Part, Wish, told, uncollected
from console.services.listing import derive, loading
from console.services.loading import laid_bare
from console.services.search import document
from console.services.store import Store

CACHE_KIB = 128_000
"""Pages of the replica kept while the demo is written."""
_FILES = {
    "vpn": "samples/files/vpn-client.log",
    "sign-in-loop": "samples/files/sign-in-trace.txt",
    "sso-refused": "samples/files/assertion-error.txt",
    "sync-stuck": "samples/files/sync-report.csv",
}
"""What requesters of some stories send along."""


@dataclass(frozen=True, slots=True)
class DemoFigures:
    """How much was written, the profile's own person and team left out."""

    tickets: int
    messages: int
    events: int
    attachments: int
    people: int
    teams: int


def fill(store: Store, now: datetime, size: int, seed: int, progress: Callable[[int, int], None]) -> DemoFigures:
    """Write `size` tickets up to `now`; `progress` hears how many of how many are written.

    Raises Refused PROFILE_NOT_EMPTY where tickets are.
    """
    with store.read() as connection:
        _refuse_full(store, connection)
    files = _files(store.path.parent / "blobs")
    with uncollected(), store.bulk() as connection:
        _refuse_full(store, connection)
        connection.execute(f"pragma cache_size = -{CACHE_KIB}")
        connection.execute("pragma secure_delete = off")  # what a demo wrote and merged is nobody's secret
        with (
            closing(told(_wish(connection, to_micros(now), size, seed, files))) as parts,
            loading(connection),
            laid_bare(connection, ("person", "team", *TABLES), but="message_by_root"),
        ):
            counts = _write(connection, parts, lambda done: progress(done * 9 // 10, size))
        rule_rotas(connection, now)
        progress(size, size)
    return DemoFigures(
        tickets=counts["ticket"],
        messages=counts["message"],
        events=counts["event"],
        attachments=counts["attachment"],
        people=counts["person"],
        teams=counts["team"],
    )


def _refuse_full(store: Store, connection: sqlite3.Connection) -> None:
    if connection.execute("select 1 from ticket limit 1").fetchone():
        raise Refused(Code.PROFILE_NOT_EMPTY, path=store.path.parent)


def _write(connection: sqlite3.Connection, parts: Iterable[Part], progress: Callable[[int], None]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for tables, words in parts:
        for table, rows in tables.items():
            connection.executemany(_insert(table), rows)
            counts[table] += len(rows)
        # Derived part by part: it is work to do while the next one is told.
        connection.executemany("insert into _stale values (?, 1)", [(ticket,) for ticket in words])
        derive(connection, {ticket: document(*texts) for ticket, texts in words.items()}, clocked=False)
        progress(counts["ticket"])
    return counts


def _insert(table: str) -> str:
    if table in ("person", "team"):
        return PERSON if table == "person" else TEAM
    columns = TABLES[table]
    return f"insert into {table}(id, {columns}) values (?{',?' * (columns.count(',') + 1)})"


def _wish(connection: sqlite3.Connection, now: int, size: int, seed: int, files: dict[str, Kept]) -> Wish:
    person = connection.execute("select p.id, p.name from _meta m join person p on p.id = m.person").fetchone()
    team = connection.execute("select t.id, t.own_scope from _meta m join team t on t.id = m.team").fetchone()
    worker = Worker(person[0], dict.fromkeys(Locale, person[1]), bilingual=True) if person else None
    return Wish(now, size, seed, worker, team, files)


def _files(folder: Path) -> dict[str, Kept]:
    blobs = Blobs(folder)
    return {story: blobs.keep(resource(name)) for story, name in _FILES.items()}
