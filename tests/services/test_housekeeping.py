"""A machine alone keeps itself in order as a worker keeps a team's desk (SPEC 3.3; design: archives)."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import pytest

from console.models.kinds import Outcome, PolicyKind, Status
from console.services import housekeeping
from console.services.bus import Changed
from console.services.housekeeping import ARCHIVED_AT_ONCE, Housekeeper, Kept
from console.services.sync.sqlite_hub import open_hub
from console.services.tickets.commands import PublishPolicy, SetStatus
from tests.support.desk import Office
from tests.support.waiting import until

DAY = timedelta(days=1)


def closed(office: Office, title: str = "VPN is down") -> str:
    key = office.ticket(title)
    office.do(SetStatus(key, Status.RESOLVED, "done", Outcome.SOLVED))
    office.do(SetStatus(key, Status.CLOSED))
    return key


def in_step(office: Office) -> None:
    office.services.open_sync().once()


def here(office: Office) -> set[str]:
    with office.store.read() as db:
        return {row[0] for row in db.execute("select id from ticket")}


def test_a_closed_ticket_leaves_the_console_after_the_days_that_are_ruled(office: Office) -> None:
    office.do(PublishPolicy(PolicyKind.RULES, "Rules", {"archive_after_days": 30}, expect=1))
    old = closed(office)
    in_step(office)
    office.clock.advance(29 * DAY)
    recent, waiting = closed(office), office.ticket()
    in_step(office)
    house = office.services.open_house()
    assert house.keep().archived == 0
    office.clock.advance(2 * DAY)
    assert house.keep().archived == 1
    in_step(office)
    assert here(office) == {recent, waiting}
    with closing(open_hub(office.services.folder / "hub.db")) as hub:
        kept = "select t.id from ticket t join scope s on s.id = t.scope where s.archive_of is not null"
        assert hub.execute(kept).fetchall() == [(old,)]


def test_many_are_moved_some_at_a_time_and_where_it_was_cut_off_it_goes_on(office: Office) -> None:
    many = ARCHIVED_AT_ONCE + 2
    keys = [closed(office, f"Printer {n}") for n in range(many)]
    in_step(office)
    office.clock.advance(200 * DAY)
    house = office.services.open_house()
    pauses = iter([True, False])
    house.may_go_on = lambda: next(pauses)
    assert house.keep().archived == ARCHIVED_AT_ONCE
    in_step(office)
    assert len(here(office)) == 2
    again = office.services.open_house()
    assert again.keep().archived == 2
    assert again.keep() == Kept()
    in_step(office)
    assert here(office).isdisjoint(keys)


def test_the_app_of_a_machine_alone_wakes_closes_and_archives_by_itself(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(housekeeping, "SETTLE_SECONDS", 0.0)
    old = closed(office)
    in_step(office)
    office.clock.advance(190 * DAY)
    asleep, silent = office.ticket(), office.ticket()
    office.reply(asleep)
    office.do(SetStatus(asleep, Status.ON_HOLD, "part on order", wake=office.clock.now() + DAY))
    office.do(SetStatus(silent, Status.RESOLVED, "done", Outcome.SOLVED))
    office.clock.advance(8 * DAY)
    told: list[Changed] = []
    office.services.bus.subscribe(Changed, told.append)
    keeper = Housekeeper(office.services.open_house)
    keeper.start()
    with closing(open_hub(office.services.folder / "hub.db")) as hub:
        moved = "select count(*) from scope s join ticket t on t.scope = s.id where s.archive_of is not null"
        until(lambda: hub.execute(moved).fetchone() == (1,))
    keeper.stop()
    assert office.whole(asleep).status is Status.OPEN
    assert office.whole(silent).status is Status.CLOSED
    assert {key for event in told for key in event.tickets} == {asleep, silent}
    in_step(office)
    assert here(office) == {asleep, silent}
    assert old not in here(office)


def test_nothing_long_is_begun_while_somebody_works(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(housekeeping, "SETTLE_SECONDS", 0.0)
    closed(office)
    in_step(office)
    office.clock.advance(200 * DAY)
    looks: list[float] = []

    def busy() -> float:
        looks.append(0.0)
        return 0.0

    keeper = Housekeeper(office.services.open_house, busy)
    keeper.start()
    until(lambda: len(looks) > 1)
    keeper.stop()
    with closing(open_hub(office.services.folder / "hub.db")) as hub:
        assert hub.execute("select count(*) from scope where archive_of is not null").fetchone() == (0,)
