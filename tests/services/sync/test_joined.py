"""Consoles of a team on one hub: they see each other's work at once, go on without it, and lose nothing (SPEC 13)."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.bootstrap import build_services
from console.models.kinds import Code, Locale, Outcome, Priority, Role, Status, Visibility, local_mark
from console.models.shape import shapes
from console.services.sync import recovery, rounds, rows
from console.services.sync.attention import RefusedOperations
from console.services.sync.state import Phase
from console.services.tickets.commands import (
    AddMessage,
    CreateTicket,
    RedoRefused,
    SetPriority,
    SetStatus,
    SetTags,
    SetTitle,
)
from console.services.tickets.whole import Resolve
from tests.support.consoles import Console, console, joined
from tests.support.desk import SetClock
from tests.support.processes import started
from tests.support.secure_hub import AGENT, COLLEAGUE, SecureHub, secure_hub
from tests.support.strict import LogWatch
from tests.support.waiting import until

YEAR = timedelta(days=365)


@pytest.fixture(scope="module")
def hub() -> Iterator[SecureHub]:
    with secure_hub() as made:
        yield made


@pytest.fixture
def profiles(hub: SecureHub, tmp_path: Path) -> dict[str, Path]:
    """A joined profile for each of two agents of one team."""
    made = {login: tmp_path / login for login in (AGENT, COLLEAGUE)}
    for login, profile in made.items():
        joined(hub, profile, login)
    return made


@pytest.fixture
def pair(hub: SecureHub, profiles: dict[str, Path]) -> Iterator[tuple[Console, Console]]:
    """Their consoles, both connected."""
    with (
        console(hub, profiles[AGENT], AGENT) as mine,
        console(hub, profiles[COLLEAGUE], COLLEAGUE) as theirs,
    ):
        until(lambda: mine.is_in_step() and theirs.is_in_step())
        yield mine, theirs


def hub_rows(hub: SecureHub, sql: str, *values: object) -> list[tuple[object, ...]]:
    with hub.root() as root:
        return root.execute(sql.encode(), values).fetchall()


def held(one: Console) -> str:
    """Every synced row of a replica."""
    with one.services.store.read() as db:
        found = [
            rows.dumps(row) for shape in shapes().values() for row in rows.select(db, shape, "dead = 0 order by id", ())
        ]
    return "\n".join(found)


def test_what_one_does_the_other_sees_by_the_doorbell(
    monkeypatch: pytest.MonkeyPatch, hub: SecureHub, profiles: dict[str, Path]
) -> None:
    """Not by looking every few seconds: here nobody would look for an hour."""
    monkeypatch.setattr(rounds, "POLL_SECONDS", 3600.0)
    with console(hub, profiles[AGENT], AGENT) as mine, console(hub, profiles[COLLEAGUE], COLLEAGUE) as theirs:
        until(lambda: mine.is_in_step() and theirs.is_in_step())
        ticket = mine.do(CreateTicket("Sign-in loops"))
        until(lambda: theirs.sees(ticket))
        theirs.do(SetTitle(ticket, "Sign-in loops in Safari"))
        until(lambda: mine.sees(ticket, "Sign-in loops in Safari"))
        mine.do(AddMessage(ticket, "Looking into it.", Visibility.PUBLIC))
        until(lambda: theirs.rows("select 1 from message where root = ?", ticket))
        until(lambda: mine.is_in_step() and theirs.is_in_step() and held(mine) == held(theirs))


def test_a_ticket_bears_a_mark_until_the_hub_numbers_it(hub: SecureHub, profiles: dict[str, Path]) -> None:
    """SPEC 3.2; CLI.md: TICKET = number, local mark or id."""
    with closing(build_services(profiles[AGENT])) as services:
        ticket = services.desk.do(CreateTicket("Made offline")).subject
        mark = local_mark(ticket)
        with services.store.read() as db:
            assert db.execute("select number from ticket where id = ?", (ticket,)).fetchone() == (None,)
        assert services.desk.ask(Resolve(mark.lower())) == ticket
    with console(hub, profiles[AGENT], AGENT) as mine:
        until(mine.is_in_step)
        number = mine.rows("select number from ticket where id = ?", ticket)[0][0]
        assert isinstance(number, int)
        for named in (str(number), mark, ticket):
            assert mine.services.desk.ask(Resolve(named)) == ticket


def test_five_hundred_operations_made_offline_are_all_answered(hub: SecureHub, pair: tuple[Console, Console]) -> None:
    """Design: an offline week; whatever the colleague did meanwhile, nothing goes unanswered or unseen."""
    mine, theirs = pair
    shared = [mine.do(CreateTicket(f"Shared {n}")) for n in range(10)]
    until(lambda: all(theirs.sees(ticket) for ticket in shared))
    with hub.gone():
        for n in range(120):
            ticket = mine.do(CreateTicket(f"Offline {n}"))
            mine.do(AddMessage(ticket, "Noted.", Visibility.INTERNAL))
            mine.do(SetPriority(ticket, Priority.CRITICAL))
            mine.do(SetTags(ticket, ("offline",)))
        for ticket in shared:
            mine.do(SetStatus(ticket, Status.RESOLVED, "Done", Outcome.SOLVED))
            mine.do(AddMessage(ticket, "It works again.", Visibility.PUBLIC))
            theirs.do(SetStatus(ticket, Status.IN_PROGRESS))
        until(lambda: mine.stands(Phase.OFFLINE) and mine.state.pending == 500)
    theirs.catch_up()
    mine.catch_up()
    answered = Counter(state for (state,) in mine.rows("select state from _op"))
    assert answered["pending"] == 0
    assert answered["refused"] == len(shared)
    cards = mine.services.desk.ask(RefusedOperations())
    assert {card.reason.code for card in cards} == {Code.CHANGED_MEANWHILE}
    assert {card.ticket for card in cards} == set(shared)
    assert hub_rows(hub, "select count(*) from desk.ticket where title like 'Offline%%'") == [(120,)]
    assert hub_rows(hub, "select count(*) from desk.message where body = 'It works again.'") == [(len(shared),)]
    until(lambda: theirs.is_in_step() and held(mine) == held(theirs))


def test_a_refused_operation_is_redone_on_todays_values(hub: SecureHub, pair: tuple[Console, Console]) -> None:
    mine, theirs = pair
    ticket = mine.do(CreateTicket("Both at once"))
    until(lambda: theirs.sees(ticket))
    with hub.gone():
        theirs.do(SetStatus(ticket, Status.OPEN))
        mine.do(SetStatus(ticket, Status.IN_PROGRESS))
    theirs.catch_up()
    mine.catch_up()
    (card,) = mine.services.desk.ask(RefusedOperations())
    mine.do(RedoRefused(card.id))
    mine.catch_up()
    assert not mine.services.desk.ask(RefusedOperations())
    until(lambda: theirs.rows("select status from ticket where id = ?", ticket) == [("IN_PROGRESS",)])


def test_a_hub_that_was_set_back_is_given_everything_back(hub: SecureHub, pair: tuple[Console, Console]) -> None:
    """Design: restore; what the copy does not know is sent again by who sent it first, in order."""
    mine, theirs = pair
    before = mine.do(CreateTicket("Before the copy"))
    until(lambda: mine.is_in_step() and theirs.sees(before))
    hub.copy("copied")
    mine.catch_up()
    theirs.catch_up()
    after = [mine.do(CreateTicket(f"After the copy {n}")) for n in range(5)]
    until(lambda: mine.is_in_step() and all(map(theirs.sees, after)))
    theirs.do(SetTitle(before, "Renamed after the copy"))
    theirs.do(AddMessage(before, "Said after the copy", Visibility.INTERNAL))
    until(lambda: theirs.is_in_step() and mine.sees(before, "Renamed after the copy"))
    hub.restore("copied")
    mine.catch_up()
    theirs.catch_up()
    # Until a round has met the hub that was set back, a console believes itself in step.
    until(lambda: {before, *after} <= {key for (key,) in hub_rows(hub, "select id from desk.ticket")})
    until(lambda: hub_rows(hub, "select title from desk.ticket where id = %s", before) == [("Renamed after the copy",)])
    until(lambda: hub_rows(hub, "select count(*) from desk.message where root = %s", before) == [(1,)])
    assert not mine.services.desk.ask(RefusedOperations())
    assert not theirs.services.desk.ask(RefusedOperations())
    until(lambda: mine.is_in_step() and theirs.is_in_step() and held(mine) == held(theirs))


WORK = """
import sys
from pathlib import Path
from console.bootstrap import build_services
from console.models.kinds import Visibility
from console.services.tickets.commands import AddMessage, CreateTicket
services = build_services(Path(sys.argv[1]))
services.password.give(sys.stdin.readline().strip(), keep_it=False)
rounds = services.open_sync()
rounds.start()
for n in range(10_000):
    ticket = services.desk.do(CreateTicket(f"Before the kill {n}")).subject
    services.desk.do(AddMessage(ticket, "Said once", Visibility.INTERNAL))
    print(ticket, flush=True)
