"""Fills an empty profile with a believable desk: people, and tickets of the last 18 months in Chinese and English.

Promise: the same seed, size and instant make the same rows, ids included; a profile that holds tickets is refused and
left as it is.
"""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from console.models.kinds import Code, Locale, Refused, to_micros
from console.resources import resource
from console.services import demo_people
from console.services.attachments import Blobs, Kept
from console.services.demo_hours import DAY, SPAN
from console.services.demo_opening import Scene
from console.services.demo_people import Crew, People, Worker
from console.services.demo_plans import Plan, Planner
from console.services.demo_record import TABLES, Rows, new_ids
from console.services.demo_samples import Samples, load
from console.services.demo_slots import World
from console.services.demo_stories import Teller
from console.services.listing import derive
from console.services.store import Store

BATCH = 1000
"""Tickets told before they are written."""
CACHE_KIB = 128_000
"""Pages of the replica kept while the demo is written."""
FIRST_NUMBER = 10_001
_FILES = {
    "vpn": "samples/files/vpn-client.log",
    "sign-in-loop": "samples/files/sign-in-trace.txt",
    "sso-refused": "samples/files/assertion-error.txt",
    "sync-stuck": "samples/files/sync-report.csv",
}
"""What requesters of some stories send along."""


@dataclass(frozen=True, slots=True)
class DemoFigures:
    """How much was written."""

    tickets: int
    messages: int
    events: int
    attachments: int
    staff: int
    requesters: int
    teams: int


@dataclass(frozen=True, slots=True)
class _Own:
    """The person and the team this profile already has."""

    person: Worker | None
    team: tuple[str, str] | None
    """Its id and the scope of its tickets."""


def fill(store: Store, now: datetime, size: int, seed: int, progress: Callable[[int, int], None]) -> DemoFigures:
    """Write `size` tickets up to `now`; `progress` hears how many of how many are written.

    Raises Refused PROFILE_NOT_EMPTY where tickets are.
    """
    with store.read() as connection:
        if connection.execute("select 1 from ticket limit 1").fetchone():
            raise Refused(Code.PROFILE_NOT_EMPTY, path=store.path.parent)
        own = _own(connection)
    rng, samples, at = Random(seed), load(), to_micros(now)
    new_id = new_ids(rng)
    crew = Crew(rng, samples.cast, new_id, at - SPAN - 30 * DAY, own.person.id if own.person else None)
    people = _people(crew, size, own)
    plans = Planner(rng, at, size, samples, people).plans()
    scene = Scene(rng, at, people, own.person, _worlds(rng, samples, people), _files(store.path.parent / "blobs"))
    with _uncollected(), store.bulk() as connection:
        connection.execute(f"pragma cache_size = -{CACHE_KIB}")
        connection.executemany(demo_people.TEAM, crew.team_rows)
        connection.executemany(demo_people.PERSON, crew.persons)
        counts = _write(connection, Teller(scene, new_id), plans, lambda done: progress(done // 2, size))
        derive(connection, lambda done: progress((size + done) // 2, size))
    return DemoFigures(
        tickets=counts["ticket"],
        messages=counts["message"],
        events=counts["event"],
        attachments=counts["attachment"],
        staff=sum(map(len, people.staff.values())),
        requesters=len(people.askers),
        teams=len(people.teams),
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Rows hold no cycles; looking for some among a million of them would cost a tenth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _write(
    connection: sqlite3.Connection, teller: Teller, plans: Sequence[Plan], progress: Callable[[int], None]
) -> dict[str, int]:
    counts = dict.fromkeys(TABLES, 0)
    for done, rows in _told(teller, plans):
        for table, made in rows.tables.items():
            connection.executemany(_insert(table), made)
            counts[table] += len(made)
        progress(done)
    return counts


def _told(teller: Teller, plans: Sequence[Plan]) -> Iterator[tuple[int, Rows]]:
    for start in range(0, len(plans), BATCH):
        rows = Rows()
        for number, plan in enumerate(plans[start : start + BATCH], FIRST_NUMBER + start):
            teller.tell(plan, number, rows)
        yield min(start + BATCH, len(plans)), rows


def _insert(table: str) -> str:
    columns = TABLES[table]
    return f"insert into {table}(id, {columns}) values (?{',?' * (columns.count(',') + 1)})"


def _own(connection: sqlite3.Connection) -> _Own:
    person = connection.execute("select p.id, p.name from _meta m join person p on p.id = m.person").fetchone()
    team = connection.execute("select t.id, t.own_scope from _meta m join team t on t.id = m.team").fetchone()
    worker = Worker(person[0], dict.fromkeys(Locale, person[1]), bilingual=True) if person else None
    return _Own(worker, team)


def _people(crew: Crew, size: int, own: _Own) -> People:
    teams = crew.teams(own.team)
    staff = crew.staff(min(60, 12 + size // 2000), teams, own.team)
    if own.person is not None:
        staff["desk"].append(own.person)
    return People(teams, staff, crew.askers(min(12_000, max(24, size // 12))))


def _worlds(rng: Random, samples: Samples, people: People) -> dict[Locale, World]:
    return {
        locale: World(
            rng,
            locale,
            samples.cast,
            samples.phrases[locale],
            [asker.name for asker in people.askers if asker.locale is locale],
        )
        for locale in Locale
    }


def _files(folder: Path) -> dict[str, Kept]:
    blobs = Blobs(folder)
    return {story: blobs.keep(resource(name)) for story, name in _FILES.items()}
