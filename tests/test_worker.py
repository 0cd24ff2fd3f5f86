"""The worker takes turns without a window, and ends when it is told to (SPEC 3.3, 5.2)."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from console import worker
from console.bootstrap import build_services
from console.models.kinds import ClockState, Locale, Outcome, Role, Status
from console.services.explaining import Explain
from console.services.sync import postgres_keeping
from console.services.sync.admin import FIRST_TEAM
from console.services.sync.hub_people import NewPerson
from console.services.sync.sqlite_hub import open_hub
from console.services.tickets.commands import CreateTicket, SetStatus
from console.services.tickets.whole import OpenTicket
from tests.support.consoles import joined
from tests.support.desk import SetClock
from tests.support.secure_hub import ADMIN, AGENT, COLLEAGUE, DATABASE, SecureHub, secure_hub
from tests.support.strict import LogWatch
from tests.support.waiting import until


def test_a_turn_does_what_there_is_to_do_and_a_second_one_nothing(tmp_path: Path) -> None:
    clock = SetClock()
    services = build_services(tmp_path / "profile", clock)
    key = services.desk.do(CreateTicket("Done long ago")).subject
    services.desk.do(SetStatus(key, Status.RESOLVED, "done", Outcome.SOLVED))
    clock.advance(timedelta(days=8))
    assert worker.turn(services) == worker.Turn(woken=0, closed=1, archived=0, forgotten=0, steps=0, sent=0)
    assert worker.turn(services) == worker.Turn(woken=0, closed=0, archived=0, forgotten=0, steps=0, sent=0)
    assert services.desk.ask(OpenTicket(key)).status is Status.CLOSED
    with closing(open_hub(services.folder / "hub.db")) as hub:
        assert hub.execute("select status from ticket").fetchall() == [("CLOSED",)]
        assert hub.execute("select count(*) from heartbeat").fetchone() == (1,)
    services.close()


def test_a_turn_begins_by_ending_who_holds_everybody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logs: LogWatch
) -> None:
    logs.expect("console.worker", "1 sessions that held others up were ended")
    monkeypatch.setattr(postgres_keeping, "IDLE", timedelta())
    with secure_hub() as hub:
        with hub.root() as root:
            password = hub.people(root).add(NewPerson("wanda", "Wanda", FIRST_TEAM, (Role.WORKER,), Locale.EN))
        hub.passwords["wanda"] = str(password)
        joined(hub, tmp_path / "profile", "wanda")
        with (
            closing(build_services(tmp_path / "profile")) as services,
            closing(signed_in(hub, AGENT)) as sits,
            closing(signed_in(hub, COLLEAGUE)) as waits,
        ):
            services.password.give(hub.passwords["wanda"], keep_it=False)
            services.desk.do(CreateTicket("From a mail"))
            sits.execute("begin; select desk.lock()")
            waiting = threading.Thread(target=waits.execute, args=("set lock_timeout = 0; select desk.lock()",))
            waiting.start()
            until(lambda: blocked(hub) == 1)
            worker.turn(services)
            waiting.join()
            with hub.root() as root:
                assert root.execute("select title from desk.ticket").fetchall() == [("From a mail",)]


def test_two_workers_record_a_breach_and_escalate_it_once(tmp_path: Path) -> None:
    """SPEC 4.7."""
    steps = [{"tell": "assignee", "after": 0}, {"tell": "lead", "after": 0}]
    fast = {"name": "Fast", "targets": {"resolution": 1}, "calendar": "24x7", "escalation": steps}
    with secure_hub() as hub, ExitStack() as ending:
        workers = []
        for login in ("wanda", "willi"):
            with hub.root() as root:
                password = hub.people(root).add(NewPerson(login, login, FIRST_TEAM, (Role.WORKER,), Locale.EN))
            hub.passwords[login] = str(password)
            joined(hub, tmp_path / login, login)
            workers.append(ending.enter_context(closing(build_services(tmp_path / login))))
            workers[-1].password.give(hub.passwords[login], keep_it=False)
        with closing(signed_in(hub, ADMIN)) as ada:
            ada.execute(
                "insert into desk.policy (id, root, kind, name, version, effective_at, published_at, body)"
                " values ('p', 'p', 'SLA', 'Standard', 2, 1, 1, %s)",
                [json.dumps({"agreements": [fast]})],
            )
        worker.turn(workers[0])
        key = workers[0].desk.do(CreateTicket("Nobody looks at it")).subject
        worker.turn(workers[0])
        until(lambda: workers[0].desk.ask(Explain(key, workers[0].clock.now()))[-1].state is ClockState.MISSED)
        threads = [threading.Thread(target=worker.turn, args=(one,)) for one in workers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with hub.root() as root:
            rows = root.execute("select threshold from desk.milestone where root = %s order by 1", [key]).fetchall()
            assert rows == [(50,), (75,), (90,), (100,)]
            assert root.execute("select told from desk.escalation order by step").fetchall() == [
                ("assignee",),
                ("lead",),
            ]
            assert root.execute("select kind, state from desk.duty").fetchall() == [("escalate", "done")] * 2


def signed_in(hub: SecureHub, login: str) -> psycopg.Connection:
    where = f"host=localhost port={hub.port} dbname={DATABASE} user={login} sslmode=require"
    return psycopg.connect(where, password=hub.passwords[login], autocommit=True)


def blocked(hub: SecureHub) -> int:
    with hub.root() as root:
        sql = "select count(*) from pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0"
        return int(root.execute(sql).fetchall()[0][0])


def console(profile: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "console", "--profile", str(profile), *arguments]


def test_once_answers_in_json_and_the_log_proves_itself(tmp_path: Path) -> None:
    done = subprocess.run(console(tmp_path / "p", "worker", "--once"), check=True, capture_output=True, timeout=60)
    figures = dict.fromkeys(("woken", "closed", "archived", "forgotten", "steps", "alerts", "sent"), 0)
    assert json.loads(done.stdout) == figures
    proof = subprocess.run(console(tmp_path / "p", "audit", "verify"), check=True, capture_output=True, timeout=60)
    assert json.loads(proof.stdout)["broken"] is None
    hub = next((tmp_path / "p").rglob("hub.db"))
    with closing(open_hub(hub)) as db:
        db.execute("update log set who = 'somebody else' where seq = 1")
    broken = subprocess.run(console(tmp_path / "p", "audit", "verify"), check=False, capture_output=True, timeout=60)
    assert broken.returncode == 1
    assert json.loads(broken.stdout)["broken"] == {"seq": 1, "n": 0}


def test_a_worker_told_to_end_ends(tmp_path: Path) -> None:
    profile = tmp_path / "p"
    with subprocess.Popen(console(profile, "worker"), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        deadline = time.monotonic() + 60
        while not list(profile.rglob("hub.db")):
            assert running.poll() is None
            assert time.monotonic() < deadline
        running.send_signal(signal.SIGTERM)
        out, _ = running.communicate(timeout=60)
    assert running.returncode == 0
    assert out == b""