"""


def test_a_console_killed_in_mid_push_loses_and_doubles_nothing(hub: SecureHub, profiles: dict[str, Path]) -> None:
    """Design: SIGKILL; what a command saved is on the hub once, whenever the process died."""
    saved: list[str] = []
    for lines in (3, 11, 23, 40):
        with started(WORK, profiles[AGENT]) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(hub.passwords[AGENT] + "\n")
            process.stdin.flush()
            saved += [process.stdout.readline().strip() for _ in range(lines)]
            process.send_signal(signal.SIGKILL)
            rest = process.stdout.read().split("\n")
            saved += [line for line in rest[:-1] if line]
            assert process.wait() == -signal.SIGKILL
    assert len(saved) >= 77
    with console(hub, profiles[AGENT], AGENT) as mine:
        until(mine.is_in_step)
        counted = hub_rows(hub, "select root, count(*) from desk.message where body = 'Said once' group by root")
        assert {root for root, _ in counted} >= set(saved)
        assert {count for _, count in counted} == {1}
        numbers = [number for (number,) in hub_rows(hub, "select number from desk.ticket")]
        assert len(numbers) == len(set(numbers))
        assert not mine.services.desk.ask(RefusedOperations())


def test_a_hub_that_is_down_at_the_start_hinders_nobody(hub: SecureHub, profiles: dict[str, Path]) -> None:
    with console(hub, profiles[AGENT], AGENT) as mine:
        ticket = mine.do(CreateTicket("While it was up"))
        until(mine.is_in_step)
    with hub.gone(), console(hub, profiles[AGENT], AGENT) as mine:
        until(lambda: mine.stands(Phase.OFFLINE, Code.HUB_AWAY))
        assert mine.sees(ticket)
        mine.do(SetTitle(ticket, "While it was down"))
        until(lambda: mine.state.pending == 1)
    with console(hub, profiles[AGENT], AGENT) as mine:
        until(mine.is_in_step)
    assert hub_rows(hub, "select title from desk.ticket where id = %s", ticket) == [("While it was down",)]


def test_a_changed_password_is_asked_for_and_nothing_is_lost(hub: SecureHub, profiles: dict[str, Path]) -> None:
    with console(hub, profiles[AGENT], AGENT) as mine:
        until(mine.is_in_step)
        with hub.root() as root:
            changed = str(hub.people(root).renew_password(AGENT))
            root.execute("select desk.end_sessions(%s)", (AGENT,))
        until(lambda: mine.stands(Phase.NEEDS_PASSWORD, Code.HUB_SIGN_IN_WRONG))
        ticket = mine.do(CreateTicket("While signed out"))
        mine.services.sign_in("still wrong", keep_it=False)
        until(lambda: mine.services.password.read() is None)
        assert mine.stands(Phase.NEEDS_PASSWORD, Code.HUB_SIGN_IN_WRONG)
        mine.services.sign_in(changed, keep_it=False)
        until(mine.is_in_step)
        hub.passwords[AGENT] = changed
    assert hub_rows(hub, "select count(*) from desk.ticket where id = %s", ticket) == [(1,)]
    assert not any(changed in str(state) for state in mine.states)


def test_without_a_password_nothing_is_tried(hub: SecureHub, profiles: dict[str, Path]) -> None:
    services = build_services(profiles[AGENT])
    running = services.open_sync()
    running.start()
    until(lambda: running.state.phase is Phase.NEEDS_PASSWORD)
    assert running.state.trouble is not None
    assert running.state.trouble.code is Code.HUB_SIGN_IN_NEEDED
    running.stop()
    services.close()


def test_a_certificate_that_turned_wrong_is_told_and_gets_no_password(
    hub: SecureHub, pair: tuple[Console, Console]
) -> None:
    mine, _ = pair
    try:
        hub.show(hub.authority.issue("other.example"))
        with hub.gone():
            until(lambda: mine.stands(Phase.OFFLINE, Code.HUB_CERTIFICATE_OTHER))
            ticket = mine.do(CreateTicket("Nothing is lost"))
    finally:
        hub.show(hub.authority.issue())
    mine.catch_up()
    assert hub_rows(hub, "select count(*) from desk.ticket where id = %s", ticket) == [(1,)]


def test_somebody_whose_login_was_closed_is_told_and_keeps_their_work(
    hub: SecureHub, pair: tuple[Console, Console]
) -> None:
    mine, _ = pair
    team = str(mine.rows("select name from team where id = ?", mine.services.me.team)[0][0])
    with hub.root() as root:
        hub.people(root).disable(AGENT)
        until(lambda: mine.stands(Phase.OFFLINE, Code.HUB_LOGIN_DISABLED))
        ticket = mine.do(CreateTicket("Still here"))
        until(lambda: mine.state.pending == 1)
        hub.people(root).change_roles(AGENT, (Role.AGENT,), ())
        hub.people(root).change_members(AGENT, (team,), ())
    mine.catch_up()
    assert mine.sees(ticket)


def test_a_clock_a_year_off_is_told_and_not_used(hub: SecureHub, tmp_path: Path) -> None:
    """SPEC 1.4: decisions use the hub's clock; at a start without the hub, the last known difference."""
    clock = SetClock(datetime.now(UTC) + YEAR)
    joined(hub, tmp_path / "profile", AGENT, clock)
    with console(hub, tmp_path / "profile", AGENT, clock) as mine:
        until(mine.is_in_step)
        assert abs(mine.state.skew - YEAR) < timedelta(minutes=5)
        ticket = mine.do(CreateTicket("Now"))
        until(mine.is_in_step)
    ((created, recorded),) = hub_rows(
        hub,
        "select t.created_at, e.recorded_at from desk.ticket t join desk.event e on e.root = t.id where t.id = %s",
        ticket,
    )
    assert abs(int(str(created)) - int(str(recorded))) < timedelta(minutes=5) / timedelta(microseconds=1)
    with closing(build_services(tmp_path / "profile", clock)) as services:
        assert abs(services.clock.now() - datetime.now(UTC)) < timedelta(minutes=5)


