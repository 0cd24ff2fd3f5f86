"""Consoles killed at any moment, a network that tears, a server that crashes: nothing saved is lost (SPEC 13)."""

from __future__ import annotations

import json
import random
import threading
from collections import defaultdict
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from console.bootstrap import Services, build_services
from console.models.shape import shapes
from console.services import audit
from console.services.clock import SystemClock
from console.services.sync import rows
from console.services.sync.attention import RefusedOperations
from console.services.sync.hub import Cursor
from console.services.sync.postgres_hub import PostgresHub
from console.services.sync.signin import join
from tests.support.cutting import Network, network
from tests.support.postgres import crash
from tests.support.secure_hub import ADMIN, AGENT, COLLEAGUE, LEAD, OTHER_TEAM, STRANGER, SecureHub, secure_hub
from tests.support.toiling import Toiler, hatchery

KILLS, CRASHES = 110, 3
DELAY, LIFE = 0.01, 1.5
"""Seconds a piece takes each way, and a line lives on average."""
BEAT = 0.3
"""Seconds between two kills, on average."""
SERVER = "-F"
"""What it committed outlives a crash of the server, as with its own settings; one that forgets is played elsewhere."""
LOGINS = (LEAD, AGENT, COLLEAGUE, COLLEAGUE, STRANGER, ADMIN)


def toilers(hub: SecureHub, way: Network, folder: Path) -> list[Toiler]:
    """A joined console for each login, one of them on two machines; some see both teams."""
    with hub.root() as root:
        for login in (LEAD, COLLEAGUE, ADMIN):
            hub.people(root).change_members(login, [OTHER_TEAM], [])
    made = [Toiler(login, hub.passwords[login], folder / f"{n}") for n, login in enumerate(LOGINS)]
    for one in made:
        join(one.profile, hub.at(port=way.port), one.login, one.password, SystemClock())
    return made


def storm(hub: SecureHub, way: Network, crew: list[Toiler]) -> tuple[int, int]:
    """All work; one after another is killed and begins again, now and then the server is; how often each."""
    chance, beat = random.Random(1), threading.Event()
    way.delay, way.life = DELAY, LIFE
    kills = crashes = 0
    with hatchery() as nest:
        for one in crew:
            nest.start(one)
        while kills < KILLS:
            beat.wait(chance.uniform(0, 2 * BEAT))
            one = chance.choice(crew)
            nest.kill(one)
            kills += 1
            nest.start(one)
            if kills * (CRASHES + 1) // KILLS > crashes and crashes < CRASHES:
                crash(hub.socket)
                crashes += 1
        for one in crew:
            nest.kill(one)
    way.delay, way.life = 0.0, None
    return kills + len(crew), crashes


@pytest.mark.timeout(300)
def test_nothing_saved_is_lost_whatever_is_killed(tmp_path: Path) -> None:
    with secure_hub(SERVER) as hub, network(hub.port) as way:
        crew = toilers(hub, way, tmp_path)
        kills, crashes = storm(hub, way, crew)
        assert kills >= 100
        assert crashes >= 3
        assert way.torn >= 20
        for _ in range(2):  # what the first push wrote, the others pull
            for one in crew:
                catch_up(one)
        assert not [one.troubles() for one in crew if one.troubles()]
        with closing(psycopg.connect(hub.url(), autocommit=True)) as root:
            check(root, crew)


def catch_up(one: Toiler) -> None:
    with closing(build_services(one.profile)) as services:
        services.password.give(one.password, keep_it=False)
        services.open_sync().once()


def check(root: psycopg.Connection, crew: list[Toiler]) -> None:
    answers: dict[str, str | None] = dict(root.execute("select id, code from desk.op").fetchall())
    made: dict[str, set[str]] = defaultdict(set)
    saved = 0
    for one in crew:
        with closing(build_services(one.profile)) as services:
            saved += check_operations(one, services, answers, made)
            check_rows(root, one, services)
    assert saved > 500
    assert sum(code is not None for code in answers.values()) > 10
    check_counts(root, made)
    assert audit.of_postgres(root).broken is None


def check_operations(one: Toiler, services: Services, answers: dict[str, str | None], made: dict[str, set[str]]) -> int:
    """Each operation is applied, or refused and shown so; what the applied ones made goes into `made`, by table."""
    with services.store.read() as db:
        kept = {key: (state, body) for key, state, body in db.execute("select id, state, body from _op")}
    shown = {refused.id for refused in services.desk.ask(RefusedOperations())}
    told = one.saved()
    assert told <= kept.keys() <= answers.keys()
    for key, (state, body) in kept.items():
        assert state == ("sent" if answers[key] is None else "refused")
        assert (key in shown) == (state == "refused")
        if state == "sent":
            for patch in json.loads(body)["do"]:
                if "new" in patch:
                    made[patch["t"]].add(patch["k"])
    return len(told)


def check_counts(root: psycopg.Connection, made: dict[str, set[str]]) -> None:
    """The hub holds each row the applied operations made once, and no other; tickets are numbered without a gap."""
    for table in ("ticket", "message", "event", "tag"):
        entered = root.execute("select k from desk.log where t = %s and diff ? 'id'", (table,)).fetchall()
        assert sorted(key for (key,) in entered) == sorted(made[table])
        held = root.execute(f"select id from desk.{table}".encode()).fetchall()
        assert {key for (key,) in held} == made[table]
    numbers = [number for (number,) in root.execute("select number from desk.ticket order by number").fetchall()]
    assert numbers == list(range(1, len(numbers) + 1))


def check_rows(root: psycopg.Connection, one: Toiler, services: Services) -> None:
    """The replica is the hub's rows of this person's scopes, byte for byte."""
    root.execute(f"set session authorization {one.login}".encode())
    pulled = PostgresHub(root).pull(Cursor())
    root.execute("reset session authorization")
    there = sorted(f"{table} {rows.dumps(row)}" for table, row in pulled.rows if not row["dead"])
    with services.store.read() as db:
        here = sorted(f"{s.table} {rows.dumps(row)}" for s in shapes().values() for row in rows.select(db, s, "1", ()))
        assert db.execute("select cursor, tag from _meta").fetchone() == (pulled.head.seq, pulled.head.tag)
    assert here == there