def damage(replica: Path, table: str) -> None:
    """Make the first page of a table unreadable."""
    with closing(sqlite3.connect(replica)) as db:
        db.execute("pragma wal_checkpoint(truncate)")
        page = db.execute("select rootpage from sqlite_master where name = ?", (table,)).fetchone()[0]
        size = db.execute("pragma page_size").fetchone()[0]
    with replica.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(os.urandom(size))


def test_a_damaged_replica_is_filled_anew_and_what_was_not_sent_is_kept(
    hub: SecureHub, profiles: dict[str, Path]
) -> None:
    """Design 1.4: pending operations are copied to local.db first; the damaged file is kept."""
    with console(hub, profiles[AGENT], AGENT) as mine:
        sent = mine.do(CreateTicket("Sent"))
        until(mine.is_in_step)
        folder = mine.services.folder
    with closing(build_services(profiles[AGENT])) as services:
        waiting = services.desk.do(CreateTicket("Not sent")).subject
    damage(folder / "replica.db", "_meta")
    with hub.gone(), closing(build_services(profiles[AGENT])) as services:
        assert services.notice is not None
        assert services.notice.code is Code.REPLICA_REBUILT
        assert services.notice.params["count"] == 1
        assert services.me.name == AGENT.title(), "remembered beside the replica"
        assert services.desk.ask(Resolve(waiting)) == waiting, "shown before the hub answers"
    assert (folder / "replica.damaged-1.db").exists()
    with console(hub, profiles[AGENT], AGENT) as mine:
        assert mine.services.notice is None
        until(mine.is_in_step)
        assert mine.sees(sent)
        assert mine.sees(waiting)
    assert hub_rows(hub, "select count(*) from desk.ticket where id in (%s, %s)", sent, waiting) == [(2,)]


def test_a_replica_nothing_can_be_read_of_is_filled_by_the_hub(hub: SecureHub, profiles: dict[str, Path]) -> None:
    with console(hub, profiles[AGENT], AGENT) as mine:
        sent = mine.do(CreateTicket("Sent"))
        until(mine.is_in_step)
        replica = mine.services.store.path
    replica.write_bytes(b"this is no database" * 500)
    with console(hub, profiles[AGENT], AGENT) as mine:
        until(lambda: mine.is_in_step() and mine.sees(sent))


def test_a_crash_while_it_is_set_aside_is_made_good(hub: SecureHub, profiles: dict[str, Path]) -> None:
    """The new file is not there yet, or is empty: the next start finishes the work."""
    with closing(build_services(profiles[AGENT])) as services:
        waiting = services.desk.do(CreateTicket("Not sent")).subject
        replica = services.store.path
        local = services.local
        services.open_sync()
        services.store.close()
        recovery.set_aside(replica, local)
    with closing(build_services(profiles[AGENT])) as services:
        assert services.desk.ask(Resolve(waiting)) == waiting
        assert not services.local.kept_operations()


def test_a_page_that_cannot_be_read_has_the_next_start_set_the_file_aside(
    hub: SecureHub, profiles: dict[str, Path]
) -> None:
    with console(hub, profiles[AGENT], AGENT) as mine:
        until(mine.is_in_step)
        recovery.mark(mine.services.store.path)
    with closing(build_services(profiles[AGENT])) as services:
        assert services.notice is not None
    with closing(build_services(profiles[AGENT])) as services:
        assert services.notice is None


def test_a_profile_that_lost_every_file_opens_and_asks_for_the_password(
    hub: SecureHub, profiles: dict[str, Path], logs: LogWatch
) -> None:
    """Without replica and notes nobody knows whose it is; once signed in, the hub tells."""
    logs.expect("console.services.sync.recovery", "could not be filled")
    for path in (profiles[AGENT] / "corp-desk" / AGENT).glob("*.db*"):
        path.unlink()
    with console(hub, profiles[AGENT], AGENT) as mine:
        assert (mine.services.me.name, mine.services.me.roles) == (AGENT, frozenset())
        until(
            lambda: (
                mine.is_in_step() and mine.rows("select name from person join _meta on person = id")[0] == ("Agnes",)
            )
        )
        assert not mine.rows("select 1 from person where id = ?", mine.services.me.id)
    with closing(build_services(profiles[AGENT])) as services:
        assert services.me.name == AGENT.title()


def test_no_state_tells_a_password(hub: SecureHub, pair: tuple[Console, Console]) -> None:
    mine, _ = pair
    told = json.dumps([str(state) for state in mine.states]) + repr(mine.services)
    assert hub.passwords[AGENT] not in told
    assert mine.services.me.locale == Locale.EN
